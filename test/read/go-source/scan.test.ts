import { expect, test } from "vitest";
import { scanFile } from "../../../src/read/go-source/scan.ts";
import { textAt } from "../../../src/read/go-source/tokens.ts";

const head = 'package main\n\nimport "embed"\n\n';

test.each([
  [
    "//go:embed a b/*\nvar x embed.FS",
    [
      { pattern: "a", all: false },
      { pattern: "b/*", all: false },
    ],
  ],
  ["//go:embed all:web\nvar x embed.FS", [{ pattern: "web", all: true }]],
  [
    '//go:embed "a b" `c d`\nvar x embed.FS',
    [
      { pattern: "a b", all: false },
      { pattern: "c d", all: false },
    ],
  ],
  [
    '//go:embed "all:a b" "\\x63"\nvar x embed.FS',
    [
      { pattern: "a b", all: true },
      { pattern: "c", all: false },
    ],
  ],
  ["\t//go:embed a\r\nvar x embed.FS", [{ pattern: "a", all: false }]],
  ["var x = `\n//go:embed no\n`", []],
  ["/*\n//go:embed no\n*/", []],
  ["var x int //go:embed no", []],
  ["//go:embedded no", []],
])("embeds of %j", (code, expected) =>
  expect(
    scanFile("a.go", head + code).embeds.map(({ pattern, all }) => ({ pattern, all })),
  ).toEqual(expected),
);

test("generate lines stand at the beginning of a line", () => {
  const { generates } = scanFile(
    "a.go",
    'package a\n//go:generate stringer -type "X Y"\n\t//go:generate no\n',
  );
  expect(generates).toEqual([{ command: 'stringer -type "X Y"', line: 2 }]);
});

test("the comment before import C says how to link", () => {
  const text =
    'package a\n\n// no\n\n/*\n#cgo linux,amd64 LDFLAGS: -lpcap -L"/a b"\n#include <pcap.h>\n*/\n// #cgo pkg-config: vips\nimport "C"\n';
  expect(scanFile("a.go", text).cgo).toEqual([
    {
      line: 10,
      preamble:
        '\n#cgo linux,amd64 LDFLAGS: -lpcap -L"/a b"\n#include <pcap.h>\n\n #cgo pkg-config: vips',
      lines: [
        { name: "LDFLAGS", constraint: "linux,amd64", words: ["-lpcap", '-L"/a b"'], line: 6 },
        { name: "pkg-config", constraint: "", words: ["vips"], line: 9 },
      ],
    },
  ]);
});

/** The calls of a file, each as what is called. */
function callsOf(text: string): readonly string[] {
  const { tokens, calls } = scanFile("a.go", `package a\n${text}\n`);
  return calls.map(({ from, name }) => {
    const words = [];
    for (let at = from; at <= name; at += 1) words.push(textAt(tokens, at));
    return words.join("");
  });
}

test.each([
  ["func f() { a(b.c(1), d()) }", ["a", "b.c", "d"]],
  ["func f() { a.b(1).c(2).d }", ["a.b", "a.b(1).c"]],
  ["func f() {\n\ta.\n\t\tb(\n\t\t\tc)\n}", ["a.b"]],
  ["func (r *T) f(a func(int) string) (b, c func()) { }", []],
  ["type I interface {\n\tRead(p []byte) (int, error)\n}", []],
  ["type T struct {\n\tRun func(a int) (b string)\n}", []],
  ["func f[T any](x T) { g[T](x) }", ["g[T]"]],
  ["var x = func(a int) error { return b() }()", ["b", "func(aint)error{returnb()}"]],
  ["func f() { if x := a(); x { b() } }", ["a", "b"]],
  ["func f() { for _, x := range []string{a()} { b(x) } }", ["a", "b"]],
  ["func f() { x.(T).b() }", ["x.(T).b"]],
  ["func f() { return (a) }", []],
])("calls of %s", (text, expected) => expect(callsOf(text)).toEqual(expected));

test.each([
  ["func f() { x := &http.Server{A: 1} }", ["http.Server"]],
  ["func f() { x := T{} }", ["T"]],
  ["func f() { if x == T { a() } }", []],
  ["func f() { if x == (T{}) { a() } }", ["T"]],
  ["func f() { for x := range p.T { a() } }", []],
  ["func f() { switch x := a.(type) { } }", []],
  ["func f() { if f := func() T { return b }; f == nil { } }", []],
  ["func f() { for _, x := range []p.T{{}} { use(q.S{}) } }", ["q.S"]],
  ["func f() p.T { }", []],
  ["var x = []*p.T{{}}", []],
  ["var x = map[string]p.T{}", []],
  ["type T struct { a p.S }", []],
])("literals of %s", (text, expected) => {
  const { tokens, composites } = scanFile("a.go", `package a\n${text}\n`);
  const types = composites.map(({ from, open }) =>
    tokens.text.slice(tokens.starts[from], tokens.ends[open - 1]),
  );
  expect(types).toEqual(expected);
});

/** What gives values to names: name, how, and in which function. */
function bindingsOf(text: string): readonly string[] {
  const { bindings, functions } = scanFile("a.go", `package a\n${text}\n`);
  return [...bindings.values()].flat().map(({ name, how, scope, value }) => {
    const place = scope === -1 ? "" : ` in ${functions[scope]?.name}`;
    return `${how} ${name}${place}${value ? "" : " without a value"}`;
  });
}

test.each([
  ["var a, b string", ["var a without a value", "var b without a value"]],
  ["var (\n\tversion string\n\tcommit = other\n)", ["var version without a value", "var commit"]],
  ["const (\n\ta = 1\n\tb\n)", ["const a", "const b"]],
  [
    "func f(a, b string, c ...int) { }",
    ["a", "b", "c"].map((one) => `parameter ${one} in f without a value`),
  ],
  ["func f(string, p.T) { }", []],
  ["func (s *T) f() { s.a = 1 }", ["parameter s in f without a value", "assign a in f"]],
  [
    "func f() { a, b := 1, g(); _, c := g(); d += 1 }",
    ["define a in f", "define b in f", "define c in f", "update d in f without a value"],
  ],
  ["func f() { for i := range x { } }", ["range i in f without a value"]],
  [
    "func f() { g(&a, &b.c) }",
    ["address a in f without a value", "address c in f without a value"],
  ],
  ["var f = func(a int) { b := 1 }", ["var f", "parameter a in  without a value", "define b in "]],
  ["func f() { g := func() { h := 1 } }", ["define g in f", "define h in f"]],
])("bindings of %s", (text, expected) => expect(bindingsOf(text)).toEqual(expected));

test("the fields of structs have names, types and unquoted tags", () => {
  const { structs, tokens } = scanFile(
    "a.go",
    'package a\ntype (\n\tT[K any] struct {\n\t\tA, B int `json:"a"`\n\t\t*p.E "x"\n\t\tC struct { D []string }\n\t}\n)\n',
  );
  const told = structs.map(({ name, fields }) => ({
    name,
    fields: fields.map(({ name, type, tag }) => {
      const written = tokens.text.slice(tokens.starts[type.from], tokens.ends[type.to - 1]);
      return `${name} ${written}${tag === undefined ? "" : ` ${tag}`}`;
    }),
  }));
  expect(told).toEqual([
    {
      name: "T",
      fields: ['A int json:"a"', 'B int json:"a"', " *p.E x", "C struct { D []string }"],
    },
    { name: "C", fields: ["D []string"] },
  ]);
});
