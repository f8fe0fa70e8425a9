import { joinPaths, isWithin } from "../core/paths.ts";
import { withoutComments } from "../read/go-source.ts";
import { lineAt } from "../tree/disk.ts";
import type { OwnFile, Place } from "./graph.ts";
import type { Repository } from "../repository/repository.ts";

/** A string or number that the program's own sources hold, and where. */
export interface Literal extends Place {
  readonly value: string;
}

/** What the program's own sources say about how it runs. Everything here is in code, not in comments, tests or dependencies. */
export interface Traits {
  /** Calls that accept connections. */
  readonly listens: Place | undefined;
  /** Ports in or beside such calls, in the defaults of flags, and in the defaults of variables called like PORT. */
  readonly ports: readonly (Literal & { readonly evidence: "environment" | "flag" | "call" })[];
  /** An address on the loopback interface that the program listens on. */
  readonly loopback: Literal | undefined;
  /** A path that answers whether the program is well. */
  readonly healthRoute: Literal | undefined;
  /** Uses of an HTTP or TLS client. */
  readonly client: Place | undefined;
  readonly loadLocation: Place | undefined;
  readonly buildInfo: Place | undefined;
  /** Programs that it starts; empty names where the name is computed. */
  readonly executes: readonly Literal[];
  /** Files and directories of the repository that are opened by a relative path. */
  readonly reads: readonly Literal[];
  /** Paths, outside of /tmp and /dev, that it creates. */
  readonly writes: readonly Literal[];
  /** A flag of package flag that prints the version. */
  readonly versionFlag: Place | undefined;
}

// A word that every pattern below needs one of.
const TRIGGER =
  /Listen|\.Serve|[Aa]ddr|(?:P|\bp|[-._]p)ort\b|PORT|\.(?:Run|Start|File|Static\w*)\(|"(?:GET )?\/[\w/-]*(?:health|live|ready|ping|status)|exec\.Command|LoadLocation|ReadBuildInfo|http\.(?:Get|Head|Post|New|Default|Client|Transport|Dir)|tls\.|smtp\.|httputil\.|SystemCertPool|os\.(?:Open|Read|DirFS|Create|Write|Mkdir)|ioutil\.|filepath\.|Parse(?:Files|Glob)|LoadHTML|Config(?:File|Path)|file:\/\/|"version"|(?:gin|echo|fiber|grpc)\.New/;
const LISTEN =
  /\b(?:ListenAndServe(?:TLS)?|net\.Listen|ListenPacket|ListenUDP|ListenTCP|ListenConfig)\b|\.Serve(?:TLS)?\(|\b(?:gin\.(?:Default|New)|echo\.New|fiber\.New|grpc\.NewServer)\(/g;
const CALL_PORT =
  /(?:ListenAndServe(?:TLS)?\(|net\.Listen\(\s*"\w+",|ListenPacket\(\s*"\w+",|\.(?:Run|Start|Listen)\(|\bAddr:)\s*"([\w.[\]:-]*):(\d{2,5})"/g;
const FLAG_PORT =
  /\.(?:String|StringVar|Int|IntVar|Uint|UintVar|StringP|StringVarP|IntP|IntVarP)\(\s*(?:&[\w.]+,\s*)?"([\w.-]*(?:addr|address|listen|port|bind|http)[\w.-]*)",\s*(?:"\w?",\s*)?"?([\w.[\]:-]*?):?(\d{2,5})"?\s*,/gi;
const ENVIRONMENT_PORT =
  /"(\w*(?:PORT|ADDR|ADDRESS|LISTEN))"\s*,\s*"?([\w.[\]:-]*?):?(\d{2,5})"?\s*\)/g;
const TAG_PORT =
  /(?:env|envconfig):\\?"(\w*(?:PORT|ADDR|ADDRESS|LISTEN))[^"]*"[^`\n]*(?:default|envDefault):\\?"([\w.[\]:-]*?):?(\d{2,5})\\?"/g;
const FALLBACK_PORT = /\b(\w*port|\w*addr)\s*:?=\s*"([\w.[\]:-]*?):?(\d{2,5})"/gi;
const HEALTH_ROUTE =
  /"(?:GET )?(\/(?:api\/)?(?:-\/)?(?:healthz?|healthy|livez|readyz|live|ready|ping|health\/live|health\/ready|status))"/;
const CLIENT =
  /\bhttp\.(?:Get|Head|Post|PostForm|NewRequest|NewRequestWithContext|DefaultClient|DefaultTransport|Client\{|Transport\{)|\btls\.(?:Dial|Client\(|Dialer)|\bhttputil\.|\bx509\.SystemCertPool|\bsmtp\.|&http\.Client|http\.Client\b/;
const EXECUTES = /\bexec\.(?:Command\(|CommandContext\(\s*[\w.()]+,)\s*(?:"([^"\n]*)")?/g;
const READS =
  /(?:\b(?:os|ioutil)\.(?:Open|ReadFile|ReadDir|DirFS|OpenFile)\(|\.(?:ParseFiles|ParseGlob|LoadHTMLGlob|LoadHTMLFiles|Static|StaticFile|StaticFS|File|ServeFile|SetConfigFile|AddConfigPath)\(|\bhttp\.Dir\(|\bfilepath\.(?:Glob|Walk|WalkDir)\(|"file:\/\/)([^)\n]*)/g;
const WRITES =
  /\b(?:os|ioutil)\.(?:(?:Create|WriteFile|Mkdir|MkdirAll)\(\s*"((?:\.\/|\/)?\w[\w./-]*)"|OpenFile\(\s*"((?:\.\/|\/)?\w[\w./-]*)"[^\n]*\bO_CREATE\b)/g;

export interface TraitsReader {
  readonly visit: (file: OwnFile) => void;
  readonly traits: () => Traits;
}

/** Reads the bodies of the program's own packages, file by file. */
export function traitsReader({ files, module }: Repository): TraitsReader {
  const ports: (Literal & { readonly evidence: "environment" | "flag" | "call" })[] = [];
  const executes: Literal[] = [];
  const reads: Literal[] = [];
  const writes: Literal[] = [];
  const first: Record<string, Place> = {};
  const literals: Record<string, Literal> = {};

  const visit = ({ path, header, text }: OwnFile): void => {
    if (!TRIGGER.test(text)) return; // most files say nothing of all this
    const code = withoutComments(text);
    const imported = new Set(header.imports.map((one) => one.path));
    const place = (position: number): Place => ({ file: path, line: lineAt(code, position) });
    const note = (name: string, expression: RegExp): void => {
      const match = first[name] ? null : expression.exec(code);
      if (match) first[name] = place(match.index);
    };
    // What a library of the repository could do is not what this program does.
    const isOwn = module.directory === "." || isWithin(path, module.directory);
    const listening =
      isOwn && !first["listens"]
        ? [...code.matchAll(LISTEN)].find(
            ({ index }) => !/^[^\n]*"(?:localhost|127\.|\[::1\])/.test(code.slice(index)),
          )
        : undefined;
    if (listening) first["listens"] = place(listening.index);
    if (
      imported.has("net/http") ||
      imported.has("crypto/tls") ||
      imported.has("crypto/x509") ||
      imported.has("net/smtp")
    )
      note("client", CLIENT);
    if (imported.has("flag") && header.name === "main")
      note("versionFlag", /\bflags?\.Bool(?:Var)?\((?:&[\w.]+,\s*)?"version"/);
    if (imported.has("time")) note("loadLocation", /\btime\.LoadLocation\b/);
    if (imported.has("runtime/debug")) note("buildInfo", /\bdebug\.ReadBuildInfo\b/);
    const route = literals["healthRoute"] ? null : HEALTH_ROUTE.exec(code);
    if (route) literals["healthRoute"] = { ...place(route.index), value: route[1] ?? "" };
    if (imported.has("os/exec")) {
      for (const match of code.matchAll(EXECUTES))
        executes.push({ ...place(match.index), value: match[1] ?? "" });
    }
    const port = (
      evidence: "environment" | "flag" | "call",
      expression: RegExp,
      host: number,
      number: number,
    ): void => {
      for (const match of code.matchAll(expression)) {
        const value = match[number] ?? "";
        if (Number(value) < 1 || Number(value) > 65_535) continue;
        // An address that nobody outside reaches says nothing of the port that others shall reach.
        if (/^(?:localhost|127\.|\[::1\])/.test(match[host] ?? ""))
          literals["loopback"] ??= { ...place(match.index), value: `${match[host]}:${value}` };
        else if (isOwn) ports.push({ ...place(match.index), value, evidence });
      }
    };
    port("call", CALL_PORT, 1, 2);
    if (/flag|cobra|cli/i.test([...imported].join(" "))) port("flag", FLAG_PORT, 2, 3);
    port("environment", ENVIRONMENT_PORT, 2, 3);
    port("environment", TAG_PORT, 2, 3);
    if (/(?:Getenv|LookupEnv)\(\s*"\w*(?:PORT|ADDR)/.test(code))
      port("environment", FALLBACK_PORT, 2, 3);
    for (const match of isOwn ? code.matchAll(WRITES) : []) {
      const value = match[1] ?? match[2] ?? "";
      if (!/^\/(?:tmp|dev)(?:\/|$)/.test(value)) writes.push({ ...place(match.index), value });
    }
    for (const match of code.matchAll(READS)) {
      for (const [, literal = ""] of (match[0].startsWith('"file://')
        ? `"${match[1]}`
        : (match[1] ?? "")
      ).matchAll(/"([^"\n]*)"/g)) {
        const found = repositoryPath(literal);
        if (found !== undefined) reads.push({ ...place(match.index), value: found });
      }
    }
  };
  const traits = (): Traits => ({
    listens: first["listens"],
    ports,
    loopback: literals["loopback"],
    healthRoute: literals["healthRoute"],
    client: first["client"],
    loadLocation: first["loadLocation"],
    buildInfo: first["buildInfo"],
    executes,
    reads,
    writes,
    versionFlag: first["versionFlag"],
  });
  return { visit, traits };

  // A relative path that leads, from the module's directory, to something that is there: the part before a wildcard.
  function repositoryPath(literal: string): string | undefined {
    const path = literal
      .replace(/^\.\//, "")
      .replace(/\/?[^/]*[*?[].*$/, "")
      .replace(/\/$/, "");
    if (
      !/^[\w.@+-]+(?:\/[\w.@+-]+)*$/.test(path) ||
      path.split("/").some((element) => element === ".." || element === ".")
    )
      return undefined;
    const full = joinPaths(module.directory, path);
    if (path.endsWith(".go") || !(files.isFile(full) || files.isDirectory(full))) return undefined;
    return full;
  }
}
