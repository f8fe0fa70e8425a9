import { bindAssignment, bindDeclaration, type Found } from "./bind.ts";
import { cgoOf, embedsOf, generatesOf } from "./directives.ts";
import type { GoFile, GoFunction, Call } from "./file.ts";
import { headerOf } from "./header.ts";
import { Kind } from "./kinds.ts";
import { lex } from "./lex.ts";
import { structAt } from "./structs.ts";
import { blockAfter, bodyAfter, endOfExpressions, endsOperand, parametersOf } from "./syntax.ts";
import { hop, kindAt, partnerOf, split, textAt, type Range, type Tokens } from "./tokens.ts";

/**
 * Reads a Go file: what it declares, calls and gives values to. It takes any text, and its time is
 * linear.
 */
export function scanFile(path: string, text: string): GoFile {
  const tokens = lex(text);
  const header = headerOf(tokens);
  const found = new Scan(tokens).run();
  return {
    path,
    tokens,
    header,
    embeds: embedsOf(tokens),
    generates: generatesOf(tokens),
    cgo: header.imports.some((one) => one.path === "C") ? cgoOf(tokens) : [],
    ...found,
  };
}

interface OpenFunction {
  readonly index: number;
  readonly close: number;
  readonly isLiteral: boolean;
}

interface MutableFunction extends GoFunction {
  readonly returns: (readonly Range[])[];
}

/** A chain of names longer than this is read in pieces. */
const LONGEST_CHAIN = 32;

// One column for all files, as a scan ends before the next one begins.
let startsOfOperands = new Int32Array(1 << 14);

const ADDRESS_FOLLOWS: ReadonlySet<number> = new Set([Kind.OPEN_ROUND, Kind.COMMA, Kind.COLON]);
const ADDRESS_ENDS: ReadonlySet<number> = new Set([Kind.COMMA, Kind.CLOSE_ROUND, Kind.CLOSE_CURLY]);

class Scan implements Found {
  readonly tokens: Tokens;
  readonly bindings: Found["bindings"] = new Map();
  readonly blocks = new Set<number>();
  readonly declared = new Set<number>();
  readonly functions: MutableFunction[] = [];
  readonly calls: Call[] = [];
  readonly #composites: { from: number; open: number; close: number; scope: number }[] = [];
  readonly #structs: ReturnType<typeof structAt>[] = [];
  readonly #dots: number[] = [];
  readonly #open: OpenFunction[] = [];
  /** Where the operands begin that end with a bracket. */
  readonly #starts: Int32Array;

  constructor(tokens: Tokens) {
    this.tokens = tokens;
    if (startsOfOperands.length < tokens.count) startsOfOperands = new Int32Array(tokens.count * 2);
    else startsOfOperands.fill(0, 0, tokens.count);
    this.#starts = startsOfOperands;
  }

  get scope(): number {
    return this.#open.at(-1)?.index ?? -1;
  }

  run(): Pick<GoFile, "bindings" | "functions" | "calls" | "composites" | "structs" | "dots"> {
    const { count } = this.tokens;
    for (let at = 0; at < count; at += 1) at = this.#read(at);
    return {
      bindings: this.bindings,
      functions: this.functions,
      calls: this.calls,
      composites: this.#composites,
      structs: this.#structs,
      dots: this.#dots,
    };
  }

  // Reads what begins at a token, and returns the last token that needs no more reading.
  #read(at: number): number {
    const kind = kindAt(this.tokens, at);
    if (kind <= Kind.RAW) return at;
    if (kind === Kind.DOT) this.#dot(at);
    else if (kind <= Kind.OPEN_CURLY) this.#opening(kind, at);
    else if (kind <= Kind.CLOSE_CURLY) this.#closing(at);
    else if (kind >= Kind.BREAK) return this.#keyword(kind, at);
    else if (kind >= Kind.DEFINE && kind <= Kind.UPDATE) bindAssignment(this, at, kind);
    else if (kind === Kind.STEP) bindAssignment(this, at, Kind.UPDATE);
    else if (kind === Kind.AND) this.#address(at);
    return at;
  }

  #keyword(kind: number, at: number): number {
    const { tokens } = this;
    if (kind === Kind.FUNC) return this.#function(at);
    if (kind === Kind.VAR || kind === Kind.CONST) bindDeclaration(this, at);
    else if (kind === Kind.STRUCT && kindAt(tokens, at + 1) === Kind.OPEN_CURLY) {
      this.#structs.push(structAt(tokens, at));
      return at + 1;
    } else if (kind === Kind.INTERFACE && kindAt(tokens, at + 1) === Kind.OPEN_CURLY) {
      return partnerOf(tokens, at + 1); // its methods look like calls
    } else if (kind === Kind.IF || kind === Kind.FOR || kind === Kind.SWITCH) {
      const block = blockAfter(tokens, at + 1);
      if (block !== -1) this.blocks.add(block);
    } else if (kind === Kind.RETURN) this.#return(at);
    return at;
  }

  #function(at: number): number {
    const { tokens } = this;
    const after = kindAt(tokens, at + 1) === Kind.NAME ? at + 1 : hop(tokens, at + 1);
    const isDeclared =
      this.#open.length === 0 &&
      (at === 0 || kindAt(tokens, at - 1) === Kind.SEMICOLON) &&
      kindAt(tokens, after) === Kind.NAME;
    if (isDeclared) return this.#declaredFunction(at, after);
    if (kindAt(tokens, at + 1) !== Kind.OPEN_ROUND) return at;
    return this.#enter(at + 1, { name: "" });
  }

  #declaredFunction(at: number, nameAt: number): number {
    const { tokens } = this;
    const isMethod = nameAt !== at + 1;
    const open =
      kindAt(tokens, nameAt + 1) === Kind.OPEN_SQUARE ? hop(tokens, nameAt + 1) : nameAt + 1;
    if (kindAt(tokens, open) !== Kind.OPEN_ROUND) return nameAt;
    const receiver = isMethod ? parametersOf(tokens, at + 1)[0] : undefined;
    const name = textAt(tokens, nameAt);
    const scope = this.functions.length;
    const last = this.#enter(open, receiver ? { name, receiver: receiver.type } : { name });
    if (receiver?.name && this.functions.length > scope) this.#parameter(receiver, scope, -1, 0);
    return last;
  }

  // Goes into the body of a function whose parameters begin at a bracket.
  #enter(open: number, head: Pick<GoFunction, "name" | "receiver">): number {
    const { tokens } = this;
    const from = hop(tokens, open);
    const body = bodyAfter(tokens, from);
    if (kindAt(tokens, body) !== Kind.OPEN_CURLY) return Math.max(open, body - 1);
    const close = partnerOf(tokens, body);
    this.#starts[close] = open - 1;
    const parameters = parametersOf(tokens, open);
    const isLiteral = this.#open.length > 0;
    const index = isLiteral ? this.scope : this.functions.length;
    if (!isLiteral) {
      this.functions.push({
        ...head,
        parameters: parameters.map(({ name }) => name),
        results: { from, to: body },
        body: { from: body + 1, to: close },
        returns: [],
      });
    }
    // A literal's own parameters are nobody's arguments: their place is none.
    const hasPlaces = !isLiteral && head.name !== "";
    for (let position = 0; position < parameters.length; position += 1) {
      const parameter = parameters[position] as (typeof parameters)[number];
      this.#parameter(parameter, index, hasPlaces ? position : -1, parameters.length);
    }
    this.#open.push({ index, close, isLiteral });
    return body;
  }

  #parameter(
    { name, type, token }: ReturnType<typeof parametersOf>[number],
    scope: number,
    position: number,
    names: number,
  ): void {
    if (name !== "") this.bind({ name, scope, how: "parameter", type, position, names, token });
  }

  bind(binding: Parameters<Found["bind"]>[0]): void {
    if (binding.name === "_") return;
    const known = this.bindings.get(binding.name);
    if (known) known.push(binding);
    else this.bindings.set(binding.name, [binding]);
  }

  #return(at: number): void {
    const open = this.#open.at(-1);
    if (!open || open.isLiteral) return;
    const to = endOfExpressions(this.tokens, at + 1, this.blocks);
    this.functions[open.index]?.returns.push(split(this.tokens, { from: at + 1, to }, Kind.COMMA));
  }

  #dot(at: number): void {
    const isCalled = kindAt(this.tokens, at + 2) === Kind.OPEN_ROUND;
    if (!isCalled && kindAt(this.tokens, at - 1) === Kind.NAME) this.#dots.push(at);
  }

  #opening(kind: number, at: number): void {
    const { tokens } = this;
    const close = partnerOf(tokens, at);
    const before = kindAt(tokens, at - 1);
    const follows = endsOperand(before) && before !== Kind.TEXT && before !== Kind.RAW;
    const from = follows ? this.startOf(at - 1) : at;
    if (kind === Kind.OPEN_ROUND && before === Kind.DOT) {
      this.#starts[close] = this.startOf(at - 2); // a type assertion
      return;
    }
    if (kind !== Kind.OPEN_CURLY || !this.blocks.has(at)) this.#starts[close] = from;
    if (!follows) return;
    const { scope } = this;
    if (kind === Kind.OPEN_ROUND) {
      this.calls.push({ from, name: at - 1, open: at, close, scope });
    } else if (kind === Kind.OPEN_CURLY && before === Kind.NAME && !this.blocks.has(at)) {
      if (!this.#isElement(from)) this.#composites.push({ from, open: at, close, scope });
    }
  }

  // Whether a type is the element of a list or map: `[]*T{…}` is no T.
  #isElement(from: number): boolean {
    let before = from - 1;
    while (kindAt(this.tokens, before) === Kind.STAR) before -= 1;
    return kindAt(this.tokens, before) === Kind.CLOSE_SQUARE;
  }

  #closing(at: number): void {
    while (this.#open.length > 0 && (this.#open.at(-1) as OpenFunction).close <= at)
      this.#open.pop();
  }

  /** First token of the operand that ends with this one. */
  startOf(end: number): number {
    let at = end;
    for (let steps = 0; steps < LONGEST_CHAIN; steps += 1) {
      if (kindAt(this.tokens, at) !== Kind.NAME) return this.#starts[at] || at;
      if (kindAt(this.tokens, at - 1) !== Kind.DOT) return at;
      if (!endsOperand(kindAt(this.tokens, at - 2))) return at;
      at -= 2;
    }
    return at;
  }

  // `&name` or `&a.name` as an argument or a field: whoever is given the address may set the
  // variable.
  #address(at: number): void {
    const { tokens, scope } = this;
    if (!ADDRESS_FOLLOWS.has(kindAt(tokens, at - 1))) return;
    let end = at + 1;
    while (kindAt(tokens, end) === Kind.NAME && kindAt(tokens, end + 1) === Kind.DOT) end += 2;
    if (kindAt(tokens, end) !== Kind.NAME) return;
    if (!ADDRESS_ENDS.has(kindAt(tokens, end + 1))) return;
    const owner = end > at + 1 ? { owner: { from: at + 1, to: end - 1 } } : {};
    const name = textAt(tokens, end);
    this.bind({ name, scope, how: "address", ...owner, position: 0, names: 1, token: end });
  }
}
