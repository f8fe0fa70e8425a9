// Breaks tables, regular expressions and bounds one by one, and tells which no test notices. Nothing on disk is changed.
//
//   node test/mutate.mjs                       all of TARGETS
//   node test/mutate.mjs src/read src/x.ts     files and directories, by the tests that mirror them
//   node test/mutate.mjs src/x.ts --tests=test/y.test.ts,test/z.test.ts
//
// Exit code 1 if something survives that EQUIVALENT does not explain.
import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { mutantsOf } from "./support/mutants.mjs";

/** What is gone through without arguments, and the tests that are more than the mirrored one. */
const TARGETS = {
  "src/core/values": [],
  "src/core/rules.ts": [],
  "src/core/words.ts": [],
  "src/core/questions": [
    "test/core/questions/question.test.ts",
    "test/core/questions/rows.test.ts",
    "test/core/questions/projections.test.ts",
  ],
  "src/core/go": ["test/core/values", "test/core/questions"],
  "src/core/facts.ts": ["test/core", "test/snapshots.test.ts"],
  "src/read/references.ts": ["test/update/merge.test.ts"],
};

/** Survivors that change nothing, or nothing that a test should hold: by file, what was broken and why it may be. */
const EQUIVALENT = {
  "src/core/values/go-version.ts": {
    ' = 0] = GO_RELEASES[⟦0 → 1⟧].split(".").map(Num':
      "no release lies between the two that are supported",
    "or && version.minor ⟦> → >=⟧ minor);": "the newest release itself was taken before",
  },
  "src/core/questions/platforms.ts": {
    '      ⟦form: "choices", → nothing⟧': "the compiler asks for it",
  },
  "src/read/references.ts": {
    "ubject>[\\w.-]+(?::\\d⟦+ → *⟧)?(?:\\/[\\w./-]+)?):)": "no image has a port without a number",
    "?::\\d+)?(?:\\/[\\w./-]⟦+ → *⟧)?):)(?<version>[\\w.": "no image's name ends with a slash",
    ", column: column ?? ⟦0 → 1⟧, section: key, insi": "the line of an action has a key",
  },
  "src/core/values/image-name.ts": {
    "9]+(?:(?:\\.|_{1,2}|-⟦+ → *⟧)[a-z0-9]+)*`;":
      "the same names, found in more ways: it hangs, or not",
    ".com\\/([^/]+)\\/([^/]⟦+ → *⟧)/.exec(module) ?? [": "an empty repository is as good as none",
  },
  "src/core/words.ts": {
    '    .replace(/^[-.]⟦+ → *⟧|[-.]+$/g, "");': "nothing is replaced by nothing",
    'replace(/^[-.]+|[-.]⟦+ → *⟧$/g, "");': "nothing is replaced by nothing",
    " length: b.length + ⟦1 → 2⟧ }, (_, index) => in": "one cell more is never read",
    "        (next[j] ?? ⟦0 → 1⟧) + 1,": "the index is in range: a fallback for the compiler",
    "     (row[j + 1] ?? ⟦0 → 1⟧) + 1,": "the index is in range: a fallback for the compiler",
    "         (row[j] ?? ⟦0 → 1⟧) + (charA === charB":
      "the index is in range: a fallback for the compiler",
    "rn row[b.length] ?? ⟦0 → 1⟧;": "the index is in range: a fallback for the compiler",
  },
};

/** Milliseconds after which a test run counts as hanging: an expression that never ends is noticed by everybody. */
const PATIENCE = 10_000;

process.chdir(resolve(import.meta.dirname, ".."));
const { paths, tests } = readArguments(process.argv.slice(2));
let runner = start();
let survivors = 0;
let count = 0;
const started = Date.now();
for (const [path, more] of paths) {
  for (const file of sourcesIn(path)) {
    const mutants = mutantsOf(readFileSync(file, "utf8"));
    const specifications = testFiles([...mirrorOf(file), ...more, ...tests]);
    if (mutants.length === 0) continue;
    if (specifications.length === 0) {
      console.log(`${file}: no test mirrors it; give --tests`);
      survivors += 1;
      continue;
    }
    if (!(await passes("", "", specifications))) {
      console.log(`${file}: its tests fail already`);
      process.exit(2);
    }
    for (const { what, line, text } of mutants) {
      if (EQUIVALENT[file]?.[what] !== undefined) continue;
      count += 1;
      if (!(await passes(resolve(file), text, specifications))) continue;
      survivors += 1;
      console.log(`${file}:${line}  ${what}`);
    }
  }
}
console.log(
  `${count} mutants, ${survivors} survivors, ${Math.round((Date.now() - started) / 1000)} s`,
);
runner.kill();
process.exitCode = survivors > 0 ? 1 : 0;

function start() {
  return fork(join(import.meta.dirname, "support/mutant-runner.mjs"), { stdio: "inherit" });
}

// Whether the tests pass while a text stands in for a file.
async function passes(path, text, specifications) {
  const controller = new AbortController();
  const answer = once(runner, "message", { signal: controller.signal }).catch(() => [undefined]);
  runner.send({ path, text, specifications });
  const [passed] = await Promise.race([answer, sleep(PATIENCE, [undefined], { ref: false })]);
  controller.abort();
  if (passed === undefined) {
    runner.kill("SIGKILL");
    runner = start();
  }
  return passed === true;
}

function readArguments(args) {
  const given = args.filter((arg) => !arg.startsWith("--tests="));
  const tests = args
    .filter((arg) => arg.startsWith("--tests="))
    .flatMap((arg) => arg.slice(8).split(","));
  return {
    paths:
      given.length > 0
        ? given.map((path) => [path.replace(/\/$/, ""), TARGETS[path] ?? []])
        : Object.entries(TARGETS),
    tests,
  };
}

function sourcesIn(path) {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true })
    .map((name) => join(path, name).replaceAll("\\", "/"))
    .filter((name) => name.endsWith(".ts"))
    .toSorted();
}

// src/read/x.ts is held by test/read/x.test.ts, and src/read/x/y.ts by test/read/x/y.test.ts or by test/read/x.test.ts.
function mirrorOf(file) {
  const mirrored = file.replace(/^src/, "test").replace(/\.ts$/, ".test.ts");
  const above = mirrored.replace(/\/[^/]+\.test\.ts$/, ".test.ts");
  return [mirrored, above].filter((path) => existsSync(path)).slice(0, 1);
}

function testFiles(paths) {
  const files = paths.flatMap((path) =>
    statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true }).map((name) => join(path, name))
      : [path],
  );
  return [...new Set(files)]
    .filter((file) => file.endsWith(".test.ts"))
    .map((file) => resolve(file));
}
