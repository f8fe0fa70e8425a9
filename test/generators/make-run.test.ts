import { expect, test } from "vitest";
import { resolveAnswers } from "../../src/core/answers.ts";
import { NEW_PROJECT } from "../../src/core/layout.ts";
import { plan } from "../../src/render/plan.ts";

/** The ports that `make run` publishes, for a program that exists. */
function published(port: number | null, expose: readonly string[]): readonly string[] {
  const { answers } = resolveAnswers({
    flags: { kind: "service", port, expose },
    found: {
      directory: "app",
      module: "example.com/app",
      existing: true,
      mains: ["."],
      main: ["."],
    },
  });
  const files = plan(answers, { ...NEW_PROJECT, existing: true, goMod: true });
  const makefile = files.find(({ path }) => path === "Makefile")?.text ?? "";
  return [...makefile.matchAll(/ -p (\S+)/g)].map(([, pair = ""]) => pair);
}

test.each<readonly [number | null, readonly string[], readonly string[]]>([
  [null, [], []],
  [8080, [], ["$(PORT):8080"]],
  [8080, ["9090"], ["$(PORT):8080"]],
  [53, ["53/udp"], ["$(PORT):53", "$(PORT):53/udp"]],
  [8080, ["53/udp", "9090"], ["$(PORT):8080", "53:53/udp"]],
  [null, ["514/udp"], ["$(PORT):514/udp"]],
  [null, ["514/udp", "8080/tcp"], ["$(PORT):8080", "514:514/udp"]],
])("port %j, exposed %j", (port, expose, expected) =>
  expect(published(port, expose)).toEqual(expected),
);
