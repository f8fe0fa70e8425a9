import { settingsOfTags } from "./tags.ts";
import type { GoFile } from "./file.ts";
import { addTo, type FindPackage, type GoPackage, type Where, plainPath } from "./package.ts";
import { targetOf } from "./origin.ts";
import { keyedValues, shapeOf } from "./shape.ts";
import { kindAt, lineOf, textAt, type Range, type Tokens } from "./tokens.ts";
import { Kind } from "./kinds.ts";
import type { Via } from "./values.ts";

/**
 * Something that can be set from outside of the program: a flag, an environment variable, a key of
 * a configuration.
 */
export interface Setting {
  readonly via: Via;
  /** Another name by which it is set: the environment variable of a flag. */
  readonly environment?: string;
  readonly where: Where;
  readonly line: number;
  /** The default, an expression; undefined where there is none, or where a tag gives it. */
  readonly default?: Range;
  /** The default as a struct tag has it. */
  readonly tagDefault?: string;
  /** The struct field that it fills. */
  readonly field?: { readonly struct: string; readonly name: string };
  /** Token of the name whose address the definition takes. */
  readonly target?: number;
  /** Index of the call that defines it. */
  readonly call?: number;
}

// Value types of package flag, pflag and kingpin, which name their functions.
const FLAG_TYPES = (
  "String Int Uint Bool Duration Float64 Int8 Int16 Int32 Int64 Uint8 Uint16 Uint32 Uint64 IP " +
  "TCP URL StringSlice StringArray IntSlice Strings ExistingFile ExistingDir ExistingFileOrDir Enum"
).split(" ");

// Which arguments of a definition are target, name and default, by the ending of its name and their
// number.
const FORMS: ReadonlyMap<
  string,
  { readonly target?: number; readonly name: number; readonly default: number }
> = new Map([
  ["/3", { name: 0, default: 1 }],
  ["P/4", { name: 0, default: 2 }],
  ["Var/4", { target: 0, name: 1, default: 2 }],
  ["VarP/5", { target: 0, name: 1, default: 3 }],
]);

const FLAG_FUNCTIONS: ReadonlyMap<string, string> = new Map(
  FLAG_TYPES.flatMap((type) => ["", "P", "Var", "VarP"].map((ending) => [type + ending, ending])),
);

/** The settings of a package, by what they are looked for by. */
export interface Settings {
  readonly all: readonly Setting[];
  /** By the token whose address the definition takes. */
  readonly byTarget: ReadonlyMap<GoFile, ReadonlyMap<number, Setting>>;
  /** By struct and field, as in `Config.Port`. */
  readonly byField: ReadonlyMap<string, readonly Setting[]>;
  /** Those that no struct field defines, by kind and name, as in `flag addr`. */
  readonly byName: ReadonlyMap<string, readonly Setting[]>;
}

const settingsByPackage = new WeakMap<GoPackage, Settings>();

/** All settings that the files of a package define. */
export function settingsOf(one: GoPackage, find: FindPackage): Settings {
  const known = settingsByPackage.get(one);
  if (known) return known;
  const byTarget = new Map<GoFile, Map<number, Setting>>();
  const byField = new Map<string, Setting[]>();
  const byName = new Map<string, Setting[]>();
  const all = one.files.flatMap((file) => [
    ...callSettings(one, file, find),
    ...literalSettings(one, file, find),
    ...settingsOfTags(one, file),
  ]);
  for (const setting of all) {
    const { field, via, where, target } = setting;
    if (field) addTo(byField, `${field.struct}.${field.name}`, setting);
    else addTo(byName, `${via.by} ${via.name}`, setting);
    if (target === undefined) continue;
    const targets = byTarget.get(where.file) ?? new Map<number, Setting>();
    byTarget.set(where.file, targets.set(target, setting));
  }
  const settings = { all, byTarget, byField, byName };
  settingsByPackage.set(one, settings);
  return settings;
}

function callSettings(one: GoPackage, file: GoFile, find: FindPackage): readonly Setting[] {
  const { tokens } = file;
  return file.calls.flatMap((call, index) => {
    const name = textAt(tokens, call.name);
    if (!FLAG_FUNCTIONS.has(name) && !OTHER_DEFINITIONS.has(name)) return [];
    const where = { package: one, file, scope: call.scope };
    const setting = settingAt(where, { from: call.from, to: call.close + 1 }, find);
    return setting ? [{ ...setting, call: index }] : [];
  });
}

/** The setting that a call defines; undefined for any other call. */
export function settingAt(where: Where, range: Range, find: FindPackage): Setting | undefined {
  const { tokens } = where.file;
  const shape = shapeOf(tokens, range);
  if (shape.is !== "call" || kindAt(tokens, shape.at) !== Kind.NAME) return undefined;
  const name = textAt(tokens, shape.at);
  const ending = FLAG_FUNCTIONS.get(name);
  const other = OTHER_DEFINITIONS.get(name);
  if (other) return other(where, shape, find);
  if (ending === undefined) return undefined;
  if (shape.given.length < 2) return chainedSetting(where, shape);
  const form = FORMS.get(`${ending}/${shape.given.length}`);
  const flag = form && textOf(tokens, shape.given[form.name]);
  if (flag === undefined || kindAt(tokens, shape.at - 1) !== Kind.DOT) return undefined;
  const target =
    form?.target === undefined ? undefined : targetToken(tokens, shape.given[form.target]);
  return {
    via: { by: "flag", name: flag },
    where,
    line: lineOf(tokens, shape.at),
    ...rangeOf("default", form && shape.given[form.default]),
    ...(target === undefined ? {} : { target }),
  };
}

type CallShape = Extract<ReturnType<typeof shapeOf>, { is: "call" }>;

/** Calls in a chain longer than this define no flag. */
const LONGEST_CHAIN = 12;

// kingpin: app.Flag("name", "help").Default(":9115").Envar("ADDR").String()
function chainedSetting(where: Where, last: CallShape): Setting | undefined {
  const { tokens } = where.file;
  const found: { default?: Range; environment?: string } = {};
  let callee = last.callee;
  for (let steps = 0; steps < LONGEST_CHAIN; steps += 1) {
    const select = shapeOf(tokens, callee);
    const link = select.is === "select" ? shapeOf(tokens, select.owner) : undefined;
    if (link?.is !== "call") return undefined;
    const word = textAt(tokens, link.at);
    const [argument] = link.given;
    if (word === "Default" && argument) found.default = argument;
    if (word === "Envar") found.environment = textOf(tokens, argument) ?? "";
    if (word === "Flag" || word === "Arg") {
      const name = textOf(tokens, argument);
      if (name === undefined) return undefined;
      const target = targetToken(tokens, last.given[0]);
      const via = { by: "flag", name } as const;
      return {
        via,
        where,
        line: lineOf(tokens, link.at),
        ...found,
        ...(target === undefined ? {} : { target }),
      };
    }
    callee = link.callee;
  }
  return undefined;
}

type Define = (where: Where, shape: CallShape, find: FindPackage) => Setting | undefined;

const EXPORTER_FLAGS = "github.com/prometheus/exporter-toolkit/web/kingpinflag";
const VIPER = "github.com/spf13/viper";

const OTHER_DEFINITIONS: ReadonlyMap<string, Define> = new Map<string, Define>([
  [
    "AddFlags",
    (where, { callee, given, at }, find) => {
      const target = targetOf(where, callee, find);
      if (target.is !== "function" || target.path !== EXPORTER_FLAGS) return undefined;
      const via = { by: "flag", name: "web.listen-address" } as const;
      return { via, where, line: lineOf(where.file.tokens, at), ...rangeOf("default", given[1]) };
    },
  ],
  [
    "SetDefault",
    (where, { given, at }) => {
      const name = given.length === 2 ? textOf(where.file.tokens, given[0]) : undefined;
      if (name === undefined || !usesViper(where)) return undefined;
      const via = { by: "configuration", name: name.toLowerCase() } as const;
      return { via, where, line: lineOf(where.file.tokens, at), ...rangeOf("default", given[1]) };
    },
  ],
  [
    "BindEnv",
    (where, { given, at }) => {
      const name = textOf(where.file.tokens, given[0]);
      if (name === undefined || !usesViper(where)) return undefined;
      const variable = textOf(where.file.tokens, given[1]) ?? name.toUpperCase();
      const via = { by: "configuration", name: name.toLowerCase() } as const;
      return { via, where, line: lineOf(where.file.tokens, at), environment: variable };
    },
  ],
]);

/** Whether some file of the package imports viper: its methods are called on any variable. */
export function usesViper(where: Where): boolean {
  return [...where.package.imports].some((path) => plainPath(path) === VIPER);
}

// urfave/cli: &cli.StringFlag{Name: "addr", Value: ":8080", EnvVars: []string{"ADDR"}, Destination:
// &x}
function literalSettings(one: GoPackage, file: GoFile, find: FindPackage): readonly Setting[] {
  const { tokens } = file;
  return file.composites.flatMap(({ from, open, scope }) => {
    if (!textAt(tokens, open - 1).endsWith("Flag")) return [];
    const where = { package: one, file, scope };
    const target = targetOf(where, { from, to: open }, find);
    if (target.is !== "function" || plainPath(target.path) !== "github.com/urfave/cli") return [];
    const fields = new Map(keyedValues(tokens, open).map(({ key, value }) => [key, value]));
    const name = textOf(tokens, fields.get("Name"))?.split(",")[0]?.trim();
    if (name === undefined) return [];
    const variables = fields.get("EnvVars") ?? fields.get("EnvVar") ?? fields.get("Sources");
    const variable = variables && firstText(tokens, variables);
    const destination = targetToken(tokens, fields.get("Destination"));
    return [
      {
        via: { by: "flag", name },
        where,
        line: lineOf(tokens, from),
        ...rangeOf("default", fields.get("Value")),
        ...(variable === undefined ? {} : { environment: variable }),
        ...(destination === undefined ? {} : { target: destination }),
      } satisfies Setting,
    ];
  });
}

function firstText(tokens: Tokens, { from, to }: Range): string | undefined {
  for (let at = from; at < to; at += 1) {
    if (kindAt(tokens, at) === Kind.TEXT) return textOf(tokens, { from: at, to: at + 1 });
  }
  return undefined;
}

function textOf(tokens: Tokens, range: Range | undefined): string | undefined {
  const shape = range && shapeOf(tokens, range);
  return shape?.is === "text" ? shape.value : undefined;
}

// The name at the end of `&a.b`.
function targetToken(tokens: Tokens, range: Range | undefined): number | undefined {
  const shape = range && shapeOf(tokens, range);
  return shape?.is === "address" ? shape.of.to - 1 : undefined;
}

function rangeOf(key: "default", range: Range | undefined): { readonly default?: Range } {
  return range ? { [key]: range } : {};
}
