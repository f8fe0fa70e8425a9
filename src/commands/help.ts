import { CONFLICT_POLICIES } from "../core/conflict-policy.ts";
import { OPTIONS, type Option } from "./options.ts";
import { type Question, QUESTION_LIST } from "../core/questions/index.ts";

/** One row of the help and of the README's table. */
export interface HelpRow {
  readonly flag: string;
  readonly description: string;
  readonly choices: string;
  readonly fallback: string;
}

/** The questions as flags. */
export function questionRows(existing: boolean): readonly HelpRow[] {
  return QUESTION_LIST.filter((question) => (question.existing ?? false) === existing).map(
    (question) => ({
      flag: flagText(question),
      description: question.description,
      choices:
        question.form === "choice"
          ? (question.choices ?? []).map(({ value }) => value).join(", ")
          : "",
      fallback: question.defaultText ?? fixedDefault(question),
    }),
  );
}

/** The options that are not questions. */
export function optionRows(): readonly HelpRow[] {
  return OPTIONS.map((option: Option) => ({
    flag: `${option.short ? `-${option.short}, ` : ""}--${option.flag}${option.value ? `${option.value.startsWith("[") ? "" : "="}${option.value}` : ""}`,
    description: option.description,
    choices: "",
    fallback:
      option.flag === "on-conflict" ? `ask in a terminal, else ${CONFLICT_POLICIES[1]}` : "",
  }));
}

/** The text of `--help`, for a terminal of so many columns. */
export function helpText(columns: number): string {
  return [
    "Make a Go program, new or existing, ship as a container image little larger than its stripped binary.",
    "",
    "Usage",
    "  npm create goslim@latest [dir] [-- options]",
    "  create-goslim [dir] [options]",
    "",
    "Answers (some are asked for)",
    ...questionRows(false).map((row) => entry(row, columns)),
    "",
    "For existing programs (detected)",
    ...questionRows(true).map((row) => entry(row, columns)),
    "",
    "Options",
    ...optionRows().map((row) => entry(row, columns)),
    "",
    "Exit codes",
    "  0 done   1 refused or failed   2 wrong usage   130 cancelled",
    "",
    "Examples",
    "  create-goslim my-app --yes",
    "  create-goslim my-app --base=distroless --platform=linux/amd64,windows/amd64",
    "  create-goslim my-app --json --dry-run",
    "  create-goslim . --dry-run",
    "",
  ].join("\n");
}

// --- internal ---

const FLAG_WIDTH = 28;

function entry({ flag, description, choices, fallback }: HelpRow, columns: number): string {
  const text = `${description}${choices ? `: ${choices}` : ""}${fallback ? ` [${fallback}]` : ""}`;
  const narrow = columns < 70;
  const indent = narrow ? 6 : FLAG_WIDTH + 2;
  const lines = wrap(text, Math.max(20, Math.min(columns, 110) - indent));
  const rest = lines.map((line) => " ".repeat(indent) + line);
  if (narrow || flag.length > FLAG_WIDTH - 2) return [`  ${flag}`, ...rest].join("\n");
  return [`  ${flag}`.padEnd(indent) + lines[0], ...rest.slice(1)].join("\n");
}

function wrap(text: string, width: number): readonly string[] {
  const lines = [""];
  for (const word of text.split(" ")) {
    const line = lines.at(-1) ?? "";
    if (line && line.length + 1 + word.length > width) lines.push(word);
    else lines[lines.length - 1] = line ? `${line} ${word}` : word;
  }
  return lines;
}

function flagText({ flag, form }: Question): string {
  if (form === "boolean") return `--[no-]${flag}`;
  return `--${flag}=<${form === "integer" ? "number" : form === "text" || form === "list" ? "text" : "choice"}>`;
}

function fixedDefault({ default: fallback }: Question): string {
  const value = fallback({}, { directory: "" });
  if (typeof value === "boolean") return value ? "yes" : "no";
  return Array.isArray(value) ? value.join(", ") : String(value);
}
