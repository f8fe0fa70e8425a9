import { execFileSync } from "node:child_process";

/** Tests of the command line run the real bundle. */
export default function setup(): void {
  execFileSync(process.execPath, ["build/build.mjs"], { stdio: ["ignore", "ignore", "inherit"] });
}
