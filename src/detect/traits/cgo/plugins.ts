import { formatPlace } from "../../../core/place.ts";
import { answer, type Finding } from "../../finding.ts";
import type { Program } from "../../program.ts";

/** Package plugin, used by the program's own packages. */
export function plugins({ graph }: Program): readonly Finding[] {
  const plugin = graph.standard.get("plugin");
  if (!plugin?.own) return [];
  const because = "package plugin loads libraries, which a static program cannot";
  return [answer("cgo", "dynamic", formatPlace(plugin), because)];
}
