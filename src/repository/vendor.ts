import { compareGoVersions } from "../core/go/compare.ts";
import { parseGoVersion } from "../core/go/version.ts";
import { joinPaths } from "../core/paths.ts";
import { parseVendorModules } from "../read/go-mod.ts";
import type { Tree } from "../tree/tree.ts";
import type { Module } from "./module.ts";

/** Whether vendor/ is what the go command builds from. */
export type VendorState = "used" | "unused" | "stale" | "none";

/** The go command builds from vendor/ if the go line is 1.14 or newer, and refuses one that does not fit. */
export function readVendorState(
  files: Tree,
  module: Module,
  workspace: Module | undefined,
): VendorState {
  const home = (workspace ?? module).directory;
  const listed = files.text(joinPaths(home, "vendor/modules.txt"));
  if (listed === undefined) return "none";
  const version = parseGoVersion(module.goMod.go ?? "1.16");
  const since = parseGoVersion("1.14");
  if (version && since && compareGoVersions(version, since) < 0) return "unused";
  if (workspace !== undefined) return listed.startsWith("## workspace") ? "used" : "unused";
  const vendored = parseVendorModules(listed);
  return module.goMod.requires.every(({ target, subject }) => vendored.has(`${target} ${subject}`))
    ? "used"
    : "stale";
}
