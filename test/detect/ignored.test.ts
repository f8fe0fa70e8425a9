// The repository is what a clone has: what git ignores is no evidence, and is never copied.
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { detectProject, type Project } from "../../src/detect/project.ts";
import { describeWith } from "../support/require.ts";
import { run } from "../support/run.ts";
import { temporaryDirectory, writeTree } from "../support/tree.ts";

const MOD = "module example.org/app\n\ngo 1.25\n";
const SERVER = `package main

import (
	"log"
	"net/http"
	"os"
)

func main() {
	if _, err := os.ReadFile("config.json"); err != nil {
		log.Fatal(err)
	}
	log.Fatal(http.ListenAndServe(":8080", nil))
}
`;

describeWith(["git"], "what git ignores", () => {
  let root: string;
  beforeEach(() => {
    root = join(temporaryDirectory(), "app");
  });

  /** Detects in a work tree with these files, and in a clone of it. */
  async function detect(files: Record<string, string>, target = "."): Promise<readonly Project[]> {
    writeTree(
      root,
      Object.entries(files).map(([path, text]) => ({ path, text })),
    );
    run("git", ["init", "--quiet"], { cwd: root });
    run("git", ["add", "."], { cwd: root });
    run("git", ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x"], { cwd: root });
    const clone = join(temporaryDirectory(), "app");
    run("git", ["clone", "--quiet", root, clone]);
    return Promise.all([root, clone].map((directory) => read(join(directory, target))));
  }
  const read = (directory: string): Promise<Project> => detectProject(directory, {}, undefined);
  const notes = (project: Project | undefined): string =>
    project?.notes.map(({ message, where, hint }) => `${message} (${where})\n${hint}`).join("\n") ??
    "";

  test("a file of variables that a library opens is not copied, and a note says so", async () => {
    const files = {
      ".env": "DB_PASSWORD=hunter2\n",
      ".gitignore": ".env\n",
      "go.mod": MOD,
      "main.go":
        'package main\n\nimport "github.com/spf13/viper"\n\nfunc main() {\n\tviper.SetConfigFile(".env")\n}\n',
    };
    const [here, clone] = await detect(files);
    expect(here?.found.copy).toBeUndefined();
    expect(here?.found).toEqual({ ...clone?.found });
    expect(notes(here)).toContain(
      ".env is not copied: the program opens it, but git ignores it (.gitignore:1: .env) (main.go:6)",
    );
  });

  test("a configuration with a password is not copied, and a note says so", async () => {
    const [here, clone] = await detect({
      ".gitignore": "config.json\n",
      "config.json": '{"Password":"s3cret"}',
      "go.mod": MOD,
      "main.go": SERVER,
    });
    expect(here?.found.copy).toBeUndefined();
    expect(here?.found).toEqual({ ...clone?.found });
    expect(notes(here)).toContain(
      "config.json is not copied: the program opens it, but git ignores it (.gitignore:1: config.json) (main.go:10)\na clone lacks it; mount it as config.json in the working directory",
    );
  });

  test("one that git tracks in spite of the rule is copied", async () => {
    const files = { "config.json": "{}", "go.mod": MOD, "main.go": SERVER };
    writeTree(
      root,
      Object.entries(files).map(([path, text]) => ({ path, text })),
    );
    run("git", ["init", "--quiet"], { cwd: root });
    run("git", ["add", "."], { cwd: root });
    const [here, clone] = await detect({ ".gitignore": "config.json\n" });
    expect(here?.found.copy).toEqual(["config.json:/app/config.json"]);
    expect(here?.found).toEqual(clone?.found);
  });

  test("a new file that is not ignored counts", async () => {
    await detect({ "go.mod": MOD, "main.go": SERVER });
    writeTree(root, [{ path: "config.json", text: "{}" }]);
    expect((await read(root)).found.copy).toEqual(["config.json:/app/config.json"]);
  });

  test("a personal go.work does not count", async () => {
    const [here, clone] = await detect(
      {
        ".gitignore": "go.work\nscratchpad/\n",
        "go.work": "go 1.25\n\nuse (\n\t./api\n\t./lib\n\t./scratchpad\n)\n",
        "api/go.mod":
          "module example.org/api\n\ngo 1.25\n\nrequire example.org/lib v0.0.0\nreplace example.org/lib => ../lib\n",
        "api/main.go":
          'package main\n\nimport "example.org/lib"\n\nfunc main() { println(lib.N) }\n',
        "lib/go.mod": "module example.org/lib\n\ngo 1.25\n",
        "lib/lib.go": "package lib\n\nconst N = 1\n",
        "scratchpad/go.mod": "module scratchpad\n",
      },
      "api",
    );
    expect(here?.layout).toEqual(clone?.layout);
    expect(notes(here)).toContain("go.work does not count: git ignores it (.gitignore:1: go.work)");
  });

  test("vendored modules that no clone has are downloaded", async () => {
    const [here, clone] = await detect({
      ".gitignore": "/vendor\n",
      "go.mod": `${MOD}\nrequire a.example/b v1.0.0\n`,
      "main.go": 'package main\n\nimport _ "a.example/b"\n\nfunc main() {}\n',
      "vendor/modules.txt": "# a.example/b v1.0.0\n## explicit\na.example/b\n",
      "vendor/a.example/b/b.go": "package b\n",
    });
    expect(here?.layout).toEqual(clone?.layout);
    expect(here?.layout.vendor).toBe("none");
    expect(notes(here)).toContain("vendor does not count: git ignores it (.gitignore:1: /vendor)");
  });

  test("an embedded front end that was built here is built in the image", async () => {
    const [here, clone] = await detect({
      ".gitignore": "dist\n",
      "go.mod": MOD,
      "main.go":
        'package main\n\nimport "embed"\n\n//go:embed web/dist\nvar files embed.FS\n\nfunc main() { _ = files }\n',
      "web/package.json": '{"scripts":{"build":"vite build"}}',
      "web/package-lock.json": "{}",
      "web/dist/index.html": "",
      "web/dist/assets/a.js": "",
    });
    expect(here?.layout).toEqual(clone?.layout);
    expect(here?.layout.frontend).toMatchObject({ directory: "web", output: "web/dist" });
  });

  test("embedded files that are ignored are told with the rule", async () => {
    const [here] = await detect({
      ".gitignore": "gen/\n",
      "go.mod": MOD,
      "main.go":
        'package main\n\nimport "embed"\n\n//go:embed gen\nvar files embed.FS\n\nfunc main() { _ = files }\n',
      "gen/data.txt": "",
    });
    expect(notes(here)).toContain("gen is embedded, but git ignores it (.gitignore:1: gen/)");
  });

  test("a replacement that is ignored is refused with the rule", async () => {
    await expect(
      detect({
        ".gitignore": "lib/\n",
        "go.mod": `${MOD}\nrequire example.org/lib v0.0.0\n\nreplace example.org/lib => ./lib\n`,
        "main.go": "package main\n\nfunc main() {}\n",
        "lib/go.mod": "module example.org/lib\n",
      }),
    ).rejects.toThrow("git ignores the module in ./lib (.gitignore:1: lib/)");
  });

  test("a project that is ignored as a whole is read as it is", async () => {
    const files = { "go.mod": MOD, "main.go": SERVER, "config.json": "{}" };
    for (const [rules, target] of [
      ["/tmp/\n", "tmp/app"],
      ["*\n", "."],
    ] as const) {
      root = join(temporaryDirectory(), "app");
      writeTree(root, [{ path: ".gitignore", text: rules }]);
      run("git", ["init", "--quiet"], { cwd: root });
      writeTree(
        join(root, target),
        Object.entries(files).map(([path, text]) => ({ path, text })),
      );
      const { found } = await read(join(root, target));
      expect(found.existing).toBe(true);
      expect(found.copy).toHaveLength(1);
    }
  });
});
