// How the parts of detection work together; what each trait finds is tested beside it.
import { expect, test } from "vitest";
import { type DetectOptions, detectProgram, findTraits } from "../../src/detect/index.ts";
import { answer } from "../../src/detect/finding.ts";
import type { ListedPackage } from "../../src/detect/go-list.ts";
import { mainFile, programOf, repositoryOf, type Texts } from "../support/program.ts";

function detected(texts: Texts, listed?: readonly ListedPackage[]) {
  const asked: string[] = [];
  const options: DetectOptions = {
    directory: "app",
    listPackages: (_repository, mains) => {
      asked.push(...mains.map(({ pattern }) => pattern));
      return listed && new Map(listed.map((one) => [one.ImportPath, one]));
    },
  };
  const choice = { main: ["."], where: "", because: "as given" };
  return { asked, ...detectProgram(repositoryOf(texts), choice, options) };
}

const EXTERNAL = { "main.go": mainFile(["example.org/lib"]) };
const SQLITE = { ImportPath: "github.com/mattn/go-sqlite3", CgoFiles: ["sqlite3.go"] };

test("what the go command knows better is told apart from what the sources say", () => {
  const { found, foundWithoutGo, facts } = detected(EXTERNAL, [SQLITE]);
  expect(found).toMatchObject({ caCerts: false, cgo: "static" });
  expect(foundWithoutGo).toMatchObject({ caCerts: true, kind: "cli" });
  expect(foundWithoutGo).not.toHaveProperty("cgo");
  expect(facts.find(({ answer }) => answer === "caCerts")?.by).toBe("certificates-in-dependencies");
});

test("without an answer of the go command there is nothing to tell apart", () => {
  const { asked, found, foundWithoutGo } = detected(EXTERNAL);
  expect(asked).toEqual(["."]);
  expect(found.caCerts).toBe(true);
  expect(foundWithoutGo).toBeUndefined();
});

test("the go command is not asked about a program whose sources are all here", () => {
  const { asked, foundWithoutGo } = detected({ "main.go": mainFile(["net/http"]) }, [SQLITE]);
  expect(asked).toEqual([]);
  expect(foundWithoutGo).toBeUndefined();
});

test("a trait that needs the go command is not looked for without it", () => {
  const source = { id: "source", find: () => [answer("kind", "cli", "", "")] };
  const needy = {
    id: "needy",
    needs: "go list" as const,
    find: () => [answer("kind", "service", "", "")],
  };
  const program = programOf({ "main.go": mainFile([]) });
  const by = (listed?: ReadonlyMap<string, ListedPackage>): readonly string[] =>
    findTraits([needy, source], program, listed).map((finding) => finding.by);
  expect(by()).toEqual(["source"]);
  expect(by(new Map())).toEqual(["needy", "source"]);
});

test("what an earlier run rendered is told as such", () => {
  const rendered = (head: string): string =>
    `${head}\nFROM scratch AS binaries\nFROM scratch\nENV A=b\n`;
  const head =
    "# syntax=docker/dockerfile:1\n\nFROM --platform=$BUILDPLATFORM golang:1.27-trixie AS go";
  const because = (head: string): string | undefined =>
    detected({ "main.go": mainFile([]), Dockerfile: rendered(head) }).facts.find(
      ({ answer }) => answer === "env",
    )?.because;
  expect(because(head)).toBe("as rendered before");
  expect(because("FROM golang:1.27 AS go")).toBe("in the old image");
});
