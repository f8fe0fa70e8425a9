import type { Cgo, Embed, Generate } from "./directives.ts";
import type { GoHeader } from "./header.ts";
import type { Range, Tokens } from "./tokens.ts";

/** A function or method with a body, or a function literal that stands in no other function. */
export interface GoFunction {
  /** Empty for a literal. */
  readonly name: string;
  /** Type of a method's receiver. */
  readonly receiver?: Range;
  /** Names of the parameters in order; a nameless one is empty. */
  readonly parameters: readonly string[];
  /** Types of the results. */
  readonly results: Range;
  readonly body: Range;
  /** What its return statements return, those of function literals in it left out. */
  readonly returns: readonly (readonly Range[])[];
}

/** One place that gives a name a value, or may. */
export interface Binding {
  /** Name of the variable, constant or field. */
  readonly name: string;
  /** Index of the function that it is local to, or that the statement is in; -1 outside of all. */
  readonly scope: number;
  readonly how:
    | "const"
    | "var"
    | "define"
    | "assign"
    | "parameter"
    | "range"
    | "update"
    | "address";
  /** The operand that a field belongs to: `c.Server` of `c.Server.Port`. */
  readonly owner?: Range;
  readonly value?: Range;
  /** Place among the names that one value is for, or among the parameters. */
  readonly position: number;
  /** How many names one value is for. */
  readonly names: number;
  readonly type?: Range;
  readonly token: number;
}

export interface Call {
  /** First token of what is called: of `a` in `a.b(c)`. */
  readonly from: number;
  /** Token before the bracket: the name, where it is one. */
  readonly name: number;
  readonly open: number;
  readonly close: number;
  readonly scope: number;
}

/** A literal of a named type: `T{…}`, `p.T{…}`. */
export interface Composite {
  /** First token of the type. */
  readonly from: number;
  readonly open: number;
  readonly close: number;
  readonly scope: number;
}

export interface StructField {
  /** Empty for an embedded one. */
  readonly name: string;
  readonly type: Range;
  /** Unquoted. */
  readonly tag?: string;
  readonly line: number;
}

export interface StructType {
  /** Name of the type, or of the field that has it. */
  readonly name: string;
  readonly fields: readonly StructField[];
  readonly line: number;
}

/** What was found in one Go file. */
export interface GoFile {
  /** As the caller names it. */
  readonly path: string;
  readonly tokens: Tokens;
  readonly header: GoHeader;
  readonly embeds: readonly Embed[];
  readonly generates: readonly Generate[];
  readonly cgo: readonly Cgo[];
  readonly functions: readonly GoFunction[];
  readonly bindings: ReadonlyMap<string, readonly Binding[]>;
  readonly calls: readonly Call[];
  readonly composites: readonly Composite[];
  readonly structs: readonly StructType[];
  /** The dots of `a.b` that no call follows. */
  readonly dots: readonly number[];
}
