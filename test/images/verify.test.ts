// What no reading of the sources shows, a run does: programs that hide what they need are built and run by --verify=fix, which
// mends what answers can, and names what only a person can know.
import { rootCertificates } from "node:tls";
import { X509Certificate } from "node:crypto";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { describeWith } from "../support/require.ts";
import { attempt, goslim, run } from "../support/run.ts";
import { temporaryDirectory } from "../support/tree.ts";

interface Case {
  /** The body of main, which may use `os`, `fmt`, `strings` and `must`. */
  readonly main: string;
  readonly imports?: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  readonly flags?: readonly string[];
  /** The symptom of each round. */
  readonly symptoms: readonly string[];
  /** What is changed in the end; undefined where it does not work. */
  readonly changed?: object;
  /** Where it does not work: what only a person can do. */
  readonly advice?: RegExp;
}

/** A path that no reading of the sources gives. */
const hidden = (...words: readonly string[]): string =>
  `strings.Join([]string{${words.map((word) => `strings.ToLower("${word.toUpperCase()}")`).join(", ")}}, "/")`;

const CLI = ["--kind=cli"];
const SERVICE = ["--kind=service", "--port=8080"];
const serve = (address: string): string => `must(http.ListenAndServe("${address}", nil))`;

const MENDED: Readonly<Record<string, Case>> = {
  "a directory of templates": {
    main: `text, err := os.ReadFile(${hidden("templates", "a.html")}); must(err); fmt.Println(string(text))`,
    files: { "templates/a.html": "hello\n" },
    flags: CLI,
    symptoms: ["file-missing"],
    changed: { copy: ["templates:/app/templates"], workdir: "/app" },
  },
  "a file at an absolute path": {
    main: `_, err := os.Open("/" + ${hidden("etc", "tool", "tool.yaml")}); must(err)`,
    files: { "tool.yaml": "a: 1\n" },
    flags: CLI,
    symptoms: ["file-missing"],
    changed: { copy: ["tool.yaml:/etc/tool/tool.yaml"] },
  },
  "a directory to write to": {
    main: `must(os.MkdirAll("/" + ${hidden("data", "state")}, 0o755))`,
    flags: CLI,
    symptoms: ["not-writable"],
    changed: { volume: ["/data"] },
  },
  "a file to write where it starts": {
    main: `must(os.WriteFile(strings.ToLower("STATE.json"), nil, 0o644))`,
    flags: CLI,
    symptoms: ["not-writable"],
    changed: { volume: ["/data"], workdir: "/data" },
  },
  "a home directory": {
    main: `must(os.MkdirAll(os.Getenv("HOME")+"/"+strings.ToLower(".CACHE"), 0o755))`,
    flags: CLI,
    symptoms: ["home-missing"],
    changed: { env: ["HOME=/home/nonroot"], volume: ["/home/nonroot"] },
  },
  "a time zone": {
    main: `_, err := time.LoadLocation(os.Args[0][:0] + "Europe/Lisbon"); must(err)`,
    imports: ["time"],
    flags: [...CLI, "--tzdata=none"],
    symptoms: ["zone-unknown"],
    changed: { tzdata: "embed" },
  },
  "the roots of certificates": {
    main: `block, _ := pem.Decode(root); cert, err := x509.ParseCertificate(block.Bytes); must(err)
	_, err = cert.Verify(x509.VerifyOptions{}); must(err)`,
    imports: ["crypto/x509", "encoding/pem"],
    flags: [...CLI, "--no-ca-certs"],
    files: {
      "root.go": `package main\n\nvar root = []byte(\`${rootNamed("ISRG Root X1")}\`)\n`,
    },
    symptoms: ["roots-missing"],
    changed: { caCerts: true },
  },
  "another port": {
    main: serve(":9123"),
    imports: ["net/http"],
    flags: SERVICE,
    symptoms: ["another-port"],
    changed: { port: 9123 },
  },
  "a shell": {
    main: `out, err := exec.Command(strings.ToLower("SH"), "-c", "echo hi").Output(); must(err); fmt.Print(string(out))`,
    imports: ["os/exec"],
    flags: CLI,
    symptoms: ["program-missing"],
    changed: { base: "busybox" },
  },
  cgo: {
    main: "must(open())",
    flags: CLI,
    files: {
      "with.go": "//go:build cgo\n\npackage main\n\nfunc open() error { return nil }\n",
      "without.go":
        '//go:build !cgo\n\npackage main\n\nimport "errors"\n\nfunc open() error {\n\treturn errors.New("the driver requires cgo to work")\n}\n',
    },
    symptoms: ["cgo-at-run-time"],
    changed: { cgo: "static" },
  },
};

const TOLD: Readonly<Record<string, Case>> = {
  "a service on the loopback interface": {
    main: serve("127.0.0.1:8080"),
    imports: ["net/http"],
    flags: SERVICE,
    symptoms: ["loopback"],
    advice: /listen on all addresses/,
  },
  "a variable": {
    main: `if os.Getenv("API_"+strings.ToUpper("token")) == "" { must(fmt.Errorf("API_TOKEN is not set")) }`,
    flags: CLI,
    symptoms: ["setting-missing"],
    advice: /only you know it: docker run -e API_TOKEN=/,
  },
  "a database": {
    main: `_, err := net.Dial("tcp", "db.internal:5432"); must(err)`,
    imports: ["net"],
    flags: CLI,
    symptoms: ["service-unreachable"],
    advice: /start it beside the program/,
  },
  "a file that git ignores": {
    main: `_, err := os.ReadFile(${hidden("conf", "secret.yaml")}); must(err)`,
    flags: CLI,
    files: { "conf/secret.yaml": "password: x\n", ".gitignore": "conf/\n" },
    symptoms: ["file-missing"],
    advice: /no clone has it: mount it/,
  },
  "a module that go.mod does not name": {
    main: "must(nil); missing.Do()",
    imports: ["example.org/missing"],
    flags: CLI,
    symptoms: ["sum-missing"],
    advice: /go mod tidy/,
  },
  "a health check that fails": {
    main: `if len(os.Args) > 1 { os.Exit(1) }
	${serve(":8080")}`,
    imports: ["net/http"],
    flags: [...SERVICE, "--healthcheck", "--health-cmd={program}", "--health-cmd=health"],
    symptoms: ["unhealthy"],
    advice: /--health-cmd/,
  },
};

describeWith(["docker", "git"], "verify", () => {
  test.each(Object.entries({ ...MENDED, ...TOLD }))("%s", (_name, one) => {
    const directory = project(one);
    // A directory of its own for what is temporary: others may verify on this machine too.
    const temporary = temporaryDirectory();
    const before = engineState(temporary);
    const { status, stdout, stderr } = goslim(
      [".", "--json", "--verify=fix", ...(one.flags ?? [])],
      { cwd: directory, timeout: 300_000, env: { TMPDIR: temporary } },
    );
    const { verification } = JSON.parse(stdout) as { verification: Verification };
    const { rounds, works, changed } = verification;
    expect(rounds.flatMap(({ symptom }) => symptom?.id ?? [])).toEqual(one.symptoms);
    expect({ works, status }).toEqual(
      one.changed ? { works: true, status: 0 } : { works: false, status: 1 },
    );
    expect(changed).toEqual(one.changed ?? {});
    if (one.advice) expect(stderr).toMatch(one.advice);
    expect(engineState(temporary)).toEqual(before);
  });

  test("what was mended is written, is recorded as given, and holds the next time", () => {
    const directory = project(MENDED["a time zone"] as Case);
    const options = { cwd: directory, timeout: 300_000 };
    const { stdout } = goslim(
      [".", "--yes", "--verify=fix", "--kind=cli", "--tzdata=none"],
      options,
    );
    expect(stdout).toContain("--tzdata=embed");
    const { status, stdout: again } = goslim([".", "--json", "--verify"], options);
    expect(status).toBe(0);
    expect(JSON.parse(again)).toMatchObject({
      answers: { tzdata: "embed" },
      verification: { works: true, changed: {}, rounds: [{ works: true }] },
    });
  });
});

interface Verification {
  readonly works: boolean;
  readonly changed: object;
  readonly rounds: readonly { readonly symptom?: { readonly id: string } }[];
}

function project({ main, imports = [], files = {} }: Case): string {
  const directory = temporaryDirectory();
  const names = ["fmt", "os", "strings", ...imports];
  const texts: Readonly<Record<string, string>> = {
    ...files,
    "go.mod": "module example.com/trial\n\ngo 1.27\n",
    "main.go": `package main

import (
${names.map((name) => `\t"${name}"`).join("\n")}
)

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

func main() {
	_ = strings.ToLower("")
	${main}
}
`,
  };
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(join(directory, dirname(path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  run("git", ["init", "--quiet"], { cwd: directory });
  return directory;
}

function rootNamed(name: string): string {
  return (
    rootCertificates.find((pem) => new X509Certificate(pem).subject.includes(`CN=${name}`)) ?? ""
  );
}

/** Containers, images and directories of this tool. */
function engineState(temporary: string): object {
  const filter = ["--filter", "label=create-goslim.verify", "--quiet"];
  return {
    containers: attempt("docker", ["ps", "--all", ...filter]).stdout,
    images: attempt("docker", ["image", "ls", ...filter]).stdout,
    workspaces: readdirSync(temporary),
  };
}
