import { type Dockerfile, type Instruction, parseDockerfile } from "./parse.ts";
import { expandWord, type Lookup } from "./variables.ts";
import { isShellCall, readScript, type Script } from "../shell.ts";
import { splitBlanks } from "./words.ts";

/** A text of an instruction, before and after the values of variables are put into it. */
export interface Value {
  readonly text: string;
  /** Undefined if it refers to a variable that has no value here. */
  readonly value: string | undefined;
}

/** An instruction of a stage, with the values that variables have at this place. */
export interface StageInstruction extends Instruction {
  /**
   * Arguments of COPY, ADD, EXPOSE and VOLUME; the one argument of USER, WORKDIR and STOPSIGNAL.
   */
  readonly values: readonly Value[];
  /** Names and values of ENV, LABEL and ARG. */
  readonly settings: readonly (Value & { readonly name: string })[];
  /** The commands of RUN in the form for a shell, heredocs included. */
  readonly script: Script;
}

/** Everything from one FROM to the next. */
export interface Stage {
  readonly index: number;
  /** What other instructions call it: the name after AS in lower case, else its number. */
  readonly name: string;
  readonly from: StageInstruction;
  /** The image that it starts from, as written where a variable has no value. */
  readonly image: string;
  /** The earlier stage that it continues. */
  readonly parent: Stage | undefined;
  readonly instructions: readonly StageInstruction[];
  /**
   * ENV at the end of the stage, inherited ones included; undefined is a value that nobody knows.
   */
  readonly env: ReadonlyMap<string, string | undefined>;
}

/** The stages of a Dockerfile, and what stands before them. */
export interface Staged extends Pick<Dockerfile, "syntax" | "unreadFrom"> {
  readonly globals: readonly StageInstruction[];
  readonly stages: readonly Stage[];
}

/** More stages than are read; the rest of the file is left unread. */
export const MOST_STAGES = 200;
/** Characters of values that are put into one file: a bound on variables in variables. */
const MOST_EXPANDED = 1 << 22;

/**
 * Reads the stages of a Dockerfile with the scope of their variables: an ARG before the first FROM
 * counts in FROM lines, and in
 * the stages that declare it again; ARG and ENV count from the next instruction on, and in the
 * stages that continue this one;
 * ENV wins over ARG. https://docs.docker.com/reference/dockerfile/#scope
 */
export function readStages(text: string): Staged {
  const { syntax, escape, instructions, unreadFrom } = parseDockerfile(text);
  const budget = { left: MOST_EXPANDED };
  const before = new Scope(escape, budget);
  const globals: StageInstruction[] = [];
  const stages: Stage[] = [];
  const scopes = new Map<Stage, Scope>();
  let current: { scope: Scope; instructions: StageInstruction[] } | undefined;
  for (const instruction of instructions) {
    if (instruction.keyword === "FROM") {
      if (stages.length === MOST_STAGES)
        return { syntax, globals, stages, unreadFrom: instruction.line };
      const from = before.read(instruction);
      const image = from.values[0]?.value ?? from.values[0]?.text ?? "";
      const parent = stages.findLast(({ name }) => name === image.toLowerCase());
      const scope = new Scope(escape, budget, before.args, parent && scopes.get(parent));
      current = { scope, instructions: [] };
      const stage: Stage = {
        index: stages.length,
        name: stageName(from) ?? String(stages.length),
        from,
        image,
        parent,
        instructions: current.instructions,
        env: scope.env,
      };
      scopes.set(stage, scope);
      stages.push(stage);
    } else if (current) current.instructions.push(current.scope.read(instruction));
    else globals.push(before.read(instruction));
  }
  return { syntax, globals, stages, unreadFrom };
}

/** The instructions of a stage and of those that it continues, the first ones first. */
export function withInherited(stage: Stage): readonly StageInstruction[] {
  const lineage: Stage[] = [];
  for (let one: Stage | undefined = stage; one; one = one.parent) lineage.push(one);
  return lineage.toReversed().flatMap(({ instructions }) => instructions);
}

/** The stage that `--from` names, by its name or number; undefined for an image. */
export function stageOf(stages: readonly Stage[], from: string | undefined): Stage | undefined {
  if (from === undefined) return undefined;
  const name = from.toLowerCase();
  return (
    stages.find((stage) => stage.name === name) ??
    stages.find(({ index }) => String(index) === name)
  );
}

/** What a flag of an instruction says; undefined without it. */
export function flagValue({ flags }: Instruction, name: string): string | undefined {
  return flags.find((flag) => flag.name === name)?.value;
}

// --- internal ---

const NOTHING: Script = { commands: [], isPlain: false };
const WHOLE = new Set(["USER", "WORKDIR", "STOPSIGNAL"]);

function startedDirectly(json: readonly string[]): Script {
  const words = json.map((word) => ({ text: word, value: word }));
  return { commands: [{ assignments: new Map(), words }], isPlain: true };
}

function stageName({ rest }: Instruction): string | undefined {
  const [, as = "", name] = splitBlanks(rest);
  return as.toLowerCase() === "as" ? name?.toLowerCase() : undefined;
}

/** The variables of one stage while it is read from top to bottom. */
class Scope {
  readonly env: Map<string, string | undefined>;
  readonly args: Map<string, string | undefined>;
  readonly #escape: string;
  readonly #budget: { left: number };
  readonly #globals: ReadonlyMap<string, string | undefined>;

  constructor(
    escape: string,
    budget: { left: number },
    globals: ReadonlyMap<string, string | undefined> = new Map(),
    parent?: Scope,
  ) {
    this.#escape = escape;
    this.#budget = budget;
    this.#globals = globals;
    this.env = new Map(parent?.env);
    this.args = new Map(parent?.args);
  }

  readonly #lookup: Lookup = (name) => {
    const value = this.env.has(name) ? this.env.get(name) : this.args.get(name);
    this.#budget.left -= value?.length ?? 0;
    return this.#budget.left < 0 ? undefined : value;
  };

  read(instruction: Instruction): StageInstruction {
    const { keyword, rest, words, pairs } = instruction;
    const expand = (text: string): Value => ({
      text,
      value: expandWord(text, this.#lookup, this.#escape),
    });
    const values = WHOLE.has(keyword) ? [expand(rest)] : words.map(expand);
    // What an instruction sets counts from the next one on.
    const settings = pairs.map(({ name, raw }) => ({
      name,
      ...(raw === undefined ? { text: "", value: undefined } : expand(raw)),
    }));
    const script = keyword === "RUN" ? this.#readScript(instruction) : NOTHING;
    for (const [index, { name, value }] of settings.entries()) {
      if (keyword === "ENV") this.env.set(name, value);
      if (keyword !== "ARG") continue;
      if (pairs[index]?.raw !== undefined) this.args.set(name, value);
      else if (this.#globals.has(name)) this.args.set(name, this.#globals.get(name));
    }
    return { ...instruction, values, settings, script };
  }

  #readScript({ rest, heredocs, json }: Instruction): Script {
    if (json && isShellCall(json)) return readScript(json[2] ?? "", this.#lookup);
    if (json) return startedDirectly(json);
    // `RUN <<EOF` runs the text; with a command before it the text is what the command reads.
    const isScript = heredocs.length > 0 && /^\d*<<-?["']?[\w.+-]+["']?\s*$/.test(rest);
    const text = isScript ? heredocs.map((heredoc) => heredoc.text).join("\n") : rest;
    return readScript(text, this.#lookup);
  }
}
