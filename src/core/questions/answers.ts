import type { CompilingAnswers } from "./compiling.ts";
import type { ContentsAnswers } from "./contents.ts";
import type { DeliveryAnswers } from "./delivery.ts";
import type { FilesAnswers } from "./files.ts";
import type { ImageAnswers } from "./image.ts";
import type { PlatformAnswers } from "./platforms.ts";
import type { ProgramAnswers } from "./program.ts";
import type { Surroundings } from "./row.ts";
import type { RuntimeAnswers } from "./runtime.ts";
import type { ServiceAnswers } from "./service.ts";
import type { SourcesAnswers } from "./sources.ts";

/** Everything that decides what is rendered. Complete: nothing is left to be guessed later. */
export interface Answers
  extends
    ProgramAnswers,
    PlatformAnswers,
    ContentsAnswers,
    DeliveryAnswers,
    ServiceAnswers,
    ImageAnswers,
    CompilingAnswers,
    RuntimeAnswers,
    SourcesAnswers,
    FilesAnswers {}

export type AnswerId = keyof Answers;
export type AnswerValue = Answers[AnswerId];

/** What is known before anything is asked: answers that the repository gives, and what defaults are made from. */
export interface Found extends Partial<Answers>, Surroundings {}
