import fc from "fast-check";
import { expect, test } from "vitest";
import {
  isShellCall,
  LONGEST_SCRIPT,
  MOST_COMMANDS,
  plainWords,
  readScript,
} from "../../src/read/shell.ts";

const VALUES: Readonly<Record<string, string>> = { A: "1", LIST: "x y", EMPTY: "" };
const lookup = (name: string): string | undefined =>
  Object.hasOwn(VALUES, name) ? VALUES[name] : undefined;

/** Commands as `NAME=value|word|word`; an unknown word is `?text`. */
function shown(text: string): readonly string[] {
  return readScript(text, lookup).commands.map(({ assignments, words }) =>
    [
      ...[...assignments].map(([name, value]) => `${name}=${value ?? "?"}`),
      ...words.map((word) => word.value ?? `?${word.text}`),
    ].join("|"),
  );
}

test.each([
  ["go build -o x -tags y ./cmd/z", ["go|build|-o|x|-tags|y|./cmd/z"]],
  ["a && b || c; d | e & f", ["a", "b", "c", "d", "e", "f"]],
  ["a\nb\n\nc", ["a", "b", "c"]],
  ["a \\\n b", ["a|b"]],
  ["a\\ b c\\;d", ["a b|c;d"]],
  ["'a b' \"c d\" e'f'\"g\"", ["a b|c d|efg"]],
  ["'a && b'", ["a && b"]],
  ["a '' \"\"", ["a||"]],
  ['"a\\"b" "c\\d" "e\\$A"', ['a"b|c\\d|e$A']],
  ["'unterminated", ["unterminated"]],
  ["X=1 Y='2 3' go build", ["X=1|Y=2 3|go|build"]],
  ["X=$A Y=$NONE a", ["X=1|Y=?|a"]],
  ["X=1", ["X=1"]],
  ["export X=1 && a", ["X=1", "a"]],
  ["env X=1 a", ["X=1|a"]],
  ["exec a b", ["a|b"]],
  ["command a", ["a"]],
  ["nohup a", ["a"]],
  ["a X=1", ["a|X=1"]],
  ["a $A ${A} $NONE ${NONE:-d}", ["a|1|1|?$NONE|d"]],
  ['a $LIST "$LIST" p$LIST', ["a|x|y|x y|px|y"]],
  ['a $EMPTY "$EMPTY"', ["a|"]],
  ["a '$A'", ["a|$A"]],
  ["a $(b; c (d)) e", ["a|?$(b; c (d))|e"]],
  ["a `b; c` d", ["a|?`b; c`|d"]],
  ['a "x$(b "c")y" d', ['a|?x$(b "c")y|d']],
  ["a > f 2>&1 < g b", ["a|b"]],
  ["a >>f &> g", ["a"]],
  ["a 2> f", ["a"]],
  ["a2> f", ["a2"]],
  ["a # b; c\nd", ["a", "d"]],
  ["a#b", ["a#b"]],
  ["a *.go ?x [ab] ~/x {a,b}", ["a|?*.go|??x|?[ab]|?~/x|?{a,b}"]],
  ["if [ -f x ]; then a; else b; fi", ["?[|-f|x|]", "a", "b"]],
  ["elif a; then b; fi", ["a", "b"]],
  ["while a; do b; done", ["a", "b"]],
  ["until a; do b; done", ["a", "b"]],
  ["{ a; }", ["a"]],
  ["(a; b)", ["a", "b"]],
  ["! a", ["a"]],
  ["time a", ["a"]],
  ["case x in esac", ["case|x|in|esac"]],
  ["esac; a", ["a"]],
  ["sh -c 'a && b' && c", ["a", "b", "c"]],
  ['/bin/bash -ec "a $A"', ["a|1"]],
  ["sh -c 'sh -c \"sh -c a\"'", ["a"]],
  ["sh script.sh", ["sh|script.sh"]],
  ["", []],
  [" ;; \n", []],
])("%j", (text, expected) => expect(shown(text)).toEqual(expected));

test.each([
  ["a b 'c d'", ["a", "b", "c d"]],
  ["exec a", ["a"]],
  ["a $A", ["a", "1"]],
  ["sh -c 'exec a b'", ["a", "b"]],
  ["a 'x;y'", ["a", "x;y"]],
  ["a\n", ["a"]],
  ["a $NONE", undefined],
  ["a; b", undefined],
  ["a &", undefined],
  ["a > b", undefined],
  ["X=1 a", undefined],
  ["a $(b)", undefined],
  ["a `b`", undefined],
  ["a *", undefined],
  ["a\nb", undefined],
  ["a # b", undefined],
  ["sh -c 'a; b'", undefined],
  ["", undefined],
])("plain %j", (text, expected) => expect(plainWords(text, lookup)).toEqual(expected));

test.each([
  [["sh", "-c", "a"], true],
  [["/bin/bash", "-lc", "a"], true],
  [["ash", "-c", "a"], true],
  [["dash", "-c", "a"], true],
  [["fish", "-c", "a"], false],
  [["sh", "a", "b"], false],
  [["sh", "-c"], false],
])("%j starts a shell: %j", (words, expected) => expect(isShellCall(words)).toBe(expected));

test("a shell in a shell in a shell … ends", () => {
  let text = "a";
  for (let depth = 0; depth < 6; depth += 1) text = `sh -c '${text.replaceAll("'", "'\\''")}'`;
  expect(readScript(text).commands[0]?.words[0]?.value).toBe("sh");
});

test("more commands than a command line has are left unread", () => {
  expect(readScript("a;".repeat(MOST_COMMANDS + 1)).commands).toHaveLength(MOST_COMMANDS);
});

test("more text than a shell takes is left unread", () => {
  const most = `a${" ".repeat(LONGEST_SCRIPT - 2)}`;
  expect(shown(`${most}b`)).toEqual(["a|b"]);
  expect(shown(`${most} b`)).toEqual(["a"]);
});

test("no text breaks it, and quoted words come back", () => {
  const word = fc.string({ maxLength: 8 });
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
      const quoted = ["x", ...words].map((one) => `'${one.replaceAll("'", "'\\''")}'`).join(" ");
      expect(plainWords(quoted)).toEqual(["x", ...words]);
      readScript(words.join("$("), lookup);
    }),
    { numRuns: 1000 },
  );
});
