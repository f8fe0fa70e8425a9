import type { Folder, Site } from "./fold.ts";
import { originOf, packageAt, targetOf, typeOrigin } from "./origin.ts";
import { indexOf, type Where } from "./package.ts";
import { settingAt, settingsOf, usesViper } from "./settings.ts";
import type { Shape } from "./shape.ts";
import { kindAt, lineOf, type Range } from "./tokens.ts";
import { Kind } from "./kinds.ts";
import {
  either,
  environment,
  format,
  joinPath,
  literal,
  together,
  UNKNOWN,
  type Folded,
} from "./values.ts";

type CallShape = Extract<Shape, { is: "call" }>;
type FoldArguments = (folder: Folder, site: Site, call: CallShape) => Folded;

/**
 * The values that a call may give.
 *
 * @param position which one of its results
 */
export function foldCall(
  folder: Folder,
  site: Site,
  call: CallShape,
  range: Range,
  position = 0,
): Folded {
  const target = targetOf(site, call.callee, folder.find);
  if (target.is === "own") return foldOwn(folder, site, call, target.name, position);
  if (target.is === "function") {
    const known = FUNCTIONS.get(`${target.path}.${target.name}`);
    if (known) return position === 0 ? known(folder, site, call) : UNKNOWN;
    const own = folder.find(target.path);
    if (own) return foldFunction(folder, site, { package: own, name: target.name }, call, position);
  }
  if (position > 0) return UNKNOWN;
  const setting = settingAt(site, range, folder.find);
  if (setting) return folder.foldSetting(setting);
  return foldLookup(folder, site, call) ?? foldMethod(folder, site, call, target);
}

// --- internal ---

/** More returns of a function, or definitions of a setting, are not followed. */
const MOST_PLACES = 16;

const CONVERSIONS = new Set(["string", "int", "int32", "int64", "uint", "uint16", "uint32"]);

function foldOwn(
  folder: Folder,
  site: Site,
  call: CallShape,
  name: string,
  position: number,
): Folded {
  const [only] = call.given;
  if (CONVERSIONS.has(name) && call.given.length === 1 && only) return folder.fold(site, only);
  return foldFunction(folder, site, { package: site.package, name }, call, position);
}

// What the return statements of a function of the repository give, with the arguments of this call.
function foldFunction(
  folder: Folder,
  site: Site,
  { package: one, name }: { readonly package: Where["package"]; readonly name: string },
  { given }: CallShape,
  position: number,
): Folded {
  const [place, ...others] = (indexOf(one).functions.get(name) ?? []).filter(
    ({ file, scope }) => file.functions[scope]?.receiver === undefined,
  );
  return place && others.length === 0 ? foldReturns(folder, site, place, given, position) : UNKNOWN;
}

function foldReturns(
  folder: Folder,
  site: Site,
  place: Where,
  given: readonly Range[],
  position: number,
): Folded {
  const returns = place.file.functions[place.scope]?.returns ?? [];
  if (returns.length === 0) return UNKNOWN;
  const inside: Site = { ...place, call: { given, from: site, scope: place.scope } };
  return either(
    returns.slice(0, MOST_PLACES).map((values) => {
      const value = values[position];
      return value ? folder.fold(inside, value) : UNKNOWN;
    }),
  );
}

// A method of a type of the repository.
function foldMethod(
  folder: Folder,
  site: Site,
  { given }: CallShape,
  target: ReturnType<typeof targetOf>,
): Folded {
  if (target.is !== "method") return UNKNOWN;
  const origin = originOf(site, target.receiver, folder.find);
  const own = origin?.how === "type" ? packageAt(site, origin.path, folder.find) : undefined;
  if (!origin || !own) return UNKNOWN;
  const place = (indexOf(own).functions.get(target.name) ?? []).find((one) => {
    const receiver = one.file.functions[one.scope]?.receiver;
    return receiver && typeOrigin(one, receiver, folder.find)?.name === origin.name;
  });
  return place ? foldReturns(folder, site, place, given, 0) : UNKNOWN;
}

const LOOKUPS = new Set(["String", "Int", "GetString", "GetInt", "GetUint16", "Duration"]);

// c.String("addr") of urfave/cli, viper.GetString("port"): by the name that a definition has, too.
function foldLookup(folder: Folder, site: Site, call: CallShape): Folded | undefined {
  const { tokens } = site.file;
  const [only] = call.given;
  if (!only || call.given.length !== 1 || kindAt(tokens, call.at) !== Kind.NAME) return undefined;
  const word = tokens.text.slice(tokens.starts[call.at], tokens.ends[call.at]);
  if (!LOOKUPS.has(word)) return undefined;
  const name = folder.fold(site, only).values[0]?.value;
  if (name === undefined) return undefined;
  const by = word.startsWith("Get") && usesViper(site) ? "configuration" : "flag";
  const key = by === "flag" ? name : name.toLowerCase();
  const found = settingsOf(site.package, folder.find).byName.get(`${by} ${key}`) ?? [];
  if (found.length === 0) return undefined;
  return either(found.slice(0, MOST_PLACES).map((one) => folder.foldSetting(one)));
}

function foldAll(folder: Folder, site: Site, given: readonly Range[]): readonly Folded[] {
  return given.map((one) => folder.fold(site, one));
}

const join: FoldArguments = (folder, site, { given }) =>
  together(foldAll(folder, site, given), joinPath);

const first: FoldArguments = (folder, site, { given }) =>
  given[0] ? folder.fold(site, given[0]) : UNKNOWN;

const sprintf: FoldArguments = (folder, site, { given }) => {
  const folded = foldAll(folder, site, given);
  let isKnown = true;
  const made = together(folded, ([pattern = "", ...texts]) => {
    const text = format(pattern, texts);
    if (text === undefined) isKnown = false;
    return text ?? "";
  });
  return isKnown ? made : UNKNOWN;
};

const getenv: FoldArguments = (folder, site, call) => {
  const { file } = site;
  const names = first(folder, site, call);
  const line = lineOf(file.tokens, call.at);
  const known = names.values.flatMap(({ value }) => (value === undefined ? [] : [value]));
  if (known.length === 0) return UNKNOWN;
  const folded = either(known.map((name) => environment(name, file.path, line)));
  return { ...folded, complete: folded.complete && names.complete };
};

const hostPort: FoldArguments = (folder, site, { given }) =>
  together(foldAll(folder, site, given), ([host = "", port = ""]) =>
    host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`,
  );

const or: FoldArguments = (folder, site, { given }) => either(foldAll(folder, site, given));

const temporary: FoldArguments = (_, { file }, { at }) =>
  literal("/tmp", file.path, lineOf(file.tokens, at));

// Functions whose value follows from their arguments, by package and name.
const FUNCTIONS: ReadonlyMap<string, FoldArguments> = new Map([
  ["path/filepath.Join", join],
  ["path.Join", join],
  ["path/filepath.Clean", join],
  ["path.Clean", join],
  ["path/filepath.FromSlash", first],
  ["path/filepath.ToSlash", first],
  ["fmt.Sprintf", sprintf],
  ["strconv.Itoa", first],
  ["net.JoinHostPort", hostPort],
  ["os.Getenv", getenv],
  ["os.LookupEnv", getenv],
  ["syscall.Getenv", getenv],
  ["os.TempDir", temporary],
  ["cmp.Or", or],
]);
