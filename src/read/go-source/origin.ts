import {
  bindingsOf,
  importNames,
  indexOf,
  localBindings,
  plainPath,
  type FindPackage,
  type Where,
} from "./package.ts";
import { shapeOf, type Shape } from "./shape.ts";
import { Kind } from "./kinds.ts";
import { kindAt, split, textAt, type Range } from "./tokens.ts";

/** Where a value comes from, as far as a package can be told. */
export interface Origin {
  /** Import path, as it is imported. */
  readonly path: string;
  /** Name of the type, or of the function of that package which gave the value. */
  readonly name: string;
  /** "derived": a method or a field of such a value gave it, so that its type is not known. */
  readonly how: "type" | "result" | "derived";
}

/** What a call calls. */
export type Target =
  | { readonly is: "function"; readonly path: string; readonly name: string }
  /** A function, type or built-in of the same package. */
  | { readonly is: "own"; readonly name: string }
  | { readonly is: "method"; readonly receiver: Range; readonly name: string }
  | { readonly is: "unknown" };

const DEEPEST = 12;

/**
 * Tells functions of packages from methods, by the imports of the file and the variables at the
 * place.
 */
export function targetOf(where: Where, callee: Range, find: FindPackage): Target {
  const { tokens } = where.file;
  const shape = shapeOf(tokens, withoutTypeArguments(where, callee));
  if (shape.is === "name") {
    const isVariable = bindingsOf(where, shape.name).length > 0;
    return isVariable ? { is: "unknown" } : { is: "own", name: shape.name };
  }
  if (shape.is !== "select") return { is: "unknown" };
  const path = importedAt(where, shape.owner, find);
  if (path !== undefined) return { is: "function", path, name: shape.name };
  return { is: "method", receiver: shape.owner, name: shape.name };
}

/**
 * The package that an operand names: `http` of `http.Get`; undefined for variables and all else.
 */
export function importedAt(
  where: Where,
  { from, to }: Range,
  find: FindPackage,
): string | undefined {
  const { tokens } = where.file;
  if (to - from !== 1 || kindAt(tokens, from) !== Kind.NAME) return undefined;
  const name = textAt(tokens, from);
  const path = importNames(where.file, find).get(name);
  return path === undefined || localBindings(where, name).length > 0 ? undefined : path;
}

function withoutTypeArguments(where: Where, { from, to }: Range): Range {
  const { tokens } = where.file;
  const open = tokens.partners[to - 1] as number;
  const isIndex = kindAt(tokens, to - 1) === Kind.CLOSE_SQUARE && open > from;
  return isIndex ? { from, to: open } : { from, to };
}

/** Tells where the value of an expression comes from. */
export function originOf(
  where: Where,
  range: Range,
  find: FindPackage,
  depth = 0,
): Origin | undefined {
  if (depth > DEEPEST) return undefined;
  const shape = shapeOf(where.file.tokens, range);
  switch (shape.is) {
    case "address":
    case "pointed":
      return originOf(where, shape.of, find, depth + 1);
    case "composite":
      return typeOrigin(where, shape.type, find);
    case "name":
      return nameOrigin(where, shape.name, find, depth);
    case "select":
      return fieldOrigin(where, shape, find, depth);
    case "call":
      return callOrigin(where, shape, find, depth);
    default:
      return undefined;
  }
}

/** Tells which named type some tokens mean: `T`, `*p.T`, `p.T[int]`. */
export function typeOrigin(
  where: Where,
  { from, to }: Range,
  find: FindPackage,
): Origin | undefined {
  const { tokens } = where.file;
  let start = from;
  while (start < to && kindAt(tokens, start) === Kind.STAR) start += 1;
  const shape = shapeOf(tokens, withoutTypeArguments(where, { from: start, to }));
  if (shape.is === "name") return { path: where.package.path, name: shape.name, how: "type" };
  if (shape.is !== "select") return undefined;
  const path = importedAt({ ...where, scope: -1 }, shape.owner, find);
  return path === undefined ? undefined : { path, name: shape.name, how: "type" };
}

function nameOrigin(
  where: Where,
  name: string,
  find: FindPackage,
  depth: number,
): Origin | undefined {
  for (const { where: place, binding } of bindingsOf(where, name).slice(0, 8)) {
    if (binding.type) return typeOrigin(place, binding.type, find);
    if (!binding.value || binding.position > 0) continue;
    const origin = originOf(place, binding.value, find, depth + 1);
    if (origin) return origin;
  }
  return undefined;
}

function fieldOrigin(
  where: Where,
  { owner, name }: Extract<Shape, { is: "select" }>,
  find: FindPackage,
  depth: number,
): Origin | undefined {
  const path = importedAt(where, owner, find);
  if (path !== undefined) {
    const own = find(path);
    const file = own?.files[0];
    if (own && file) return nameOrigin({ package: own, file, scope: -1 }, name, find, depth + 1);
    return { path, name, how: "result" };
  }
  const origin = originOf(where, owner, find, depth + 1);
  return origin && memberOrigin(where, origin, name, find);
}

// What a field of a value of known origin is.
function memberOrigin(
  where: Where,
  origin: Origin,
  name: string,
  find: FindPackage,
): Origin | undefined {
  const own = packageAt(where, origin.path, find);
  if (!own) return { path: origin.path, name, how: "derived" };
  if (origin.how !== "type") return undefined;
  const struct = indexOf(own).structs.get(origin.name);
  const field = struct?.fields.find((one) => one.name === name);
  return struct && field
    ? typeOrigin({ package: own, file: struct.file, scope: -1 }, field.type, find)
    : undefined;
}

function callOrigin(
  where: Where,
  { callee, given }: Extract<Shape, { is: "call" }>,
  find: FindPackage,
  depth: number,
): Origin | undefined {
  const target = targetOf(where, callee, find);
  if (target.is === "own") {
    if (target.name === "new" && given[0]) return typeOrigin(where, given[0], find);
    return resultOrigin(where, target.name, undefined, find);
  }
  if (target.is === "function") {
    const own = find(target.path);
    const file = own?.files[0];
    if (own && file)
      return resultOrigin({ package: own, file, scope: -1 }, target.name, undefined, find);
    return { path: target.path, name: target.name, how: "result" };
  }
  if (target.is !== "method") return undefined;
  const origin = originOf(where, target.receiver, find, depth + 1);
  if (!origin) return undefined;
  const own = packageAt(where, origin.path, find);
  const file = own?.files[0];
  if (!own || !file) return { path: origin.path, name: target.name, how: "derived" };
  return resultOrigin({ package: own, file, scope: -1 }, target.name, origin.name, find);
}

// Type of the first result of an own function, or of a method of a type.
function resultOrigin(
  where: Where,
  name: string,
  type: string | undefined,
  find: FindPackage,
): Origin | undefined {
  for (const place of indexOf(where.package).functions.get(name) ?? []) {
    const found = place.file.functions[place.scope];
    if (!found) continue;
    const receiver = found.receiver && typeOrigin(place, found.receiver, find)?.name;
    if (receiver !== type) continue;
    const { tokens } = place.file;
    const { from, to } = found.results;
    const isList = kindAt(tokens, from) === Kind.OPEN_ROUND;
    const first = isList
      ? split(tokens, { from: from + 1, to: to - 1 }, Kind.COMMA)[0]
      : found.results;
    return first && typeOrigin({ ...place, scope: -1 }, first, find);
  }
  return undefined;
}

/** A package of the repository, the one at hand included. */
export function packageAt(
  where: Where,
  path: string,
  find: FindPackage,
): Where["package"] | undefined {
  return path === where.package.path ? where.package : find(path);
}

/** Whether an import path is one of a table: the same without major versions, or below `…/...`. */
export function matchesPath(path: string, pattern: string): boolean {
  const plain = plainPath(path);
  if (!pattern.endsWith("/...")) return plain === pattern;
  const top = pattern.slice(0, -"/...".length);
  return plain === top || plain.startsWith(`${top}/`);
}
