import { describe, expect, test } from "vitest";
import { placeOf, type Problem, tell } from "../../src/core/errors.ts";
import type { Answers } from "../../src/core/questions/index.ts";
import { combinationProblems, RULES } from "../../src/core/rules.ts";

const mains = (...names: string[]) => ({
  module: "example.com/app",
  main: names.map((name) => (name === "." ? name : `./cmd/${name}`)),
});
const onePlatform = (platform: string) => ({ platforms: [platform] });

/** By rule: the flag and a part of the message, or undefined where the rule is silent. */
const CASES: Readonly<
  Record<string, readonly (readonly [Partial<Answers>, string | undefined])[]>
> = {
  "the base image exists for every platform": [
    [
      { base: "chainguard", ...onePlatform("linux/riscv64") },
      "--base: chainguard has no image for linux/riscv64 (cgr.dev/chainguard/static:latest)",
    ],
    [
      { base: "distroless", ...onePlatform("linux/arm/v6") },
      "--base: distroless has no image for linux/arm/v6 (",
    ],
    [{ base: "distroless", ...onePlatform("linux/arm/v7") }, undefined],
    [{ base: "chainguard", ...onePlatform("linux/amd64/v3") }, undefined],
    [{ base: "chainguard", ...onePlatform("darwin/arm64") }, undefined],
    [
      { base: "chainguard", platforms: ["linux/386", "linux/amd64", "linux/mips"] },
      "for linux/386, linux/mips (",
    ],
    [{ base: "scratch", ...onePlatform("linux/mips") }, undefined],
    [onePlatform("linux/mips"), undefined],
    [{ base: "chainguard" }, undefined],
  ],
  "a C compiler exists for every platform": [
    [
      { cgo: "static", ...onePlatform("linux/mips") },
      "--platform: Debian has no C compiler for linux/mips, which",
    ],
    [{ cgo: "dynamic", ...onePlatform("darwin/arm64") }, "for darwin/arm64, which"],
    [{ cgo: "static", ...onePlatform("linux/arm/v7") }, undefined],
    [{ cgo: "none", ...onePlatform("linux/mips") }, undefined],
    [onePlatform("linux/mips"), undefined],
    [{ cgo: "static" }, undefined],
  ],
  "what is linked to glibc finds it": [
    [{ cgo: "dynamic", base: "scratch" }, "--base: scratch has no glibc"],
    [{ cgo: "dynamic", base: "alpine" }, "--base: alpine has no glibc"],
    [{ cgo: "dynamic", base: "distroless-base" }, undefined],
    [{ cgo: "dynamic", base: "distroless-cc" }, undefined],
    [{ cgo: "static", base: "scratch" }, undefined],
    [{ cgo: "dynamic" }, undefined],
    [{ base: "scratch" }, undefined],
  ],
  "what is static brings no glibc along": [
    [{ cgo: "none", base: "distroless-base" }, "--base: distroless-base brings a glibc"],
    [{ cgo: "static", base: "distroless-cc" }, "--base: distroless-cc brings a glibc"],
    [{ cgo: "dynamic", base: "distroless-cc" }, undefined],
    [{ cgo: "none", base: "distroless-base", runPackages: ["a1"] }, undefined],
    [{ cgo: "none", base: "distroless-base", runPackages: [] }, "--base: distroless-base brings"],
    [{ cgo: "none", base: "distroless" }, undefined],
    [{ base: "distroless-cc" }, undefined],
    [{ cgo: "none" }, undefined],
  ],
  "packages in the image find glibc": [
    [{ base: "alpine", runPackages: ["a1"] }, "--run-package: alpine has no glibc"],
    [{ base: "scratch", runPackages: ["a1"] }, "--run-package: scratch has no glibc"],
    [{ base: "distroless-cc", runPackages: ["a1"] }, undefined],
    [{ base: "alpine", runPackages: [] }, undefined],
    [{ runPackages: ["a1"] }, undefined],
  ],
  "packages exist for every platform": [
    [
      { platforms: ["linux/amd64", "linux/arm/v6"], runPackages: ["a1"] },
      "--run-package: Debian has no packages for linux/arm/v6",
    ],
    [{ platforms: ["linux/amd64", "darwin/arm64"], runPackages: ["a1"] }, undefined],
    [{ platforms: ["linux/arm/v6"], runPackages: [] }, undefined],
    [{ runPackages: ["a1"] }, undefined],
  ],
  "packages are installed on Debian": [
    [{ builder: "alpine", buildPackages: ["a1"] }, "--builder: the Alpine build image cannot"],
    [{ builder: "alpine", runPackages: ["a1"] }, "--builder: the Alpine build image cannot"],
    [{ builder: "debian", buildPackages: ["a1"] }, undefined],
    [{ builder: "alpine", buildPackages: [], runPackages: [] }, undefined],
    [{ builder: "alpine" }, undefined],
  ],
  "C code is compiled on Debian": [
    [{ cgo: "static", builder: "alpine" }, "--builder: the Alpine build image has no C compiler"],
    [{ cgo: "dynamic", builder: "alpine" }, "--builder: the Alpine build image has no C compiler"],
    [{ cgo: "none", builder: "alpine" }, undefined],
    [{ cgo: "static", builder: "debian" }, undefined],
    [{ builder: "alpine" }, undefined],
  ],
  "programs have different names": [
    [
      { module: "example.com/app", main: ["./a/x", "./b/x"] },
      "--main: two of the programs are called x",
    ],
    [{ ...mains(".", "app") }, "--main: two of the programs are called app"],
    [mains("a", "b"), undefined],
    [mains("a"), undefined],
    [{}, undefined],
  ],
  "an image for each program has a name": [
    ...["go", "rootfs", "frontend", "build", "binaries", "debug-symbols", "base", "scratch"].map(
      (stage) => [mains("api", stage), `--main: ${stage} cannot be the name of a stage`] as const,
    ),
    ...["Api", "1api", "a__b", "a-", "api_"].map(
      (name) => [mains("worker", name), `--main: ${name} cannot be the name`] as const,
    ),
    ...["api", "api2", "a-b", "a_b", "a.b", "a-b-c", "a-bc", "a-1", "builds"].map(
      (name) => [mains("worker", name), undefined] as const,
    ),
    [{ ...mains("api", "build"), images: "each" }, "--main: build cannot"],
    [{ ...mains("api", "build"), images: "one" }, undefined],
    [mains("build"), undefined],
  ],
  "a command belongs to one program": [
    [{ ...mains("a", "b"), images: "each", args: ["x"] }, "--arg: says nothing of which"],
    [{ ...mains("a", "b"), images: "each", cmd: ["x"] }, "--cmd: says nothing of which"],
    [{ ...mains("a", "b"), images: "each", healthCmd: ["x"] }, "--health-cmd: says nothing"],
    [{ ...mains("a", "b"), images: "each", args: [], cmd: [], healthCmd: [] }, undefined],
    [{ ...mains("a", "b"), images: "each" }, undefined],
    [{ ...mains("a", "b"), images: "one", args: ["x"] }, undefined],
    [{ ...mains("a", "b"), args: ["x"] }, undefined],
    [{ ...mains("a"), images: "each", args: ["x"] }, undefined],
  ],
  "BusyBox init passes no arguments on": [
    [{ init: "busybox", args: ["x"] }, "--init: BusyBox init starts the program without arguments"],
    [{ init: "busybox", cmd: ["x"] }, "--init: BusyBox init starts the program without arguments"],
    [{ init: "busybox", args: [], cmd: [] }, undefined],
    [{ init: "none", args: ["x"] }, undefined],
    [{ args: ["x"] }, undefined],
  ],
  "a health check has a command": [
    [{ healthcheck: true, healthCmd: [] }, "--healthcheck: nothing is known that could be asked"],
    [{ healthcheck: true, healthCmd: ["x"] }, undefined],
    [{ healthcheck: false, healthCmd: [] }, undefined],
    [{ healthcheck: true }, undefined],
  ],
  "files have different names": [
    [{ dockerfile: "a", makefile: "a" }, "--makefile: is the Dockerfile's name, a"],
    [{ dockerfile: "a", makefile: "b" }, undefined],
    [{}, undefined],
  ],
  "certificates of the base image stay": [
    [{ base: "alpine", caCerts: false }, "--no-ca-certs: the alpine image always holds CA"],
    [{ base: "alpine", caCerts: true }, undefined],
    [{ base: "busybox", caCerts: false }, undefined],
    [{ base: "alpine" }, undefined],
    [{ caCerts: false }, undefined],
  ],
  "time zones of the base image stay": [
    [{ base: "chainguard", tzdata: "none" }, "--tzdata: the chainguard image always holds time"],
    [{ base: "chainguard", tzdata: "copy" }, undefined],
    [{ base: "alpine", tzdata: "none" }, undefined],
    [{ tzdata: "none" }, undefined],
  ],
  "BusyBox init is in the base image": [
    [{ init: "busybox", base: "scratch" }, "--init: BusyBox init is not in the scratch image"],
    [{ init: "busybox", base: "busybox" }, undefined],
    [{ init: "none", base: "scratch" }, undefined],
    [{ init: "busybox" }, undefined],
  ],
  "BusyBox init restarts services alone": [
    [{ init: "busybox", kind: "cli" }, "--init: BusyBox init would restart a command-line program"],
    [{ init: "busybox", kind: "service" }, undefined],
    [{ init: "none", kind: "cli" }, undefined],
    [{ init: "busybox" }, undefined],
  ],
  "symbols are split on Debian": [
    [{ builder: "alpine", debugSymbols: "split" }, "--builder: eu-strip"],
    [{ builder: "alpine", debugSymbols: "strip" }, undefined],
    [{ builder: "debian", debugSymbols: "split" }, undefined],
    [{ builder: "alpine" }, undefined],
  ],
};

test("every rule has its cases, a broken one among them", () => {
  expect(Object.keys(CASES)).toEqual(Object.keys(RULES));
  for (const cases of Object.values(CASES))
    expect(cases.some(([, problem]) => problem !== undefined)).toBe(true);
});

describe.each(Object.entries(CASES))("%s", (name, cases) => {
  test.each(cases)("%o", (answers, problem) => {
    const found = RULES[name]?.(answers);
    if (problem === undefined) expect(found).toBeUndefined();
    else {
      const { at, message, hint } = tell(found as Problem);
      expect(`${placeOf(at)}: ${message}`).toContain(problem);
      expect(hint).toMatch(/\w/);
    }
  });
});

test("all that is broken is told, in the order of the rules", () => {
  const broken = { base: "alpine", caCerts: false, init: "busybox", kind: "cli" } as const;
  expect(combinationProblems(broken).map((problem) => placeOf(tell(problem).at))).toEqual([
    "--no-ca-certs",
    "--init",
    "--init",
  ]);
});
