import { expect, test } from "vitest";
import { nameProgram } from "../../src/detect/program-name.ts";
import { readProgram } from "../../src/detect/program.ts";
import { mainFile, repositoryOf, type Texts } from "../support/program.ts";

const MAIN = mainFile([]);
const SERVER = {
  "go.mod": "module example.com/acme/shop\n\ngo 1.26.0\n",
  "cmd/server/main.go": MAIN,
};
const WORKER = {
  "go.mod": "module example.com/acme/shop\n\ngo 1.26.0\n",
  "cmd/worker/main.go": MAIN,
};
const image = (build: string, start: string): Texts => ({
  Dockerfile: `FROM golang AS b\nRUN ${build}\nFROM scratch\nCOPY --from=b /out /\n${start}\n`,
});
const named = (texts: Texts, rendered: readonly string[] = []): string => {
  const repository = repositoryOf(texts, ".", { rendered: new Set(rendered) });
  const pattern = repository.mains.at(-1)?.pattern ?? "";
  const choice = { main: [pattern], where: "", because: "as given" };
  const { name, where } = nameProgram(readProgram(repository, choice, undefined));
  return `${name} ${where}`.trim();
};

test.each<[string, Texts, string]>([
  ["its own", WORKER, "worker"],
  ["the repository's", SERVER, "shop"],
  ["two that are not told apart", { ...SERVER, "cmd/api/main.go": MAIN }, "server"],
  ["another has the repository's name", { ...SERVER, "cmd/a/shop/main.go": MAIN }, "server"],
  [
    "the repository's name tells nothing",
    { ...SERVER, "go.mod": "module example.com/app\n" },
    "server",
  ],
  [
    "a module below the root",
    {
      "go.mod": "module example.com/shop\n",
      "x.go": "package x\n",
      "cmd/server/main.go": MAIN,
      ".goreleaser.yml": "builds:\n  - main: ./cmd/server\n    binary: shopd\n",
    },
    "shopd .goreleaser.yml:3",
  ],
  [
    "GoReleaser's project",
    { ...WORKER, ".goreleaser.yml": "project_name: shopd\nbuilds:\n  - main: ./cmd/worker\n" },
    "shopd .goreleaser.yml:1",
  ],
  [
    "GoReleaser's, but for another system",
    {
      ...WORKER,
      ".goreleaser.yml": "builds:\n  - {main: ./cmd/worker, binary: x, goos: [windows]}\n",
    },
    "worker",
  ],
  [
    "what the image starts",
    { ...WORKER, ...image("go build -o /out/d ./cmd/worker", 'CMD ["/d"]') },
    "d Dockerfile:5",
  ],
  [
    "what is built, where a script starts it",
    { ...WORKER, ...image("go build -o /out/d ./cmd/worker", 'CMD ["/run.sh"]') },
    "d Dockerfile:2",
  ],
  [
    "a name that tells nothing",
    { ...WORKER, ...image("go build -o /out/app ./cmd/worker", 'CMD ["/app"]') },
    "worker",
  ],
  [
    "the image starts another program",
    {
      ...WORKER,
      ...image("go build -o /out/d ./cmd/other && go build ./cmd/worker", 'CMD ["/d"]'),
    },
    "worker",
  ],
])("%s", (_name, texts, expected) => expect(named(texts)).toBe(expected));

test.each([
  ["server", "server"],
  ["shop", "shop"],
  ["other", "server"],
])("what was rendered as %s is called %s", (before, expected) =>
  expect(
    named({ ...SERVER, Dockerfile: `FROM scratch\nENTRYPOINT ["/usr/local/bin/${before}"]\n` }, [
      "Dockerfile",
    ]),
  ).toBe(expected),
);
