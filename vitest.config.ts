import { defineConfig } from "vitest/config";
import { templatesPlugin } from "./build/templates.mjs";

export default defineConfig({
  plugins: [templatesPlugin()],
  test: {
    globalSetup: "test/support/build-once.ts",
    testTimeout: 120_000,
    hookTimeout: 300_000,
    projects: [
      {
        extends: true,
        test: { name: "unit", include: ["test/**/*.test.ts"], exclude: ["test/images/**"] },
      },
      // One builder, one engine: these would only wait for each other.
      {
        extends: true,
        test: {
          name: "images",
          include: ["test/images/**/*.test.ts"],
          fileParallelism: false,
          testTimeout: 900_000,
        },
      },
    ],
  },
});
