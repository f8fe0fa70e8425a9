import { expect, test } from "vitest";
import { certificates } from "../../../src/detect/traits/certificates.ts";
import { certificatesInDependencies } from "../../../src/detect/traits/certificates-in-dependencies.ts";
import {
  findingsOf,
  formatFinding,
  mainFile,
  programOf,
  type Texts,
} from "../../support/program.ts";

const main = (imports: readonly string[], ...lines: readonly string[]): Texts => ({
  "main.go": mainFile(imports, ...lines),
});
const GET = 'http.Get("https://example.org")';

test.each<[string, Texts, string]>([
  ["nothing", main([]), "caCerts=false"],
  ["a server", main(["net/http"], "http.Serve(l, nil)"), "caCerts=false main.go:4"],
  ["crypto/tls first", main(["net/http", "crypto/tls"]), "caCerts=false main.go:5"],
  ["mail", main(["net/smtp"]), "caCerts=false main.go:4"],
  ["a client", main(["net/http"], GET), "caCerts=true main.go:7"],
  ["a dependency", main(["example.org/a"]), "caCerts=true? main.go:4"],
  [
    "a client before a dependency",
    main(["net/http", "example.org/a"], GET),
    "caCerts=true main.go:8",
  ],
  [
    "a dependency whose C code does",
    main(["github.com/confluentinc/confluent-kafka-go/v2/kafka"]),
    "caCerts=true main.go:4",
  ],
  [
    "C code of its own that does",
    { ...main([]), "c.go": 'package main\n\n// #cgo LDFLAGS: -lcurl\nimport "C"\n' },
    "caCerts=true c.go:4",
  ],
  ["headers of HTTP", main(["net/http"], "_ = http.Header{}"), "caCerts=false main.go:4"],
  ["a dependency that opens nothing", main(["golang.org/x/sys/unix"]), "caCerts=false"],
  ["one of the Go project that may", main(["golang.org/x/net/html"]), "caCerts=true? main.go:4"],
  [
    "an old image with certificates",
    {
      ...main(["example.org/a"]),
      Dockerfile: 'FROM alpine\nRUN apk add ca-certificates\nENTRYPOINT ["/app"]\n',
    },
    "caCerts=true Dockerfile",
  ],
  [
    "an old image that copies them",
    {
      ...main([]),
      Dockerfile:
        'FROM scratch\nCOPY --from=a /etc/ssl/certs/ /etc/ssl/certs/\nENTRYPOINT ["/app"]\n',
    },
    "caCerts=true Dockerfile",
  ],
  [
    "an old image without",
    { ...main([]), Dockerfile: 'FROM scratch\nENTRYPOINT ["/app"]\n' },
    "caCerts=false",
  ],
  [
    "what is vendored and connects",
    {
      ...main(["example.org/a"]),
      "go.mod": "module example.com/app\n\ngo 1.26.0\n\nrequire example.org/a v1.0.0\n",
      "vendor/modules.txt": "# example.org/a v1.0.0\n## explicit\nexample.org/a\n",
      "vendor/example.org/a/a.go": 'package a\n\nimport "net/http"\n',
      "vendor/example.org/a/b.go": "package a\n",
    },
    "caCerts=true vendor/example.org/a/a.go:1",
  ],
  [
    "what is vendored and does not",
    {
      ...main(["example.org/a"]),
      "go.mod": "module example.com/app\n\ngo 1.26.0\n\nrequire example.org/a v1.0.0\n",
      "vendor/modules.txt": "# example.org/a v1.0.0\n## explicit\nexample.org/a\n",
      "vendor/example.org/a/a.go": 'package a\n\nimport "fmt"\n',
    },
    "caCerts=false",
  ],
])("%s", (_name, texts, expected) => expect(findingsOf(certificates, texts)).toEqual([expected]));

test.each<[string, Texts, readonly string[], readonly string[]]>([
  ["crypto/tls is built in", main(["example.org/a"]), ["example.org/a", "crypto/tls"], []],
  ["it is not", main(["example.org/a"]), ["example.org/a"], ["caCerts=false"]],
  ["the sources told already", main(["golang.org/x/sys/unix"]), ["golang.org/x/sys/unix"], []],
])("by the go command: %s", (_name, texts, packages, expected) => {
  const listed = new Map(packages.map((ImportPath) => [ImportPath, { ImportPath }]));
  expect(certificatesInDependencies.find(programOf(texts), listed).map(formatFinding)).toEqual(
    expected,
  );
});

test.each([
  ["C code that is not known", "example.org/a", ["caCerts=true go.mod"]],
  [
    "C code that calls",
    "github.com/confluentinc/confluent-kafka-go/v2/kafka",
    ["caCerts=true go.mod"],
  ],
  ["C code that does not call", "github.com/mattn/go-sqlite3", ["caCerts=false"]],
])("by the go command: %s", (_name, ImportPath, expected) => {
  const listed = new Map([[ImportPath, { ImportPath, CgoFiles: ["a.go"] }]]);
  const program = programOf(main(["example.org/a"]));
  expect(certificatesInDependencies.find(program, listed).map(formatFinding)).toEqual(expected);
});
