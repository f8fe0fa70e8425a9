import { expect, test } from "vitest";
import { lineCounter } from "../../src/read/lines.ts";

test.each([
  ["", 0, 1],
  ["a\nb", 0, 1],
  ["a\nb", 1, 1],
  ["a\nb", 2, 2],
  ["\n\n\n", 3, 4],
  ["a\r\nb\r\nc", 6, 3],
])("%j at %i", (text, position, line) => expect(lineCounter(text)(position)).toBe(line));
