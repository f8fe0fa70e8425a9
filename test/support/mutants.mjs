// What can be broken in a source file, one thing at a time: rows of tables, alternatives and bounds of regular expressions,
// numbers and comparisons. Pure: a text goes in, edits come out.
import { parseAst } from "rolldown/parseAst";

/**
 * @typedef {object} Mutant
 * @property {string} what that is broken, for people and for the list of the known ones
 * @property {number} line of the source, from 1
 * @property {string} text the whole source, broken
 */

/**
 * @typedef {object} Edit
 * @property {number} start
 * @property {number} end
 * @property {string} by what stands there instead
 */

/**
 * @param {string} text of a TypeScript module
 * @returns {Mutant[]}
 */
export function mutantsOf(text) {
  return editsOf(parseAst(text, { lang: "ts", astType: "ts" }), text, false)
    .toSorted((a, b) => a.start - b.start)
    .map(({ start, end, by }) => ({
      what: inContext(text, start, end, by),
      line: text.slice(0, start).split("\n").length,
      text: text.slice(0, start) + by + text.slice(end),
    }));
}

/**
 * @param {string} source of a regular expression
 * @returns {Edit[]}
 */
export function regexEdits(source) {
  const edits = [];
  readAlternatives(source, 0, (start, end, by) => edits.push({ start, end, by }));
  return edits.filter(({ start, end, by }) =>
    isPattern(source.slice(0, start) + by + source.slice(end)),
  );
}

function inContext(text, start, end, by) {
  const old = text.slice(start, end).replace(/\s+/g, " ");
  const before = text
    .slice(Math.max(0, start - 20), start)
    .split("\n")
    .at(-1);
  const [after] = text.slice(end, end + 20).split("\n");
  return `${before}⟦${old.length > 80 ? `${old.slice(0, 80)}…` : old} → ${by || "nothing"}⟧${after}`;
}

// --- the syntax tree ---

// `isTable` holds within the value of a constant, as far as no function stands around it.
function editsOf(node, text, isTable) {
  if (Array.isArray(node)) return node.flatMap((one) => editsOf(one, text, isTable));
  if (typeof node?.type !== "string" || isType(node)) return [];
  if (node.type === "VariableDeclaration")
    return node.declarations.flatMap(({ init }) => editsOf(init, text, node.kind === "const"));
  const own = [
    ...(isTable ? rowEdits(node, text) : []),
    ...literalEdits(node),
    ...rawTextEdits(node, text),
    ...operatorEdits(node, text),
  ];
  const within = isTable && !node.type.includes("Function");
  const children = Object.values(node).flatMap((child) => editsOf(child, text, within));
  return [...own, ...children];
}

// `x as T` and `x satisfies T` are values too.
function isType({ type, expression }) {
  return type.startsWith("TS") && expression === undefined;
}

function rowEdits(node, text) {
  const rows = node.type === "ObjectExpression" ? node.properties : (node.elements ?? []);
  return rows
    .filter((row) => row !== null)
    .map(({ start, end }) => ({ start, end: endOfRow(text, end), by: "" }));
}

// With the comma behind it.
function endOfRow(text, end) {
  return /^\s*,/.test(text.slice(end)) ? text.indexOf(",", end) + 1 : end;
}

function literalEdits({ type, value, regex, raw, start, end }) {
  if (type !== "Literal") return [];
  if (typeof value === "number") return [{ start, end, by: String(value + 1) }];
  if (!regex) return [];
  const { pattern, flags } = regex;
  return [
    ...shifted(regexEdits(pattern), start + 1),
    ...(flags.includes("i") ? [{ start, end, by: raw.replace(/i(?=[a-z]*$)/, "") }] : []),
  ];
}

// The source of a regular expression that is put together: what is put in counts as one word, and stays.
function rawTextEdits({ type, tag, quasi }, text) {
  if (type !== "TaggedTemplateExpression" || text.slice(tag.start, tag.end) !== "String.raw")
    return [];
  const start = quasi.start + 1;
  const source = text.slice(start, quasi.end - 1);
  const masked = source.replace(/\$\{[^}]*\}/g, (put) => PUT_IN.repeat(put.length));
  const isWithin = (at) => masked[at - 1] === PUT_IN && masked[at] === PUT_IN;
  return shifted(
    regexEdits(masked).filter((edit) => !isWithin(edit.start) && !isWithin(edit.end)),
    start,
  );
}

const PUT_IN = "\u0001";

function shifted(edits, by) {
  return edits.map((edit) => ({ ...edit, start: edit.start + by, end: edit.end + by }));
}

const OPERATORS = {
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "===": "!==",
  "!==": "===",
  "&&": "||",
  "||": "&&",
};

function operatorEdits({ type, operator, left }, text) {
  if (!/^(?:Binary|Logical)Expression$/.test(type) || !(operator in OPERATORS)) return [];
  const start = text.indexOf(operator, left.end);
  return [{ start, end: start + operator.length, by: OPERATORS[operator] }];
}

// --- regular expressions ---

function isPattern(source) {
  try {
    return new RegExp(source).source !== "";
  } catch {
    return false;
  }
}

// Reads alternatives up to the end or a closing parenthesis, and returns where that is.
function readAlternatives(source, start, edit) {
  const alternatives = [];
  let from = start;
  let at = start;
  for (; at < source.length && source[at] !== ")";) {
    if (source[at] === "|") {
      alternatives.push([from, at]);
      at += 1;
      from = at;
    } else at = readTerm(source, at, edit);
  }
  alternatives.push([from, at]);
  if (alternatives.length > 1)
    for (const [begin, end] of alternatives)
      if (begin === start) edit(begin, end + 1, "");
      else edit(begin - 1, end, "");
  return at;
}

function readTerm(source, start, edit) {
  const end = readAtom(source, start, edit);
  const quantifier = /^(?:[*+?]|\{\d+(?:,\d*)?\})\??/.exec(source.slice(end))?.[0];
  if (quantifier === undefined) return end;
  const behind = end + quantifier.length;
  const [, low, high] = /^\{(\d+)(?:,(\d*))?\}/.exec(quantifier) ?? [];
  if (low !== undefined) {
    edit(end, behind, `{${Number(low) + 1}${high === undefined ? "" : `,${high}`}}`);
    if (high) edit(end, behind, `{${low},${Number(high) + 1}}`);
    if (high) edit(end, behind, `{${low},${Number(high) - 1}}`);
  } else if (quantifier.startsWith("+")) {
    edit(end, behind, "");
    edit(end, behind, "*");
  } else {
    edit(start, behind, "");
    edit(end, behind, quantifier.startsWith("*") ? "+" : "");
    if (quantifier.startsWith("*")) edit(end, behind, "?");
  }
  return behind;
}

function readAtom(source, start, edit) {
  const character = source[start];
  if (character === "\\") {
    if (/[bB]/.test(source[start + 1] ?? "")) edit(start, start + 2, "");
    return start + escapeLength(source, start);
  }
  if (character === "[") return readClass(source, start, edit);
  if (character === "(") {
    const opening = /^\((?:\?(?:[:=!]|<[=!]|<\w+>))?/.exec(source.slice(start))?.[0] ?? "(";
    if (/[=!]$/.test(opening)) {
      const end = readAlternatives(source, start + opening.length, () => {}) + 1;
      edit(start, end, "");
    }
    return readAlternatives(source, start + opening.length, edit) + 1;
  }
  if (character === "^" || character === "$") edit(start, start + 1, "");
  return start + 1;
}

function readClass(source, start, edit) {
  let at = start + (source[start + 1] === "^" ? 2 : 1);
  const members = [];
  while (at < source.length && source[at] !== "]") {
    const from = at;
    at += escapeLength(source, at);
    if (source[at] === "-" && source[at + 1] !== "]") at += 1 + escapeLength(source, at + 1);
    members.push([from, at]);
  }
  if (members.length > 1) for (const [from, end] of members) edit(from, end, "");
  return at + 1;
}

function escapeLength(source, at) {
  if (source[at] !== "\\") return 1;
  return (
    /^\\(?:u\{[0-9a-f]+\}|u[0-9a-f]{4}|x[0-9a-f]{2}|p\{[^}]*\}|k<\w+>|\d+|.)/i.exec(
      source.slice(at),
    )?.[0].length ?? 1
  );
}
