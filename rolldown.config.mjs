import { builtinModules } from "node:module";
import { fileURLToPath } from "node:url";
import { esmExternalRequirePlugin } from "rolldown/plugins";
import { templatesPlugin } from "./build/templates.mjs";

const stub = (name) => fileURLToPath(new URL(`build/${name}.mjs`, import.meta.url));

// Few files, each for what is needed together, instead of dozens. The first three are pure: what needs Node may import
// them, and they import nothing of it, since the entry "core" leads to them in a browser.
const CHUNKS = [
  {
    name: "words",
    test: /src\/(?:core\/(?!answers|schema|layout|rules|errors|posix|facts\/|go\/compare|record-file|image-reference))|virtual:version/,
  },
  { name: "text", test: /src\/(?:text\/|core\/errors)/ },
  {
    name: "plan",
    test: /src\/(?:core\/(?:answers|schema|layout|rules)\.ts|render\/)|\/generators\/|\/handlebars\/|virtual:templates/,
  },
  {
    name: "repository",
    test: /semver\/|src\/(?:core\/|read|tree\/(?:tree|memory|overlay)|repository\/(?!locate)|detect\/taken)/,
  },
  // What a new project does without: it has nothing that could be detected.
  {
    name: "detect",
    test: /js-yaml\/|src\/detect\/(?!project|go-list|ignored|new\.)/,
  },
  {
    name: "start",
    test: /src\/(?:commands\/(?:arguments|command-line|contradictions|help|index|options)|report\/errors)\.ts$/,
  },
  {
    name: "run",
    test: /src\/(?:commands\/(?:create|prepare|run|tell)|core\/answers-file|io\/environment|update\/[\w-]+)\.ts$/,
  },
].map((chunk, index, all) => ({ ...chunk, priority: all.length - index }));

export default {
  input: { cli: "src/cli.ts", index: "src/index.ts", core: "src/core.ts" },
  platform: "node",
  resolve: {
    alias: {
      // Prompts that no question uses; that of the editor alone brings 300 kB of character tables.
      ...Object.fromEntries(
        ["editor", "number", "password", "rawlist", "search"].map((name) => [
          `@inquirer/${name}`,
          stub("no-prompt"),
        ]),
      ),
      // The proxy agent's log has no reader here.
      debug: stub("no-debug"),
    },
  },
  // The only question that the library for versions has for the process: a browser has none.
  transform: { define: { "process.env.NODE_DEBUG": '""' } },
  // Otherwise every chunk would ask Node for a "require", the pure ones too.
  plugins: [templatesPlugin(), esmExternalRequirePlugin({ external: builtinModules })],
  output: {
    dir: "dist",
    format: "esm",
    minify: true,
    chunkFileNames: "[name].js",
    codeSplitting: { groups: CHUNKS },
  },
};
