import { expect, test } from "vitest";
import { deployments } from "../../../src/detect/traits/deployments.ts";
import { findingsOf, mainFile, type Texts } from "../../support/program.ts";

const found = (texts: Texts): readonly string[] =>
  findingsOf(deployments, { "main.go": mainFile([]), ...texts });
const compose = (rest: string): Texts => ({
  "compose.yaml": `services:\n  web:\n    build: .\n    ${rest}\n`,
});
const pod = (command: string): Texts => ({
  "k8s/pod.yaml": `kind: Pod\ncontainers:\n- image: app\n  command: ${command}\n`,
});

test.each<[Texts, readonly string[]]>([
  [compose("command: [serve, --all]"), []],
  [compose("entrypoint: [/usr/local/bin/app]"), []],
  [compose("entrypoint: app"), []],
  [
    compose("entrypoint: ./app"),
    [
      "note the command there starts ./app, which the image has at /usr/local/bin/app compose.yaml:4",
    ],
  ],
  [
    compose("command: [app, serve]"),
    ["note the command there starts app, which the image has at /usr/local/bin/app compose.yaml:4"],
  ],
  [
    compose("command: sh -c app"),
    ["note the command there starts sh, which the image lacks compose.yaml:4"],
  ],
  [
    compose("healthcheck: {test: [CMD, wget, x]}"),
    ["note the health check there starts wget, which the image lacks compose.yaml:4"],
  ],
  [compose("healthcheck: {test: [CMD, app, ping]}"), []],
  [compose("volumes: ['v:/data']"), ["volume=/data compose.yaml:4"]],
  [pod("[/usr/local/bin/app]"), []],
  [
    pod("[/app]"),
    [
      "note the command there starts /app, which the image has at /usr/local/bin/app k8s/pod.yaml:4",
    ],
  ],
  [
    pod("[sh, -c, app]"),
    ["note the command there starts sh, which the image lacks k8s/pod.yaml:4"],
  ],
  [pod("[/other]"), []],
])("%j", (texts, expected) => expect(found(texts)).toEqual(expected));
