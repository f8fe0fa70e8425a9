import type { Row } from "./symptom.ts";
import { HOME, present, SHELL_BASES, SHELL_PROGRAMS, withEntry, writable } from "./remedies.ts";

/**
 * What a program says that cannot work in its image: the words of Go's standard library of 1.21 to
 * 1.27, of the loaders of glibc and musl, and of libraries that are named. Checked 2026-11-25. The
 * first row that fits counts: exact ones stand before general ones.
 */
export const RUN_SYMPTOMS: readonly Row[] = [
  {
    id: "out-of-memory",
    stage: "run",
    patterns: [/^out of memory$/m],
    message: () => "it was ended since it took more than 512 MiB of memory",
    remedy: () => ({
      advice: "it may work with more memory; the limit is that of this check alone",
    }),
  },
  {
    id: "plugins",
    stage: "run",
    patterns: [/plugin was not implemented/, /plugin: not implemented/],
    message: () => "it loads plugins, which a static program cannot",
    remedy: (_subject, { answers }) =>
      answers.cgo === "dynamic"
        ? { advice: "plugins must be compiled with the same Go and flags" }
        : { change: { cgo: "dynamic" } },
  },
  {
    id: "cgo-at-run-time",
    stage: "run",
    patterns: [/requires cgo to work/, /compiled with 'CGO_ENABLED=0'/],
    message: () => "a part of the program needs cgo, and says so only when it runs",
    remedy: (_subject, { answers }) =>
      answers.cgo === "none"
        ? { change: { cgo: "static" } }
        : { advice: "it was compiled with cgo already: see what it prints" },
  },
  {
    id: "loader-missing",
    stage: "run",
    patterns: [
      /error while loading shared libraries: ([^\s:]+):/,
      /(?:exec|stat) (\/usr\/local\/bin\/[^\s:]+): no such file/,
    ],
    message: (what) => `${what} needs the dynamic loader, or a library, that is not in the image`,
    remedy: (_subject, { answers }) =>
      answers.cgo === "dynamic"
        ? { advice: "choose a base that has it: --base=distroless-cc" }
        : { change: { cgo: "static" } },
  },
  {
    id: "zone-unknown",
    stage: "run",
    patterns: [/unknown time zone (\S+)/],
    message: (zone) => `the time zone ${zone} is not known`,
    remedy: (_subject, { answers }) =>
      answers.tzdata === "none"
        ? { change: { tzdata: "embed" } }
        : { advice: "the name is no time zone; see TZ and the program's configuration" },
  },
  {
    id: "roots-missing",
    stage: "run",
    patterns: [
      /x509: certificate signed by unknown authority/,
      /x509: failed to load system roots/,
    ],
    message: () => "it does not trust the certificate of a server that it calls",
    remedy: (_subject, { answers }) =>
      answers.caCerts
        ? { advice: "the server's own authority has to be added to the image" }
        : { change: { caCerts: true } },
  },
  {
    id: "program-missing",
    stage: "run",
    patterns: [
      /exec: "([^"\n]+)": executable file not found/,
      /fork\/exec ([^\s:]+): no such file/,
    ],
    message: (program) => `it starts ${program}, which is not in the image`,
    remedy: (program = "", { answers }) =>
      SHELL_PROGRAMS.has(program.replace(/^.*\//, "")) && !SHELL_BASES.has(answers.base)
        ? { change: { base: "busybox" } }
        : { advice: "choose --base=alpine and install it, or let the program do without" },
  },
  {
    id: "home-missing",
    stage: "run",
    patterns: [
      /\$(?:HOME|XDG_\w+)\b[^\n]{0,40} (?:not|are) defined/,
      /user: Current requires cgo or \$USER/,
      /mkdir (\/+\.[\w-]+)[^\s:]*: (?:permission denied|read-only file system)/,
    ],
    message: () => "it wants a home directory",
    remedy: (_subject, { answers }) => ({
      change: {
        env: withEntry(answers.env, `HOME=${HOME}`),
        volume: withEntry(answers.volume, HOME),
      },
    }),
  },
  {
    id: "not-writable",
    stage: "run",
    patterns: [
      /(?:open|mkdir|create|creating|unlink|unlinkat|rename|mknod|symlink|chmod) ["']?([^\s"':]+)["']?: (?:permission denied|read-only file system)/,
      /["']?([^\s"':]*\/[^\s"':]+)["']?: (?:permission denied|read-only file system)/i,
      /unable to open database file(?:: (?!out of memory|no such)([^\s"':()]+))?/,
      /attempt to write a readonly database/,
    ],
    message: (path) => `it writes to ${path ?? "a database file"}, which it may not`,
    remedy: writable,
  },
  {
    id: "file-missing",
    stage: "run",
    patterns: [
      /(?:open|stat|lstat|chdir|read|readdir|readdirent|evalSymlinks) ["'`]?([^\s"'`:]+)["'`]?: (?:no such file or directory|file does not exist)/i,
      /pattern matches no files: `([^`\n]+)`/,
      /["'`]([^\s"'`:]+)["'`] ?:? (?:no such file or directory|does not exist|not found)/i,
      /(?:^|\s)([\w./-]*[\w-][./][\w./-]+): (?:no such file or directory|does not exist)/im,
      /Config File "([^"\n]+)" Not Found/,
    ],
    message: (path) => `it opens ${path}, which is not in the image`,
    remedy: present,
  },
  {
    id: "privileged-port",
    stage: "run",
    patterns: [/listen (?:tcp|udp)\S* \S*:(\d{1,3}): bind: permission denied/],
    message: (port) => `it may not listen on port ${port}, which is a privileged one`,
    remedy: () => ({
      advice: "let it listen above 1023, or set net.ipv4.ip_unprivileged_port_start",
    }),
  },
  {
    id: "service-unreachable",
    stage: "run",
    patterns: [
      /dial (?:tcp|udp|unix) ?([^\s:]*(?::\d+)?)[^\n]{0,160}?: (?:connection refused|no such host|network is unreachable|server misbehaving|i\/o timeout)/,
      /lookup ([\w.-]+)[^\n]{0,80}?: (?:no such host|server misbehaving|Temporary failure|i\/o timeout|connection refused)/,
      /hostname resolving error[^\n]{0,80}?lookup ([\w.-]+)/,
    ],
    message: (where) => `it needs another service: ${where}`,
    remedy: () => ({
      advice: "start it beside the program, and name its address by the program's flag or variable",
    }),
  },
  {
    id: "setting-missing",
    stage: "run",
    patterns: [
      /required key ([A-Z][A-Z0-9_]+) missing value/,
      /(?:env|environment|required)[\w ]{0,40}["'`$]+([A-Z][A-Z0-9_]+)/i,
      /["'`$]*\b([A-Z][A-Z0-9]*_[A-Z0-9_]+)["'`]*[\w ]{0,30} (?:not set|missing|required|empty|not defined)/,
      /(?:missing|required|set|provide|specify)[\w :]{0,40}["'`$]*\b([A-Z][A-Z0-9]*_[A-Z0-9_]+)/i,
    ],
    message: (name) => `it needs the variable ${name}`,
    remedy: (name) => ({ advice: `only you know it: docker run -e ${name}=…` }),
  },
];
