import { branchProblem, tagPrefixProblem } from "../../../src/core/values/git-names.ts";
import { judges } from "../../support/judges.ts";

judges(branchProblem, ["main", "release/2.x", "a_b-c", "team@x", "fix#1"], {
  "is not the name of a branch of letters, digits and . _ - @ # /": [
    "",
    "-x",
    "/x",
    ".x",
    "a//b",
    "a/.b",
    "a..b",
    "a@{b",
    "a.lock",
    "a.lock/b",
    "a/",
    "a.",
    "a b",
    "a*",
    "a+",
    "a;id",
    "a\nb",
    "$(id)",
    "${{ x }}",
    "a".repeat(201),
  ],
});

judges(tagPrefixProblem, ["", "v", "release-", "svc/api/v", "app@"], {
  "is not what a tag begins with, such as v or release-": [
    "-v",
    "/v",
    ".v",
    "a//v",
    "a/.v",
    "a..",
    "v1",
    "v*",
    "v ",
    "v\n",
    "'",
    "$(id)",
    "a".repeat(101),
  ],
});
