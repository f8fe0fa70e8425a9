import { GENERATORS } from "../../generators/index.ts";
import type { FileSpec, Project } from "../../generators/types.ts";
import { resolveAnswers } from "../../src/core/answers.ts";
import { type Layout, NEW_PROJECT } from "../../src/core/layout.ts";
import type { AnswerId } from "../../src/core/questions/index.ts";
import { coveringSet, VALUES } from "./cases.ts";

const EXISTING: Layout = { ...NEW_PROJECT, existing: true, goMod: true };

/** Programs that were there before, each with something that no new one has. */
const EXISTING_CASES: readonly (readonly [
  Readonly<Partial<Record<AnswerId, unknown>>>,
  Partial<Layout>,
])[] = [
  [{}, {}],
  [{ args: ["-v", "a b"], cmd: ["serve"], env: ["A=1", "B=a $b"], label: ["a=b"] }, {}],
  [{ volume: ["/data"], workdir: "/data", copy: ["web:/web"], expose: ["9000/udp"] }, {}],
  [{ stamp: ["main.version={version}", "main.at={date}"], tags: ["a", "b"] }, { linted: false }],
  [{ main: ["./cmd/a", "./cmd/b"], debugSymbols: "split" }, { versionFlag: false }],
  [{ main: ["./cmd/a", "./cmd/b"], images: "one", healthcheck: false }, { tested: true }],
  [{ cgo: "dynamic", base: "distroless-cc" }, {}],
  [{ cgo: "static", base: "scratch" }, {}],
  [{ private: ["git.example.com/team"], privateAuth: "netrc", checkJob: true }, {}],
  [{ private: ["git.example.com/team", "example.org"], privateAuth: "ssh" }, {}],
  [
    { dockerfile: "Dockerfile.goslim", workflow: "image.yml" },
    { directory: "svc/a", context: "." },
  ],
  [{}, { modules: ["svc", "lib"], workspace: ".", directory: "svc", context: "." }],
  [{ updates: "none" }, { vendor: "used", embedded: ["dist"], output: "out" }],
  [
    { branch: "trunk", tagPrefix: "rel-" },
    { submodules: true, lfs: true },
  ],
  [
    { attestations: false, platforms: ["linux/arm64"] },
    { placeholders: [{ file: "web/dist/index.html", forDirectory: true }] },
  ],
  ...["package-lock.json", "yarn.lock", "pnpm-lock.yaml"].map(
    (lock) =>
      [{}, { frontend: { directory: "web", output: "web/dist", lock, script: "build" } }] as const,
  ),
];

/** Answers with a layout: every pair of choices in a new project, and what only existing programs have. */
export function everyCase(): readonly Project[] {
  return [
    ...coveringSet(VALUES).map((answers) => ({ answers, layout: NEW_PROJECT })),
    ...EXISTING_CASES.map(([flags, layout]) => ({
      answers: resolveAnswers({
        flags,
        found: {
          directory: "app",
          module: "example.com/app",
          existing: true,
          main: ["."],
          mains: [".", "./cmd/a", "./cmd/b"],
        },
      }).answers,
      layout: { ...EXISTING, ...layout },
    })),
  ];
}

/** What the generators ask the templates for, over all of these. */
export function everySpec(): readonly FileSpec[] {
  return everyCase().flatMap((project) =>
    GENERATORS.flatMap(({ files }) => files(project, GENERATORS)),
  );
}
