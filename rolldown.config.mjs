import { fileURLToPath } from "node:url";
import { templatesPlugin } from "./build/templates.mjs";

const stub = (name) => fileURLToPath(new URL(`build/${name}.mjs`, import.meta.url));

// What every start needs, as one file instead of a dozen.
const START = {
  name: "start",
  test: /src\/(?:core\/(?:answers-file|errors|facts|questions|record-file|rules|target|go\/[\w-]+)|commands\/(?:arguments|help|index|options|prepare)|io\/environment|report\/errors|update\/markers)\.ts$|semver\//,
};

// What every command needs that renders.
const RUN = { name: "run", test: /src\/(?:commands\/(?:create|run|tell)|update\/[\w-]+)\.ts$/ };

export default {
  input: { cli: "src/cli.ts", index: "src/index.ts" },
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
  plugins: [templatesPlugin()],
  output: {
    dir: "dist",
    format: "esm",
    minify: true,
    chunkFileNames: "[name].js",
    codeSplitting: { groups: [START, RUN] },
  },
};
