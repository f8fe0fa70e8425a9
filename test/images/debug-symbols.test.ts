// strip, split and keep do exactly that, and a split program's symbols are found.
import { join } from "node:path";
import { expect, test } from "vitest";
import { answersWith } from "../support/cases.ts";
import { describeWith } from "../support/require.ts";
import { attempt, run } from "../support/run.ts";
import { filesBelow } from "../support/tree.ts";
import { elfMachine, identify } from "./support/binary.ts";
import { makeProject, scratchDirectory } from "./support/project.ts";

const platforms = ["linux/amd64", "linux/arm64", "linux/arm/v7"];

function exported(target: string, answers: ReturnType<typeof answersWith>): string {
  const root = scratchDirectory();
  const project = makeProject(answers);
  run("docker", [
    "buildx",
    "build",
    "--target",
    target,
    "--platform",
    answers.platforms.join(","),
    "--output",
    `type=local,dest=${root},platform-split=false`,
    project,
  ]);
  return root;
}

function sections(path: string): string {
  return run("eu-readelf", ["--section-headers", path]);
}

function buildId(path: string): string | undefined {
  return /Build ID: ([0-9a-f]+)/.exec(run("eu-readelf", ["--notes", path]))?.[1];
}

describeWith(["docker", "git", "gdb", "dlv", "make", "elfutils"], "debug symbols", () => {
  test("strip leaves neither symbols nor debug information", () => {
    const root = exported("binaries", answersWith({ platforms }));
    for (const platform of platforms)
      expect(sections(join(root, platform, "app"))).not.toMatch(/\.debug_|\.zdebug_|\.symtab/);
  });

  test("keep leaves both", () => {
    const root = exported("binaries", answersWith({ platforms, debugSymbols: "keep" }));
    for (const platform of platforms)
      expect(sections(join(root, platform, "app"))).toMatch(/\.debug_info[\s\S]*\.symtab/);
  });

  test("split puts the symbols of the same link beside the program, for every platform", () => {
    const root = exported("debug-symbols", answersWith({ platforms, debugSymbols: "split" }));
    expect(filesBelow(root)).toEqual(
      platforms
        .toSorted()
        .flatMap((platform) => [`${platform}/app`, `${platform}/app.debug`])
        .toSorted(),
    );
    for (const platform of platforms) {
      const [program, symbols] = [join(root, platform, "app"), join(root, platform, "app.debug")];
      expect(sections(program)).not.toMatch(/\.debug_|\.symtab/);
      expect(sections(program)).toContain(".gnu_debuglink");
      expect(sections(symbols)).toContain(".debug_info");
      expect(buildId(program)).toMatch(/^[0-9a-f]{40}$/);
      expect(buildId(symbols)).toBe(buildId(program));
      expect(identify(symbols).machine).toBe(elfMachine(platform.split("/")[1] ?? ""));
    }
  });

  test("one command gets them out, and gdb and Delve find them", () => {
    const project = makeProject(answersWith({ debugSymbols: "split" }));
    run("make", ["debug-symbols"], { cwd: project });
    const program = join(project, "dist/linux/amd64/app");
    const gdb = run("gdb", [
      "-nx",
      "-batch",
      "-ex",
      "info line main.probe",
      "-ex",
      "info types ^net/http.Server$",
      program,
    ]);
    expect(gdb).toMatch(/Line \d+ of "\S*main\.go"/);
    expect(gdb).toContain("net/http.Server");
    const delve = attempt(
      "dlv",
      ["exec", "--allow-non-terminal-interactive=true", program, "--", "-version"],
      { input: "types ^net/http\\.Server$\nexit\n" },
    );
    expect(delve.stdout).toContain("net/http.Server");
    // The same program without its symbols beside it: the test above can fail.
    run("rm", [`${program}.debug`]);
    expect(
      attempt("gdb", ["-nx", "-batch", "-ex", "info line main.probe", program]).stdout,
    ).not.toMatch(/main\.go/);
  });
});
