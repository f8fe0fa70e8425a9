import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { visible, visibleLines } from "../core/visible.ts";
import type { Environment } from "../io/environment.ts";
import { safeEnvironment } from "../io/program.ts";
import { colouredDiff, unifiedDiff } from "../report/diff.ts";
import type { Painter } from "../report/paint.ts";
import type { Change } from "../update/reconcile.ts";
import type { Deciders, Decision } from "../update/settle.ts";
import { fromBytes, toBytes } from "../update/text.ts";
import { prompt } from "./prompt.ts";

/** Where a difference is shown. */
interface Terminal {
  write(text: Uint8Array): unknown;
}

/** Asks what shall become of files that differ, or are no longer rendered. */
export function deciders(terminal: Terminal, paint: Painter, environment: Environment): Deciders {
  return {
    conflict: (change) => askConflict(change, terminal, paint, environment),
    removal: (path) =>
      prompt({
        type: "confirm",
        message: `${visible(path)} is no longer rendered, and was not edited. Remove it?`,
        default: true,
      }),
  };
}

// --- internal ---

async function askConflict(
  change: Change,
  terminal: Terminal,
  paint: Painter,
  environment: Environment,
): Promise<Decision> {
  const { path, ours = "", theirs = "", merged } = change;
  const editor = environment["VISUAL"] || environment["EDITOR"];
  for (;;) {
    const answer = await prompt<
      "skip" | "overwrite" | "overwrite all" | "quit" | "diff" | "merge" | "edit"
    >({
      type: "expand",
      message: `${visible(path)} differs: overwrite it? (d shows the difference, h explains)`,
      default: "n",
      expanded: false,
      choices: [
        { key: "y", name: "yes, overwrite it", value: "overwrite" },
        { key: "n", name: "no, keep yours", value: "skip" },
        { key: "a", name: "all: overwrite this and all that follow", value: "overwrite all" },
        { key: "q", name: "quit, and write nothing", value: "quit" },
        { key: "d", name: "show the difference", value: "diff" },
        ...(merged ? [{ key: "m", name: "merge, with conflict markers", value: "merge" }] : []),
        ...(editor
          ? [
              {
                key: "e",
                name: `edit ${merged ? "the merged file" : "yours"} in ${editor}`,
                value: "edit",
              },
            ]
          : []),
      ],
    });
    if (answer === "diff") {
      const difference = toBytes(unifiedDiff(path, ours, theirs)).toString("utf8");
      terminal.write(Buffer.from(colouredDiff(visibleLines(difference), paint)));
      continue;
    }
    if (answer !== "edit") return answer;
    const text = merged?.text ?? ours;
    const edited = edit(path, text, editor ?? "", environment);
    if (edited !== undefined && edited !== text) return { edited };
  }
}

// Undefined if the editor says that it failed, or could not be started.
function edit(
  path: string,
  text: string,
  editor: string,
  environment: Environment,
): string | undefined {
  const directory = mkdtempSync(join(tmpdir(), "goslim-edit-"));
  try {
    // The name ends up in a shell's command, and a record may have chosen it.
    const name = basename(path).replace(/^-|[^\w.-]/g, "_");
    writeFileSync(join(directory, name), toBytes(text));
    // The variable may hold arguments, as in "code --wait", and is a shell's word list.
    const { status } = spawnSync(`${editor} ${name}`, {
      cwd: directory,
      stdio: "inherit",
      shell: true,
      env: safeEnvironment({ environment, outside: [] }),
    });
    return status === 0 ? fromBytes(readFileSync(join(directory, name))) : undefined;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
