import { modulePatternProblem } from "../../../src/core/values/module-pattern.ts";
import { judges } from "../../support/judges.ts";

judges(
  modulePatternProblem,
  [
    "a",
    "a*",
    "a?b",
    "a~b",
    "a-b/c",
    "*.corp.example.com",
    "github.com/acme/*",
    "a/b-c/d~e_f?.*",
    "*a",
    "a".repeat(200),
  ],
  {
    "is not a pattern such as github.com/acme/*": [
      "",
      "*",
      "*/*",
      ".a",
      "-a",
      "a//b",
      "a/",
      "/a",
      "a,b",
      "a b",
      "a/$b",
      "a\n",
      "a".repeat(201),
    ],
  },
);
