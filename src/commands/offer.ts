import { CancelledError, EXIT } from "../core/errors.ts";
import { findProgram } from "../io/program.ts";
import { failureText } from "../report/verification.ts";
import { isReading, type SettledRun } from "./run.ts";

/**
 * Offers to try what was written, to a person who has answered questions and has a container engine.
 *
 * @returns the exit code
 */
export async function offerVerification(run: SettledRun): Promise<number> {
  const { ask, asks, options, writes, context, project, people } = run;
  const isOpen = asks && options.verify === undefined && !isReading(run) && writes.length > 0;
  const source = { environment: context.env, outside: [project.root] };
  if (!ask || !isOpen || findProgram("docker", source) === undefined) return EXIT.done;
  try {
    if (!(await ask.askVerify())) return EXIT.done;
    const { verifyRun } = await import("./verify.ts");
    const { result } = await verifyRun(run);
    if (result.works) return EXIT.done;
    context.stderr.write(failureText(result, context.stderr.paint));
    return EXIT.refused;
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
    people.write("cancelled; the files are written\n");
    return EXIT.cancelled;
  }
}
