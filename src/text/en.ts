import { ANSWERS } from "./en/answers.ts";
import { ARGUMENTS } from "./en/arguments.ts";
import { FILES } from "./en/files.ts";
import { PRESETS } from "./en/presets.ts";
import { RECORD } from "./en/record.ts";
import { REGISTRY } from "./en/registry.ts";
import { REPOSITORY } from "./en/repository.ts";
import { VERIFICATION } from "./en/verification.ts";

/** Every problem that is explained to people, by its code, in English. The codes are for machines: they stay. */
export const EN = {
  ...ARGUMENTS,
  ...ANSWERS,
  ...REPOSITORY,
  ...FILES,
  ...RECORD,
  ...PRESETS,
  ...REGISTRY,
  ...VERIFICATION,
};
