// Every value of every question, built and run.
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BASES, type BaseFacts } from "../../src/core/facts.ts";
import type { Answers } from "../../src/core/questions/index.ts";
import { caseFlags, everyValue, VALUES } from "../support/cases.ts";
import { describeWith } from "../support/require.ts";
import { attempt, run, runBeside } from "../support/run.ts";
import { elfMachine, identify } from "./support/binary.ts";
import {
  buildImage,
  eventually,
  imageConfig,
  listing,
  LOCKED_DOWN,
  runToEnd,
  start,
  trusting,
  unpack,
} from "./support/docker.ts";
import { type HttpsServer, httpsServer } from "./support/https.ts";
import { makeProject, scratchDirectory } from "./support/project.ts";

const { platforms: _, ...values } = VALUES; // test/images/platforms.test.ts builds them all
const selection = everyValue({ ...values, platforms: [["linux/amd64", "linux/arm64"]] });

let server: HttpsServer;
const trust = new Map<string, readonly string[]>();

function trustIn(image: string): readonly string[] {
  const known = trust.get(image) ?? trusting(image, server.authority);
  trust.set(image, known);
  return known;
}

describeWith(["docker", "git", "openssl", "arm64"], "every value of every question", () => {
  beforeAll(async () => {
    server = await httpsServer();
  });
  afterAll(() => server.close());

  for (const answers of selection) {
    const program = `/usr/local/bin/${answers.name}`;

    test(`${caseFlags(answers).join(" ")}: the program`, async () => {
      const directory = makeProject(answers);
      const args = ["--build-arg", "VERSION=v1.2.3"];
      const tag = buildImage(directory, args);

      const config = imageConfig(tag);
      expect(config.User).toBe(answers.user);
      expect(Object.keys(config.ExposedPorts ?? {})).toEqual(
        answers.port === null ? [] : [`${answers.port}/tcp`],
      );
      expect(config.Healthcheck?.Test).toEqual(
        answers.healthcheck ? ["CMD", program, "-healthcheck"] : undefined,
      );

      checkFiles(answers, tag);
      for (const [platform, arch] of [
        ["linux/amd64", "amd64"],
        ["linux/arm64", "arm64"],
      ] as const) {
        const image = platform === "linux/amd64" ? tag : buildImage(directory, args, platform);
        const root = scratchDirectory();
        unpack(image, root, platform);
        expect(identify(join(root, program)).machine).toBe(elfMachine(arch));
        const version = runToEnd(
          image,
          ["--platform", platform, "--entrypoint", program],
          ["-version"],
        );
        expect(version).toMatchObject({ status: 0, stdout: "v1.2.3\n" });
      }

      if (answers.kind === "cli") {
        expect(runToEnd(tag, [], ["Ada"])).toMatchObject({ status: 0, stdout: "Hello, Ada!\n" });
        expect(runToEnd(tag, [], ["-unknown"]).status).toBe(2);
      } else await checkService(answers, tag);
    });

    test(`${caseFlags(answers).join(" ")}: what the image gives a program`, async () => {
      const directory = makeProject(answers, { withProbe: true });
      const { image }: BaseFacts = BASES[answers.base];
      const builder =
        /^FROM --platform=\S+ (\S+) AS go$/m.exec(
          run("cat", [join(directory, "Dockerfile")]),
        )?.[1] ?? "";
      const carriesBundle = BASES[answers.base].caCertificates;
      const tag = buildImage(
        directory,
        answers.caCerts ? trustIn(carriesBundle && image ? image : builder) : [],
      );
      const { stdout, stderr } = await runBeside("docker", [
        "run",
        "--rm",
        ...LOCKED_DOWN,
        "--network=host",
        `--entrypoint=${program}`,
        tag,
        server.url,
      ]);
      const report = JSON.parse(stdout || `{"stderr": ${JSON.stringify(stderr)}}`) as Record<
        string,
        string
      >;
      expect(report).toMatchObject({
        https: answers.caCerts
          ? "ok"
          : expect.stringContaining("certificate signed by unknown authority"),
        zone: answers.tzdata === "none" ? "unknown time zone Europe/Vienna" : "ok",
        tmp: "ok",
        root: expect.stringMatching(/read-only file system|permission denied/),
      });
      // A base of its own knows only its own users.
      if (answers.base === "scratch" || answers.user === "65532:65532")
        expect(report["user"]).toBe("ok");
    });
  }
});

function checkFiles(answers: Answers, tag: string): void {
  const files = listing(tag);
  const names = [...files.keys()];
  expect(names.filter((name) => /\.go$|go\.mod$|\.git\/|\.env|^src\//.test(name))).toEqual([]);
  expect(files.get("tmp/")).toMatch(/^drwxrwxrwt/);
  expect(names.some((name) => /(?:^|\/)(?:sh|busybox)$/.test(name))).toBe(
    BASES[answers.base].shell,
  );
  if (answers.base === "scratch") {
    // What Docker itself mounts or makes, less what the image holds.
    const own = names.filter(
      (name) =>
        !name.endsWith("/") &&
        !/^(?:dev|proc|sys)\/|^\.dockerenv$|^etc\/(?:hosts|hostname|resolv\.conf|mtab)$/.test(name),
    );
    const wanted = ["etc/group", "etc/passwd", `usr/local/bin/${answers.name}`];
    if (answers.caCerts) wanted.push("etc/ssl/certs/ca-certificates.crt");
    if (answers.tzdata === "copy") wanted.push("usr/share/zoneinfo.zip");
    expect(own.toSorted()).toEqual(wanted.toSorted());
  }
}

async function checkService(answers: Answers, tag: string): Promise<void> {
  const container = start(tag);
  const inspect = (format: string): string =>
    run("docker", ["inspect", "--format", format, container]).trim();
  const address = inspect("{{.NetworkSettings.IPAddress}}");
  const reply = async (): Promise<string> =>
    (await fetch(`http://${address}:${answers.port}/`)).text();
  await eventually("the service answers", 10, () =>
    reply().then(
      (text) => text.includes("v1.2.3"),
      () => false,
    ),
  );
  expect(
    attempt("docker", ["exec", container, `/usr/local/bin/${answers.name}`, "-healthcheck"]).status,
  ).toBe(0);
  if (answers.healthcheck)
    await eventually(
      "Docker finds the service healthy",
      30,
      () => inspect("{{.State.Health.Status}}") === "healthy",
    );

  if (answers.init === "busybox") {
    const pid = (): string => run("docker", ["exec", container, "pidof", answers.name]).trim();
    const before = pid();
    run("docker", ["exec", container, "kill", "-9", before]);
    await eventually("init restarts the program", 10, () =>
      reply().then(
        () => pid() !== before,
        () => false,
      ),
    );
  }

  const begun = Date.now();
  // Ctrl-C is SIGINT, and reaches process 1, which is init where there is one.
  if (answers.init === "busybox") run("docker", ["kill", "--signal", "INT", container]);
  else run("docker", ["stop", container]);
  await eventually("it stops", 9, () => inspect("{{.State.Running}}") === "false");
  // BusyBox init gives its children a second. Docker would kill after ten.
  expect(Date.now() - begun).toBeLessThan(answers.init === "busybox" ? 4000 : 2000);
  expect(inspect("{{.State.ExitCode}}")).toBe("0");
}
