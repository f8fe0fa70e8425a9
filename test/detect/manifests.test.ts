import { expect, test } from "vitest";
import { manifestPorts } from "../../src/detect/manifests.ts";
import { mainFile, repositoryOf, type Texts } from "../support/program.ts";

const compose = (port: number): string =>
  `services:\n  app:\n    build: .\n    ports: ["${port}"]\n`;
const deployment = (port: number): string => `kind: Deployment\nports:\n- containerPort: ${port}\n`;
const ports = (texts: Texts, rendered: readonly string[] = []): string => {
  const options = { rendered: new Set(rendered) };
  const repository = repositoryOf({ "main.go": mainFile([]), ...texts }, ".", options);
  return manifestPorts(repository)
    .map(({ file, line, value }) => `${value} ${file}:${line}`)
    .join(" ");
};

test.each<[Texts, string]>([
  [{ "compose.yaml": compose(80) }, "80 compose.yaml:4"],
  [{ "docker-compose.override.yml": compose(80) }, "80 docker-compose.override.yml:4"],
  [{ "compose.json": compose(80), "sub/compose.yaml": compose(80) }, ""],
  [
    { "deploy/a.yaml": deployment(80), "k8s/b/c.yml": deployment(81) },
    "80 deploy/a.yaml:3 81 k8s/b/c.yml:3",
  ],
  [{ "compose.yaml": compose(80), "deploy/a.yaml": deployment(81) }, "80 compose.yaml:4"],
  [{ "compose.yaml": "services: {}\n", "deploy/a.yaml": deployment(81) }, "81 deploy/a.yaml:3"],
  [{ "docs/a.yaml": deployment(80), "deploy/a.json": deployment(80) }, ""],
])("%j", (texts, expected) => expect(ports(texts)).toBe(expected));

test.each([
  ["ghcr.io/acme/app:1.2", "80"],
  ["app", "80"],
  ["localhost:5000/app-server@sha256:0", "80"],
  ["{{ .Values.image }}", "80"],
  ["controller:latest", "80"],
  ["nginx:1.29", ""],
  ["app.example.com/other", ""],
  ["ghcr.io/other/proxy", ""],
])("the port of a container of %s is %s", (image, expected) => {
  const text = `kind: Pod\ncontainers:\n- image: "${image}"\n  ports:\n  - containerPort: 80\n`;
  expect(ports({ "k8s/a.yaml": text })).toBe(expected && `${expected} k8s/a.yaml:5`);
});

test("what an earlier run rendered says nothing", () => {
  const texts = { "compose.yaml": compose(80), "deploy/a.yaml": deployment(81) };
  expect(ports(texts, ["compose.yaml"])).toBe("81 deploy/a.yaml:3");
  expect(ports(texts, ["compose.yaml", "deploy/a.yaml"])).toBe("");
});
