import { linkerVariableProblem } from "../../../src/core/values/linker-variable.ts";
import { judges } from "../../support/judges.ts";

judges(
  linkerVariableProblem,
  [
    "main.version={version}",
    "main.commit={revision}",
    "main.day={date}",
    "main._x=",
    "a~b.x=1",
    "a-b.x=1",
    "main.V1=1.2:3/a@b+c-d",
    "example.com/a-b/c~d_e.name=x",
    "gopkg.in/a.v2.Name=x",
  ],
  {
    "is not importpath.name=value, such as main.version={version}": [
      "",
      "version=1",
      "main.version",
      ".x=1",
      "main.1x=1",
      "main.=1",
      "a//b.x=1",
      "/a.x=1",
      "a b.x=1",
      "a$b.x=1",
    ],
    "has a value that is neither {version}, {revision}, {date} nor a plain word": [
      "main.x={other}",
      "main.x={version}1",
      "main.x=a b",
      "main.x=$y",
      "main.x='y'",
      "main.x=a\nb",
      "main.x=a=b c",
    ],
  },
);
