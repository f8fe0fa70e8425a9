import type { GoCallRow } from "../../core/facts/go-calls.ts";
import type { Folder } from "./fold.ts";
import type { GoFile } from "./file.ts";
import {
  importedAt,
  matchesPath,
  originOf,
  packageAt,
  targetOf,
  typeOrigin,
  type Origin,
} from "./origin.ts";
import { addTo, indexOf, type FindPackage, type GoPackage, type Where } from "./package.ts";
import { keyedValues, shapeOf } from "./shape.ts";
import { Kind } from "./kinds.ts";
import { kindAt, lineOf, textAt, type Range, type Tokens } from "./tokens.ts";
import { either, literal, type Folded } from "./values.ts";

/** A place of a program that a row of a table speaks of. */
export interface Match<Row extends GoCallRow = GoCallRow> {
  readonly row: Row;
  /** "likely": a method of a value whose type is not known, in a package that imports the row's. */
  readonly strength: "certain" | "likely";
  readonly where: Where;
  /** Line, from 1. */
  readonly line: number;
  /** The expressions that the row asks for: arguments, or the value of a field. */
  readonly given: readonly Range[];
}

/** A table, made ready for looking things up in it. */
export interface CallTable<Row extends GoCallRow = GoCallRow> {
  readonly rows: readonly Row[];
  readonly functions: ReadonlyMap<string, readonly Row[]>;
  readonly methods: ReadonlyMap<string, readonly Row[]>;
  readonly literals: ReadonlyMap<string, readonly Row[]>;
  readonly uses: ReadonlyMap<string, readonly Row[]>;
}

/** Makes a table ready; once for all packages. */
export function compileTable<Row extends GoCallRow>(rows: readonly Row[]): CallTable<Row> {
  const by = (
    column: "functions" | "methods" | "literals" | "uses",
  ): ReadonlyMap<string, readonly Row[]> => {
    const map = new Map<string, Row[]>();
    for (const row of rows) for (const name of row[column]?.split(" ") ?? []) addTo(map, name, row);
    return map;
  };
  return {
    rows,
    functions: by("functions"),
    methods: by("methods"),
    literals: by("literals"),
    uses: by("uses"),
  };
}

/**
 * Finds all that the rows of a table speak of in a package.
 *
 * @param files those of its files that are looked through; what they refer to is followed into the others
 */
export function matchesIn<Row extends GoCallRow>(
  one: GoPackage,
  table: CallTable<Row>,
  find: FindPackage,
  files: readonly GoFile[] = one.files,
): readonly Match<Row>[] {
  return files.flatMap((file) => {
    const finder = new Finder(one, file, table, find);
    return [...finder.imports(), ...finder.calls(), ...finder.literals(), ...finder.uses()];
  });
}

/** The values of what the row of a match asks for; its own where the program gives none. */
export function valuesOf({ row, given, where, line }: Match, folder: Folder): Folded {
  if (given.length > 0) return either(given.map((range) => folder.fold(where, range)));
  return row.absent === undefined
    ? { values: [], complete: true }
    : literal(row.absent, where.file.path, line);
}

class Finder<Row extends GoCallRow> {
  readonly #package: GoPackage;
  readonly #file: GoFile;
  readonly #table: CallTable<Row>;
  readonly #find: FindPackage;

  constructor(one: GoPackage, file: GoFile, table: CallTable<Row>, find: FindPackage) {
    this.#package = one;
    this.#file = file;
    this.#table = table;
    this.#find = find;
  }

  imports(): readonly Match<Row>[] {
    const rows = this.#table.rows.filter(({ imported }) => imported);
    return this.#file.header.imports.flatMap(({ path, line }) =>
      rows
        .filter((row) => matchesPath(path, row.in))
        .map(
          (row) => ({ row, strength: "certain", where: this.#at(-1), line, given: [] }) as const,
        ),
    );
  }

  calls(): readonly Match<Row>[] {
    const { tokens, calls } = this.#file;
    const { functions, methods } = this.#table;
    return calls.flatMap(({ from, name, open, close, scope }) => {
      if (kindAt(tokens, name - 1) !== Kind.DOT) return [];
      const word = textAt(tokens, name);
      if (!functions.has(word) && !methods.has(word)) return [];
      const where = this.#at(scope);
      const target = targetOf(where, { from, to: open }, this.#find);
      const shape = shapeOf(tokens, { from, to: close + 1 });
      const all = shape.is === "call" ? shape.given : [];
      const found = this.#rowsFor(where, word, target);
      return found
        .filter(({ row }) => holds(tokens, row, all))
        .map(({ row, strength }) => ({
          row,
          strength,
          where,
          line: lineOf(tokens, name),
          given: argumentsFor(row, all),
        }));
    });
  }

  // The rows that speak of what is called.
  #rowsFor(
    where: Where,
    word: string,
    target: ReturnType<typeof targetOf>,
  ): readonly { readonly row: Row; readonly strength: Match["strength"] }[] {
    if (target.is === "function") {
      const rows = this.#table.functions.get(word) ?? [];
      return rows
        .filter((row) => matchesPath(target.path, row.in))
        .map((row) => ({ row, strength: "certain" }));
    }
    const rows = target.is === "method" ? (this.#table.methods.get(word) ?? []) : [];
    if (target.is !== "method" || rows.length === 0) return [];
    const origins = this.#originsOf(where, target.receiver);
    return rows.flatMap((row) => {
      const strength = origins ? strengthOf(row, origins) : this.#strengthUnknown(row);
      return strength ? [{ row, strength }] : [];
    });
  }

  // Of a receiver that nothing is known of: weak evidence, and only where the package is at hand.
  #strengthUnknown(row: Row): "likely" | undefined {
    return [...this.#package.imports].some((path) => matchesPath(path, row.in))
      ? "likely"
      : undefined;
  }

  // Where a receiver comes from: what its type embeds included, as their methods are its own.
  #originsOf(where: Where, receiver: Range): readonly Origin[] | undefined {
    const origin = originOf(where, receiver, this.#find);
    if (!origin) return undefined;
    const own = packageAt(where, origin.path, this.#find);
    const struct = own && indexOf(own).structs.get(origin.name);
    if (!own || !struct) return [origin];
    const place = { package: own, file: struct.file, scope: -1 };
    const embedded = struct.fields
      .filter(({ name }) => name === "")
      .map(({ type }) => typeOrigin(place, type, this.#find));
    return [origin, ...embedded.filter((one) => one !== undefined)];
  }

  literals(): readonly Match<Row>[] {
    const { tokens, composites } = this.#file;
    return composites.flatMap(({ from, open, scope }) => {
      const rows = this.#table.literals.get(textAt(tokens, open - 1)) ?? [];
      if (rows.length === 0) return [];
      const where = this.#at(scope);
      const target = targetOf(where, { from, to: open }, this.#find);
      if (target.is !== "function") return [];
      const fields = keyedValues(tokens, open);
      return rows
        .filter((row) => matchesPath(target.path, row.in))
        .flatMap((row): readonly Match<Row>[] => {
          const field = fields.find(({ key }) => key === row.field);
          if (row.field !== undefined && !field && row.absent === undefined) return [];
          const line = lineOf(tokens, field?.at ?? from);
          return [{ row, strength: "certain", where, line, given: field ? [field.value] : [] }];
        });
    });
  }

  uses(): readonly Match<Row>[] {
    const { tokens, dots } = this.#file;
    return dots.flatMap((dot) => {
      const rows = this.#table.uses.get(textAt(tokens, dot + 1)) ?? [];
      if (rows.length === 0) return [];
      // Which function the dot stands in is found only for the few that matter.
      const scope = this.#file.functions.findIndex(({ body }) => body.from <= dot && dot < body.to);
      const where = this.#at(scope);
      const path = importedAt(where, { from: dot - 1, to: dot }, this.#find);
      if (path === undefined) return [];
      return rows
        .filter((row) => matchesPath(path, row.in))
        .map(
          (row) =>
            ({ row, strength: "certain", where, line: lineOf(tokens, dot), given: [] }) as const,
        );
    });
  }

  #at(scope: number): Where {
    return { package: this.#package, file: this.#file, scope };
  }
}

function holds(tokens: Tokens, { when }: GoCallRow, all: readonly Range[]): boolean {
  if (!when) return true;
  const range = all[when.argument];
  if (!range) return false;
  const words: string[] = [];
  for (let at = range.from; at < range.to; at += 1) words.push(textAt(tokens, at));
  if (when.has !== undefined && !words.includes(when.has)) return false;
  return when.lacks === undefined || !words.includes(when.lacks);
}

function argumentsFor(row: GoCallRow, all: readonly Range[]): readonly Range[] {
  if (row.argument === undefined) return [];
  if (row.argument === "all") return all;
  const given = all[row.argument];
  return given ? [given] : [];
}

function strengthOf(row: GoCallRow, origins: readonly Origin[]): Match["strength"] | undefined {
  const origin = origins.find(({ path }) => matchesPath(path, row.in));
  if (!origin) return undefined;
  if (origin.how === "derived") return "likely";
  return row.on === undefined || row.on.split(" ").includes(origin.name) ? "certain" : undefined;
}
