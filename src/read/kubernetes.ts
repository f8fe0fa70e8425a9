import type { ContainerPort } from "./compose.ts";

/** Kinds that hold a pod. */
const WORKLOADS = new Set(["Deployment", "StatefulSet", "DaemonSet", "Pod"]);

/**
 * The container ports of a Kubernetes manifest, if one of its documents is a workload. It is read line by line: charts
 * are templates, which are no YAML.
 */
export function manifestContainerPorts(text: string): readonly ContainerPort[] {
  const lines = text.split("\n");
  const isWorkload = lines.some((line) =>
    WORKLOADS.has(/^kind:[ \t]*([A-Za-z]+)\b/.exec(line)?.[1] ?? ""),
  );
  if (!isWorkload) return [];
  return lines.flatMap((line, index) =>
    [...line.matchAll(/\bcontainerPort:[ \t]*(\d{1,5})\b/g)].map(([, value = ""]) => ({
      value,
      line: index + 1,
    })),
  );
}
