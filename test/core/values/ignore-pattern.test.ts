import { ignorePatternProblem } from "../../../src/core/values/ignore-pattern.ts";
import { judges } from "../../support/judges.ts";

judges(
  ignorePatternProblem,
  ["data/*.db", "**/*.log", "!data/a.db", "a", "[a-c]?.txt", ".cache", "a".repeat(200)],
  {
    "is not a pattern such as data/*.db": [
      "",
      "!",
      "!!a",
      "#a",
      "/a",
      "a/",
      "*/",
      "-a",
      "../a",
      "a/../b",
      "a b",
      "a\n",
      "a\nb",
      "a".repeat(201),
    ],
  },
);
