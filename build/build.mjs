// Builds dist/: the bundle, the type declarations and the JSON Schema of the answers file.
import { execFileSync } from "node:child_process";
import { chmodSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { rolldown } from "rolldown";
import config from "../rolldown.config.mjs";

process.chdir(new URL("..", import.meta.url).pathname);
rmSync("dist", { recursive: true, force: true });

const { output, ...input } = config;
const bundle = await rolldown(input);
await bundle.write(output);
await bundle.close();

const entry = "dist/cli.js";
writeFileSync(entry, `#!/usr/bin/env node\n${readFileSync(entry, "utf8")}`);
chmodSync(entry, 0o755);

const { answersSchema } = await import("../dist/index.js");
writeFileSync("dist/answers.schema.json", `${JSON.stringify(answersSchema(), null, 2)}\n`);

execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], { stdio: "inherit" });
