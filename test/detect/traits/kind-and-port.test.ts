import { expect, test } from "vitest";
import { kindAndPort } from "../../../src/detect/traits/kind-and-port.ts";
import { findingsOf, mainFile, type Texts } from "../../support/program.ts";

const LISTENS = "http.ListenAndServe(addr, nil)";
const serving = (...lines: readonly string[]): Texts => ({
  "main.go": mainFile(["flag", "net/http", "os"], LISTENS, ...lines),
});
const image = (...lines: readonly string[]): Texts => ({
  Dockerfile: ["FROM golang", "RUN go build -o /app", "FROM scratch", ...lines, ""].join("\n"),
});
const compose = (...ports: readonly number[]): Texts => ({
  "compose.yaml": `services:\n  app:\n    build: .\n    ports: [${ports.join(", ")}]\n`,
});
const FLAG = 'flag.String("addr", ":9001", "")';
const VARIABLE = 'get("PORT", "9002")';
const CALL = 'http.ListenAndServe(":9003", nil)';

test.each<[string, Texts, readonly string[]]>([
  ["nothing listens", { "main.go": mainFile([]) }, ["kind=cli"]],
  [
    "the port is nowhere",
    serving(),
    ["kind=service main.go:9", "note the port could not be found out main.go:9"],
  ],
  ["a call", serving(CALL), ["kind=service main.go:9", "port=9003 main.go:10"]],
  ["a flag before a call", serving(CALL, FLAG), ["kind=service main.go:9", "port=9001 main.go:11"]],
  [
    "a variable before a flag",
    serving(FLAG, VARIABLE),
    ["kind=service main.go:9", "port=9002 main.go:11"],
  ],
  [
    "a manifest before a variable",
    { ...serving(VARIABLE), ...compose(9004) },
    ["kind=service main.go:9", "port=9004 compose.yaml:4"],
  ],
  [
    "the old image before a manifest",
    { ...serving(VARIABLE), ...compose(9004), ...image("EXPOSE 53/udp 9005 9006") },
    ["kind=service main.go:9", "port=9005 Dockerfile:4", "expose=53/udp,9006 Dockerfile:4"],
  ],
  [
    "the old image alone, where a dependency may listen",
    { "main.go": mainFile(["example.org/a"]), ...image("EXPOSE 9005") },
    ["kind=service Dockerfile:4", "port=9005 Dockerfile:4"],
  ],
  [
    "the old image alone, where nothing can listen",
    { "main.go": mainFile([]), ...image("EXPOSE 9005") },
    [
      "kind=cli",
      "note the old image exposes 9005, but nothing in the program listens Dockerfile:4",
    ],
  ],
  [
    "the old image exposes another port than the only one",
    {
      "main.go": mainFile(["net/http"], 'http.ListenAndServe(":9003", nil)'),
      ...image("EXPOSE 9005"),
    },
    [
      "kind=service main.go:7",
      "note the old image exposes 9005, but the program listens on 9003 Dockerfile:4",
      "port=9003 main.go:7",
    ],
  ],
  [
    "the old image exposes the only port and others",
    {
      "main.go": mainFile(["net/http"], 'http.ListenAndServe(":9003", nil)'),
      ...image("EXPOSE 9005 9003 53/udp"),
    },
    ["kind=service main.go:7", "port=9003 Dockerfile:4", "expose=9005,53/udp Dockerfile:4"],
  ],
  [
    "the old image exposes another port, and says so to the program",
    {
      "main.go": mainFile(["net/http"], 'http.ListenAndServe(":9003", nil)'),
      ...image("EXPOSE 9005", 'CMD ["/app", "--listen=:9005"]'),
    },
    ["kind=service main.go:7", "port=9005 Dockerfile:4"],
  ],
  [
    "a loopback address by flags",
    {
      "main.go": mainFile(
        ["flag", "net", "net/http"],
        'host := flag.String("address", "127.0.0.1", "")',
        'port := flag.String("port", "8080", "")',
        'l, _ := net.Listen("tcp", net.JoinHostPort(*host, *port))',
        "http.Serve(l, nil)",
      ),
    },
    [
      "kind=service main.go:11",
      "note it listens on 127.0.0.1:8080, which nobody reaches from outside the container main.go:9",
      "port=8080 main.go:9",
    ],
  ],
  [
    "a package of a sibling module",
    {
      "go.work": "go 1.26.0\n\nuse (\n\t.\n\t./web\n)\n",
      "main.go": mainFile(["example.org/web/server"]),
      "web/go.mod": "module example.org/web\n\ngo 1.26.0\n",
      "web/server/a.go": mainFile(["net/http"], 'http.ListenAndServe(":9003", nil)').replace(
        "package main",
        "package server",
      ),
    },
    ["kind=service web/server/a.go:7", "port=9003 web/server/a.go:7"],
  ],
  [
    "a manager of controllers",
    {
      "main.go": mainFile(
        ["sigs.k8s.io/controller-runtime", "sigs.k8s.io/controller-runtime/pkg/webhook"],
        'controllerruntime.NewManager(c, controllerruntime.Options{HealthProbeBindAddress: ":8081"})',
        "webhook.NewServer(webhook.Options{})",
      ),
    },
    ["kind=service main.go:8", "port=8081 main.go:8", "expose=9443 main.go:9"],
  ],
  [
    "an old image with no port of TCP",
    { ...serving(VARIABLE), ...image("EXPOSE 53/udp") },
    ["kind=service main.go:9", "expose=53/udp Dockerfile:4"],
  ],
  [
    "several ports",
    { ...serving(), ...compose(9004, 9005, 9004) },
    ["kind=service main.go:9", "note the port is one of 9004, 9005 compose.yaml:4"],
  ],
  ["the same port twice", serving(CALL, CALL), ["kind=service main.go:9", "port=9003 main.go:10"]],
  [
    "a privileged port",
    { ...serving(), ...compose(1023) },
    [
      "kind=service main.go:9",
      "port=1023 compose.yaml:4",
      "note port 1023 is a privileged one compose.yaml:4",
    ],
  ],
  [
    "the first port that is not privileged",
    { ...serving(), ...compose(1024) },
    ["kind=service main.go:9", "port=1024 compose.yaml:4"],
  ],
  [
    "a loopback address",
    { "main.go": mainFile(["net/http"], 'http.ListenAndServe("localhost:9003", nil)') },
    [
      "kind=cli",
      "note it listens on localhost:9003, which nobody reaches from outside the container main.go:7",
    ],
  ],
  [
    "a loopback address beside another",
    serving('http.ListenAndServe("127.0.0.1:9003", nil)'),
    [
      "kind=service main.go:9",
      "note it listens on 127.0.0.1:9003, which nobody reaches from outside the container main.go:10",
    ],
  ],
  [
    "a loopback address, though the old image has a port",
    {
      "main.go": mainFile(["net/http"], 'http.ListenAndServe("localhost:9003", nil)'),
      ...image("EXPOSE 9003"),
    },
    [
      "kind=service Dockerfile:4",
      "note it listens on localhost:9003, which nobody reaches from outside the container main.go:7",
      "port=9003 Dockerfile:4",
    ],
  ],
  [
    "several programs",
    {
      "a/main.go": mainFile(["net/http"], CALL),
      "b/main.go": mainFile(["net/http"], LISTENS),
      ...compose(9004),
    },
    [
      "kind=service b/main.go:7",
      "note the ports of several programs are not told apart b/main.go:7",
    ],
  ],
])("%s", (_name, texts, expected) => expect(findingsOf(kindAndPort, texts)).toEqual(expected));
