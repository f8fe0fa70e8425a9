import type { Answers } from "../src/core/questions/index.ts";
import type { Project } from "./types.ts";

/** How modules are reached that not everybody may read. */
export interface ModuleAccess {
  readonly auth: Answers["privateAuth"];
  /** GOPRIVATE. */
  readonly patterns: string;
  readonly hosts: readonly string[];
}

/** Undefined where there are no private modules, or where they are vendored. */
export function moduleAccess({ answers, layout }: Project): ModuleAccess | undefined {
  const { private: patterns, privateAuth } = answers;
  if (patterns.length === 0 || layout.vendor === "used") return undefined;
  const hosts = new Set(patterns.map((pattern) => pattern.split("/")[0] ?? ""));
  return {
    auth: privateAuth,
    patterns: patterns.join(","),
    hosts: [...hosts].filter((host) => /^[\w.-]+$/.test(host)),
  };
}
