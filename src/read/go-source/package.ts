import { PACKAGE_NAMES } from "../../core/facts/go-package-names.ts";
import type { Binding, GoFile, StructType } from "./file.ts";
import type { GoHeader } from "./header.ts";
import { scanFile } from "./scan.ts";
import { keyedValues } from "./shape.ts";
import { textAt, type Range } from "./tokens.ts";

/** The files of one package that are compiled together. */
export interface GoPackage {
  /** Import path. */
  readonly path: string;
  /** Name in its package clauses. */
  readonly name: string;
  /** Import paths of all its files. */
  readonly imports: ReadonlySet<string>;
  /** All that is compiled, read when it is first asked for. */
  readonly files: readonly GoFile[];
}

/** A file as far as it must be known before anybody asks what is in it. */
export interface Source {
  readonly path: string;
  readonly text: string;
  readonly header: GoHeader;
}

/** A package whose files are read one by one, as they are needed. */
export interface OpenPackage extends GoPackage {
  readonly sources: readonly Source[];
  /** Reads one file, by its place among the sources. */
  readonly fileAt: (index: number) => GoFile;
}

/** Makes a package of files whose heads were read; nothing else of them is read yet. */
export function openPackage(path: string, sources: readonly Source[]): OpenPackage {
  const read: (GoFile | undefined)[] = [];
  let all: readonly GoFile[] | undefined;
  const fileAt = (index: number): GoFile => {
    const source = sources[index] as Source;
    return (read[index] ??= scanFile(source.path, source.text));
  };
  return {
    path,
    name: sources[0]?.header.name ?? "",
    imports: new Set(sources.flatMap(({ header }) => header.imports.map((one) => one.path))),
    sources,
    fileAt,
    get files() {
      return (all ??= sources.map((_, index) => fileAt(index)));
    },
  };
}

/** Gives a package of the same repository by its import path; undefined for every other one. */
export type FindPackage = (path: string) => GoPackage | undefined;

/** A place in a program: a function of a file of a package. */
export interface Where {
  readonly package: GoPackage;
  readonly file: GoFile;
  /** Index of the function in its file; -1 outside of all. */
  readonly scope: number;
}

/**
 * An import path without major versions: `github.com/x/y/v2` and `gopkg.in/y.v2` are those of every
 * version.
 */
export function plainPath(path: string): string {
  if (!path.includes("v")) return path;
  return path.replace(/\/v(?:[2-9]|\d{2,})(?=\/|$)/g, "").replace(/^(gopkg\.in\/.*)\.v\d+$/, "$1");
}

/**
 * The names that a package which is imported without one may have: the known one, or else the last
 * part of its path as programmers shorten it, the likeliest first.
 */
export function usualNames(path: string): readonly string[] {
  const plain = plainPath(path);
  const known = PACKAGE_NAMES[plain];
  if (known !== undefined) return [known];
  const last = plain.slice(plain.lastIndexOf("/") + 1);
  const short = last.replace(/^go[-.]|[-.]go$/g, "");
  if (/^\w+$/.test(short)) return [short];
  const parts = short.split(/[-.]/);
  return [parts.at(-1) ?? short, parts.join(""), parts[0] ?? short, parts.join("_")];
}

const importsByFile = new WeakMap<GoFile, ReadonlyMap<string, string>>();

/**
 * The import paths of a file by the names that it uses them by. Without a name in the file, the
 * clause of the package decides, which is at hand for the repository's own ones.
 */
export function importNames(file: GoFile, find: FindPackage): ReadonlyMap<string, string> {
  const known = importsByFile.get(file);
  if (known) return known;
  const names = new Map<string, string>();
  const guesses: (readonly [string, string])[] = [];
  for (const { path, name } of file.header.imports) {
    const given = name ?? find(path)?.name;
    const [usual = "", ...others] = given === undefined ? usualNames(path) : [given];
    if (usual !== "_" && usual !== ".") names.set(usual, path);
    for (const other of others) guesses.push([other, path]);
  }
  for (const [name, path] of guesses) if (!names.has(name)) names.set(name, path);
  importsByFile.set(file, names);
  return names;
}

/** A value that a literal of some struct gives to a field. */
export interface FieldValue {
  readonly where: Where;
  readonly type: Range;
  readonly value: Range;
}

/** What the files of a package say together. */
export interface PackageIndex {
  readonly functions: ReadonlyMap<string, readonly Where[]>;
  readonly structs: ReadonlyMap<string, StructType & { readonly file: GoFile }>;
  readonly fieldValues: ReadonlyMap<string, readonly FieldValue[]>;
  /** Calls by the name of what is called. */
  readonly calls: ReadonlyMap<string, readonly { readonly where: Where; readonly call: number }[]>;
}

const indexes = new WeakMap<GoPackage, PackageIndex>();

export function indexOf(one: GoPackage): PackageIndex {
  const known = indexes.get(one);
  if (known) return known;
  const functions = new Map<string, Where[]>();
  const structs = new Map<string, StructType & { readonly file: GoFile }>();
  const fieldValues = new Map<string, FieldValue[]>();
  const calls = new Map<string, { where: Where; call: number }[]>();
  for (const file of one.files) {
    for (const [scope, { name }] of file.functions.entries()) {
      addTo(functions, name, { package: one, file, scope });
    }
    for (const type of file.structs) structs.set(type.name, { ...type, file });
    for (const { from, open, scope } of file.composites) {
      const where = { package: one, file, scope };
      for (const { key, value } of keyedValues(file.tokens, open)) {
        addTo(fieldValues, key, { where, type: { from, to: open }, value });
      }
    }
    for (const [call, { name, scope }] of file.calls.entries()) {
      addTo(calls, textAt(file.tokens, name), { where: { package: one, file, scope }, call });
    }
  }
  const index = { functions, structs, fieldValues, calls };
  indexes.set(one, index);
  return index;
}

/** Puts a value to others under the same key. */
export function addTo<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (known) known.push(value);
  else map.set(key, [value]);
}

const DECLARES: ReadonlySet<Binding["how"]> = new Set([
  "const",
  "var",
  "define",
  "parameter",
  "range",
]);

/** A binding and the place that it is in. */
export interface Bound {
  readonly where: Where;
  readonly binding: Binding;
}

/** More places than these that give a name a value are not looked at. */
const MOST_BINDINGS = 24;

const boundByFile = new WeakMap<GoFile, Map<string, readonly Bound[]>>();
const boundByPackage = new WeakMap<GoPackage, Map<string, readonly Bound[]>>();

/**
 * All that may give a value to a variable or constant, by its name at a place: at most {@link
 * MOST_BINDINGS}. None for what is no variable.
 */
export function bindingsOf(where: Where, name: string): readonly Bound[] {
  const local = localBindings(where, name);
  return local.length > 0
    ? local
    : remember(boundByPackage, where.package, name, () => sharedBindings(where.package, name));
}

/** The same, of the variables that the function around declares. */
export function localBindings(where: Where, name: string): readonly Bound[] {
  if (where.scope === -1 || !where.file.bindings.has(name)) return [];
  return remember(boundByFile, where.file, `${where.scope} ${name}`, () => {
    const bindings = (where.file.bindings.get(name) ?? []).filter(
      ({ scope, owner }) => scope === where.scope && !owner,
    );
    if (!bindings.some(declares)) return [];
    return bindings.slice(0, MOST_BINDINGS).map((binding) => ({ where, binding }));
  });
}

function remember<K extends object>(
  caches: WeakMap<K, Map<string, readonly Bound[]>>,
  owner: K,
  key: string,
  make: () => readonly Bound[],
): readonly Bound[] {
  const cache = caches.get(owner) ?? new Map<string, readonly Bound[]>();
  caches.set(owner, cache);
  const known = cache.get(key);
  if (known) return known;
  const made = make();
  cache.set(key, made);
  return made;
}

function sharedBindings(one: GoPackage, name: string): readonly Bound[] {
  const all: Bound[] = [];
  let isDeclared = false;
  for (const file of one.files) {
    const bindings = file.bindings.get(name) ?? [];
    const local = new Set(bindings.filter(declares).map(({ scope }) => scope));
    for (const binding of bindings) {
      const { scope, owner } = binding;
      if (owner || (scope !== -1 && local.has(scope))) continue;
      if (scope === -1 && declares(binding)) isDeclared = true;
      if (all.length < MOST_BINDINGS) all.push({ where: { package: one, file, scope }, binding });
    }
  }
  return isDeclared ? all : [];
}

function declares({ how, owner }: Binding): boolean {
  return !owner && DECLARES.has(how);
}
