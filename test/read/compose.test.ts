import { expect, test } from "vitest";
import { composePorts, composeServices } from "../../src/read/compose.ts";

const ports = (text: string): string =>
  composePorts(text)
    .map(({ value, line }) => `${value}@${line}`)
    .join(" ");
const service = (build: string, rest: string): string =>
  `services:\n  app:\n    ${build}\n    ${rest}\n`;

test.each([
  ["build: .", 'ports: ["8080"]', "8080@4"],
  ["build: ./", "ports: [8080:80]", "80@4"],
  ["build: {context: .}", 'ports: ["127.0.0.1:8080:80/tcp"]', "80@4"],
  ["build: {context: ./}", "ports: [{target: 80, published: 8080}]", "80@4"],
  ["build: {dockerfile: x}", "ports: ['80', '443']", "80@4 443@4"],
  ["build:", "ports: [80]", "80@4"],
  ["build: .", "ports: ['80']\n    expose: ['81']", "80@4 81@5"],
  ["build: .", "expose: [9000]", "9000@4"],
  ["build: .", "ports: ['8000-8010:80-90']", ""],
  ["build: .", "ports: ['${PORT}']", ""],
  ["build: .", "ports: [{published: 8080}]", ""],
  ["build: .", "ports: 80", ""],
  ["build: ./other", "ports: [80]", ""],
  ["build: {context: ..}", "ports: [80]", ""],
  ["image: postgres", "ports: [5432]", ""],
])("%s with %s", (build, rest, expected) => expect(ports(service(build, rest))).toBe(expected));

test("the line is that of the port, not of the first number that looks like it", () => {
  const text = `services:
  app:
    build: .
    environment:
      WORKERS: 80
    ports:
      - "8080:80"
      - target: 81
        published: 80
`;
  expect(ports(text)).toBe("80@7 81@8");
});

test.each(["", "services: []\n", "services:\n  app:\n", "services: {app: x}\n", "version: 2\n"])(
  "nothing in %j",
  (text) => expect(ports(text)).toBe(""),
);

test.each([
  ["build: {target: x}", "target 3 x"],
  ["build: .\n    command: /a b", "command 4 /a b"],
  ["build: .\n    entrypoint: [/a, b c]", "entrypoint 4 /a b c"],
  ["build: .\n    healthcheck: {test: curl -f x}", "health 4 sh -c curl -f x"],
  ["build: .\n    healthcheck: {test: [CMD-SHELL, curl]}", "health 4 sh -c curl"],
  ["build: .\n    healthcheck: {test: [CMD, /a, x]}", "health 4 /a x"],
  ["build: .\n    healthcheck: {test: [NONE]}", ""],
  ["build: .\n    volumes: ['v:/a', './b:/b', '/c:/c', 'd:/d:ro', '/e', '${F}:/f']", "4 /a"],
  ["build: .\n    volumes:\n      - {type: volume, source: v, target: /a}", "5 /a"],
  ["build: .\n    volumes:\n      - {type: bind, source: v, target: /a}", ""],
  ["build: .\n    volumes:\n      - {type: volume, source: v, target: /a, read_only: true}", ""],
  ["image: x\n    command: /a", ""],
])("a service with %j", (text, expected) => {
  const told = composeServices(service(text, "labels: []")).flatMap((one) => [
    ...(["target", "entrypoint", "command", "health"] as const).flatMap((key) => {
      const value = one[key];
      return value ? [`${key} ${value.line} ${value.words.join(" ")}`] : [];
    }),
    ...one.volumes.map(({ value, line }) => `${line} ${value}`),
  ]);
  expect(told.join(", ")).toBe(expected);
});
