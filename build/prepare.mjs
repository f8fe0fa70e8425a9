// What npm runs after an install in a checkout, and before it packs one that it fetched from git: without dist/ there
// would be a package without a program. Where it is built already, an install stays as quick as it was.
import { existsSync } from "node:fs";

const isBuilt = existsSync(new URL("../dist/cli.js", import.meta.url));
if (!isBuilt) {
  try {
    await import("./build.mjs");
  } catch (error) {
    if (error.code !== "ERR_MODULE_NOT_FOUND") throw error;
    console.error("dist/ is not built: the packages that build it were not installed");
  }
}
