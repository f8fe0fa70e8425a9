// Names that cannot stand in what is rendered: left out where the program is built without them, else refused.
import { expect, test } from "vitest";
import { resolveAnswers } from "../../src/core/answers.ts";
import { detectProgram } from "../../src/detect/index.ts";
import { plan } from "../../src/render/plan.ts";
import { mainFile, repositoryOf, type Texts } from "../support/program.ts";

function rendered(texts: Texts): { readonly notes: readonly string[]; readonly text: string } {
  const choice = { main: ["."], where: "", because: "" };
  const { found, layout, notes } = detectProgram(repositoryOf(texts), choice, { directory: "app" });
  const files = plan(resolveAnswers({ flags: {}, found }).answers, layout);
  return {
    notes: notes.map(({ message }) => message),
    text: files.map(({ text }) => text).join("\n"),
  };
}

const EMBEDS =
  'package main\n\nimport "embed"\n\n//go:embed web/dist\nvar files embed.FS\n\nfunc main() { _ = files }\n';
const frontEnd = (directory: string): Texts => ({
  "main.go": EMBEDS,
  [`${directory}/package.json`]: '{"scripts":{"build":"vite build --outDir ../web/dist"}}',
  [`${directory}/package-lock.json`]: "{}",
});
const HOSTILE = ["x .\nRUN echo INJECTED\n#", "--odd", "odd b", "${HOME}", "odd,source=b"];

test.each(HOSTILE)("a front end in %j is refused where nothing else is embedded", (name) =>
  expect(() => rendered(frontEnd(name))).toThrow("cannot stand in a Dockerfile"),
);

test.each(HOSTILE)("a front end in %j is left out where git has a page", (name) => {
  const { notes, text } = rendered({ ...frontEnd(name), "web/dist/index.html": "<p>" });
  expect(notes).toContainEqual(expect.stringContaining("is not built"));
  expect(text).not.toContain(name);
});

const replacing = (path: string, required: string): Texts => ({
  "main.go": mainFile([]),
  "go.mod": `module example.com/app\n\ngo 1.26.0\n\n${required}replace a.example/x => "./${path}"\n`,
  [`${path}/go.mod`]: "module a.example/x\n",
});
const ODD = ["--from=attacker.example:5000 /x", "odd b", "${HOME}"];

test.each(ODD)("a replacement by %j that nothing requires is left out", (path) => {
  const { notes, text } = rendered(replacing(path, ""));
  expect(notes).toContainEqual(
    expect.stringContaining("the replacement of a.example/x is left out"),
  );
  expect(text).not.toContain(path);
});

test.each(ODD)("a replacement by %j that is required is refused", (path) =>
  expect(() => rendered(replacing(path, "require a.example/x v0.0.0\n\n"))).toThrow(
    "cannot stand in a Dockerfile",
  ),
);
