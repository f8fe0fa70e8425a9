import { expect, test } from "vitest";
import { parseHeader } from "../../../src/read/go-source/header.ts";

test.each([
  ["package main", { name: "main", imports: [] }],
  ['package main\nimport "fmt"', { name: "main", imports: [{ path: "fmt", line: 2 }] }],
  [
    'package main; import ("a"; b "c"\n\t. `d`\n\t_ "e" // f\n)\nimport x "y"\nfunc f() {}\nimport "no"',
    {
      name: "main",
      imports: [
        { path: "a", line: 1 },
        { path: "c", name: "b", line: 1 },
        { path: "d", name: ".", line: 2 },
        { path: "e", name: "_", line: 3 },
        { path: "y", name: "x", line: 5 },
      ],
    },
  ],
  [
    '// a\n/* package no */ package yes // b\nimport /* c */ "d"',
    { name: "yes", imports: [{ path: "d", line: 3 }] },
  ],
  ['package main\nvar x = `\nimport "no"`', { name: "main", imports: [] }],
  ['package main\nimport ("a" b "c', { name: "main", imports: [{ path: "a", line: 2 }] }],
  ['package main\nimport "a', { name: "main", imports: [] }],
  ["", { imports: [] }],
  ["<html>", { imports: [] }],
  ["package 1", { imports: [] }],
  ["\uFEFFpackage main", { name: "main", imports: [] }],
  ["package größe", { name: "größe", imports: [] }],
])("%j", (text, header) => expect(parseHeader(text)).toEqual(header));

test.each([
  ["//go:build linux && !cgo\n\npackage a", "linux && !cgo"],
  ["//go:build linux\npackage a", "linux"],
  ["// a\n\n//go:build\tlinux\n\n// b\npackage a", "linux"],
  ["/* a */ /*\n//go:build no\n*/\n//go:build yes\n\npackage a", "yes"],
  ["/*\n//go:build no\n*/\npackage a", undefined],
  ["// //go:build no\npackage a", undefined],
  ["//go:buildno\npackage a", undefined],
  ["package a\n//go:build no", undefined],
  [
    "// +build linux,!cgo darwin\n// +build go1.20\n\npackage a",
    "((linux && !cgo) || (darwin)) && ((go1.20))",
  ],
  ["//+build linux\n\npackage a", "((linux))"],
  ["// +build no\npackage a", undefined],
  ["//go:build a\n// +build b\n\npackage a", "a"],
  ["\uFEFF//go:build a\n\npackage a", "a"],
  ["//go:build a\r\n\r\npackage a", "a"],
])("the constraint of %j is %j", (text, constraint) =>
  expect(parseHeader(text).constraint).toBe(constraint),
);
