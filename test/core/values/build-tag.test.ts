import { buildTagProblem } from "../../../src/core/values/build-tag.ts";
import { judges } from "../../support/judges.ts";

judges(buildTagProblem, ["a", "netgo", "go1.27", "_x", "1", "A_b.c", "a".repeat(100)], {
  "is not a build tag; use letters, digits, _ and .": [
    "",
    ".a",
    "a-b",
    "a,b",
    "a b",
    "!a",
    "a\n",
    "é",
    "a".repeat(101),
  ],
});
