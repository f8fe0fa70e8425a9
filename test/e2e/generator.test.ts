// "npm run generator": this repository's own plopfile, on a copy of what it changes.
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import nodePlop from "node-plop";
import { expect, test } from "vitest";
import { temporaryDirectory } from "../support/tree.ts";

test("adds a generator, its template and its line in the registry", async () => {
  const directory = temporaryDirectory();
  for (const path of ["generators", "templates", "plop-templates", "plopfile.js", "package.json"])
    cpSync(path, join(directory, path), { recursive: true });
  const plop = await nodePlop(join(directory, "plopfile.js"), {
    destBasePath: directory,
    force: false,
  });
  const { failures } = await plop
    .getGenerator("generator")
    .runActions({ id: "compose", path: "compose.yaml", title: "Compose file" });
  expect(failures).toEqual([]);
  const read = (path: string): string => readFileSync(join(directory, path), "utf8");
  expect(read("generators/compose.ts")).toContain(
    'files: () => [{ path: "compose.yaml", template: "compose.hbs" }]',
  );
  expect(read("templates/compose.hbs")).toBe("# Compose file\n");
  const registry = read("generators/index.ts");
  expect(registry).toContain('import { compose } from "./compose.ts";\n');
  expect(registry).toMatch(/GENERATORS[^;]*compose/);
});
