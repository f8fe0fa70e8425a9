import { expect, test } from "vitest";
import { visible, visibleLines } from "../../src/core/visible.ts";

test.each([
  ["plain text, ümläut, 日本語, 👍", "plain text, ümläut, 日本語, 👍"],
  ["\u001b]0;title\u0007", "\\u001b]0;title\\u0007"],
  ["\u001b[31mred", "\\u001b[31mred"],
  ["a\nb\r\tc", "a\\nb\\r\\tc"],
  ["\u007f\u0000", "\\u007f\\u0000"],
  ["\u009b31m\u0085", "\\u009b31m\\u0085"],
  ["a\u202eb\u202c", "a\\u202eb\\u202c"],
  ["\u2066a\u2069\u200f\u061c", "\\u2066a\\u2069\\u200f\\u061c"],
  ["\u200b\ufeff\u00ad", "\\u200b\\ufeff\\u00ad"],
  ["\u2028\u2029", "\\u2028\\u2029"],
  ["\ud800x", "\\ud800x"],
  ["x\udfff", "x\\udfff"],
  ["👩\u200d💻", "👩\u200d💻"],
  ["\u{e0041}", "\\u{e0041}"],
])("%j is shown as %s", (text, shown) => expect(visible(text)).toBe(shown));

test("of several lines keeps breaks and tabs", () => {
  expect(visibleLines("a\n\tb\r\n\u001b[1mc")).toBe("a\n\tb\\r\n\\u001b[1mc");
});
