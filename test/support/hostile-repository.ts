// Repositories whose names and values try to say something in what is rendered from them.
import type { Tape } from "./tape.ts";

/** What somebody would write who wants in. */
const HOSTILE: readonly [string, ...string[]] = [
  "a b",
  "x\nRUN id\n#",
  "x\r\nUSER 0\r\n",
  "x\\\nRUN id",
  "\t",
  '"',
  "'",
  "`id`",
  "$HOME",
  "${HOME}",
  "$(id)",
  "$(shell id)",
  "$$x",
  "$@",
  ";id",
  "&&id",
  "|id",
  ">x",
  "<<EOF",
  "#x",
  "{{x}}",
  "{{{x}}}",
  "${{ github.token }}",
  "<%= 1 %>",
  "!x",
  "!<!a>",
  "&a",
  "*a",
  "%x",
  "@x",
  "-x",
  "--from=evil",
  "--mount=type=secret,id=x",
  ": x",
  "a: b",
  "[a",
  "{a",
  ",a",
  "=a",
  "~",
  "..",
  "con",
  "__proto__",
  "constructor",
  "toString",
  "\u202ea",
  "\u2028a",
  "\u0085a",
  "é",
  "\\",
  "\u001b[31m",
  "\0",
  "*",
  "?",
  "[a-z]",
  "null",
  "yes",
  "0x10",
  "on",
  "${x:-y}",
  "${x#y}",
  "*/",
  "//x",
  "x]\n",
  "- x",
  "? x",
  "|\n x",
  "x".repeat(300),
];

const json = (value: unknown): string => JSON.stringify(value);

/** Texts of a repository by path, and the directory of the module in it. */
export interface HostileRepository {
  readonly texts: ReadonlyMap<string, string>;
  readonly target: string;
}

export function hostileRepository(tape: Tape): HostileRepository {
  return new Builder(tape).build();
}

class Builder {
  readonly #tape: Tape;
  readonly #texts = new Map<string, string>();
  #home = ".";

  constructor(tape: Tape) {
    this.#tape = tape;
  }

  build(): HostileRepository {
    const tape = this.#tape;
    if (tape.chance(30)) this.#home = `svc/${this.#name("api")}`;
    const modules = tape.list(2, () => this.#name("lib"));
    this.#goMod(modules);
    this.#programs();
    if (tape.chance(60)) this.#dockerfile();
    if (tape.chance(30)) this.#frontEnd();
    if (tape.chance(30)) this.#makefile();
    if (tape.chance(25)) this.#goReleaser();
    if (tape.chance(25)) this.#compose();
    if (tape.chance(15)) this.#kubernetes();
    if (tape.chance(25)) this.#workflow();
    if (tape.chance(30)) this.#git();
    if (tape.chance(10)) this.#own("vendor/modules.txt", `# ${this.#word("a.b/c")} v1.0.0\n`);
    if (tape.chance(10)) this.#own(".dockerignore", `${this.#word("*.md")}\n`);
    if (tape.chance(10)) this.#own(".golangci.yml", `version: ${this.#word('"2"')}\n`);
    if (tape.chance(10)) this.#add(".github/dependabot.yml", `version: 2\n`);
    return { texts: this.#texts, target: this.#home };
  }

  /** A harmless word, or in one of six cases another. */
  #word(harmless: string): string {
    const tape = this.#tape;
    if (tape.next() % 6 !== 5) return harmless;
    const hostile = tape.pick(...HOSTILE);
    return tape.pick(
      hostile,
      harmless + hostile,
      hostile + harmless,
      hostile + tape.pick(...HOSTILE),
    );
  }

  /** The same as the name of a file or directory: what no file system takes is left out. */
  #name(harmless: string): string {
    const name = this.#word(harmless).replaceAll(/[/\0]/g, "");
    return /^\.{0,2}$/.test(name) ? harmless : name.slice(0, 255);
  }

  #add(path: string, text: string): void {
    this.#texts.set(path, text);
  }

  #own(path: string, text: string): void {
    this.#add(this.#home === "." ? path : `${this.#home}/${path}`, text);
  }

  #goMod(modules: readonly string[]): void {
    const tape = this.#tape;
    const up = this.#home === "." ? "./" : tape.pick("./", "../../");
    const lines = [
      `module ${this.#quoted(`example.com/${this.#word("app")}`)}`,
      `go ${this.#word(tape.pick("1.26", "1.27.0", "1.21"))}`,
      ...(tape.chance(20) ? [`toolchain ${this.#word("go1.27.1")}`] : []),
      ...tape.list(3, () => `require ${this.#word("github.com/mattn/go-sqlite3")} v1.0.0`),
    ];
    for (const [index, name] of modules.entries()) {
      lines.push(`require example.com/m${index} v0.0.0`);
      lines.push(`replace example.com/m${index} => ${this.#quoted(up + name)}`);
      const directory = up === "./" && this.#home !== "." ? `${this.#home}/${name}` : name;
      this.#add(`${directory}/go.mod`, `module example.com/m${index}\n\ngo 1.26.0\n`);
      this.#add(`${directory}/lib.go`, "package lib\n");
    }
    this.#own("go.mod", `${lines.join("\n")}\n`);
    if (tape.chance(40)) this.#own("go.sum", "");
    if (tape.chance(15))
      this.#add(
        "go.work",
        `go 1.27.0\nuse ${this.#quoted(`./${this.#home}`)}\nuse ${this.#word("./lib")}\n`,
      );
  }

  #quoted(text: string): string {
    return /[\s"]/.test(text) ? `\`${text}\`` : text;
  }

  #programs(): void {
    const tape = this.#tape;
    const places = tape.chance(40)
      ? [`cmd/${this.#name("api")}`, ...tape.list(2, () => `cmd/${this.#name("worker")}`)]
      : ["."];
    for (const place of new Set(places))
      this.#own(place === "." ? "main.go" : `${place}/main.go`, this.#source());
  }

  #source(): string {
    const tape = this.#tape;
    const imports = new Set<string>(["fmt"]);
    const body: string[] = [];
    const use = (path: string, line: string): void => {
      imports.add(path);
      body.push(`\t${line}`);
    };
    const serves = tape.pick("", "", "literal", "environment", "flag");
    if (serves === "literal")
      use("net/http", `http.ListenAndServe(${json(this.#word(":8080"))}, nil)`);
    if (serves === "environment") {
      use("os", `port := os.Getenv(${json(this.#word("PORT"))})`);
      body.push(`\tif port == "" { port = ${json(this.#word("8080"))} }`);
      use("net/http", `http.ListenAndServe(":"+port, nil)`);
    }
    if (serves === "flag") {
      use(
        "flag",
        `addr := flag.String(${json(this.#word("addr"))}, ${json(this.#word(":9090"))}, "")`,
      );
      use("net/http", `http.ListenAndServe(*addr, nil)`);
    }
    if (tape.chance(30)) use("net/http", `http.HandleFunc(${json(this.#word("/healthz"))}, nil)`);
    if (tape.chance(20)) use("os/exec", `exec.Command(${json(this.#word("git"))}).Run()`);
    if (tape.chance(30)) use("os", `os.ReadFile(${json(this.#file("templates"))})`);
    if (tape.chance(20)) use("os", `os.WriteFile(${json(this.#word("/data/x"))}, nil, 0o600)`);
    if (tape.chance(20)) use("time", `time.LoadLocation(${json(this.#word("Europe/Berlin"))})`);
    if (tape.chance(10)) use("flag", `flag.Bool("version", false, "")`);
    const embeds = tape.chance(20)
      ? [`//go:embed ${this.#quotedGo(this.#word("assets"))}`, "var f embed.FS"]
      : [];
    if (embeds.length > 0) imports.add("embed");
    return [
      ...(tape.chance(10) ? [`//go:build ${this.#word("linux")}`, ""] : []),
      "package main",
      "",
      "import (",
      ...[...imports].map((path) => `\t${json(path)}`),
      ")",
      ...embeds,
      'var version = "dev"',
      "func main() {",
      ...body,
      "}",
      "",
    ].join("\n");
  }

  #quotedGo(text: string): string {
    return this.#tape.chance(50) ? json(text) : text;
  }

  /** A file of the program's, which is there. */
  #file(harmless: string): string {
    const name = this.#name(harmless);
    this.#own(`${name}/x.txt`, "x");
    return name;
  }

  #words(most: number, harmless: string): readonly string[] {
    return this.#tape.list(most, () => this.#word(harmless));
  }

  /** Exec form, which may say anything, or shell form. */
  #command(first: string, words: readonly string[]): string {
    return this.#tape.chance(70) ? json([first, ...words]) : [first, ...words].join(" ");
  }

  #dockerfile(): void {
    const tape = this.#tape;
    const some = (percent: number, line: () => string): readonly string[] =>
      tape.chance(percent) ? [line()] : [];
    const stage = this.#word("build");
    const flags = [
      ...some(20, () => `-tags ${this.#word("netgo")}`),
      ...some(
        30,
        () => `-ldflags "-X main.version=${this.#word("1.2.3")} -X ${this.#word("main.commit")}=x"`,
      ),
    ].join(" ");
    const lines = [
      ...some(10, () => `# escape=${this.#word("`")}`),
      ...some(20, () => `ARG ${this.#word("NAME")}=${this.#word("x")}`),
      `FROM golang:${this.#word("1.26")} AS ${stage}`,
      `WORKDIR ${this.#word("/src")}`,
      "COPY . .",
      `RUN go build ${flags} -o ${this.#word("/app")} ${this.#word(".")}`,
      ...some(10, () => `RUN <<EOF\n${this.#word("id")}\nEOF`),
      `FROM ${tape.pick("alpine", "scratch", "debian", "gcr.io/distroless/static")}${this.#word("")}`,
      ...some(20, () => `RUN apk add ${this.#word("ca-certificates")} ${this.#word("tzdata")}`),
      ...some(
        20,
        () =>
          `RUN mkdir ${this.#word("/data")} && chown ${this.#word("1000")} ${this.#word("/data")}`,
      ),
      `COPY --from=${stage} /app /app`,
      ...tape.list(2, () => `COPY ${this.#file("conf")} ${this.#word("/etc/app")}`),
      ...tape.list(
        2,
        () => `ENV ${this.#word("MODE")}=${this.#quotedGo(this.#word("production"))}`,
      ),
      ...tape.list(2, () => `LABEL ${this.#word("org.example.a")}=${json(this.#word("x"))}`),
      ...some(
        20,
        () => `VOLUME ${tape.chance(50) ? json([this.#word("/data")]) : this.#word("/data")}`,
      ),
      ...some(20, () => `EXPOSE ${this.#word("8080")} ${this.#word("53/udp")}`),
      ...some(30, () => `USER ${this.#word("1000:1000")}`),
      ...some(20, () => `WORKDIR ${this.#word("/srv")}`),
      ...some(10, () => `STOPSIGNAL ${this.#word("SIGINT")}`),
      ...some(
        20,
        () =>
          `HEALTHCHECK --interval=${this.#word("5s")} CMD ${this.#command("/app", this.#words(2, "-health"))}`,
      ),
      ...some(80, () => `ENTRYPOINT ${this.#command("/app", this.#words(3, "serve"))}`),
      ...some(40, () => `CMD ${json(this.#words(3, "--quiet"))}`),
    ];
    this.#own(tape.pick("Dockerfile", "Dockerfile", "build/Dockerfile"), `${lines.join("\n")}\n`);
  }

  #frontEnd(): void {
    const tape = this.#tape;
    const directory = this.#name("web");
    const script = this.#word("build");
    const output = tape.chance(70) ? "dist" : this.#name("dist");
    this.#own(
      `${directory}/package.json`,
      json({
        scripts: {
          [script]: `vite build --outDir ${this.#word(output)}`,
          build: this.#word("vite build"),
        },
      }),
    );
    this.#own(
      `${directory}/${tape.pick("package-lock.json", "yarn.lock", "pnpm-lock.yaml")}`,
      "{}",
    );
    const pattern = `${directory}/${output}`;
    this.#own(
      "embed.go",
      `package main\n\nimport "embed"\n\n//go:embed ${/\s/.test(pattern) ? json(pattern) : pattern}\nvar web embed.FS\n`,
    );
  }

  #makefile(): void {
    const tape = this.#tape;
    const lines = [
      `VERSION ?= ${this.#word("$(shell git describe)")}`,
      `LDFLAGS := -X ${this.#word("main.version")}=${this.#word("$(VERSION)")} ${this.#word("-s")}`,
      `${this.#word("build")}:`,
      `\tgo build -tags ${this.#word("netgo")} -ldflags "$(LDFLAGS)" -o ${this.#word("bin/app")} ${this.#word(".")}`,
    ];
    this.#own(tape.pick("Makefile", "GNUmakefile", "x.mk"), `${lines.join("\n")}\n`);
  }

  #goReleaser(): void {
    const lines = [
      "version: 2",
      "builds:",
      `  - main: ${this.#word("./cmd/api")}`,
      `    binary: ${this.#word("app")}`,
      `    tags: [${this.#word("netgo")}]`,
      `    ldflags: ${json(`-X main.version=${this.#word("{{.Version}}")}`)}`,
    ];
    this.#own(".goreleaser.yml", `${lines.join("\n")}\n`);
  }

  #compose(): void {
    const lines = [
      "services:",
      `  ${this.#word("app")}:`,
      `    build: ${this.#word(".")}`,
      `    ports: [${json(this.#word("8080:80"))}]`,
      `    environment: { ${this.#word("MODE")}: ${json(this.#word("x"))} }`,
      `    volumes: [${json(this.#word("data:/data"))}]`,
      `    read_only: ${this.#word("true")}`,
      `    healthcheck: { test: ${json(["CMD", "/app", this.#word("-health")])} }`,
    ];
    this.#own(this.#tape.pick("compose.yaml", "docker-compose.yml"), `${lines.join("\n")}\n`);
  }

  #kubernetes(): void {
    const lines = [
      "kind: Deployment",
      "spec: { template: { spec: { containers: [",
      `  { image: ${json(this.#word("app"))}, args: [${json(this.#word("serve"))}], ports: [{ containerPort: 8080 }],`,
      `    livenessProbe: { httpGet: { path: ${json(this.#word("/livez"))}, port: 8080 } } } ] } } }`,
    ];
    this.#add(`deploy/${this.#name("app")}.yaml`, `${lines.join("\n")}\n`);
  }

  #workflow(): void {
    const lines = [
      `name: ${this.#word("CI")}`,
      `on: { push: { branches: [${json(this.#word("master"))}] } }`,
      "jobs:",
      "  test:",
      "    steps:",
      `      - run: ${this.#word("go test ./...")}`,
    ];
    this.#add(`.github/workflows/${this.#name("ci")}.yml`, `${lines.join("\n")}\n`);
  }

  #git(): void {
    const branch = this.#word("main");
    this.#add(".git/HEAD", `ref: refs/heads/${branch}\n`);
    this.#add(".git/refs/remotes/origin/HEAD", `ref: refs/remotes/origin/${branch}\n`);
    this.#add(".git/packed-refs", `${"0".repeat(40)} refs/tags/${this.#word("v1.0.0")}\n`);
    this.#add(
      ".git/config",
      `[remote "origin"]\n\turl = https://github.com/${this.#word("acme")}/${this.#word("app")}.git\n[branch ${json(branch)}]\n\tremote = origin\n`,
    );
    if (this.#tape.chance(30))
      this.#add(
        ".gitmodules",
        `[submodule "x"]\n\tpath = ${this.#word("lib")}\n\turl = ${this.#word("https://x")}\n`,
      );
    if (this.#tape.chance(30)) this.#add(".gitattributes", `${this.#word("*.bin")} filter=lfs\n`);
  }
}
