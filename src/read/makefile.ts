/** A line that sets a variable: of make, of a shell, or of a Dockerfile's ARG or ENV. */
const ASSIGNMENT =
  /^[ \t]*(?:(?:export|ARG|ENV)[ \t]+)?(\w{1,200})[ \t]*(?:::?|\?)?=[ \t]*([^#]{0,1000})/;

/** The variables that a Makefile, script or Dockerfile sets, by name; of several settings the last one. Quotes around a value are left out. */
export function assignedVariables(text: string): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  for (const line of text.split("\n")) {
    const [, name, value = ""] = ASSIGNMENT.exec(line) ?? [];
    if (name !== undefined) variables.set(name, value.trim().replace(/^(["'])(.*)\1$/, "$2"));
  }
  return variables;
}

/**
 * The text of a Makefile without the lines that a plain `make` passes over: branches of conditions that do not hold while
 * nobody sets a variable. Both branches stay where only make itself can tell. Lines keep their numbers.
 */
export function takenLines(text: string): string {
  const variables = new Map<string, string>();
  const open: Branch[] = [];
  const lines = text.split("\n").map((line) => {
    const words = /^[ \t]*(ifn?eq|ifn?def|else|endif)\b[ \t]*(.*)$/.exec(line);
    if (words) {
      readCondition(words[1] ?? "", (words[2] ?? "").trim(), open, variables);
      return "";
    }
    if (open.some(({ holds }) => holds === false)) return "";
    const [, name, value = ""] = ASSIGNMENT.exec(line) ?? [];
    if (name !== undefined) variables.set(name, value.trim());
    return line;
  });
  return lines.join("\n");
}

/** The text of a build file without command lines that compile nothing which is shipped: `go run`, `go test`. */
export function withoutTrials(text: string): string {
  const lines = text.split("\n");
  for (let first = 0; first < lines.length;) {
    let last = first;
    while (last < lines.length - 1 && /\\\r?$/.test(lines[last] ?? "")) last += 1;
    const command = lines.slice(first, last + 1).join(" ");
    if (/\bgo[ \t]+(?:run|test)\b/.test(command) && !/\bgo[ \t]+(?:build|install)\b/.test(command))
      lines.fill("", first, last + 1);
    first = last + 1;
  }
  return lines.join("\n");
}

// --- internal ---

/** A branch of a condition: whether it holds, and whether one before it did; undefined where only make can tell. */
interface Branch {
  readonly holds: boolean | undefined;
  readonly wasTaken: boolean | undefined;
}

/** Variables that make or the machine sets. */
const FROM_OUTSIDE = /^(?:MAKE|GO|CI$|CURDIR$|HOME$|PWD$|SHELL$|USER$)/;

function readCondition(
  word: string,
  rest: string,
  open: Branch[],
  variables: ReadonlyMap<string, string>,
): void {
  if (word === "endif") {
    open.pop();
    return;
  }
  if (word !== "else") {
    const holds = evaluate(word, rest, variables);
    open.push({ holds, wasTaken: holds });
    return;
  }
  const before = open.pop();
  if (!before) return;
  const [, next = "", condition = ""] = /^(ifn?eq|ifn?def)\b[ \t]*(.*)$/.exec(rest) ?? [];
  const own = next === "" ? true : evaluate(next, condition, variables);
  const holds = before.wasTaken === true ? false : before.wasTaken === false ? own : undefined;
  open.push({ holds, wasTaken: before.wasTaken === true ? true : holds });
}

function evaluate(
  word: string,
  rest: string,
  variables: ReadonlyMap<string, string>,
): boolean | undefined {
  if (word.endsWith("def")) {
    const value = expand(`$(${rest})`, variables);
    return value === undefined ? undefined : (value !== "") === (word === "ifdef");
  }
  const sides =
    /^\(([^,]*),(.*)\)$/.exec(rest) ?? /^["']([^"']*)["'][ \t]+["']([^"']*)["']$/.exec(rest);
  const [left, right] = [sides?.[1], sides?.[2]].map(
    (side) => side !== undefined && expand(side.trim(), variables),
  );
  if (typeof left !== "string" || typeof right !== "string") return undefined;
  return (left === right) === (word === "ifeq");
}

// Of make's own functions nothing is known.
function expand(text: string, variables: ReadonlyMap<string, string>): string | undefined {
  let current = text;
  for (let depth = 0; depth < 5 && current.includes("$"); depth += 1) {
    let isKnown = true;
    current = current.replaceAll(/\$[({]([^(){}$]*)[)}]/g, (_all, name: string) => {
      if (!/^\w+$/.test(name) || (FROM_OUTSIDE.test(name) && !variables.has(name))) isKnown = false;
      return variables.get(name) ?? "";
    });
    if (!isKnown || current.length > 10_000) return undefined;
  }
  return current.includes("$") ? undefined : current;
}
