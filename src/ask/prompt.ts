import inquirer from "inquirer";
import { CancelledError } from "../core/errors.ts";

/**
 * Asks one question, as inquirer takes it.
 *
 * @throws CancelledError when the user leaves the prompt
 */
export async function prompt<Value>(question: object): Promise<Value> {
  try {
    const answers: Record<string, unknown> = await inquirer.prompt([
      { ...question, name: "value" } as never,
    ]);
    return answers["value"] as Value;
  } catch (error) {
    // By name: bundling may duplicate the class.
    if (error instanceof Error && /^(?:Exit|Abort|Cancel)PromptError$/.test(error.name))
      throw new CancelledError("cancelled");
    throw error;
  }
}
