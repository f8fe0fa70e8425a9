import type { Row } from "./symptom.ts";

/**
 * What a failed build says: the words of the go command of Go 1.21 to 1.27, of GNU's linker and of
 * BuildKit. Checked 2026-11-25. The first row that fits counts: exact ones stand before general ones.
 */
export const BUILD_SYMPTOMS: readonly Row[] = [
  {
    id: "go-too-old",
    stage: "build",
    patterns: [/go\.mod requires go >= (\d+\.\d+)/],
    message: (version) => `go.mod needs Go ${version}, and the image compiles with an older one`,
    remedy: (version) => ({ change: { go: version } }),
  },
  {
    id: "sum-missing",
    stage: "build",
    patterns: [
      /missing go\.sum entry/,
      /no required module provides package \S+/,
      /updates to go\.mod needed/,
    ],
    message: () => "go.mod and go.sum do not name all modules that the program imports",
    remedy: () => ({ advice: "run go mod tidy, and commit go.mod and go.sum" }),
  },
  {
    id: "module-private",
    stage: "build",
    patterns: [
      /([\w./~-]+)@[^\s:]+: (?:invalid version: git|unrecognized import path)/,
      /([\w./~-]+)@[^\s:]+: reading \S+ 40[34]/,
      /terminal prompts disabled/,
    ],
    message: (module) => `${module ?? "a module"} cannot be downloaded without credentials`,
    remedy: (module) => ({
      advice: `if it is private: --private=${module ?? "<pattern>"}, with a netrc file or --private-auth=ssh`,
    }),
  },
  {
    id: "embed-missing",
    stage: "build",
    patterns: [/: pattern (\S+): no matching files found/, /: pattern (\S+): cannot embed/],
    message: (pattern) => `${pattern} is embedded, but a clone lacks it`,
    remedy: () => ({ advice: "commit it, or let the build make it before go build" }),
  },
  {
    id: "package-missing",
    stage: "build",
    patterns: [/package (\S+) is not in std/, /cannot find package "?([^\s"]+)/],
    message: (name) => `the package ${name} is not there`,
    remedy: () => ({ advice: "if it is generated: commit it, or generate it before go build" }),
  },
  {
    id: "cgo-needed",
    stage: "build",
    patterns: [
      /build constraints exclude all Go files in (\S+)/,
      /undefined: (?:C|sqlite3)\.\w+/,
      /requires cgo/,
    ],
    message: () => "a package of the program needs cgo",
    remedy: (_subject, { answers }) =>
      answers.cgo === "none"
        ? { change: { cgo: "static" } }
        : { advice: "a file of that package needs a build tag or another platform: --tags" },
  },
  {
    id: "header-missing",
    stage: "build",
    patterns: [
      /fatal error: ([\w./+-]+\.h(?:pp)?): No such file/,
      /Package '?([\w.+-]+?)'?,? (?:was not found|required by)/,
    ],
    message: (library) => `the C library behind ${library} is not in the build image`,
    remedy: () => ({ advice: "install its development package in the Dockerfile's build stage" }),
  },
  {
    id: "library-missing",
    stage: "build",
    patterns: [/cannot find -l([\w.+-]+)/],
    message: (library) => `the linker does not find the C library ${library}`,
    remedy: () => ({
      advice: "install its development package in the build stage, or choose --cgo=dynamic",
    }),
  },
  {
    id: "not-in-context",
    stage: "build",
    patterns: [/failed to (?:compute cache key|calculate checksum)[^\n]*?"([^"\n]+)": not found/],
    message: (path) => `${path} is to be copied, but a clone lacks it`,
    remedy: () => ({ advice: "commit it, or take it out of --copy" }),
  },
  {
    id: "pull-failed",
    stage: "build",
    patterns: [
      /failed to resolve source metadata for ([^\s:]+(?::[\w.-]+)?)/,
      /pull access denied for (\S+?),/,
    ],
    message: (image) => `the image ${image} cannot be pulled`,
    remedy: () => ({ advice: "check the network and docker login; --registry names a mirror" }),
  },
];
