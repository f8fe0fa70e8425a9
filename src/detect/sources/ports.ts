import type { Place } from "../../core/place.ts";
import type { OpenPackage } from "../../read/go-source/package.ts";
import type { Match } from "../../read/go-source/query.ts";
import { settingsOf } from "../../read/go-source/settings.ts";
import { shapeOf } from "../../read/go-source/shape.ts";
import { kindAt, lineOf } from "../../read/go-source/tokens.ts";
import { Kind } from "../../read/go-source/kinds.ts";
import type { Value } from "../../read/go-source/values.ts";
import type { PortLiteral, SourceTraits } from "../source-traits.ts";
import { type Findings, placeOf } from "./findings.ts";

/** What is called like the address of a listener. */
const NAMED_LIKE_A_PORT = /addr|address|listen|port|bind|http/i;

/** Names of environment variables that hold one. */
const PORT_VARIABLE = /(?:PORT|ADDR|ADDRESS|LISTEN)$/;

const LOOPBACK = /^(?:localhost|127\.[\d.]+|\[?::1\]?)$/;

/** A kind that is reached at several ports, all of which are meant: managers of controllers. */
const BESIDE = "sigs.k8s.io/controller-runtime";

/** Packages that take settings, by a word of their import path: only these are searched for more of them. */
const SETTINGS = /(?:^|\/)(?:os|flag|pflag|kingpin|cobra|viper|cli|k?env\w*|kong|go-flags)(?:\/|$)/;

/** Whether the program accepts connections, and at which ports. */
export function readPorts(
  findings: Findings,
): Pick<SourceTraits, "listens" | "ports" | "knowsPorts" | "loopback"> {
  const read = findings
    .of("listens on address", "listens on port")
    .flatMap((match) => readAddress(findings, match));
  const known = read.filter((one) => one.port !== undefined);
  const loopback = known.find((one) => one.isLoopback);
  const reached = known.filter((one) => !one.isLoopback);
  const listens = firstListener(findings, read);
  const isComplete =
    read.length > 0 && read.every((one) => one.port !== undefined || one.isElsewhere);
  const named = listens && !isComplete ? namedPorts(findings) : [];
  const told = loopback ?? named.find((one) => one.isLoopback);
  return {
    listens,
    knowsPorts: isComplete && reached.length > 0,
    ports: [...reached, ...named.filter((one) => !one.isLoopback)].flatMap(portLiteral),
    loopback: told && {
      ...told.place,
      value: `${told.host}:${told.port}`,
      flag: openingFlag(findings, told),
    },
  };
}

// --- internal ---

interface Address {
  /** Where the port is said. */
  readonly place: Place;
  /** Where it is listened at. */
  readonly call: Place;
  readonly host: string;
  /** Undefined where it is not known. */
  readonly port: string | undefined;
  readonly isLoopback: boolean;
  /** Whether it is no port at all: a socket in the file system, or any free one. */
  readonly isElsewhere: boolean;
  readonly via: "environment" | "flag" | "configuration" | undefined;
  readonly name: string | undefined;
  readonly beside: boolean;
}

function portLiteral({ place, port, via, beside }: Address): readonly PortLiteral[] {
  if (port === undefined) return [];
  const evidence = via === undefined ? "call" : via === "flag" ? "flag" : "environment";
  return [{ ...place, value: port, evidence, beside }];
}

// A call that is likely one, but has no argument, may be any other method of that name.
function readAddress(findings: Findings, match: Match): readonly Address[] {
  if (match.strength === "likely" && match.given.length === 0) return [];
  const { complete, values } = findings.values(match);
  const beside = match.row.in === BESIDE || match.row.in.startsWith(`${BESIDE}/`);
  const isPort = match.row.means === "listens on port";
  const read = values.map((value) => ({ ...addressOf(value, placeOf(match), isPort), beside }));
  if (complete) return read;
  const place = placeOf(match);
  return [...read, { ...UNKNOWN, place, call: place, beside }];
}

const UNKNOWN = {
  host: "",
  port: undefined,
  isLoopback: false,
  isElsewhere: false,
  via: undefined,
  name: undefined,
};

function addressOf(
  { value, shape, via, ...origin }: Value,
  call: Place,
  isPort: boolean,
): Omit<Address, "beside"> {
  const text = value ?? shape ?? "";
  const colon = text.lastIndexOf(":");
  const host = colon === -1 ? "" : text.slice(0, colon);
  const written = text.slice(colon + 1);
  const number = /^\d{1,5}$/.test(written) ? Number(written) : Number.NaN;
  const isNumber = (colon !== -1 || isPort) && number >= 1 && number <= 65_535;
  // Where a default stands says more than where it is used.
  const place = via && value !== undefined ? { file: origin.file, line: origin.line } : call;
  return {
    place,
    call,
    host,
    port: isNumber ? written : undefined,
    isLoopback: LOOPBACK.test(host),
    isElsewhere: value !== undefined && !isNumber,
    via: via?.by,
    name: via?.name,
  };
}

// An address that nobody outside reaches, and that nothing changes, says nothing of a service.
function firstListener(findings: Findings, read: readonly Address[]): Place | undefined {
  const reachable = read.find(
    ({ isLoopback, isElsewhere, via }) =>
      (!isLoopback || via !== undefined) && (!isElsewhere || via !== undefined),
  );
  if (reachable) return reachable.call;
  const isLocal = read.some(({ isLoopback, isElsewhere }) => isLoopback || isElsewhere);
  return isLocal ? undefined : findings.first("listens");
}

// The flag may hold the whole address, or the host alone.
function openingFlag(
  { folder, packages }: Findings,
  { host, name, via }: Address,
): { readonly name: string; readonly open: string } | undefined {
  if (via !== "flag" || name === undefined) return undefined;
  for (const one of packages) {
    const [setting] = settingsOf(one, folder.find).byName.get(`flag ${name}`) ?? [];
    const given = setting && folder.foldSetting(setting).values[0]?.value;
    if (given?.includes(host)) return { name, open: given.replace(host, "0.0.0.0") };
  }
  return undefined;
}

// What is called like a port, where the listening call does not tell.
function namedPorts(findings: Findings): readonly Address[] {
  return findings.packages
    .filter(({ imports }) => [...imports].some((path) => SETTINGS.test(path)))
    .flatMap((one) => [...portSettings(findings, one), ...portLookups(findings, one)]);
}

function portSettings({ folder }: Findings, one: OpenPackage): readonly Address[] {
  return settingsOf(one, folder.find).all.flatMap((setting) => {
    const { via, environment, where, line } = setting;
    const names = [via.name, environment ?? ""];
    if (!names.some((name) => NAMED_LIKE_A_PORT.test(name))) return [];
    const place = { file: where.file.path, line };
    return folder
      .foldSetting(setting)
      .values.map((value) => namedAddress(value, place, via))
      .filter(({ port }) => port !== undefined);
  });
}

// get("PORT", "8080"), whatever it calls.
function portLookups({ folder }: Findings, one: OpenPackage): readonly Address[] {
  return one.files.flatMap((file) => {
    const { tokens } = file;
    return file.calls.flatMap(({ from, open, close, scope }) => {
      if (kindAt(tokens, open + 1) !== Kind.TEXT) return [];
      const shape = shapeOf(tokens, { from, to: close + 1 });
      if (shape.is !== "call" || shape.given.length !== 2) return [];
      const where = { package: one, file, scope };
      const [name, fallback] = shape.given.map((range) => folder.fold(where, range).values[0]);
      if (!fallback || !PORT_VARIABLE.test(name?.value ?? "")) return [];
      const place = { file: file.path, line: lineOf(tokens, open) };
      const via = { by: "environment", name: name?.value ?? "" } as const;
      return [namedAddress(fallback, place, via)].filter(({ port }) => port !== undefined);
    });
  });
}

function namedAddress(value: Value, place: Place, via: NonNullable<Value["via"]>): Address {
  return { ...addressOf({ ...value, via }, place, true), place, beside: false };
}
