import type { AnswerId } from "../../core/questions/index.ts";
import type { Instruction } from "../../read/dockerfile/parse.ts";
import type { Element, End, Line, OldImage } from "./model.ts";

/** Characters of an instruction that people are shown. */
const LONGEST = 90;

/** Collects what becomes of the parts of one Dockerfile. */
export class Ends {
  readonly elements: Element[] = [];
  readonly dropped: OldImage["dropped"][number][] = [];
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** A value with the place of its instruction. */
  place<Value>({ line }: Instruction, value: Value): Line<Value> {
    return { value, file: this.#file, line };
  }

  /** @param part what of the instruction it is about, if not all of it */
  end(instruction: Instruction, end: End, part = shorten(instruction), value?: string): void {
    const { line } = instruction;
    const of = value === undefined ? {} : { value };
    this.elements.push({ instruction: cut(part), file: this.#file, line, end, ...of });
  }

  /** @param value what is carried over, where the answer is a list */
  carry(instruction: Instruction, to: AnswerId, part?: string, value?: string): void {
    this.end(instruction, { kind: "carried", to }, part, value);
  }

  replace(instruction: Instruction, by: string, part?: string): void {
    this.end(instruction, { kind: "replaced", by }, part);
  }

  omit(instruction: Instruction, because: string, part?: string): void {
    this.end(instruction, { kind: "not needed", because }, part);
  }

  /** People are told of it too. */
  lose(instruction: Instruction, todo: string, part?: string): void {
    this.tell(instruction, { kind: "lost", todo }, todo, part);
  }

  /** The file is not read from this line on. */
  loseRest(line: number): void {
    const place = { file: this.#file, line };
    const todo = "it has more instructions than are read; look there for what the image needs";
    const instruction = "the rest of the file";
    this.elements.push({ instruction, ...place, end: { kind: "lost", todo } });
    this.dropped.push({ value: { instruction, because: todo }, ...place });
  }

  tell(instruction: Instruction, end: End, because: string, part = shorten(instruction)): void {
    this.end(instruction, end, part);
    this.note(instruction, because, part);
  }

  /** Tells people of an instruction whose parts end one by one. */
  note(instruction: Instruction, because: string, part = shorten(instruction)): void {
    this.dropped.push(this.place(instruction, { instruction: part, because }));
  }
}

/** An instruction on one line, without its flags, with its heredocs. */
export function shorten({ keyword, rest, heredocs }: Instruction): string {
  const texts = heredocs.map(({ name, text }) => `${text.slice(0, LONGEST)} ${name}`);
  const all = [keyword, rest.slice(0, 10 * LONGEST), ...texts].join(" ");
  return cut(all.replaceAll(/\s+/g, " ").trim());
}

// --- internal ---

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
}
