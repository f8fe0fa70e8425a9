import {
  fileNameProblem,
  programNameProblem,
  workflowNameProblem,
} from "../../../src/core/values/file-name.ts";
import { judges } from "../../support/judges.ts";

const NO_FILE = "is not a usable file name; use A-Z a-z 0-9 . _ -";
const RESERVED = "is a name that Windows reserves";

judges(fileNameProblem, ["a", "Dockerfile.goslim", "1-b_c", "a".repeat(100)], {
  [NO_FILE]: ["", ".a", "_a", "-a", "a.", "a/b", "a b", "..", "a\n", "é", "a".repeat(101)],
  [RESERVED]: ["con", "NUL.txt", "com1", "lpt9.yml", "prn", "aux"],
});

judges(workflowNameProblem, ["ci.yml", "ci.yaml", "a.b.yml"], {
  "does not end with .yml": ["ci", "yml", "ci.yml.x", "ci.YML", "ci.yaaml", "ciyml"],
  [NO_FILE]: [".yml", "a/b.yml", "ci.yml\n"],
  [RESERVED]: ["con.yml"],
});

judges(
  programNameProblem,
  ["a", "_a", "1a", "App-1.2", "main", "vendors", "go", "mygo.mod", "a".repeat(63)],
  {
    "is not a usable file name; use up to 63 of A-Z a-z 0-9 . _ - and start with a letter, digit or _":
      ["", "-a", ".a", "a.", "a/b", "a b", "../x", "a\n", "a".repeat(64)],
    [RESERVED]: ["aux", "COM1"],
    "is the name of a file that belongs to the project": [
      "Dockerfile",
      "makefile",
      "README.md",
      "go.mod",
      "go.sum",
      "go.work",
      "main.go",
      "main_test.go",
      "dist",
      "Vendor",
    ],
  },
);
