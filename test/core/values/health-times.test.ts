import { expect, test } from "vitest";
import { durationProblem, parseRetries } from "../../../src/core/values/health-times.ts";
import { judges } from "../../support/judges.ts";

judges(durationProblem, ["90s", "1m30s", "500ms", "0s", "1h2m3s4ms"], {
  "is not a duration such as 90s or 1m30s": [
    "",
    "90",
    "s",
    "1.5s",
    "-1s",
    "1d",
    "1 s",
    "1s\n",
    "1234567s",
    "1h2m3s4ms5s",
    "30s CMD x",
  ],
});

test.each([
  [1, 1],
  ["5", 5],
  [1000, 1000],
])("%j is %j failures", (raw, value) => expect(parseRetries(raw)).toEqual({ value }));

test.each([0, 1001, 1.5, -1, "0", "05", "x", null, "1 "])("%j is no number of failures", (raw) =>
  expect(parseRetries(raw)).toHaveProperty("problem"),
);
