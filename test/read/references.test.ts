import { expect, test } from "vitest";
import { agree, findReferences, withVersions } from "../../src/read/references.ts";

const ACTION = "golangci/golangci-lint-action v9";
const HEX = "0123456789abcdef".repeat(4);
const LINT = "      - uses: golangci/golangci-lint-action@v9\n";

test.each<[string, string, readonly string[]]>([
  ["an image", "FROM golang:1.27-trixie AS go\n", ["golang 1.27-trixie"]],
  ["a platform", "FROM --platform=$BUILDPLATFORM a/b:1@sha256:x AS go\n", []],
  ["tabs", "FROM\t--platform=$BUILDPLATFORM\ta/b:1\tAS go\n", ["a/b 1"]],
  [
    "several blanks",
    "FROM  --platform=linux/arm64  a:1\nCOPY  --from=b:2  /a /b\n",
    ["a 1", "b 2"],
  ],
  ["a copy behind a tab", "COPY\t--from=alpine:3.24 /a /b\n", ["alpine 3.24"]],
  [
    "a registry with a port",
    "FROM my-host.example:5000/a-b/c.d/e:1.2-x\r\n",
    ["my-host.example:5000/a-b/c.d/e 1.2-x"],
  ],
  ["a digest", `FROM a:1@sha256:${HEX} AS x\n`, [`a 1@sha256:${HEX}`]],
  ["a digest that is too long", `FROM a:1@sha256:${HEX}0\n`, []],
  ["a digest that is too short", `FROM a:1@sha256:${HEX.slice(1)}\n`, []],
  ["no name", "FROM :1\n", []],
  ["no tag", "FROM a:\nFROM b\nFROM c@sha256:0\n", []],
  ["a word before", "AFROM a:1\n FROM b:1\n", []],
  ["no blank before a name", "FROMa:1\nCOPY--from=b:2 /a /b\n", []],
  ["a platform without a name", "FROM --platform= a:1\nFROM --platform=xa:1\n", []],
  ["a line of data", `FROM a:1 ${"x".repeat(1000)}\n`, []],
  ["a line of 1000 letters", `FROM a:1 ${"x".repeat(991)}\n`, ["a 1"]],
  ["a line of 1001", `FROM a:1 ${"x".repeat(992)}\n`, []],
  ["a copy", "COPY --from=alpine:3.24 /a /b\n", ["alpine 3.24"]],
  ["the syntax", "# syntax=docker/dockerfile:1\n", ["docker/dockerfile 1"]],
  ["an action", "  - uses: a/b@0123 # v1.2.3\n", ["a/b 0123 # v1.2.3"]],
  ["an action at the margin", "uses: a/b@v1\n", ["a/b v1"]],
  ["an action behind tabs", "\t-\tuses:\ta/b@v1\t#\tv1.2\t\n", ["a/b v1\t#\tv1.2"]],
  ["an action below a dash", "  -    uses:  a/b@v1  #  v1.2  \r\n", ["a/b v1  #  v1.2"]],
  ["an action directly behind the dash", "  -uses: a/b@v1\n", ["a/b v1"]],
  ["an action in a directory", "uses: a.b-c/d.e/f-g@v1.2-x\n", ["a.b-c/d.e/f-g v1.2-x"]],
  ["words behind an action", "uses: a/b@v1 x\nuses: a/b@v1 # x y\nuses: a/b@v1#x\n", []],
  ["half an action", "uses: a@v1\nuses: /b@v1\nuses: a/@v1\nuses: a/b@\nuses:a/b@v1\n", []],
  ["an action without a comment's words", "uses: a/b@v1 #\n", []],
  ["a word before an action", "x uses: a/b@v1\n", []],
  [
    "a tool",
    `${LINT}        with:\n          version: v2.1.0\n`,
    ["golangci/golangci-lint-action v9", "golangci/golangci-lint-action version v2.1.0"],
  ],
  [
    "a tool after other inputs, comments and empty lines",
    `${LINT}        # why\n        with:\n\n          args: --x\n          # why\n          version: v2.1.0\n`,
    ["golangci/golangci-lint-action v9", "golangci/golangci-lint-action version v2.1.0"],
  ],
  [
    "a tool of a step that begins with its name",
    "      - name: Lint\n        uses: a/b@v1\n        with:\n          version: v2.1.0\r\n",
    ["a/b v1", "a/b version v2.1.0"],
  ],
  ["a version of nothing", "with:\n  version: v2.1.0\n", []],
  ["a version in the environment", `${LINT}        env:\n          version: v2.1.0\n`, [ACTION]],
  [
    "a version in a text",
    `${LINT}        with:\n          args: |\n            version: v2.1.0\n`,
    [ACTION],
  ],
  ["a version below another step", `${LINT}      - with:\n          version: v2.1.0\n`, [ACTION]],
  ["a version below the steps", `${LINT}  with:\n    version: v2.1.0\n`, [ACTION]],
])("%s", (_name, text, found) => {
  expect(findReferences(text).map(({ subject, version }) => `${subject} ${version}`)).toEqual(
    found,
  );
});

test("only what is asked for moves, where it stands", () => {
  const text = `FROM alpine:3.24\n${LINT}`;
  expect(withVersions(text, () => "9", ["image"])).toBe(`FROM alpine:9\n${LINT}`);
  expect(withVersions(text, () => "9", [])).toBe(text);
});

test("reading takes time in proportion", () => {
  const text = `${LINT}        with:\n`.repeat(20_000) + " ".repeat(500_000);
  const start = performance.now();
  expect(findReferences(text)).toHaveLength(20_000);
  expect(performance.now() - start).toBeLessThan(2_000);
});

test.each([
  ["a version of many digits", "version: v12.34.56", ["v12.34.56"]],
  ["half a version", "version: v1.2", []],
  ["more than a version", "version: v1.2.3-rc1", []],
  ["a version without its letter", "version: 1.2.3", []],
  ["no first number", "version: v.2.3", []],
  ["no second number", "version: v1..3", []],
  ["no third number", "version: v1.2.", []],
])("%s of a tool", (_, line, found) => {
  const text = `${LINT}        with:\n          ${line}\n`;
  expect(findReferences(text, ["tool"]).map(({ version }) => version)).toEqual(found);
});

test.each([
  [
    "deeper than the other inputs",
    "        with:\n          a: 1\n            version: v1.2.3\n",
    0,
  ],
  ["with tabs", "\t\twith:\n\t\t\tversion: v1.2.3\n", 0],
  ["behind a line of blanks alone", "        with:\n \t\r\n          version: v1.2.3\n", 1],
  ["behind a comment at the margin", "        with:\n# x\n          version: v1.2.3\n", 1],
  ["behind text at the margin", "        with:\nx\n          version: v1.2.3\n", 0],
  [
    "behind a key with a dash",
    "        with:\n          go-version: 1\n          version: v1.2.3\n",
    1,
  ],
])("a tool's version %s", (_, text, count) => {
  expect(findReferences(LINT + text, ["tool"])).toHaveLength(count);
});

const image = (version: string): string => `FROM golang:${version} AS go\n`;

/** Of an image: the tool's new version, the one before, the user's; and what becomes of the first and the last. */
const SIDES: readonly (readonly [string, string, string, string, string, string])[] = [
  ["the tool moved it", "1.27", "1.26", "1.26", "1.27", "1.27"],
  ["a bot moved it", "1.26", "1.26", "1.27", "1.27", "1.27"],
  ["both moved it, the tool further", "1.28", "1.26", "1.27", "1.28", "1.28"],
  ["both moved it, a bot further", "1.27", "1.26", "1.28", "1.28", "1.28"],
  ["both moved it as far", "1.27", "1.26", "1.27", "1.27", "1.27"],
  ["nobody moved it", "1.26", "1.26", "1.26", "1.26", "1.26"],
  ["somebody wants an older one", "1.27", "1.26", "1.25", "1.27", "1.25"],
  [
    "somebody wants another flavour",
    "1.27-trixie",
    "1.26-trixie",
    "1.27-alpine",
    "1.27-trixie",
    "1.27-alpine",
  ],
  [
    "the tool takes another flavour",
    "1.27-alpine",
    "1.26-trixie",
    "1.26-trixie",
    "1.27-alpine",
    "1.26-trixie",
  ],
  [
    "a bot added a digest",
    "1.26",
    "1.26",
    `1.26@sha256:${HEX}`,
    `1.26@sha256:${HEX}`,
    `1.26@sha256:${HEX}`,
  ],
  ["the tool moved the tag of a digest", "1.27", "1.26", `1.26@sha256:${HEX}`, "1.27", "1.27"],
  [
    "the tool added a digest, a bot moved the tag",
    `1.26@sha256:${HEX}`,
    "1.26",
    "1.27",
    "1.27",
    "1.27",
  ],
  ["a number is in the flavour", "1.27-x9", "1.26-x9", "1.26-x8", "1.27-x9", "1.26-x8"],
  ["a name is no number", "latest", "1.26", "1.26", "latest", "1.26"],
];

test.each(SIDES)("where %s, versions agree", (_, ours, base, theirs, mine, yours) => {
  const agreed = agree(image(ours), image(base), image(theirs));
  expect([agreed.ours, agreed.theirs]).toEqual([image(mine), image(yours)]);
  // What both agree on was so before, or the line would conflict; what they do not stays as it was.
  expect(agreed.base).toBe(image(mine === yours ? mine : base));
});

test("several versions of one image are somebody's choice", () => {
  const theirs = image("1.26") + image("1.25");
  expect(agree(image("1.27"), image("1.26"), theirs).ours).toBe(image("1.27"));
  expect(agree(image("1.27"), image("1.26"), theirs).theirs).toBe(theirs);
});

test("what one side lacks is left alone", () => {
  expect(agree(image("1.27"), image("1.26"), "").ours).toBe(image("1.27"));
  expect(agree(image("1.27"), "", image("1.26"))).toMatchObject({
    ours: image("1.27"),
    theirs: image("1.26"),
  });
});

test("actions agree by the release in their comment", () => {
  const action = (version: string): string => `uses: a/b@${version}\n`;
  const { ours, theirs } = agree(
    action("00 # v1.2.0"),
    action("11 # v1.1.0"),
    action("22 # v1.3.0"),
  );
  expect([ours, theirs]).toEqual([action("22 # v1.3.0"), action("22 # v1.3.0")]);
});
