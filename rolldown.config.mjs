import { fileURLToPath } from "node:url";
import { templatesPlugin } from "./build/templates.mjs";

const stub = fileURLToPath(new URL("build/no-editor.mjs", import.meta.url));

export default {
  input: { cli: "src/cli.ts", index: "src/index.ts" },
  platform: "node",
  // inquirer's editor prompt brings 300 kB of character tables; no question here opens an editor.
  resolve: { alias: { "@inquirer/external-editor": stub } },
  plugins: [templatesPlugin()],
  output: { dir: "dist", format: "esm", minify: true, chunkFileNames: "[name].js" },
};
