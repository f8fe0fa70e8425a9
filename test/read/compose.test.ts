import { expect, test } from "vitest";
import { composePorts } from "../../src/read/compose.ts";

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
