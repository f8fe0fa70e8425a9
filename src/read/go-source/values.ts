/** Where a value can be changed from outside of the program. */
export interface Via {
  readonly by: "environment" | "flag" | "configuration";
  /** Of the variable, the flag (without dashes) or the key. */
  readonly name: string;
}

/** A value that an expression may have. */
export interface Value {
  /** Undefined where only the environment knows it. */
  readonly value?: string;
  /** The value with `${NAME}` for each environment variable in it; only where there is one. */
  readonly shape?: string;
  /** Line, from 1, and file of the literal. */
  readonly line: number;
  readonly file: string;
  /** What the value is the default of, or the variable that it comes from. */
  readonly via?: Via;
}

/** The values that an expression may have. */
export interface Folded {
  readonly values: readonly Value[];
  /** Whether these are all: false as soon as a part is unknown. */
  readonly complete: boolean;
}

/** More possible values of one expression are not told. */
const MOST_VALUES = 16;

/** Longer values are no paths, names or addresses. */
const LONGEST_VALUE = 4096;

export const UNKNOWN: Folded = { values: [], complete: false };

/** A single known value. */
export function literal(value: string, file: string, line: number): Folded {
  return { values: [{ value, file, line }], complete: true };
}

/** What an environment variable holds. */
export function environment(name: string, file: string, line: number): Folded {
  const via = { by: "environment", name } as const;
  return { values: [{ shape: `\${${name}}`, file, line, via }], complete: true };
}

/**
 * All values of several expressions, one of which counts. A literal beside a variable is its
 * default.
 */
export function either(all: readonly Folded[]): Folded {
  const values = new Map<string, Value>();
  const flat = all.flatMap((one) => one.values);
  const bare = new Set(flat.filter((one) => one.value === undefined).map((one) => one.via));
  const [only] = bare;
  for (const one of flat) {
    const isDefault = one.value !== undefined && !one.via && bare.size === 1 && only;
    const value = isDefault ? { ...one, via: only } : one;
    const key = `${value.value ?? value.shape} ${value.via?.by} ${value.via?.name}`;
    if (!values.has(key)) values.set(key, value);
  }
  const complete = all.every((one) => one.complete) && values.size <= MOST_VALUES;
  return { values: [...values.values()].slice(0, MOST_VALUES), complete };
}

/** The values of expressions that are put together. */
export function together(
  parts: readonly Folded[],
  join: (texts: readonly string[]) => string,
): Folded {
  let rows: readonly (readonly Value[])[] = [[]];
  for (const { values } of parts) {
    rows = rows.flatMap((row) => values.map((value) => [...row, value])).slice(0, MOST_VALUES + 1);
  }
  const complete = parts.every((one) => one.complete) && rows.length <= MOST_VALUES;
  const made = rows.slice(0, MOST_VALUES).flatMap((row) => {
    const text = join(row.map((one) => one.value ?? one.shape ?? ""));
    return text.length > LONGEST_VALUE ? [] : [combine(row, text)];
  });
  return { values: made.filter((one) => one !== undefined), complete };
}

function combine(row: readonly Value[], text: string): Value | undefined {
  const [first] = row;
  if (!first) return undefined;
  const via = row.find((one) => one.value === undefined)?.via ?? row.find((one) => one.via)?.via;
  const isKnown = row.every((one) => one.value !== undefined);
  const { file, line } = row.find((one) => one.via) ?? first;
  const place = { file, line };
  return { ...(isKnown ? { value: text } : { shape: text }), ...place, ...(via ? { via } : {}) };
}

/** The same values as defaults of a flag or a key. */
export function asDefault(folded: Folded, via: Via): Folded {
  return { ...folded, values: folded.values.map((one) => (one.via ? one : { ...one, via })) };
}

/** Joins path elements as Go's path.Join does. */
export function joinPath(elements: readonly string[]): string {
  const path = elements.filter((one) => one !== "").join("/");
  if (path === "") return "";
  const kept: string[] = [];
  for (const element of path.split("/")) {
    if (element === "" || element === ".") continue;
    const canGoUp = kept.length > 0 && kept.at(-1) !== "..";
    if (element === ".." && canGoUp) kept.pop();
    else if (element !== ".." || !path.startsWith("/")) kept.push(element);
  }
  const joined = kept.join("/");
  if (path.startsWith("/")) return `/${joined}`;
  return joined === "" ? "." : joined;
}

/**
 * Puts texts into a format of package fmt; undefined for one with other verbs than %s, %d and %v.
 */
export function format(pattern: string, texts: readonly string[]): string | undefined {
  let used = 0;
  let isPlain = true;
  const made = pattern.replace(/%(.?)/gs, (_, verb: string) => {
    if (verb === "%") return "%";
    const text = texts[used];
    used += 1;
    if (text === undefined || !"sdv".includes(verb) || verb === "") isPlain = false;
    return text ?? "";
  });
  return isPlain && used === texts.length ? made : undefined;
}
