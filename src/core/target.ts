import { isWindowsReserved } from "./go/module-path.ts";

/** Why a directory cannot be the target, or undefined if it can. */
export function directoryProblem(directory: string): string | undefined {
  if (directory.trim() === "") return "is empty";
  if (directory.length > 1000) return "is longer than 1000 characters";
  // oxlint-disable-next-line no-control-regex -- control characters are what this looks for
  if (/[\u0000-\u001f\u007f]/.test(directory)) return "has a control character";
  const elements = directory.split(/[/\\]/);
  const reserved = elements.find((element) => isWindowsReserved(element));
  if (reserved) return `has the element ${reserved}, a name that Windows reserves`;
  return undefined;
}
