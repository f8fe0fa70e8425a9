import { describe, expect, test } from "vitest";
import { parseArguments } from "../../src/commands/arguments.ts";
import { invocation, npmOptions, reasonNotToAsk } from "../../src/io/environment.ts";
import { placeOf, usageError } from "../../src/core/errors.ts";
import { UntoldError } from "../../src/core/known-error.ts";

function problems(...argv: string[]): string {
  try {
    parseArguments(argv);
  } catch (error) {
    if (!(error instanceof UntoldError)) throw error;
    return usageError(error.problems)
      .problems.map(({ at, message, hint }) =>
        [placeOf(at), message, hint].filter(Boolean).join(": "),
      )
      .join("\n");
  }
  return "";
}

test("directory, answers and options", () => {
  const { directories, flags, options } = parseArguments([
    "app",
    "--base=alpine",
    "--platform",
    "linux/amd64",
    "--platform=linux/arm64,darwin/arm64",
    "--no-ca-certs",
    "-y",
    "-f",
  ]);
  expect(directories).toEqual(["app"]);
  expect(flags).toEqual({
    base: "alpine",
    platforms: ["linux/amd64", "linux/arm64,darwin/arm64"],
    caCerts: false,
  });
  expect(options).toMatchObject({ yes: true, onConflict: "overwrite", dryRun: false });
});

test("a -- that a package manager hands on is no terminator", () => {
  expect(parseArguments(["app", "--", "--base=alpine"])).toMatchObject({
    directories: ["app"],
    flags: { base: "alpine" },
  });
});

test.each([
  [["--bse=alpine"], "--bse: there is no such option: did you mean --base?"],
  [["--no-ca-cert"], "--no-ca-cert: there is no such option: did you mean --no-ca-certs?"],
  [["--quux"], "--quux: there is no such option: create-goslim --help lists all options"],
  [
    ["--base"],
    "--base: needs a value: write --base=<value>; the choices are scratch, distroless, chainguard, alpine, busybox, distroless-base, distroless-cc",
  ],
  [["--yes=1"], "--yes: takes no value: write --yes or --no-yes"],
  [
    ["--base=alpine", "--base=scratch"],
    '--base: is given twice, as "alpine" and "scratch": give it once',
  ],
  [
    ["--on-conflict=never"],
    '--on-conflict: "never" is not a policy; choose one of ask, fail, merge, skip, overwrite',
  ],
  [["--pin=often"], '--pin: "often" is no way to pin; write --pin or --pin=update'],
  [["--verify=twice"], '--verify: "twice" is no way to verify; write --verify or --verify=fix'],
  [["--verify", "--check"], "--verify: contradicts --check"],
  [["--verify=fix", "--diff"], "--verify: contradicts --diff"],
  [["--verify", "--update", "a", "b"], "--verify: is for one directory at a time"],
  [["--verify-network=bridge"], "--verify-network: is for --verify"],
  [
    ["--verify", "--verify-network=container:db"],
    '--verify-network: "container:db" is not the name of a network: bridge, or one of docker network ls',
  ],
  [
    ["--verify", "--verify-network=host"],
    '--verify-network: "host" is not the name of a network: bridge, or one of docker network ls',
  ],
  [["--check", "--max-pin-age=old"], '--max-pin-age: "old" is not a number of days'],
  [["--max-pin-age=1"], "--max-pin-age: is for --check"],
  [["--check", "--prune"], "--prune: is pointless with --check, which changes nothing"],
  [["--diff", "--json"], "--diff: contradicts --json"],
  [["--update", "--diff", "a", "b"], "--diff: is for one directory at a time"],
  [
    ["--update", "-", "a"],
    '[dir]: "-" is a list on standard input, alone and with --update or --check',
  ],
  [["-"], '[dir]: "-" is a list on standard input, alone and with --update or --check'],
  [
    ["--update", "-", "--answers=-"],
    "--answers: cannot be read from standard input for several directories: give a file",
  ],
  [["--force", "--on-conflict=skip"], "--force: contradicts --on-conflict=skip"],
  [["--interactive", "--json"], "--interactive: contradicts --json"],
  [["--interactive", "--yes"], "--interactive: contradicts --yes"],
  [
    ["--on-conflict=ask", "--yes"],
    "--on-conflict: ask contradicts --yes: choose fail, merge, skip or overwrite",
  ],
  [
    ["--on-conflict=ask", "--json"],
    "--on-conflict: ask contradicts --json: choose fail, merge, skip or overwrite",
  ],
  [["--diff", "--check"], "--diff: contradicts --check"],
  [["--check", "--force"], "--force: is pointless with --check, which changes nothing"],
  [["--check", "--pin"], "--pin: is pointless with --check, which changes nothing"],
  [
    ["--check", "--on-conflict=skip"],
    "--on-conflict: is pointless with --check, which changes nothing",
  ],
  [["--update", "-", "--diff"], "--diff: is for one directory at a time"],
  [["--arg"], "--arg: needs a value: write --arg=<value>; create-goslim --help describes it"],
  [["-q"], "-q: there is no such option: create-goslim --help lists all options"],
  [["--check", "--max-pin-age=30"], ""],
  [["--force", "--on-conflict=overwrite"], ""],
  [["--update", "a", "b"], ""],
  [["--base=alpine", "--base=alpine"], ""],
  [["--arg=a", "--arg=b"], ""],
])("%j", (argv, message) => expect(problems(...argv)).toBe(message));

test("values that npm stripped of their options are recognised", () => {
  expect(problems("app", "alpine", "linux/amd64,linux/arm64")).toContain(
    "npm create goslim@latest app -- --base=alpine --platform=linux/amd64,linux/arm64",
  );
  expect(problems("app", "what ever", "--yes")).toContain(
    "npm create goslim@latest app -- '--<option>=what ever'".replace(
      "'--<option>=what ever'",
      "--<option>='what ever' --yes",
    ),
  );
});

describe("whether to ask", () => {
  const terminal = { stdin: true, stdout: true };
  test.each([
    [{}, terminal, undefined],
    [{ CI: "false" }, terminal, undefined],
    [{ CI: "0" }, terminal, undefined],
    [{ CI: "true" }, terminal, "CI is set"],
    [{ AI_AGENT: "x" }, terminal, "AI_AGENT is set"],
    [{ TERM: "dumb" }, terminal, "TERM is dumb"],
    [{}, { stdin: false, stdout: true }, "standard input is not a terminal"],
    [{}, { stdin: true, stdout: false }, "standard output is not a terminal"],
  ])("%j %j: %s", (env, streams, reason) => expect(reasonNotToAsk(env, streams)).toBe(reason));
});

test("what npm took for itself", () => {
  expect(
    npmOptions({
      npm_config_yes: "true",
      npm_command: "init",
      npm_config_dry_run: "true",
      npm_config_force: "",
    }),
  ).toEqual({
    yes: true,
    dryRun: true,
    force: false,
  });
  expect(npmOptions({ npm_config_yes: "true", npm_command: "exec" }).yes).toBe(false);
});

test.each([
  ["npm/11.0.0 node/v24", "npm create goslim@latest --"],
  ["pnpm/10.0.0", "pnpm create goslim"],
  [undefined, "create-goslim"],
])("started by %s", (agent, command) =>
  expect(invocation({ npm_config_user_agent: agent })).toBe(command),
);
