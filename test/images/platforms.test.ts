// Every platform that can be chosen is built, and checked in the file.
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  executableSuffix,
  isImagePlatform,
  parsePlatform,
  PLATFORMS,
} from "../../src/core/go/platform.ts";
import { answersWith } from "../support/cases.ts";
import { describeWith } from "../support/require.ts";
import { run } from "../support/run.ts";
import { elfMachine, identify } from "./support/binary.ts";
import { makeProject, scratchDirectory } from "./support/project.ts";

const FORMATS: Readonly<Record<string, string>> = {
  darwin: "mach-o",
  windows: "pe",
  js: "wasm",
  wasip1: "wasm",
  aix: "xcoff",
  plan9: "plan9",
};
const images = PLATFORMS.filter(isImagePlatform);
const others = PLATFORMS.filter((platform) => !isImagePlatform(platform));

function goSettings(path: string): string {
  return run("go", ["version", "-m", path], { env: { GOTOOLCHAIN: "auto" } });
}

describeWith(["docker", "git", "go"], "platforms", () => {
  const project = makeProject(answersWith({ kind: "cli", platforms: PLATFORMS }));

  test("every linux platform becomes an image, in one command and without emulation", () => {
    run("docker", [
      "buildx",
      "build",
      "--platform",
      images.join(","),
      "--output",
      "type=cacheonly",
      project,
    ]);
    const root = scratchDirectory();
    run("docker", [
      "buildx",
      "build",
      "--platform",
      images.join(","),
      "--target",
      "binaries",
      "--output",
      `type=local,dest=${root},platform-split=false`,
      project,
    ]);
    for (const platform of images) {
      const { arch, variant } = parsePlatform(platform);
      const path = join(root, platform, "app");
      expect(identify(path), platform).toMatchObject({
        format: "elf",
        machine: elfMachine(arch),
        bits: /64|s390x/.test(arch) ? 64 : 32,
        bigEndian: /^(?:mips|mips64|ppc64|s390x)$/.test(arch),
      });
      if (variant)
        expect(goSettings(path), platform).toContain(
          arch === "arm" ? `GOARM=${variant.slice(1)}` : `GOAMD64=${variant}`,
        );
    }
  });
});

describeWith(["go", "git", "make"], "binaries", () => {
  test("every other platform has its Makefile target", () => {
    const project = makeProject(answersWith({ kind: "cli", platforms: PLATFORMS }));
    const files = others.map(
      (platform) => `dist/${platform}/app${executableSuffix(parsePlatform(platform))}`,
    );
    run("make", ["--jobs=2", ...files], { cwd: project, env: { GOTOOLCHAIN: "auto" } });
    for (const [index, platform] of others.entries()) {
      const { os, arch } = parsePlatform(platform);
      const found = identify(join(project, files[index] ?? ""));
      expect(found.format, platform).toBe(FORMATS[os] ?? "elf");
      if (found.format === "elf") expect(found.machine, platform).toBe(elfMachine(arch));
    }
  });

  test("variants reach the compiler through the Makefile too", () => {
    const project = makeProject(
      answersWith({ kind: "cli", platforms: ["linux/arm/v6", "linux/amd64/v3"] }),
    );
    run("make", ["dist"], { cwd: project, env: { GOTOOLCHAIN: "auto" } });
    expect(goSettings(join(project, "dist/linux/arm/v6/app"))).toContain("GOARM=6");
    expect(goSettings(join(project, "dist/linux/amd64/v3/app"))).toContain("GOAMD64=v3");
  });
});
