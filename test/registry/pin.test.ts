// --pin against registry processes on the loopback interface, by the command itself and, where time matters, in this process.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { connect } from "node:net";
import type { Duplex } from "node:stream";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { KnownError } from "../../src/core/errors.ts";
import type { Environment } from "../../src/io/environment.ts";
import { type PinRequest, resolvePins } from "../../src/registry/pin.ts";
import { parseReference, redirected } from "../../src/core/image-reference.ts";
import {
  digestOf,
  index,
  listen,
  type Registry,
  type RegistryOptions,
  startRegistry,
} from "../support/registry.ts";
import { describeWith } from "../support/require.ts";
import { attempt, goslimBeside, type Result, run } from "../support/run.ts";
import { temporaryDirectory, tree } from "../support/tree.ts";

const BOTH = index("linux/amd64", "linux/arm64");
const IMAGES = {
  "hub/docker/dockerfile:1": BOTH,
  "hub/library/golang:1.27-trixie": index("linux/amd64", "linux/arm64", "linux/s390x"),
  "hub/library/alpine:3.24": BOTH,
};

/** Writes a project whose images come from one registry, pinned. */
async function pin(
  { host }: Pick<Registry, "host">,
  options: { flags?: readonly string[]; env?: Record<string, string | undefined> } = {},
): Promise<Result & { cwd: string }> {
  const cwd = join(temporaryDirectory(), "app");
  const flags = [
    "--yes",
    "--base=alpine",
    `--registry=docker.io=${host}/hub`,
    ...(options.flags ?? ["--pin"]),
  ];
  // An empty configuration: what somebody has logged in to here is not for tests.
  const result = await goslimBeside([cwd, ...flags], {
    env: {
      DOCKER_CONFIG: temporaryDirectory(),
      XDG_CONFIG_HOME: temporaryDirectory(),
      ...options.env,
    },
  });
  return { ...result, cwd };
}

function dockerConfig(config: object): string {
  const directory = temporaryDirectory();
  writeFileSync(join(directory, "config.json"), JSON.stringify(config));
  return directory;
}

// A zombie that nobody has waited for yet has ended too.
function isRunning(pid: string): boolean {
  const { stdout } = attempt("ps", ["-o", "stat=", "-p", pid]);
  return stdout.trim() !== "" && !stdout.startsWith("Z");
}

const dockerfileOf = (cwd: string): string => readFileSync(join(cwd, "Dockerfile"), "utf8");
const basicAuth = (login: string): { auth: string } => ({
  auth: Buffer.from(login).toString("base64"),
});

function expectPinned(
  { status, stderr, cwd }: Awaited<ReturnType<typeof pin>>,
  { host }: Registry,
): void {
  expect([status, stderr]).toEqual([0, ""]);
  for (const [name, manifest] of Object.entries(IMAGES))
    expect(dockerfileOf(cwd)).toContain(`${host}/${name}@${digestOf(manifest)}`);
}

describe("images are pinned to the digest of their index", () => {
  test.each<readonly [string, Partial<RegistryOptions>, (host: string) => object]>([
    ["anonymously", {}, () => ({})],
    ["with a token for everybody", { auth: "token" }, () => ({})],
    [
      "with a token for a login",
      { auth: "token", login: "me:secret" },
      (host) => ({ auths: { [host]: basicAuth("me:secret") } }),
    ],
    [
      "with an identity token",
      { auth: "token", login: "nobody:else" },
      (host) => ({ auths: { [host]: { auth: "", identitytoken: "identity" } } }),
    ],
    [
      "with a password that has a colon",
      { auth: "basic", login: "me:a:b" },
      (host) => ({ auths: { [`https://${host}`]: basicAuth("me:a:b") } }),
    ],
  ])("%s", async (_name, options, config) => {
    const registry = await startRegistry({ images: IMAGES, ...options });
    expectPinned(
      await pin(registry, { env: { DOCKER_CONFIG: dockerConfig(config(registry.host)) } }),
      registry,
    );
  });

  test("with a credential helper", async () => {
    const registry = await startRegistry({ images: IMAGES, auth: "basic", login: "me:secret" });
    const bin = temporaryDirectory();
    writeFileSync(
      join(bin, "docker-credential-test"),
      `#!/bin/sh\nread host\n[ "$1 $host" = "get ${registry.host}" ] && echo '{"Username":"me","Secret":"secret"}'\n`,
      { mode: 0o755 },
    );
    expectPinned(
      await pin(registry, {
        env: {
          PATH: `${bin}:${process.env["PATH"]}`,
          DOCKER_CONFIG: dockerConfig({ credsStore: "test" }),
        },
      }),
      registry,
    );
  });

  test("by way of Docker Hub's mirror on this machine, under Docker Hub's own names", async () => {
    const registry = await startRegistry({
      images: Object.fromEntries(
        Object.entries(IMAGES).map(([name, manifest]) => [name.replace("hub/", ""), manifest]),
      ),
    });
    const home = temporaryDirectory();
    mkdirSync(join(home, "docker"));
    writeFileSync(
      join(home, "docker", "daemon.json"),
      JSON.stringify({ "registry-mirrors": [`http://${registry.host}`] }),
    );
    const cwd = join(temporaryDirectory(), "app");
    const { status, stderr } = await goslimBeside([cwd, "--yes", "--base=alpine", "--pin"], {
      env: { XDG_CONFIG_HOME: home, DOCKER_CONFIG: home },
    });
    expect([status, stderr]).toEqual([0, ""]);
    expect(dockerfileOf(cwd)).toContain(`\nFROM alpine:3.24@${digestOf(BOTH)}\n`);
    expect(registry.requests).toContain("GET /v2/library/alpine/manifests/3.24");
  });

  test("without telling a mirror Docker Hub's password", async () => {
    const mirror = await startRegistry({ images: {}, auth: "basic", login: "me:secret" });
    const home = dockerConfig({ auths: { "https://index.docker.io/v1/": basicAuth("me:secret") } });
    mkdirSync(join(home, "docker"));
    writeFileSync(
      join(home, "docker", "daemon.json"),
      JSON.stringify({ "registry-mirrors": [`http://${mirror.host}`] }),
    );
    const env = { XDG_CONFIG_HOME: home, DOCKER_CONFIG: home, HTTPS_PROXY: "http://127.0.0.1:9" };
    expect(
      (
        await goslimBeside([join(temporaryDirectory(), "app"), "--yes", "--base=alpine", "--pin"], {
          env,
        })
      ).status,
    ).toBe(1);
    expect(mirror.requests.length).toBeGreaterThan(0);
    expect(mirror.requests.join()).not.toContain("Basic");
  });

  test("again after a refusal that says when, and after a redirect, to which no credentials go", async () => {
    const seen = new Set<string>();
    const registry = await startRegistry({
      images: IMAGES,
      auth: "basic",
      login: "me:secret",
      before: ({ url = "", headers }, response) => {
        if (!headers.authorization || seen.has(url)) return false;
        seen.add(url);
        response.writeHead(429, { "retry-after": "0" }).end();
        return true;
      },
    });
    const elsewhere = await startRegistry({ images: IMAGES });
    const front = await startRegistry({
      images: {},
      auth: "basic",
      login: "me:secret",
      before: ({ url = "", headers }, response) => {
        if (!headers.authorization) return false;
        response.writeHead(307, { location: `http://${elsewhere.host}${url}` }).end();
        return true;
      },
    });
    expectPinned(
      await pin(registry, {
        env: {
          DOCKER_CONFIG: dockerConfig({ auths: { [registry.host]: basicAuth("me:secret") } }),
        },
      }),
      registry,
    );
    expectPinned(
      await pin(front, {
        env: { DOCKER_CONFIG: dockerConfig({ auths: { [front.host]: basicAuth("me:secret") } }) },
      }),
      front,
    );
    expect(elsewhere.requests.join()).not.toContain("Basic");
  });
});

describeWith(["openssl"], "over TLS", () => {
  const certificate = (): { key: string; cert: string; file: string } => {
    const directory = temporaryDirectory();
    const [key, cert] = [join(directory, "key.pem"), join(directory, "cert.pem")];
    run("openssl", [
      "req",
      "-x509",
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:prime256v1",
      "-nodes",
      "-days",
      "1",
      "-subj",
      "/CN=test",
      "-addext",
      "subjectAltName=IP:127.0.0.1,DNS:localhost",
      "-keyout",
      key,
      "-out",
      cert,
    ]);
    return { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8"), file: cert };
  };

  test.each(["NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE"])(
    "with an authority that %s names",
    async (variable) => {
      const tls = certificate();
      const registry = await startRegistry({ images: IMAGES, auth: "token", tls });
      expectPinned(await pin(registry, { env: { [variable]: tls.file } }), registry);
    },
  );

  test("refused with an authority that nobody knows", async () => {
    const registry = await startRegistry({ images: IMAGES, tls: certificate() });
    const { status, stderr, cwd } = await pin(registry);
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/alpine:3.24 cannot be resolved: .*self-signed certificate/),
    ]);
    expect(tree(cwd)).toEqual({});
  });

  test("through a proxy, but for exceptions", async () => {
    const tls = certificate();
    // An authority for an address alone is not what a proxy's tunnel is checked by.
    const { host, requests } = await startRegistry({ images: IMAGES, tls });
    const registry = { host: host.replace("127.0.0.1", "localhost"), requests };
    const asked: string[] = [];
    const proxy = createServer().on("connect", ({ url = "" }, client) => {
      asked.push(url);
      const [host, port] = url.split(":");
      const upstream = connect(Number(port), host, () => {
        client.write("HTTP/1.1 200 OK\r\n\r\n");
        upstream.pipe(client).pipe(upstream);
      });
      client.on("error", () => upstream.destroy());
      upstream.on("error", () => client.destroy());
    });
    const address = `http://${await listen(proxy)}`;
    expectPinned(
      await pin(registry, {
        env: { HTTPS_PROXY: address, NODE_EXTRA_CA_CERTS: tls.file, NO_PROXY: "" },
      }),
      registry,
    );
    expect(new Set(asked)).toEqual(new Set([registry.host]));
    asked.length = 0;
    expectPinned(
      await pin(registry, {
        env: {
          https_proxy: address,
          no_proxy: "example.com,localhost",
          NODE_EXTRA_CA_CERTS: tls.file,
        },
      }),
      registry,
    );
    expect(asked).toEqual([]);
  });
});

describe("what cannot be pinned changes nothing, and says why", () => {
  const single = JSON.stringify({
    schemaVersion: 2,
    mediaType: "application/vnd.oci.image.manifest.v1+json",
    layers: [],
  });
  test.each<readonly [string, Partial<RegistryOptions>, RegExp]>([
    [
      "no such tag",
      { images: {} },
      /alpine:3.24 cannot be resolved: .*answers 404 \(manifest unknown\)/,
    ],
    [
      "a platform that the image lacks",
      { images: { ...IMAGES, "hub/library/alpine:3.24": index("linux/amd64") } },
      /alpine:3.24 does not exist for linux\/arm64/,
    ],
    [
      "an image for one platform",
      { images: { ...IMAGES, "hub/library/alpine:3.24": single } },
      /alpine:3.24 is for one platform only/,
    ],
    ["no login", { auth: "basic", login: "me:secret" }, /asks for a login; run docker login/],
    [
      "a login that is refused",
      { auth: "token", login: "me:secret" },
      /the login at .* answers 401/,
    ],
    [
      "no JSON",
      { before: (_request, response) => (response.end("<html>"), true) },
      /cannot be resolved/,
    ],
    [
      "a digest that is not that of the manifest",
      {
        before: (_request, response) => (
          response
            .writeHead(200, { "docker-content-digest": `sha256:${"0".repeat(64)}` })
            .end(BOTH),
          true
        ),
      },
      /does not have the digest that the registry names/,
    ],
    [
      "an answer that breaks off",
      {
        before: (_request, response) => (
          response.writeHead(200, { "content-length": "1000" }).write("{"),
          setTimeout(() => response.destroy(), 50),
          true
        ),
      },
      /cannot be resolved: .*(?:aborted|breaks off|hang up)/,
    ],
    [
      "redirects in a circle",
      {
        before: ({ url = "" }, response) => (
          response.writeHead(302, { location: url }).end(),
          true
        ),
      },
      /answers 302/,
    ],
  ])("%s", async (_name, options, message) => {
    const registry = await startRegistry({ images: IMAGES, ...options });
    const { status, stderr, cwd } = await pin(registry);
    expect([status, stderr]).toEqual([1, expect.stringMatching(message)]);
    expect(stderr).toContain("--pin");
    expect(tree(cwd)).toEqual({});
  });

  test("nobody there", async () => {
    const { status, stderr, cwd } = await pin({ host: "127.0.0.1:9" });
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(
        /cannot be resolved: 127.0.0.1:9: connect ECONNREFUSED.*\n {2}nothing was changed; without --pin no network is needed/,
      ),
    ]);
    expect(tree(cwd)).toEqual({});
  });

  const inProcess = async (
    registry: Pick<Registry, "host">,
    timing: PinRequest["timing"] = {},
    environment: Environment = { DOCKER_CONFIG: "/nowhere" },
  ): Promise<string> => {
    const texts = [`FROM ${registry.host}/hub/library/alpine:3.24\n`];
    const request = {
      texts,
      pins: new Map<string, string>(),
      base: undefined,
      platforms: [],
      mode: "missing" as const,
      environment,
      today: new Date(0),
    };
    try {
      await resolvePins({ ...request, timing: { timeout: 200, patience: 10, ...timing } });
      return "";
    } catch (error) {
      if (error instanceof KnownError) return error.message;
      throw error;
    }
  };

  test("an answer that does not come", async () => {
    expect(await inProcess(await startRegistry({ images: IMAGES, before: () => true }))).toContain(
      "no answer in 0.2 s",
    );
  });

  test("a credential helper that does not hear the polite signal, nor does what it starts", async () => {
    const bin = temporaryDirectory();
    const pids = join(bin, "pids");
    // It never ends by itself, and its output stays open.
    writeFileSync(
      join(bin, "docker-credential-deaf"),
      `#!/bin/sh\ntrap '' TERM\necho $$ >>${pids}\n(trap '' TERM; sleep 600) & echo $! >>${pids}\nwait\nsleep 600\n`,
      { mode: 0o755 },
    );
    const registry = await startRegistry({ images: IMAGES, auth: "basic", login: "me:secret" });
    const environment = {
      PATH: `${bin}:${process.env["PATH"]}`,
      DOCKER_CONFIG: dockerConfig({ credsStore: "deaf" }),
    };
    expect(await inProcess(registry, { helpers: 500 }, environment)).toContain(
      "cannot be resolved",
    );
    // All names of the registry together had one time: the helper was started once.
    const started = readFileSync(pids, "utf8").trim().split("\n");
    expect(started).toHaveLength(2);
    await expect.poll(() => started.filter(isRunning)).toEqual([]);
  });

  test("everything together takes too long", async () => {
    const registry = await startRegistry({
      images: IMAGES,
      before: (_request, response) => {
        setTimeout(() => response.writeHead(429, { "retry-after": "0" }).end(), 150);
        return true;
      },
    });
    expect(await inProcess(registry, { total: 250 })).toMatch(
      /no answer in 0\.\d+ s|not all is answered in 0\.25 s/,
    );
  });

  test("a proxy that takes the connection and says nothing", async () => {
    const sockets: Duplex[] = [];
    const silent = createServer().on("connect", (_request, socket) => {
      sockets.push(socket.resume().on("end", () => socket.destroy()));
    });
    const address = `http://${await listen(silent)}`;
    const environment = { DOCKER_CONFIG: "/nowhere", HTTPS_PROXY: address, NO_PROXY: "" };
    expect(await inProcess({ host: "registry.example:443" }, {}, environment)).toContain(
      "no answer in 0.2 s",
    );
    // The connection is closed on this side: nothing keeps the process alive.
    await expect.poll(() => sockets.length > 0 && sockets.every((one) => one.destroyed)).toBe(true);
  });

  test("a redirect to a host that asks for a login gets none", async () => {
    const other = await startRegistry({ images: IMAGES, auth: "token", login: "me:secret" });
    const front = await startRegistry({
      images: {},
      before: ({ url = "" }, response) => {
        response.writeHead(307, { location: `http://${other.host}${url}` }).end();
        return true;
      },
    });
    const logins = { [front.host]: basicAuth("me:secret"), [other.host]: basicAuth("me:secret") };
    const environment = { DOCKER_CONFIG: dockerConfig({ auths: logins }) };
    expect(await inProcess(front, {}, environment)).toContain(
      `redirects to ${other.host}, which asks for a login of its own`,
    );
    expect(other.requests.join()).not.toMatch(/Basic|token/);
  });

  test("an answer that drips", async () => {
    const drip = {
      before: (_request: unknown, response: { write: (text: string) => void }) => (
        setInterval(() => response.write(" "), 20).unref(),
        true
      ),
    };
    expect(await inProcess(await startRegistry({ images: IMAGES, ...drip }))).toContain(
      "no answer in 0.2 s",
    );
  });

  test("too many requests, again and again", async () => {
    const registry = await startRegistry({
      images: IMAGES,
      before: (_request, response) => (
        response.writeHead(429, { "retry-after": "600" }).end(),
        true
      ),
    });
    expect(await inProcess(registry)).toContain(
      "too many requests; log in with docker login, or try later",
    );
    expect(registry.requests).toHaveLength(3);
  });
});

describe("--pin=update", () => {
  test("looks up again what --pin leaves alone", async () => {
    const images: Record<string, string> = { ...IMAGES };
    const registry = await startRegistry({ images });
    const { cwd } = await pin(registry);
    images["hub/library/alpine:3.24"] = index("linux/amd64", "linux/arm64", "linux/s390x");
    const env = { DOCKER_CONFIG: temporaryDirectory() };
    const before = tree(cwd);
    expect((await goslimBeside([cwd, "--update", "--pin"], { env })).status).toBe(0);
    expect(tree(cwd)).toEqual(before);
    // Without actions, whose server is elsewhere.
    expect(
      (await goslimBeside([cwd, "--update", "--ci=none", "--prune", "--pin=update"], { env }))
        .status,
    ).toBe(0);
    expect(dockerfileOf(cwd)).toContain(
      `alpine:3.24@${digestOf(images["hub/library/alpine:3.24"])}`,
    );
    expect((await goslimBeside([cwd, "--check"], { env })).stdout).toBe("up to date\n");
  });

  test("a pin grows old by the day", async () => {
    const registry = await startRegistry({ images: IMAGES });
    const { cwd } = await pin(registry);
    const record = join(cwd, ".goslim.json");
    writeFileSync(
      record,
      readFileSync(record, "utf8").replace(/(alpine:3.24": "sha256:\w+) [\d-]+/, "$1 2026-01-01"),
    );
    expect((await goslimBeside([cwd, "--check"])).status).toBe(0);
    const { status, stdout } = await goslimBeside([cwd, "--check", "--max-pin-age=90"]);
    expect([status, stdout]).toEqual([
      1,
      expect.stringMatching(
        /pin {2}Dockerfile:\d+ {2}the digest of \S+alpine:3.24 was looked up \d+ days ago, the limit is 90/,
      ),
    ]);
  });
});

describeWith(["git"], "actions", () => {
  test("are pinned to the commit of the newest release of their major version, by git's protocol", async () => {
    const repository = temporaryDirectory();
    const git = (...args: string[]): string =>
      run("git", ["-c", "user.name=test", "-c", "user.email=test@example.com", ...args], {
        cwd: repository,
      }).trim();
    git("init", "--quiet");
    for (const tag of ["v7.0.0", "v7.9.0", "v7.10.0", "v8.0.0"]) {
      git("commit", "--quiet", "--allow-empty", "--message", tag);
      git("tag", ...(tag === "v7.10.0" ? ["--annotate", "--message", tag] : []), tag);
    }
    const server = createServer((request, response) => {
      if (!request.url?.endsWith(".git/info/refs?service=git-upload-pack"))
        return void response.writeHead(404).end();
      const { stdout } = attempt("git", ["upload-pack", "--http-backend-info-refs", repository]);
      const body = request.url.startsWith("/actions/checkout") ? stdout : "0000";
      response.end(`001e# service=git-upload-pack\n0000${body}`);
    });
    const registry = await startRegistry({ images: IMAGES });
    const { status, stderr, cwd } = await pin(registry, {
      flags: ["--pin=update"],
      env: { GITHUB_SERVER_URL: `http://${await listen(server)}` },
    });
    expect([status, stderr]).toEqual([0, ""]);
    const workflow = readFileSync(join(cwd, ".github/workflows/ci.yml"), "utf8");
    expect(workflow).toContain(
      `- uses: actions/checkout@${git("rev-parse", "v7.10.0^{commit}")} # v7.10.0\n`,
    );
    expect(workflow).toMatch(/actions\/setup-go@b7ad1dad/);
  });
});

test.each([
  ["alpine:3.24", "docker.io", "library/alpine", "3.24"],
  ["docker/dockerfile:1", "docker.io", "docker/dockerfile", "1"],
  ["gcr.io/distroless/static-debian13:nonroot", "gcr.io", "distroless/static-debian13", "nonroot"],
  ["localhost/app", "localhost", "app", "latest"],
  ["127.0.0.1:5000/app:1", "127.0.0.1:5000", "app", "1"],
])("%s is complete", (reference, registry, repository, tag) => {
  expect(parseReference(reference)).toEqual({ registry, repository, tag });
});

test("a registry is taken instead of another", () => {
  expect(redirected("alpine:3.24", ["docker.io=registry.corp/hub"])).toBe(
    "registry.corp/hub/library/alpine:3.24",
  );
  expect(redirected("gcr.io/distroless/x:y", ["docker.io=registry.corp/hub"])).toBe(
    "gcr.io/distroless/x:y",
  );
});
