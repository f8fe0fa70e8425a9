import type { Binding, GoFile } from "./file.ts";
import { foldCall } from "./fold-calls.ts";
import { foldField } from "./fold-fields.ts";
import { importedAt } from "./origin.ts";
import { bindingsOf, indexOf, type Bound, type FindPackage, type Where } from "./package.ts";
import { settingsOf, type Setting } from "./settings.ts";
import { shapeOf, type Shape } from "./shape.ts";
import { lineOf, type Range } from "./tokens.ts";
import { asDefault, either, literal, together, UNKNOWN, type Folded } from "./values.ts";

/**
 * A place where an expression is folded; a call that was followed gives the parameters their
 * values.
 */
export interface Site extends Where {
  readonly call?: { readonly given: readonly Range[]; readonly from: Site; readonly scope: number };
}

/** Expressions that need more calls and variables followed than that are unknown. */
const DEEPEST = 24;

/** All expressions of a program together may take so many steps: what comes after is unknown. */
const MOST_STEPS = 1_000_000;

/** No single expression takes more steps than that. */
const MOST_STEPS_EACH = 400;

/**
 * Tells which values expressions may have, without running anything: what stands in constants, in
 * variables with literal values, in the defaults of flags and configuration keys, and in what
 * functions of the repository return. An unknown part makes a value unknown. Assignments count
 * wherever they stand: the order of statements is not followed.
 */
export class Folder {
  readonly find: FindPackage;
  #steps = 0;
  #limit = 0;
  #depth = 0;
  /** What is being followed: a variable that depends on itself adds nothing. */
  readonly #active = new Set<Binding>();
  /** Values of names that were asked for, by file. */
  readonly #names = new Map<GoFile, Map<string, Folded>>();

  /**
   * @param find gives the packages of the repository, so that their constants and functions are
   * followed
   */
  constructor(find: FindPackage) {
    this.find = find;
  }

  /** The values that an expression may have. */
  fold(site: Site, range: Range): Folded {
    if (this.#depth === 0) this.#limit = this.#steps + MOST_STEPS_EACH;
    if (!this.spend(1) || this.#depth >= DEEPEST) return UNKNOWN;
    this.#depth += 1;
    try {
      return this.#foldShape(site, shapeOf(site.file.tokens, range), range);
    } finally {
      this.#depth -= 1;
    }
  }

  /** Takes steps for work beside the folding; false where none are left. */
  spend(steps: number): boolean {
    this.#steps += steps;
    return this.#steps <= Math.min(this.#limit, MOST_STEPS);
  }

  #foldShape(site: Site, shape: Shape, range: Range): Folded {
    const { file } = site;
    switch (shape.is) {
      case "text":
      case "integer":
        return literal(shape.value, file.path, lineOf(file.tokens, shape.at));
      case "name":
        return this.foldName(site, shape.name);
      case "select":
        return this.#foldSelect(site, shape);
      case "call":
        return foldCall(this, site, shape, range);
      case "sum": {
        const parts = shape.parts.map((part) => this.fold(site, part));
        return together(parts, (texts) => texts.join(""));
      }
      case "pointed":
        return this.fold(site, shape.of);
      default:
        return UNKNOWN;
    }
  }

  #foldSelect(site: Site, { owner, name }: Extract<Shape, { is: "select" }>): Folded {
    const path = importedAt(site, owner, this.find);
    if (path === undefined) return foldField(this, site, owner, name);
    const own = this.find(path);
    const file = own?.files[0];
    return own && file ? this.foldName({ package: own, file, scope: -1 }, name) : UNKNOWN;
  }

  /** The values that a variable or constant may have. */
  foldName(site: Site, name: string): Folded {
    // Inside of another variable the values are those without it, which are nobody else's.
    if (site.call || this.#active.size > 0) return this.#foldBindings(site, name);
    const names = this.#names.get(site.file) ?? new Map<string, Folded>();
    this.#names.set(site.file, names);
    const key = `${site.scope} ${name}`;
    const known = names.get(key);
    if (known) return known;
    const folded = this.#foldBindings(site, name);
    if (this.spend(0) || this.#depth <= 1) names.set(key, folded);
    return folded;
  }

  #foldBindings(site: Site, name: string): Folded {
    const bound = bindingsOf(site, name);
    if (bound.length === 0) return UNKNOWN;
    const folded = bound.map((one) => this.foldBinding(site, one));
    return either(folded.filter((one) => one !== undefined));
  }

  /**
   * What one place gives to a variable; undefined where it is no value, as in a declaration without
   * one.
   */
  foldBinding(site: Site, { where, binding }: Bound): Folded | undefined {
    if (this.#active.has(binding)) return undefined;
    this.#active.add(binding);
    try {
      return this.#foldBound(site, { where, binding });
    } finally {
      this.#active.delete(binding);
    }
  }

  #foldBound(site: Site, { where, binding }: Bound): Folded | undefined {
    // Within the same function, a followed call still gives the parameters.
    const inside = where.file === site.file && where.scope === site.scope ? site : where;
    switch (binding.how) {
      case "const":
      case "var":
      case "define":
      case "assign":
        if (!binding.value) return binding.how === "var" ? undefined : UNKNOWN;
        if (binding.names > 1) return this.#foldPart(inside, binding.value, binding.position);
        return this.fold(inside, binding.value);
      case "parameter":
        return this.#foldParameter(inside, binding);
      case "address": {
        const setting = this.settingAt(where, binding.token);
        return setting ? this.foldSetting(setting) : UNKNOWN;
      }
      default:
        return UNKNOWN;
    }
  }

  // One of several results of a call.
  #foldPart(site: Site, range: Range, position: number): Folded {
    const shape = shapeOf(site.file.tokens, range);
    return shape.is === "call" ? foldCall(this, site, shape, range, position) : UNKNOWN;
  }

  #foldParameter(site: Site, { position, scope }: Binding): Folded {
    if (position < 0) return UNKNOWN;
    if (site.call?.scope === scope) {
      const given = site.call.given[position];
      return given ? this.fold(site.call.from, given) : UNKNOWN;
    }
    const called = site.file.functions[scope];
    if (!called || called.name === "") return UNKNOWN;
    const { calls, functions } = indexOf(site.package);
    if (functions.get(called.name)?.length !== 1) return UNKNOWN;
    const folded = (calls.get(called.name) ?? []).slice(0, 16).map(({ where, call }) => {
      const { from, close } = where.file.calls[call] as (typeof where.file.calls)[number];
      const shape = shapeOf(where.file.tokens, { from, to: close + 1 });
      const given = shape.is === "call" ? shape.given[position] : undefined;
      return given ? this.fold(where, given) : UNKNOWN;
    });
    // Others may call it, too: what is exported, a method, and what is handed on as a value.
    const all = either(folded);
    return { ...all, complete: false };
  }

  /** The setting whose definition takes the address that ends with a token. */
  settingAt(where: Where, token: number): Setting | undefined {
    return settingsOf(where.package, this.find).byTarget.get(where.file)?.get(token);
  }

  /** The default of a setting, with its name. */
  foldSetting(setting: Setting): Folded {
    const { where, via, line } = setting;
    const tag = setting.tagDefault;
    const given =
      tag === undefined
        ? setting.default && this.fold(where, setting.default)
        : literal(tag, where.file.path, line);
    const environment = setting.environment;
    const bare =
      given ??
      (via.by === "environment" ? { values: [variable(setting)], complete: true } : UNKNOWN);
    const named = asDefault(bare, via);
    return environment === undefined || named.values.length > 0
      ? named
      : { values: [variable(setting)], complete: true };
  }
}

function variable({ via, environment, where, line }: Setting): Folded["values"][number] {
  const name = environment ?? via.name;
  return {
    shape: `\${${name}}`,
    file: where.file.path,
    line,
    via: { by: "environment", name },
  };
}
