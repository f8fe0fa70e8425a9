import { BUILD_SYMPTOMS } from "./build-symptoms.ts";
import type { Trial } from "./observation.ts";
import { RUN_SYMPTOMS } from "./run-symptoms.ts";
import type { Evidence, Symptom } from "./symptom.ts";

/** The symptom that what was observed shows, if it shows a known one. */
export function recognise(trial: Trial, evidence: Evidence): Symptom | undefined {
  const text = textOf(trial);
  for (const { id, stage, patterns, message, remedy } of [...BUILD_SYMPTOMS, ...RUN_SYMPTOMS]) {
    for (const pattern of stage === trial.stage ? patterns : []) {
      const match = pattern.exec(text);
      if (!match) continue;
      const subject = match[1];
      return { id, message: message(subject), remedy: remedy(subject, evidence) };
    }
  }
  return undefined;
}

// --- internal ---

function textOf(trial: Trial): string {
  if (trial.stage === "build") return trial.log;
  const { isOutOfMemory, startError = "", output } = trial.observation;
  return [isOutOfMemory ? "out of memory" : "", startError, output].join("\n");
}
