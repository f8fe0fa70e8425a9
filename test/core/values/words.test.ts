import { wordProblem } from "../../../src/core/values/words.ts";
import { judges } from "../../support/judges.ts";

judges(wordProblem, ["", "a b", "é", '"$x"', "\\n", " ", "~", "\u200f", "a".repeat(1000)], {
  "is longer than 1000 characters": ["a".repeat(1001)],
  "has a control character": [
    "\u0000",
    "a\nb",
    "\t",
    "\u001f",
    "\u007f",
    "\u0080",
    "\u2028",
    "a\u2029",
    "\u202ea",
    "\u2066",
  ],
});
