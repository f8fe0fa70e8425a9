// Images pinned against a real registry, built from the pinned Dockerfile. GOSLIM_REGISTRIES names registries that have the
// base images and can be reached from here, as --registry takes them, separated by spaces.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { describeWith } from "../support/require.ts";
import { goslim, run } from "../support/run.ts";
import { scratchDirectory } from "./support/project.ts";

const REGISTRIES = (process.env["GOSLIM_REGISTRIES"] ?? "").split(" ").filter(Boolean);

describeWith(["registries", "docker", "make", "git"], "pinned", () => {
  test.each(["alpine", "distroless"])(
    "%s: every image has a digest, and the Dockerfile builds and runs",
    (base) => {
      const cwd = join(scratchDirectory(), "app");
      const flags = REGISTRIES.map((registry) => `--registry=${registry}`);
      expect(
        goslim([
          cwd,
          "--yes",
          "--git",
          "--kind=cli",
          "--platform=linux/amd64,linux/arm64",
          `--base=${base}`,
          "--pin",
          ...flags,
        ]),
      ).toMatchObject({
        status: 0,
        stderr: "",
      });
      const images =
        readFileSync(join(cwd, "Dockerfile"), "utf8").match(
          /^(?:# syntax=|FROM (?:--platform=\S+ )?)\S+:\S+/gm,
        ) ?? [];
      expect(images).toHaveLength(3);
      for (const image of images) expect(image).toMatch(/@sha256:[0-9a-f]{64}$/);
      run("make", ["image", "TAG=pinned"], { cwd });
      expect(
        run("docker", [
          "run",
          "--rm",
          "--read-only",
          "--cap-drop",
          "ALL",
          "app:pinned",
          "-version",
        ]),
      ).toBe("dev\n");
      expect(goslim([cwd, "--check", "--max-pin-age=1"])).toMatchObject({ status: 0 });
    },
  );

  test("a platform that the base image lacks is refused", () => {
    const cwd = join(scratchDirectory(), "app");
    const flags = REGISTRIES.map((registry) => `--registry=${registry}`);
    expect(
      goslim([cwd, "--yes", "--base=alpine", "--platform=linux/s390x", "--pin", ...flags]),
    ).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/does not exist for linux\/s390x/),
    });
  });
});
