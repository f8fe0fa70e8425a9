// What a rendered file says, without its names and values, by parsers that are not the tool's own.
import {
  DockerfileParser,
  type Flag,
  type Instruction,
  type PropertyInstruction,
} from "dockerfile-ast";
import { load as loadYaml } from "js-yaml";
import type { Parser } from "web-tree-sitter";
import { parseDocument, visit } from "yaml";
import { shellShape } from "./shell-shape.ts";

/** Instructions of a Dockerfile, each with its flags and the form of its arguments. */
export function dockerfileShape(text: string): readonly string[] {
  const dockerfile = DockerfileParser.parse(text);
  return [
    ...dockerfile.getDirectives().map((one) => `directive ${one.getName()}`),
    ...dockerfile.getInstructions().map(instructionShape),
  ];
}

function instructionShape(instruction: Instruction): string {
  const keyword = instruction.getKeyword();
  const content = instruction.getArgumentsContent() ?? "";
  const flags = flagsOf(instruction);
  const named = flags.map((flag) => flagShape(flag));
  const bare = withoutFlags(content);
  switch (keyword) {
    case "RUN":
      return [keyword, ...named, shellShape(bare)].join(" ");
    case "ENTRYPOINT":
    case "CMD":
    case "VOLUME":
      return `${keyword} ${execLength(bare)}`;
    case "HEALTHCHECK":
      return [keyword, ...named, execLength(bare.replace(/^CMD\s+/, ""))].join(" ");
    case "ENV":
    case "LABEL":
    case "ARG":
      return `${keyword} ${(instruction as PropertyInstruction).getProperties().length}`;
    default:
      return [keyword, ...named, ...instruction.getArguments().map(() => "w")].join(" ");
  }
}

function flagsOf(instruction: Instruction): readonly Flag[] {
  return "getFlags" in instruction ? (instruction.getFlags as () => Flag[])() : [];
}

function flagShape(flag: Flag): string {
  const options = flag.getOptions().map((option) => option.getName());
  return [`--${flag.getName()}`, ...options].join(",");
}

// As BuildKit takes flags: words that begin so, before anything else.
function withoutFlags(content: string): string {
  return content.replace(/^(?:--\S+(?:\s|\\\n)+)*/, "");
}

function execLength(content: string): string {
  const words: unknown = JSON.parse(content);
  if (!Array.isArray(words) || !words.every((word) => typeof word === "string"))
    throw new Error(`no exec form: ${content}`);
  return `exec ${words.length}`;
}

/** Rules, recipes, variables and calls of a Makefile, in order. */
export function makefileShape(text: string, make: Parser): readonly string[] {
  const tree = make.parse(text);
  if (!tree) throw new Error("no Makefile");
  const types = [
    "rule",
    "recipe_line",
    "variable_assignment",
    "shell_assignment",
    "define_directive",
    "include_directive",
    "conditional",
    "function_call",
    "shell_function",
    "variable_reference",
    "substitution_reference",
    "automatic_variable",
  ];
  const nodes = tree.rootNode.descendantsOfType(types).map((node) => {
    if (node?.type !== "recipe_line") return node?.type ?? "";
    const command = node.text.replaceAll("$$", "$").replaceAll(/\$[({][^(){}]*[)}]/g, "x");
    return `recipe_line ${shellShape(command)}`;
  });
  tree.delete();
  return nodes;
}

/** Keys of a YAML document with the kinds of their values, and the shape of each script. */
export function yamlShape(text: string): unknown {
  const document = parseDocument(text, { version: "1.2" });
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) throw problem;
  visit(document, (_key, node) => {
    const { tag, anchor } = (node ?? {}) as { tag?: string; anchor?: string };
    if (tag !== undefined || anchor !== undefined)
      throw new Error(`a tag or anchor: ${tag} ${anchor}`);
  });
  const shape = valueShape(document.toJS(), "");
  // A second opinion, of another author.
  if (JSON.stringify(valueShape(loadYaml(text), "")) !== JSON.stringify(shape))
    throw new Error("two parsers disagree");
  return shape;
}

function valueShape(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return value.map((item) => valueShape(item, key));
  if (typeof value === "object" && value !== null)
    return Object.entries(value).map(([name, item]) => [name, valueShape(item, name)]);
  const text = String(value);
  const expressions = text.match(/\$\{\{/g)?.length ?? 0;
  return `${typeof value}${expressions > 0 ? ` ${expressions}` : ""}${key === "run" ? ` ${shellShape(text)}` : ""}`;
}

/** The lines of an ignore file by what they do. */
export function ignoreFileShape(text: string): readonly string[] {
  return text
    .split("\n")
    .map((line) => (/^[!#]/.test(line) ? line.slice(0, 1) : line && "pattern"));
}
