import { debianPackageProblem } from "../../../src/core/values/debian-package.ts";
import { judges } from "../../support/judges.ts";

judges(
  debianPackageProblem,
  ["libpcap-dev", "libpcap0.8t64", "g++", "7zip", "ab", `a${"b".repeat(99)}`],
  {
    "is not the name of a Debian package, such as libpcap-dev": [
      "",
      "a",
      "-y",
      "+a",
      "Libpcap",
      "a b",
      "a;b",
      "a$b",
      "a_b",
      "lib:arm64",
      "lib=1.0",
      "lib\n",
      `a${"b".repeat(100)}`,
    ],
  },
);
