import { expect, test } from "vitest";
import { parseGo } from "../../../src/core/values/go-version.ts";

const SUPPORTED = "supported are 1.27 and 1.26";

test.each([
  ["1.27", "1.27"],
  ["1.26", "1.26"],
  ["go1.27.4", "1.27.4"],
  ["1.26.0", "1.26.0"],
])("%j is %s", (raw, value) => expect(parseGo(raw)).toEqual({ value }));

test.each([
  [1.27, "must be a string"],
  [null, "must be a string"],
  ["", '"" is not a Go version'],
  ["latest", '"latest" is not a Go version'],
  ["1", '"1" is not a Go version'],
  ["1.27.04", '"1.27.04" is not a Go version'],
  ["1.27 ", '"1.27 " is not a Go version'],
  ["1.27rc1", "1.27rc1 is a pre-release"],
  ["1.28rc1", "1.28rc1 is a pre-release"],
  ["1.25", "Go 1.25 is past its end of life"],
  ["1.25.9", "Go 1.25.9 is past its end of life"],
  ["1.28", "Go 1.28 is newer than this tool knows"],
  ["2.0.1", "Go 2.0.1 is newer than this tool knows"],
])("%j: %s", (raw, problem) =>
  expect(parseGo(raw)).toEqual({ problem: `${problem}; ${SUPPORTED}` }),
);
