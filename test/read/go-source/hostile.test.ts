import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { Folder } from "../../../src/read/go-source/fold.ts";
import { compileTable, matchesIn, valuesOf } from "../../../src/read/go-source/query.ts";
import { GO_CALLS } from "../../../src/core/facts/go-calls.ts";
import { parseHeader } from "../../../src/read/go-source/header.ts";
import { openPackage } from "../../../src/read/go-source/package.ts";
import { settingsOf } from "../../../src/read/go-source/settings.ts";
import { readProgram } from "./program.ts";

// Every look at a token is counted: a count does not depend on the machine.
const looks = vi.hoisted(() => ({ count: 0, isCounting: false }));
vi.mock("../../../src/read/go-source/lex.ts", async (importOriginal) => {
  const original = await importOriginal<typeof import("../../../src/read/go-source/lex.ts")>();
  const lex: typeof original.lex = (text, part) => {
    const tokens = original.lex(text, part);
    if (!looks.isCounting) return tokens;
    const kinds = new Proxy(tokens.kinds, {
      get: (target, key) => {
        looks.count += 1;
        return Reflect.get(target, key) as unknown;
      },
    });
    return { ...tokens, kinds };
  };
  return { ...original, lex };
});

const TABLE = compileTable(GO_CALLS);
const none = (): undefined => undefined;

/** Reads a text in all the ways there are, and folds all that was found. */
function readAll(text: string): number {
  const main = openPackage("example.org/app", [{ path: "a.go", text, header: parseHeader(text) }]);
  const folder = new Folder(none);
  for (const match of matchesIn(main, TABLE, none)) valuesOf(match, folder);
  for (const setting of settingsOf(main, none).all) folder.foldSetting(setting);
  return main.files[0]?.tokens.count ?? 0;
}

const HEAD =
  'package a\nimport ("os"; "flag"; "net/http"; "github.com/spf13/viper"; "github.com/gin-gonic/gin")\n';

// Whatever makes a reader go back and forth: nesting, long chains, one name over and over. Each
// doubles with its number.
const HOSTILE: readonly (readonly [string, (size: number) => string])[] = [
  ["brackets", (size) => `${"(".repeat(size)}${")".repeat(size)}`],
  ["open brackets", (size) => "([{".repeat(size)],
  ["closing brackets", (size) => ")]}".repeat(size)],
  ["calls in calls", (size) => `var x = ${"os.Open(".repeat(size)}${")".repeat(size)}`],
  ["calls of calls", (size) => `var x = os.Open${"(1)".repeat(size)}`],
  ["a chain of names", (size) => `var x = os${".Open".repeat(size)}("a")`],
  ["a chain of methods", (size) => `var x = gin.New()${'.Run("a")'.repeat(size)}`],
  ["a chain of flags", (size) => `var x = k.Flag("a")${".String()".repeat(size)}`],
  ["a sum", (size) => `var x = os.Open("a"${' + "a"'.repeat(size)})`],
  ["sums in sums", (size) => `var x = os.Open(${'("a" + '.repeat(size)}"a"${")".repeat(size)})`],
  ["definitions without an end", (size) => `func f() { ${"x := ".repeat(size)} }`],
  ["assignments without an end", (size) => `func f() { ${"x.y = ".repeat(size)} }`],
  ["names before an assignment", (size) => `func f() { ${"x, ".repeat(size)}y = 1 }`],
  ["keywords", (size) => "if for switch var const type func return ".repeat(size)],
  [
    "functions in functions",
    (size) => `func f() { ${"func() { ".repeat(size)}${"} ".repeat(size)}}`,
  ],
  ["function types", (size) => `type f ${"func(a func(b int) ".repeat(size)}`],
  ["parameters", (size) => `func f(${"a, ".repeat(size)}b int) { os.Open(a) }`],
  ["comments before C", (size) => `${"// a\n".repeat(size)}import "C"`],
  ["results", (size) => `func f() ${"func() ".repeat(size)}{ }`],
  ["structs in structs", (size) => `type t ${"struct { a ".repeat(size)}${"}\n".repeat(size)}`],
  [
    "literals in literals",
    (size) => `var x = ${"http.Server{Addr: ".repeat(size)}${"}".repeat(size)}`,
  ],
  ["headers", (size) => `func f() { ${"if x := a[1]; x ".repeat(size)} }`],
  ["one variable", (size) => `func f() {\n${"x := os.Getenv(x)\nos.Open(x)\n".repeat(size)}}`],
  [
    "one shared variable",
    (size) => `var x = ""\n${"func f() { x = x + x; os.Open(x) }\n".repeat(size)}`,
  ],
  [
    "one function",
    (size) => `${"func f(a string) string { os.Open(a); return f(a) }\n".repeat(size)}`,
  ],
  [
    "one field",
    (size) =>
      `type c struct { A string }\nfunc f() {\n${'x := c{A: "a"}\nx.A = x.A\nos.Open(x.A)\n'.repeat(size)}}`,
  ],
  [
    "one flag",
    (size) => `func f() {\n${'flag.StringVar(&x, "a", x, "b")\nos.Open(x)\n'.repeat(size)}}`,
  ],
  [
    "one key",
    (size) =>
      `func f() {\n${'viper.SetDefault("a", viper.GetString("a"))\nos.Open(viper.GetString("a"))\n'.repeat(size)}}`,
  ],
  [
    "arguments",
    (size) => `var x = f(${"a, ".repeat(size)})\nfunc g() {\n${"os.Open(x)\n".repeat(size)}}`,
  ],
  [
    "uses",
    (size) =>
      `func f() { ${"http.DefaultClient\n".repeat(size)} }\n${"func g() {}\n".repeat(size)}`,
  ],
  ["imports of C", (size) => `${'// #cgo LDFLAGS: -lx\nimport "C"\n'.repeat(size)}`],
  ["comments", (size) => "/* a */ // b\n".repeat(size)],
  ["comments without an end", (size) => "/* ".repeat(size)],
  ["quotes", (size) => '"\\" \' ` '.repeat(size)],
  ["escapes", (size) => `var x = os.Open("${"\\xff".repeat(size)}")`],
  ["tags", (size) => `type t struct { A string \`${'a:"b\\" '.repeat(size)}\` }`],
  ["embeds", (size) => `//go:embed ${'"a\\ '.repeat(size)}\nvar x int`],
  ["spaces before directives", (size) => `${" ".repeat(size)}//go:embed a\n`.repeat(4)],
  ["letters", (size) => "é".repeat(size)],
];

function countLooks(text: string): number {
  looks.count = 0;
  looks.isCounting = true;
  readAll(text);
  looks.isCounting = false;
  return looks.count;
}

test.each(HOSTILE)("%s: twice as much takes twice as many looks, about", (_, make) => {
  const size = Math.ceil(6_000 / Math.max(4, make(2).length - make(1).length));
  const once = countLooks(HEAD + make(size));
  const twice = countLooks(HEAD + make(size * 2));
  expect(once).toBeGreaterThan(0);
  expect(twice / once).toBeLessThan(2.3);
});

test.each(HOSTILE)("%s: a file of the size that is read ends", (_, make) => {
  const size = Math.ceil(40_000 / Math.max(1, make(2).length - make(1).length));
  expect(readAll(HEAD + make(size))).toBeGreaterThan(0);
});

test("any text at all is read", () => {
  const words = fc.constantFrom(
    ...'package import func var const type struct interface if for switch return range map os flag . , ; : := = += ++ & * ( ) [ ] { } \n a b "s" `t` 1 os.Open http.Server &x viper.SetDefault flag.StringVar'.split(
      " ",
    ),
    "\n",
    " ",
    "//go:embed ",
    "'",
    '"',
    "`",
    "/*",
  );
  fc.assert(
    fc.property(fc.array(words, { maxLength: 80 }), (parts) => {
      readAll(HEAD + parts.join(" "));
      readAll(parts.join(""));
    }),
    { numRuns: 1000 },
  );
});

test("packages that import each other, and functions that call each other, end", () => {
  const files = {
    "main.go":
      'package main\nimport ("os"; "example.org/app/b")\nvar X = b.X\nfunc F(a string) string { return b.F(a) }\nfunc main() { os.Open(X + F(X)) }\n',
    "b/b.go":
      'package b\nimport "example.org/app"\nvar X = app.X\nfunc F(a string) string { return app.F(a) }\n',
  };
  const { main, find } = readProgram(files);
  const folder = new Folder(find);
  const [match] = matchesIn(main, TABLE, find);
  expect(match && valuesOf(match, folder)).toEqual({ values: [], complete: false });
});
