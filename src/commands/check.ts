import { join } from "node:path";
import { EXIT } from "../core/errors.ts";
import { readProjectFile } from "../io/read.ts";
import { parseGoMod } from "../read/go-mod.ts";
import { outdatedLines } from "../report/outdated.ts";
import { findOutdated } from "../update/outdated.ts";
import type { Command } from "./index.ts";
import { prepareRun } from "./prepare.ts";
import { answer, begin, compare, render } from "./run.ts";

/** Says what is out of date in a project that an earlier run has rendered, and changes nothing. */
export const check: Command = async (args, context) => {
  const begun = await begin(await prepareRun(args, context, { readsOnly: true }));
  const { project, options, previous, people, pins, changes } = compare(
    await render(await answer(begun)),
  );
  const { root, layout } = project;
  const findings = findOutdated(changes, {
    goLine: readGoLine(join(root, layout.directory)),
    pins,
    maxPinAge: options.maxPinAge,
    goChosen: previous?.answers.go !== undefined,
    today: new Date(),
  });
  const exitCode = findings.length > 0 ? EXIT.refused : EXIT.done;
  if (options.json) {
    const status = exitCode === EXIT.done ? "current" : "outdated";
    const document = { status, exitCode, directory: root, findings };
    context.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
  }
  people.write(outdatedLines(findings, people.paint));
  return exitCode;
};

// --- internal ---

function readGoLine(home: string): string | undefined {
  const file = readProjectFile(home, "go.mod");
  return file && parseGoMod(file.content.toString()).go;
}
