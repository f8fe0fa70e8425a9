import fc from "fast-check";
import { expect, test } from "vitest";
import { compareGoVersions } from "../../../src/core/go/compare.ts";
import { formatGoVersion, type GoVersion, parseGoVersion } from "../../../src/core/go/version.ts";

const parse = (text: string): GoVersion =>
  parseGoVersion(text) ?? expect.fail(`${text} does not parse`);

test.each([
  ["1.27", { major: 1, minor: 27 }],
  ["go1.27.4", { major: 1, minor: 27, patch: 4 }],
  ["1.27.0", { major: 1, minor: 27, patch: 0 }],
  ["1.23rc1", { major: 1, minor: 23, pre: { kind: "rc", number: 1 } }],
  ["1.26beta2", { major: 1, minor: 26, pre: { kind: "beta", number: 2 } }],
])("%s", (text, version) => expect(parseGoVersion(text)).toEqual(version));

test.each([
  "",
  "1",
  "1.",
  "1.022",
  "01.22",
  "1.23-rc1",
  "1.23.0rc1",
  "1.23rc0",
  "1.23rc",
  "stable",
  "tip",
  "v1.22",
  "1.22.3.4",
  "1.22 ",
  "1.22\n",
  "-1.2",
])("%j is not a Go version", (text) => expect(parseGoVersion(text)).toBeUndefined());

test("Go's order: a language version, its pre-releases, its releases", () => {
  const sorted = [
    "1.20.14",
    "1.21",
    "1.21alpha1",
    "1.21beta1",
    "1.21rc1",
    "1.21rc2",
    "1.21rc10",
    "1.21.0",
    "1.21.9",
    "1.21.10",
    "1.22",
  ];
  expect(sorted.toReversed().map(parse).sort(compareGoVersions).map(formatGoVersion)).toEqual(
    sorted,
  );
});

const number = fc.nat(99_999);
const version: fc.Arbitrary<GoVersion> = fc.oneof(
  fc.record({ major: number, minor: number }),
  fc.record({ major: number, minor: number, patch: number }),
  fc.record({
    major: number,
    minor: number,
    pre: fc.record({
      kind: fc.constantFrom("alpha" as const, "beta" as const, "rc" as const),
      number: fc.integer({ min: 1, max: 999 }),
    }),
  }),
);

test("printing and parsing are inverse, and every version is a legal image tag", () => {
  fc.assert(
    fc.property(version, (original) => {
      const text = formatGoVersion(original);
      expect(parseGoVersion(text)).toEqual(original);
      expect(parseGoVersion(`go${text}`)).toEqual(original);
      expect(text).toMatch(/^[\w][\w.-]{0,127}$/);
    }),
    { numRuns: 1000 },
  );
});

test("the order is total", () => {
  fc.assert(
    fc.property(version, version, version, (a, b, c) => {
      expect(Math.sign(compareGoVersions(a, b))).toBe(-Math.sign(compareGoVersions(b, a)) + 0);
      if (compareGoVersions(a, b) <= 0 && compareGoVersions(b, c) <= 0)
        expect(compareGoVersions(a, c)).toBeLessThanOrEqual(0);
    }),
  );
});
