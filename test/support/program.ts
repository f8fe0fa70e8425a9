import type { Finding, SourceTrait } from "../../src/detect/finding.ts";
import { type Program, readProgram } from "../../src/detect/program.ts";
import {
  type ReadOptions,
  readRepository,
  type Repository,
} from "../../src/repository/repository.ts";
import { MemoryTree } from "../../src/tree/memory.ts";

const GO_MOD = "module example.com/app\n\ngo 1.26.0\n";

/** Texts of a repository by path. */
export type Texts = Readonly<Record<string, string>>;

/** A Go file of package main with some imports, one a line from line 4, and statements in main, one a line after them. */
export function mainFile(imports: readonly string[], ...statements: readonly string[]): string {
  const lines = imports.map((path) => `\t"${path}"`);
  return [
    "package main",
    "",
    "import (",
    ...lines,
    ")",
    "func main() {",
    ...statements,
    "}",
    "",
  ].join("\n");
}

/** A repository that is nowhere but in memory; it has a go.mod without being told. */
export function repositoryOf(texts: Texts, target = ".", options: ReadOptions = {}): Repository {
  const tree = new MemoryTree("/nowhere", new Map(Object.entries({ "go.mod": GO_MOD, ...texts })));
  const repository = readRepository(tree, target, options);
  if (!repository) throw new Error("no program among the texts");
  return repository;
}

/** All main packages of such a repository, read. */
export function programOf(texts: Texts, tags?: readonly string[]): Program {
  const repository = repositoryOf(texts);
  const main = repository.mains.map(({ pattern }) => pattern);
  return readProgram(repository, { main, where: "", because: "as given" }, tags);
}

/** What a trait finds in a repository, a line each. */
export function findingsOf(trait: SourceTrait, texts: Texts): readonly string[] {
  return trait.find(programOf(texts)).map(formatFinding);
}

/** A finding as a line: `answer port=8080 main.go:7`, `note … main.go:7`. */
export function formatFinding(finding: Finding): string {
  const line = (...words: readonly string[]): string => words.filter(Boolean).join(" ");
  switch (finding.kind) {
    case "answer": {
      const value = [finding.value].flat().join(",");
      const mark = finding.likely ? "?" : finding.onlyWith ? ` with ${finding.onlyWith}` : "";
      return line(`${finding.answer}=${value}${mark}`, finding.where);
    }
    case "fact":
      return line(`fact ${finding.what}: ${finding.value}`, finding.where);
    case "note":
      return line(`note ${finding.message}`, finding.where);
    case "layout":
      return line(`layout ${JSON.stringify(finding.part)}`);
    case "health route":
      return line(`health ${finding.route}`);
  }
}
