import { DockerfileParser } from "dockerfile-ast";
import fc from "fast-check";
import { expect, test } from "vitest";
import { MOST_INSTRUCTIONS, parseDockerfile } from "../../../src/read/dockerfile/parse.ts";
import { fixtures } from "../../support/txtar.ts";

const shown = (text: string): readonly string[] =>
  parseDockerfile(text).instructions.map(
    ({ line, keyword, flags, rest, json, heredocs, trigger }) =>
      [
        line,
        keyword,
        ...flags.map(({ name, value }) => `{${name}=${value}}`),
        json ? JSON.stringify(json) : rest,
        ...heredocs.map(
          ({ name, expands, text: body }) => `<${name}${expands ? "" : "!"}:${body}>`,
        ),
        ...(trigger ? [`(${trigger.keyword})`] : []),
      ].join(" "),
  );

// What BuildKit makes of each: https://docs.docker.com/reference/dockerfile/.
test.each([
  ["FROM a\nRUN b", ["1 FROM a", "2 RUN b"]],
  ["from a\r\n  run b  \r\n", ["1 FROM a", "2 RUN b"]],
  ["\uFEFFFROM a", ["1 FROM a"]],
  ["\n\n# comment\nFROM a", ["4 FROM a"]],
  ["RUN a \\\n  b", ["1 RUN a   b"]],
  ["RUN a \\ \t\n  b\nRUN c", ["1 RUN a   b", "3 RUN c"]],
  ["RUN a \\\n# comment\n  # another\n\n  b\nRUN c", ["1 RUN a   b", "6 RUN c"]],
  ["RUN a \\\\\nRUN b", ["1 RUN a \\\\", "2 RUN b"]],
  ["RUN a \\", ["1 RUN a"]],
  ["RUN a \\\n", ["1 RUN a"]],
  ["# escape=`\nRUN a `\nb\nRUN c:\\\n", ["2 RUN a b", "4 RUN c:\\"]],
  ["# syntax=docker/dockerfile:1\n#  Escape = `\nRUN a `\nb", ["3 RUN a b"]],
  ["# a comment\n# escape=`\nRUN a `\nRUN b", ["3 RUN a `", "4 RUN b"]],
  ["# unknown=x\n# escape=`\nRUN a `\nRUN b", ["3 RUN a `", "4 RUN b"]],
  ["# check=skip=all\n# escape=`\nRUN a `\nb", ["3 RUN a b"]],
  ["ADD <<E /x\na\nE\nRUN b", ["1 ADD <<E /x <E:a\n>", "4 RUN b"]],
  ["# escape=x\nRUN a \\\nb", ["2 RUN a b"]],
  ["COPY --from=b --chmod=755 a /", ["1 COPY {from=b} {chmod=755} a /"]],
  ["COPY --link a /", ["1 COPY {link=} a /"]],
  ['COPY --chown="a b" c /', ["1 COPY {chown=a b} c /"]],
  ["COPY --a=\\ b c", ["1 COPY {a= b} c"]],
  ["RUN -- --x", ["1 RUN --x"]],
  ['CMD ["a", "b c"]', ['1 CMD ["a","b c"]']],
  ["CMD ['a']", ["1 CMD ['a']"]],
  ['CMD ["a"', ['1 CMD ["a"']],
  ["CMD [1]", ["1 CMD [1]"]],
  ["CMD []", ["1 CMD []"]],
  ['ENV ["a"]', ['1 ENV ["a"]']],
  ['HEALTHCHECK --interval=5s CMD ["a"]', ['1 HEALTHCHECK {interval=5s} ["a"]']],
  ["HEALTHCHECK NONE", ["1 HEALTHCHECK NONE"]],
  ["RUN <<EOF\na\n  EOF\nEOF\nRUN b", ["1 RUN <<EOF <EOF:a\n  EOF\n>", "5 RUN b"]],
  ["RUN <<-EOF\n\ta\n\tEOF\nRUN b", ["1 RUN <<-EOF <EOF:a\n>", "4 RUN b"]],
  ["COPY <<'A' <<B /\n$x\nA\ny\nB", ["1 COPY <<'A' <<B / <A!:$x\n> <B:y\n>"]],
  ["RUN <<EOF\nFROM x", ["1 RUN <<EOF <EOF:FROM x\n>"]],
  ["ENV A=<<EOF\nRUN b", ["1 ENV A=<<EOF", "2 RUN b"]],
  ["RUN a <<<b\nRUN c", ["1 RUN a <<<b", "2 RUN c"]],
  ["ONBUILD RUN a", ["1 ONBUILD RUN a (RUN)"]],
  ["ONBUILD ONBUILD RUN a", ["1 ONBUILD ONBUILD RUN a"]],
  ["ONBUILD COPY <<E /\nx\nE\nRUN a", ["1 ONBUILD COPY <<E / <E:x\n> (COPY)", "4 RUN a"]],
  ["FROM", ["1 FROM "]],
  ["", []],
])("%j", (text, expected) => expect(shown(text)).toEqual(expected));

test.each([
  ["ENV A=1 B=2", ["A=1", "B=2"]],
  ['ENV A="x y" B=\'"\' C=a\\ b', ['A="x y"', "B='\"'", "C=a\\ b"]],
  ["ENV A x  y ", ["A=x  y"]],
  ["ENV A", ["A="]],
  ["LABEL a.b=c d=", ["a.b=c", "d="]],
  ["ARG A", ["A?"]],
  ["ARG A=1 B", ["A=1", "B?"]],
  ["ENV A=b=c", ["A=b=c"]],
  ["ENV A='b\\' C=d", ["A='b\\'", "C=d"]],
  ["ENV A=\\", ["A="]],
])("pairs of %j", (text, expected) =>
  expect(
    parseDockerfile(text).instructions[0]?.pairs.map(({ name, raw }) =>
      raw === undefined ? `${name}?` : `${name}=${raw}`,
    ),
  ).toEqual(expected),
);

test.each([
  ["COPY a  b\tc", ["a", "b", "c"]],
  ['COPY ["a b", "c"]', ["a b", "c"]],
  ['ADD ["a", "c"]', ["a", "c"]],
  ["VOLUME /a /b", ["/a", "/b"]],
  ["EXPOSE 1 2", ["1", "2"]],
  ["FROM a AS b", ["a", "AS", "b"]],
  ["RUN a b", []],
])("words of %j", (text, expected) =>
  expect(parseDockerfile(text).instructions[0]?.words).toEqual(expected),
);

test("the syntax line is told", () => {
  expect(parseDockerfile("# syntax=docker/dockerfile:1.7\nFROM a").syntax).toBe(
    "docker/dockerfile:1.7",
  );
  expect(parseDockerfile("FROM a\n# syntax=x").syntax).toBeUndefined();
});

test("a file that is too long is left unread from there on", () => {
  const most = "RUN a\n".repeat(MOST_INSTRUCTIONS);
  expect(parseDockerfile(most).unreadFrom).toBeUndefined();
  const { instructions, unreadFrom } = parseDockerfile(`${most}RUN b\n`);
  expect([instructions.length, unreadFrom]).toEqual([MOST_INSTRUCTIONS, MOST_INSTRUCTIONS + 1]);
});

// Another reader of Dockerfiles finds the same instructions on the same lines.
function judged(text: string): void {
  const expected = DockerfileParser.parse(text)
    .getInstructions()
    .map((one) => `${one.getRange().start.line + 1} ${one.getKeyword()}`);
  const found = parseDockerfile(text).instructions.map(({ line, keyword }) => `${line} ${keyword}`);
  expect(found).toEqual(expected);
}

test("the Dockerfiles of all fixtures are cut as another reader cuts them", () => {
  const texts = fixtures().flatMap(({ files }) =>
    Object.entries(files).flatMap(([path, text]) => (/dockerfile/i.test(path) ? [text] : [])),
  );
  expect(texts.length).toBeGreaterThan(15);
  for (const text of texts) judged(text);
});

test("any Dockerfile is cut as another reader cuts it", () => {
  const line = fc.constantFrom(
    "FROM a AS b",
    "RUN a && \\",
    "  b c",
    "COPY --from=b x /y",
    "ENV A=b \\",
    "    C=d",
    "# comment",
    "   # comment",
    'CMD ["a"]',
    "HEALTHCHECK CMD a",
    "ONBUILD RUN x",
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 12 }), (lines) =>
      // The judge takes a continuation for an instruction at the start of a file.
      judged(
        `FROM scratch\n${lines.filter((one, at) => at > 0 || !one.startsWith(" ")).join("\n")}`,
      ),
    ),
    { numRuns: 500 },
  );
});

test("no text breaks it", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom(
          "FROM",
          "RUN",
          " ",
          "\n",
          "\\",
          "<<E",
          "E",
          "[",
          '"',
          "'",
          "#",
          "--",
          "ONBUILD",
          "=",
          "a",
        ),
        { maxLength: 40 },
      ),
      (parts) => {
        const text = parts.join("");
        const lines = parseDockerfile(text).instructions.map((one) => one.line);
        expect(lines).toEqual([...new Set(lines)].sort((a, b) => a - b));
        expect(lines.every((one) => one <= text.split("\n").length)).toBe(true);
      },
    ),
    { numRuns: 2000 },
  );
});
