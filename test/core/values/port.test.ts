import { expect, test } from "vitest";
import { exposedPortProblem, parsePort } from "../../../src/core/values/port.ts";
import { judges } from "../../support/judges.ts";

test.each([
  ["1", 1],
  ["65535", 65535],
  [80, 80],
  [1, 1],
  [65535, 65535],
])("%j is port %d", (raw, value) => expect(parsePort(raw, false)).toEqual({ value }));

test.each([
  "0",
  0,
  "65536",
  65536,
  -1,
  1.5,
  "080",
  "123456",
  "8080; rm",
  " 80",
  "80\n",
  "",
  true,
  "none",
  null,
])("%j is no port", (raw) =>
  expect(parsePort(raw, false)).toEqual({
    problem: `${JSON.stringify(String(raw))} is not a port; give a whole number from 1 to 65535`,
  }),
);

test.each([
  ["a list", [80]],
  ["a list", [[[]]]],
  ["an object", {}],
  ["an object", { toString: 1 }],
  ["an object", Object.create(null)],
  ["a function", () => 80],
])("%s is no port", (what, raw) =>
  expect(parsePort(raw, false)).toEqual({
    problem: `${what} is not a port; give a whole number from 1 to 65535`,
  }),
);

test.each(["none", null])("where there may be none, %j is none", (raw) =>
  expect(parsePort(raw, true)).toEqual({ value: null }),
);
test("where there may be none, a port is one all the same", () =>
  expect(parsePort("80", true)).toEqual({ value: 80 }));

judges(exposedPortProblem, ["1", "9090", "65535", "53/udp", "53/tcp", "53/sctp", "65535/udp"], {
  "is not a port; write 9090 or 53/udp": [
    "",
    "0",
    "01",
    "65536",
    "65536/udp",
    "123456",
    "53/",
    "53/icmp",
    "53/UDP",
    "/udp",
    "1-2",
    "53/udp\n",
    " 1",
  ],
});
