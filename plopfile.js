// "npm run generator" adds a thing that the tool can render: its file, its template, its line in the registry.
// The snapshot cases follow from the registry: run "npm run snapshots" afterwards, and read them.
const REGISTRY = "generators/index.ts";

/** @param {import("plop").NodePlopAPI} plop */
export default function (plop) {
  plop.setGenerator("generator", {
    description: "a new thing to render",
    prompts: [
      {
        type: "input",
        name: "id",
        message: "Id, such as compose",
        validate: (id) => /^[a-z][a-z0-9]*$/.test(id) || "lower-case letters and digits",
      },
      {
        type: "input",
        name: "path",
        message: "Path of the file in a project, such as compose.yaml",
        validate: (path) => /^[\w.][\w./-]*$/.test(path) || "a relative POSIX path",
      },
      { type: "input", name: "title", message: "What it is, in a few words" },
    ],
    actions: [
      {
        type: "add",
        path: "generators/{{id}}.ts",
        templateFile: "plop-templates/generator.ts.hbs",
      },
      { type: "add", path: "templates/{{id}}.hbs", templateFile: "plop-templates/template.hbs" },
      {
        type: "modify",
        path: REGISTRY,
        pattern: /(?=\n\/\*\* Everything)/,
        template: 'import { {{id}} } from "./{{id}}.ts";\n',
      },
      { type: "modify", path: REGISTRY, pattern: /(?=\];\n$)/, template: "  {{id}},\n" },
    ],
  });
}
