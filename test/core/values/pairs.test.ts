import { environmentProblem, labelProblem } from "../../../src/core/values/pairs.ts";
import { judges } from "../../support/judges.ts";

judges(environmentProblem, ["A=", "A=b", "_=x", "a_1=b=c", "A=b c", `A${"b".repeat(99)}=`], {
  "is not NAME=value": ["", "A", "=b", "1A=b", "A-B=c", " A=b", "A =b", `A${"b".repeat(100)}=`],
  "has a control character": ["A=b\nRUN x"],
  "is longer than 1000 characters": [`A=${"b".repeat(999)}`],
});

judges(
  labelProblem,
  ["a=", "a=b", "aB=", "a1=", "1=2", "org.example.a-b/c_d=e f", "Ab=c=d", `a${"b".repeat(200)}c=`],
  {
    "is not name=value": ["", "a", "=b", ".a=b", "a.=b", "-a=b", "a b=c", `a${"b".repeat(201)}c=`],
    "has a control character": ["a=b\nRUN x"],
    "is longer than 1000 characters": [`a=${"b".repeat(999)}`],
  },
);
