import { expect, test } from "vitest";
import { parseUser } from "../../../src/core/values/user.ts";

const NOT_NUMERIC =
  "is not numeric; give uid or uid:gid, such as 65532:65532 (Kubernetes cannot check a name for root)";

test.each([
  ["1", "1:1"],
  ["10:2", "10:2"],
  ["1000:0", "1000:0"],
  ["65532:65533", "65532:65533"],
  ["2147483647:2147483647", "2147483647:2147483647"],
])("%j is %s", (raw, value) => expect(parseUser(raw)).toEqual({ value }));

test.each([
  ["root", NOT_NUMERIC],
  ["", NOT_NUMERIC],
  ["01", NOT_NUMERIC],
  ["1:01", NOT_NUMERIC],
  ["1:", NOT_NUMERIC],
  [":1", NOT_NUMERIC],
  ["1:2:3", NOT_NUMERIC],
  ["-1", NOT_NUMERIC],
  ["1 ", NOT_NUMERIC],
  ["1:1\n", NOT_NUMERIC],
  [1000, NOT_NUMERIC],
  [null, NOT_NUMERIC],
  ["1".repeat(21), NOT_NUMERIC],
  [`1:${"1".repeat(21)}`, NOT_NUMERIC],
  [`1:${"1".repeat(20)}`, "is above 2147483647"],
  ["1".repeat(20), "is above 2147483647"],
  ["2147483648", "is above 2147483647"],
  ["1:2147483648", "is above 2147483647"],
  ["0", "is root; give a uid above 0, such as 65532:65532"],
  ["0:1000", "is root; give a uid above 0, such as 65532:65532"],
])("%j %s", (raw, problem) =>
  expect(parseUser(raw)).toEqual({ problem: `${JSON.stringify(String(raw))} ${problem}` }),
);
