// What real trees hold beside Go: nothing of it may be followed, run, or stop the reading.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { resolveAnswers } from "../../src/core/answers.ts";
import { willBeFound } from "../../src/detect/new.ts";
import { detectProject } from "../../src/detect/project.ts";
import { plan } from "../../src/render/plan.ts";
import { answersWith, PROJECTS } from "../support/cases.ts";
import { temporaryDirectory, writeTree } from "../support/tree.ts";

const MAIN = 'package main\n\nimport "fmt"\n\nfunc main() { fmt.Println("hello") }\n';
const outside = mkdtempSync(join(tmpdir(), "goslim-outside-"));
afterAll(() => rmSync(outside, { recursive: true, force: true }));

function repository(files: Readonly<Record<string, string | Buffer>>): string {
  const root = temporaryDirectory();
  for (const [path, text] of Object.entries({
    "go.mod": "module example.com/app\n\ngo 1.26.0\n",
    "main.go": MAIN,
    ".git/config": "",
    ...files,
  })) {
    mkdirSync(join(root, path, ".."), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

test("symbolic links, cycles, odd bytes and huge files change nothing", async () => {
  writeFileSync(
    join(outside, "secret.go"),
    'package main\n\nimport "net/http"\n\nvar _ = http.Get\n',
  );
  const root = repository({
    "huge.go": `package main\n\nvar table = []byte{\n${"\t0x00,\n".repeat(1_500_000)}}\n`,
    "bytes.go": Buffer.concat([
      Buffer.from("package main\n\n// "),
      Buffer.from([0xff, 0xfe, 0x00, 0xc3]),
      Buffer.from('\nconst odd = "x"\n'),
    ]),
    "node_modules/x/main.go": MAIN,
    ".git/hooks/main.go": MAIN,
    "broken/broken.go": 'package broken\n\nimport (\n\t"fmt\n',
    "closed/main.go": MAIN,
  });
  symlinkSync("..", join(root, "broken", "up"));
  symlinkSync(root, join(root, "around"));
  symlinkSync(join(outside, "secret.go"), join(root, "secret.go"));
  symlinkSync("nowhere", join(root, "dangling.go"));
  chmodSync(join(root, "closed"), 0o000);
  const { found } = await detectProject(root, { main: ["."] }, undefined);
  chmodSync(join(root, "closed"), 0o755);
  expect(found).toMatchObject({ kind: "cli", caCerts: false, main: ["."] });
  expect(found.mains).toEqual(process.getuid?.() === 0 ? [".", "./closed"] : ["."]);
});

test("values of a repository that no image could take are left out, and said", async () => {
  const root = repository({
    "main.go":
      'package main\n\nimport "net/http"\n\nvar addr string\n\nfunc main() { panic(http.ListenAndServe(addr, nil)) }\n',
    Dockerfile:
      'FROM golang:1.26 AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\nFROM scratch\nCOPY --from=build /app /app\nVOLUME /etc\nUSER 0\nEXPOSE 99999\nENTRYPOINT ["/app"]\n',
  });
  const { found, notes } = await detectProject(root, {}, undefined);
  expect(found).not.toHaveProperty("volume");
  expect(found).not.toHaveProperty("user");
  expect(found).not.toHaveProperty("port");
  const said = notes.map(({ message }) => message).join("\n");
  expect(said).toContain('Volumes: "/etc" is a directory of the system');
  expect(said).toContain('"99999" is not a port');
});

describe("a project that this tool wrote", () => {
  test.each(Object.entries(PROJECTS))(
    "%s is found to be what it was told to be",
    async (_name, given) => {
      const root = join(temporaryDirectory(), "app");
      const files = plan(answersWith(given));
      writeTree(root, files);
      mkdirSync(join(root, ".git"));
      const { found, layout } = await detectProject(root, given, undefined);
      const rendered = new Set(
        files.filter(({ owner }) => owner === "managed").map(({ path }) => path),
      );
      expect(willBeFound(answersWith(given), { directory: "app" })).toEqual(
        (await detectProject(root, given, undefined, undefined, { rendered })).found,
      );
      const again = plan(resolveAnswers({ flags: given, found }).answers, layout);
      const before = new Map(files.map(({ path, text }) => [path, text]));
      for (const { path, text } of again) expect([path, text]).toEqual([path, before.get(path)]);
      expect(again.map(({ path }) => path)).toEqual(
        expect.arrayContaining(["Dockerfile", "Makefile", ".dockerignore"]),
      );
    },
  );
});
