import { wordProblem } from "./words.ts";

/** Judges an environment variable with its value, `NAME=value`. */
export function environmentProblem(pair: string): string | undefined {
  return /^[A-Za-z_]\w{0,99}=/.test(pair) ? wordProblem(pair) : "is not NAME=value";
}

/** Judges a label with its value, `org.example.key=value`. */
export function labelProblem(pair: string): string | undefined {
  return /^[A-Za-z0-9](?:[\w./-]{0,200}[A-Za-z0-9])?=/.test(pair)
    ? wordProblem(pair)
    : "is not name=value";
}
