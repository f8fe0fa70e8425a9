import { describe, expect, test } from "vitest";
import { judgeGiven, type RawAnswers, resolveAnswers } from "../../src/core/answers.ts";
import { parseAnswersFile } from "../../src/core/answers-file.ts";
import { KnownError, placeOf } from "../../src/core/errors.ts";
import { answersWith, FOUND } from "../support/cases.ts";

function problems(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    expect(error.exitCode).toBe(2);
    return error.problems.map(({ at, message }) => `${placeOf(at)}: ${message}`).join("\n");
  }
  return "";
}
const refused = (flags: RawAnswers): string => problems(() => answersWith(flags));

test("a flag goes before the answers file, that before what was found, that before the default", () => {
  const layers = {
    flags: { base: "alpine" },
    file: { base: "busybox", kind: "cli" },
    found: { ...FOUND, module: "example.com/found", go: "1.26" },
  };
  expect(resolveAnswers(layers)).toMatchObject({
    answers: {
      base: "alpine",
      kind: "cli",
      module: "example.com/found",
      name: "found",
      go: "1.26",
    },
    given: ["kind", "base"],
  });
});

test.each([
  [{ module: "github.com/Acme/App" }, { name: "App", image: "ghcr.io/acme/app" }],
  [{ module: "example.com/tool/v2" }, { name: "tool", image: "tool" }],
  [{ kind: "cli" }, { port: null, healthcheck: false }],
  [{ base: "distroless" }, { tzdata: "copy" }],
  [{ ci: "none" }, { updates: "none" }],
  [
    { platforms: "darwin/arm64,linux/arm,linux/arm64/v8" },
    { platforms: ["linux/arm64", "linux/arm/v7", "darwin/arm64"] },
  ],
  [{ user: "1000" }, { user: "1000:1000" }],
  [{ port: "80" }, { port: 80 }],
  [{ go: "go1.27.4" }, { go: "1.27.4" }],
])("%j decides %j", (given, answers) => expect(answersWith(given)).toMatchObject(answers));

describe("refused, with the flag and the reason", () => {
  test.each<[RawAnswers, RegExp]>([
    [{ go: "1.25" }, /--go: Go 1\.25 is past its end of life; supported are 1\.27 and 1\.26/],
    [{ go: "1.28" }, /--go: Go 1\.28 is newer than this tool knows/],
    [{ go: "1.27rc1" }, /--go: 1\.27rc1 is a pre-release/],
    [{ go: "latest" }, /--go: "latest" is not a Go version/],
    [{ platforms: "windows/arm" }, /--platform: "windows\/arm" is not a platform/],
    [{ platforms: "android/arm" }, /without cgo/],
    [{ platforms: "windows/amd64" }, /--platform: none of the platforms is for linux/],
    [{ base: "distroless", caCerts: false }, /--no-ca-certs: the distroless image always holds CA/],
    [
      { base: "chainguard", tzdata: "none" },
      /--tzdata: the chainguard image always holds time zones/,
    ],
    [
      { base: "chainguard", platforms: "linux/riscv64" },
      /--base: chainguard has no image for linux\/riscv64/,
    ],
    [
      { base: "distroless", platforms: "linux/arm/v6" },
      /--base: distroless has no image for linux\/arm\/v6/,
    ],
    [{ init: "busybox" }, /--init: BusyBox init is not in the scratch image/],
    [
      { init: "busybox", base: "busybox", kind: "cli" },
      /--init: BusyBox init would restart a command-line program/,
    ],
    [{ builder: "alpine", debugSymbols: "split" }, /--builder: eu-strip/],
    [{ kind: "cli", port: 80 }, /--port: only a service/],
    [{ port: 0 }, /--port/],
    [{ port: "65536" }, /--port/],
    [{ port: "8080; rm" }, /--port/],
    [{ user: "root" }, /--user: "root" is not numeric/],
    [{ user: "0" }, /--user: "0" is root/],
    [{ user: "0:1000" }, /--user/],
    [{ user: "99999999999" }, /--user: .*above/],
    [{ image: "ghcr.io/acme/app:v1" }, /--image: .* has a tag/],
    [{ image: "Acme/App" }, /--image/],
    [{ image: "a@sha256:b" }, /--image/],
    [{ name: "../x" }, /--name/],
    [{ name: "aux" }, /--name: "aux" is a name that Windows reserves/],
    [{ caCerts: "yes" }, /--ca-certs: must be true or false/],
    [{ module: 5 }, /--module: must be a string/],
  ])("%j", (given, message) => expect(refused(given)).toMatch(message));

  test("everything at once, not only the first", () => {
    expect(refused({ base: "x", kind: "y", port: -1 }).split("\n")).toHaveLength(3);
  });
});

describe("what is judged without the repository", () => {
  test.each<[RawAnswers, string]>([
    [
      { base: "windows", go: "1.2" },
      '--go: Go 1.2 is past its end of life; supported are 1.27 and 1.26\n--base: "windows" is not a choice; choose one of scratch, distroless, chainguard, alpine, busybox, distroless-base, distroless-cc',
    ],
    [
      { base: "distroless", caCerts: false },
      "--no-ca-certs: the distroless image always holds CA certificates",
    ],
    [{ port: "0" }, '--port: "0" is not a port; give a whole number from 1 to 65535'],
    [{ base: "distroless" }, ""],
    [{ caCerts: false }, ""],
    // Whether these fit, the repository says.
    [{ module: "std", main: ["./nowhere"], port: "none" }, ""],
    [{ base: null }, ""],
  ])("%j", (given, message) => expect(problems(() => judgeGiven(given))).toBe(message));
});

describe("an answers file", () => {
  test("may name its schema and start with a byte order mark", () =>
    expect(parseAnswersFile('\uFEFF{"$schema": "x", "base": "alpine"}')).toEqual({
      base: "alpine",
    }));
  test.each([
    ["{", /--answers: standard input is not JSON/],
    ["[]", /must hold a JSON object/],
    ["null", /must hold a JSON object/],
    ['{"bse": "alpine"}', /there is no answer "bse"/],
    ['{"__proto__x": 1}', /there is no answer/],
  ])("%s", (text, message) => expect(problems(() => parseAnswersFile(text))).toMatch(message));
});
