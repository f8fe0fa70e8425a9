import {
  copyProblem,
  imagePathProblem,
  volumeProblem,
  workdirProblem,
} from "../../../src/core/values/paths.ts";
import { judges } from "../../support/judges.ts";

const NOT_ABSOLUTE = "is not an absolute path of plain letters, such as /data";
const SYSTEM = "is a directory of the system";

judges(imagePathProblem, ["/a", "/a/b.c", "/A@1+2-3_4", "/...", `/${"a".repeat(199)}`], {
  [NOT_ABSOLUTE]: ["", "/", "a", "a/b", "/a/", "//a", "/a b", "/$a", "/a\n", `/${"a".repeat(200)}`],
  "has . or .. in it": ["/.", "/a/../b", "/..", "/a/."],
});

judges(workdirProblem, ["/", "/srv"], {
  [NOT_ABSOLUTE]: ["", "srv", "//"],
  "has . or .. in it": ["/.."],
});

judges(
  volumeProblem,
  [
    "/data",
    "/var/lib",
    "/usr/share",
    "/etc/app",
    "/home",
    "/usr/local/lib",
    "/binary",
    "/usr/bin/x",
  ],
  {
    [SYSTEM]: [
      ...["bin", "dev", "etc", "lib", "lib64", "proc", "sbin", "sys", "tmp", "usr"].map(
        (name) => `/${name}`,
      ),
      ...["bin", "lib", "local", "local/bin"].map((name) => `/usr/${name}`),
      "/etc/ssl",
    ],
    [NOT_ABSOLUTE]: ["data"],
    "has . or .. in it": ["/data/.."],
  },
);

judges(copyProblem, ["a:/b", "a/b.c:/d/e", "_a-b+c@d/e:/f", "a/@b+c-d/e/f:/g", "...:/a"], {
  "is not source:destination, such as templates:/app/templates": ["", "a", "a:", "a:/b:/c"],
  "has a source that is no path of letters, digits and . _ @ + - below the build context": [
    ":/b",
    "/a:/b",
    "a/:/b",
    "a//b:/c",
    "..:/b",
    "a/../b:/c",
    ".:/b",
    "a b:/c",
    "$a:/b",
  ],
  [`has a destination that ${NOT_ABSOLUTE}`]: ["a:b", "a:/", "a:/b c"],
  "has a destination that has . or .. in it": ["a:/b/.."],
});
