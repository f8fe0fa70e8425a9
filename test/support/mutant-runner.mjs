// Runs tests with a text standing in for a file, as often as it is asked: what takes long about vitest is starting it.
import { createVitest } from "vitest/node";
import { templatesPlugin } from "../../build/templates.mjs";

const broken = { path: "", text: "" };
const vitest = await createVitest(
  "test",
  {
    config: false,
    watch: true,
    include: ["test/**/*.test.ts"],
    reporters: [{}],
    pool: "threads",
    maxWorkers: 1,
    isolate: false,
  },
  {
    configFile: false,
    server: { watch: null },
    plugins: [
      templatesPlugin(),
      {
        name: "broken",
        enforce: "pre",
        load: (id) => (id === broken.path ? broken.text : undefined),
      },
    ],
  },
);
await vitest.standalone();

process.on("message", async ({ path, text, specifications }) => {
  const before = broken.path;
  Object.assign(broken, { path, text });
  for (const file of new Set([before, path])) if (file) vitest.invalidateFile(file);
  process.send(await passes(specifications));
});

// A run reports files of earlier runs too.
async function passes(files) {
  const project = vitest.getRootProject();
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(
    files.map((file) => project.createSpecification(file)),
  );
  const own = testModules.filter(({ moduleId }) => files.includes(moduleId));
  return unhandledErrors.length === 0 && own.length > 0 && own.every((module) => module.ok());
}
