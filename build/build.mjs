// Builds dist/: the bundle, the type declarations and the JSON Schema of the answers file.
import { execFileSync } from "node:child_process";
import { chmodSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
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
writeFileSync("dist/answers.schema.json", `${JSON.stringify(answersSchema())}\n`);

execFileSync(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"], {
  stdio: "inherit",
});

// Only what the library's own types lead to is part of the package.
const reached = new Set();
const queue = ["dist/types/src/index.d.ts", "dist/types/src/core.d.ts"];
for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
  if (reached.has(file)) continue;
  reached.add(file);
  for (const [, path] of readFileSync(file, "utf8").matchAll(/(?:from |import\()"(\.[^"]+)\.ts"/g))
    queue.push(join(dirname(file), `${path}.d.ts`));
}
for (const name of readdirSync("dist/types", { recursive: true })) {
  const file = join("dist/types", name);
  if (file.endsWith(".d.ts") && !reached.has(file)) rmSync(file);
}
