import { basename } from "../../core/posix.ts";
import { readStages, type Stage } from "../../read/dockerfile/stages.ts";
import type { Main } from "../../repository/repository.ts";
import { runsGo } from "./compiling.ts";
import { findStart, INTERPRETERS, startWords } from "./entrypoint.ts";
import { finalLineage, finalStage } from "./final-stage.ts";

/** Programs that watch sources, or debug: an image that starts one is for development. */
const DEVELOPMENT: ReadonlySet<string> = new Set([
  "CompileDaemon",
  "air",
  "dlv",
  "entr",
  "fresh",
  "gow",
  "modd",
  "nodemon",
  "realize",
  "reflex",
  "watchexec",
  "wgo",
]);

/**
 * Images that hold no program of their own, by the last part of their name: what they start was put
 * into them.
 */
const BARE: ReadonlySet<string> = new Set([
  "almalinux",
  "alpine",
  "amazonlinux",
  "base",
  "base-debian12",
  "base-debian13",
  "base-nossl",
  "busybox",
  "cc",
  "cc-debian12",
  "cc-debian13",
  "centos",
  "debian",
  "fedora",
  "glibc-dynamic",
  "rockylinux",
  "scratch",
  "static",
  "static-debian12",
  "static-debian13",
  "ubi-micro",
  "ubi-minimal",
  "ubi8",
  "ubi9",
  "ubuntu",
  "wolfi-base",
]);

/**
 * Whether a Dockerfile ships this program, as opposed to developing it or to shipping another one.
 */
export function shipsProgram(text: string, main: Main | undefined): boolean {
  const { stages } = readStages(text);
  const final = finalStage(stages);
  if (!final) return false;
  const lineage = finalLineage(final);
  const { entrypoint, command } = findStart(lineage);
  const start = entrypoint ?? command;
  const words = (start && startWords(start, final.env)) ?? [];
  const program = basename(words[0] ?? "");
  if (DEVELOPMENT.has(program)) return false;
  if (stages.some(compilesGo)) return true;
  if (main && (program === main.name || stages.some((stage) => copies(stage, main.name))))
    return true;
  const [first = final] = lineage;
  return start !== undefined && isBare(first.image) && !INTERPRETERS.has(program);
}

// --- internal ---

function compilesGo({ image, instructions }: Stage): boolean {
  return (
    imageName(image).includes("golang") ||
    instructions.some((instruction) => runsGo(instruction, ["build", "install"]))
  );
}

function copies({ instructions }: Stage, name: string): boolean {
  return instructions.some(
    ({ keyword, values }) =>
      (keyword === "COPY" || keyword === "ADD") &&
      values.slice(0, -1).some(({ text }) => basename(text).startsWith(name)),
  );
}

// What a variable names may be anything.
function isBare(image: string): boolean {
  return image.includes("$") || BARE.has(imageName(image));
}

/** `registry/path/name:tag@digest` → `name`. */
function imageName(image: string): string {
  return basename(image.replace(/@.*$/, "")).replace(/:.*$/, "");
}
