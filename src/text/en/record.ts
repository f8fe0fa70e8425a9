import { quoted } from "../../core/words.ts";
import { text } from "../text.ts";

const RESTORE = "restore it from git, or remove it: then nothing is known of an earlier run";

/** Why `.goslim.json` cannot be trusted. */
export const RECORD = {
  "record-too-large": text<{ kibibytes: number }>(
    ({ kibibytes }) => `is larger than ${kibibytes} KiB`,
    "restore it from git, or remove it",
  ),
  "record-conflict": text(
    "has conflict markers",
    "resolve them first; of two lines for one file, either will do",
  ),
  "record-not-json": text<{ reason: string }>(({ reason }) => `is not JSON: ${reason}`, RESTORE),
  "record-no-object": text("is not a JSON object", RESTORE),
  "record-entry-unknown": text<{ entry: string }>(
    ({ entry }) => `has an unknown entry ${quoted(entry)}`,
    RESTORE,
  ),
  "record-preset": text("has a preset that is no path or package", RESTORE),
  "record-evidence": text("has evidence that is none", RESTORE),
  "record-without-version": text("names no version of create-goslim", RESTORE),
  "record-without-schema": text("has no schema number", RESTORE),
  "record-newer": text<{ version: string; own: string }>(
    ({ version, own }) => `was written by create-goslim ${version}, and this is ${own}`,
    ({ version }) => `run that version: npm create goslim@${version}`,
  ),
  "record-layout": text("is not laid out like one", RESTORE),
  "record-answer-unknown": text<{ answer: string }>(
    ({ answer }) => `has an answer to no question, ${quoted(answer)}`,
    RESTORE,
  ),
  "record-answer-misshapen": text<{ answer: string }>(
    ({ answer }) => `has an answer that is none, to ${quoted(answer).slice(1, -1)}`,
    RESTORE,
  ),
  "record-pin": text<{ name: string }>(
    ({ name }) => `has a pin that is none, ${quoted(name)}`,
    RESTORE,
  ),
  "record-file-outside": text<{ file: string }>(
    ({ file }) => `names a file outside of the project, ${quoted(file)}`,
    RESTORE,
  ),
  "record-file-of-program": text<{ file: string }>(
    ({ file }) => `names a file of the program as rendered, ${quoted(file)}`,
    RESTORE,
  ),
  "record-without-blob": text<{ file: string }>(
    ({ file }) => `has no blob id for ${quoted(file)}`,
    RESTORE,
  ),
  "record-too-many-files": text("names more than 100 files", RESTORE),
};
