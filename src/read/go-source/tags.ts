import type { GoFile, StructField } from "./file.ts";
import type { GoPackage } from "./package.ts";
import type { Setting } from "./settings.ts";
import type { Via } from "./values.ts";

/** The `key:"value"` pairs of a struct tag, as reflect.StructTag reads them. */
export function readTag(tag: string): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>();
  const pair = /\s*([^\s":]+):"((?:[^"\\]|\\.)*)"/y;
  for (let match = pair.exec(tag); match; match = pair.exec(tag)) {
    pairs.set(match[1] ?? "", (match[2] ?? "").replace(/\\(.)/g, "$1"));
  }
  return pairs;
}

// Keys that name what fills a field, and what kind of name they have.
const NAMING: readonly (readonly [string, Via["by"]])[] = [
  ["env", "environment"],
  ["envconfig", "environment"],
  ["flag", "flag"],
  ["long", "flag"],
  ["mapstructure", "configuration"],
  ["yaml", "configuration"],
  ["json", "configuration"],
  ["toml", "configuration"],
];

const DEFAULTS = ["envDefault", "env-default", "default"];

/**
 * The settings that the struct tags of a file define: envconfig, env, cleanenv, kong, go-flags and
 * their like.
 */
export function settingsOfTags(one: GoPackage, file: GoFile): readonly Setting[] {
  const where = { package: one, file, scope: -1 };
  return file.structs.flatMap(({ name: struct, fields }) =>
    fields.flatMap((field) => {
      const read = field.tag === undefined ? undefined : readField(field, readTag(field.tag));
      return read
        ? [{ ...read, where, line: field.line, field: { struct, name: field.name } }]
        : [];
    }),
  );
}

function readField(
  field: StructField,
  tag: ReadonlyMap<string, string>,
): Pick<Setting, "via" | "tagDefault" | "environment"> | undefined {
  const names = NAMING.flatMap(([key, by]) => {
    const [name = "", ...options] = (tag.get(key) ?? "").split(",");
    return name === "" || name === "-" ? [] : [{ by, name, options }];
  });
  const inline = names
    .flatMap(({ options }) => options)
    .find((option) => option.trim().startsWith("default="));
  const given = DEFAULTS.map((key) => tag.get(key)).find((value) => value !== undefined);
  const value = given ?? inline?.trim().slice("default=".length);
  const [first] = names;
  const isSetting = value !== undefined || first?.by === "environment" || first?.by === "flag";
  if (!isSetting) return undefined;
  const flag = names.find(({ by }) => by === "flag");
  const named = flag ?? first ?? { by: "flag" as const, name: dashed(field.name) };
  const variable = names.find(({ by }) => by === "environment");
  return {
    via: { by: named.by, name: named.name },
    ...(value === undefined ? {} : { tagDefault: value }),
    ...(variable && variable !== named ? { environment: variable.name } : {}),
  };
}

// As kong names the flag of a field: ListenAddr is --listen-addr.
function dashed(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, "$1-$2").toLowerCase();
}
