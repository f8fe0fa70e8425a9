import { joinPaths, isWithin } from "../core/paths.ts";
import type { Place } from "../core/place.ts";
import { withoutComments } from "../read/go-source.ts";
import { lineCounter } from "../read/lines.ts";
import type { OwnFile } from "./graph.ts";
import type { Repository } from "../repository/repository.ts";
import type { Literal, PortLiteral, SourceReader, SourceTraits } from "./source-traits.ts";

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

/** Packages whose clients verify certificates. */
const CLIENT_PACKAGES = ["net/http", "crypto/tls", "crypto/x509", "net/smtp"];
const VERSION_FLAG = /\bflags?\.Bool(?:Var)?\((?:&[\w.]+,\s*)?"version"/;
const LOOPBACK = /^(?:localhost|127\.|\[::1\])/;

/** Makes a reader for the sources of a program of the repository: it searches them by patterns. */
export function sourceReader(repository: Repository): SourceReader {
  const collected: Collected = {
    ports: [],
    executes: [],
    reads: [],
    ignoredReads: [],
    writes: [],
  };
  return {
    visit: (file) => {
      if (TRIGGER.test(file.text)) readFile(repository, file, collected); // most files say nothing of all this
    },
    traits: () => ({ ...NOTHING, ...collected }),
  };
}

// --- internal ---

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/** What is known so far; of single findings the first counts. */
interface Collected extends Partial<
  Mutable<Omit<SourceTraits, "ports" | "executes" | "reads" | "ignoredReads" | "writes">>
> {
  readonly ports: PortLiteral[];
  readonly executes: Literal[];
  readonly reads: Literal[];
  readonly ignoredReads: (Literal & { readonly rule: string })[];
  readonly writes: Literal[];
}

const NOTHING = {
  listens: undefined,
  loopback: undefined,
  healthRoute: undefined,
  client: undefined,
  loadLocation: undefined,
  buildInfo: undefined,
  versionFlag: undefined,
};

/** A file whose comments are blanked. */
interface Code {
  readonly text: string;
  readonly imports: ReadonlySet<string>;
  /** Whether it is the program's module: what a library of the repository could do is not what this program does. */
  readonly isOwn: boolean;
  readonly isMain: boolean;
  readonly placeOf: (position: number) => Place;
}

function readFile(repository: Repository, file: OwnFile, collected: Collected): void {
  const { module } = repository;
  const text = withoutComments(file.text);
  const lineOf = lineCounter(text);
  const code: Code = {
    text,
    imports: new Set(file.header.imports.map((one) => one.path)),
    isOwn: module.directory === "." || isWithin(file.path, module.directory),
    isMain: file.header.name === "main",
    placeOf: (position) => ({ file: file.path, line: lineOf(position) }),
  };
  readCalls(code, collected);
  readPorts(code, collected);
  readExecutes(code, collected);
  readWrites(code, collected);
  readReads(repository, code, collected);
}

function readCalls(code: Code, collected: Collected): void {
  const { imports, isMain, isOwn, text, placeOf } = code;
  const first = (expression: RegExp): Place | undefined => {
    const match = expression.exec(text);
    return match ? placeOf(match.index) : undefined;
  };
  if (isOwn) collected.listens ??= listeningCall(code);
  if (CLIENT_PACKAGES.some((name) => imports.has(name))) collected.client ??= first(CLIENT);
  if (imports.has("flag") && isMain) collected.versionFlag ??= first(VERSION_FLAG);
  if (imports.has("time")) collected.loadLocation ??= first(/\btime\.LoadLocation\b/);
  if (imports.has("runtime/debug")) collected.buildInfo ??= first(/\bdebug\.ReadBuildInfo\b/);
  const route = collected.healthRoute ? null : HEALTH_ROUTE.exec(text);
  if (route) collected.healthRoute = { ...placeOf(route.index), value: route[1] ?? "" };
}

function listeningCall({ text, placeOf }: Code): Place | undefined {
  const call = [...text.matchAll(LISTEN)].find(
    ({ index }) => !/^[^\n]*"(?:localhost|127\.|\[::1\])/.test(text.slice(index)),
  );
  return call && placeOf(call.index);
}

function readPorts(code: Code, collected: Collected): void {
  const { imports, text } = code;
  readPortsOf(code, collected, "call", CALL_PORT, [1, 2]);
  if (/flag|cobra|cli/i.test([...imports].join(" ")))
    readPortsOf(code, collected, "flag", FLAG_PORT, [2, 3]);
  readPortsOf(code, collected, "environment", ENVIRONMENT_PORT, [2, 3]);
  readPortsOf(code, collected, "environment", TAG_PORT, [2, 3]);
  if (/(?:Getenv|LookupEnv)\(\s*"\w*(?:PORT|ADDR)/.test(text))
    readPortsOf(code, collected, "environment", FALLBACK_PORT, [2, 3]);
}

/** @param groups numbers of the groups that hold the host and the port */
function readPortsOf(
  { text, isOwn, placeOf }: Code,
  collected: Collected,
  evidence: PortLiteral["evidence"],
  expression: RegExp,
  [host, port]: readonly [number, number],
): void {
  for (const match of text.matchAll(expression)) {
    const value = match[port] ?? "";
    if (Number(value) < 1 || Number(value) > 65_535) continue;
    // An address that nobody outside reaches says nothing of the port that others shall reach.
    if (LOOPBACK.test(match[host] ?? ""))
      collected.loopback ??= { ...placeOf(match.index), value: `${match[host]}:${value}` };
    else if (isOwn) collected.ports.push({ ...placeOf(match.index), value, evidence });
  }
}

function readExecutes({ imports, text, placeOf }: Code, { executes }: Collected): void {
  if (!imports.has("os/exec")) return;
  for (const match of text.matchAll(EXECUTES))
    executes.push({ ...placeOf(match.index), value: match[1] ?? "" });
}

function readWrites({ isOwn, text, placeOf }: Code, { writes }: Collected): void {
  for (const match of isOwn ? text.matchAll(WRITES) : []) {
    const value = match[1] ?? match[2] ?? "";
    if (!/^\/(?:tmp|dev)(?:\/|$)/.test(value)) writes.push({ ...placeOf(match.index), value });
  }
}

function readReads(repository: Repository, code: Code, { reads, ignoredReads }: Collected): void {
  const { files } = repository;
  const { text, placeOf } = code;
  for (const match of text.matchAll(READS)) {
    const words = match[0].startsWith('"file://') ? `"${match[1]}` : (match[1] ?? "");
    for (const [, literal = ""] of words.matchAll(/"([^"\n]*)"/g)) {
      const value = repositoryPath(repository, literal);
      if (value === undefined) continue;
      const rule = files.ignored(value);
      if (rule !== undefined) ignoredReads.push({ ...placeOf(match.index), value, rule });
      else if (files.isFile(value) || files.isDirectory(value))
        reads.push({ ...placeOf(match.index), value });
    }
  }
}

/** Where a relative path leads to, from the module's directory; of a pattern the part before a wildcard. */
function repositoryPath({ module }: Repository, literal: string): string | undefined {
  const path = literal
    .replace(/^\.\//, "")
    .replace(/\/?[^/]*[*?[].*$/, "")
    .replace(/\/$/, "");
  if (
    !/^[\w.@+-]+(?:\/[\w.@+-]+)*$/.test(path) ||
    path.split("/").some((element) => element === ".." || element === ".")
  )
    return undefined;
  return path.endsWith(".go") ? undefined : joinPaths(module.directory, path);
}
