import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { attempt, type Result, run } from "../../support/run.ts";

/** How the rendered README and Makefile start a container. */
export const LOCKED_DOWN = [
  "--read-only",
  "--cap-drop",
  "ALL",
  "--security-opt",
  "no-new-privileges",
  "--tmpfs",
  "/tmp",
];

let counter = 0;

/** Builds an image for one platform, loads it into the engine, and returns its name. */
export function buildImage(
  directory: string,
  args: readonly string[] = [],
  platform = "linux/amd64",
): string {
  counter += 1;
  const tag = `goslim-test:${process.pid}-${counter}`;
  run(
    "docker",
    [
      "buildx",
      "build",
      "--progress=plain",
      "--platform",
      platform,
      "--load",
      "--tag",
      tag,
      ...args,
      directory,
    ],
    {
      env: { SOURCE_DATE_EPOCH: "" },
    },
  );
  afterAll(() => attempt("docker", ["image", "rm", "--force", tag]));
  return tag;
}

/** Digest of the image that a push of these platforms would make, as the Makefile and the workflow push it. */
export function imageDigest(directory: string, args: readonly string[]): string {
  const work = mkdtempSync(join(tmpdir(), "goslim-digest-"));
  try {
    const metadata = join(work, "metadata.json");
    const output = `type=oci,dest=${join(work, "image.tar")},rewrite-timestamp=true,compression=gzip,compression-level=9,force-compression=true`;
    run(
      "docker",
      [
        "buildx",
        "build",
        "--provenance=false",
        "--output",
        output,
        "--metadata-file",
        metadata,
        ...args,
        directory,
      ],
      {
        env: { SOURCE_DATE_EPOCH: "1000000000" },
      },
    );
    return (JSON.parse(readFileSync(metadata, "utf8")) as { "containerimage.digest": string })[
      "containerimage.digest"
    ];
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

export interface ImageConfig {
  readonly User: string;
  readonly Entrypoint: readonly string[];
  readonly Env: readonly string[] | null;
  readonly ExposedPorts?: Readonly<Record<string, object>>;
  readonly Healthcheck?: { readonly Test: readonly string[] };
}

export function imageConfig(tag: string): ImageConfig {
  return (
    (JSON.parse(run("docker", ["image", "inspect", tag])) as { Config: ImageConfig }[])[0]
      ?.Config ?? ({} as ImageConfig)
  );
}

/** Unpacks the file system of an image into a new directory. */
export function unpack(tag: string, directory: string, platform = "linux/amd64"): void {
  const container = run("docker", ["create", "--platform", platform, tag]).trim();
  run("sh", ["-c", `docker export ${container} | tar -x -C '${directory}'`]);
  run("docker", ["rm", container]);
}

/** Lines of `tar -tv` over the file system of an image, keyed by path. */
export function listing(tag: string, platform = "linux/amd64"): ReadonlyMap<string, string> {
  const container = run("docker", ["create", "--platform", platform, tag]).trim();
  const lines = run("sh", ["-c", `docker export ${container} | tar -tv`])
    .trim()
    .split("\n");
  run("docker", ["rm", container]);
  return new Map(
    lines.map((line) => [
      line
        .split(/\s+/)
        .slice(5)
        .join(" ")
        .replace(/ -> .*/, ""),
      line,
    ]),
  );
}

/** Starts a container in the background; it is removed at the end of the test file. */
export function start(tag: string, args: readonly string[] = []): string {
  const container = run("docker", ["run", "--detach", ...LOCKED_DOWN, ...args, tag]).trim();
  afterAll(() => attempt("docker", ["rm", "--force", container]));
  return container;
}

/** Runs a container to its end. */
export function runToEnd(
  tag: string,
  dockerArgs: readonly string[],
  args: readonly string[] = [],
): Result {
  return attempt("docker", ["run", "--rm", ...LOCKED_DOWN, ...dockerArgs, tag, ...args]);
}

/** Waits until a check is true. */
export async function eventually(
  what: string,
  seconds: number,
  check: () => boolean | Promise<boolean>,
): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await check())) {
    if (Date.now() > deadline) throw new Error(`not within ${seconds} seconds: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/**
 * A build argument that replaces an image by one that trusts one more certificate authority.
 * The replacement is an OCI layout in a directory: no registry has to be written to.
 */
export function trusting(image: string, certificate: string): readonly string[] {
  const work = mkdtempSync(join(tmpdir(), "goslim-trust-"));
  afterAll(() => rmSync(work, { recursive: true, force: true }));
  writeFileSync(join(work, "ca.crt"), certificate);
  const bundle = "/etc/ssl/certs/ca-certificates.crt";
  writeFileSync(
    join(work, "Dockerfile"),
    [
      `FROM --platform=$BUILDPLATFORM ${image} AS original`,
      "FROM --platform=$BUILDPLATFORM golang:1.27-trixie AS bundle",
      `COPY --from=original ${bundle} /original.crt`,
      "COPY ca.crt /",
      "RUN cat /original.crt /ca.crt >/bundle.crt",
      `FROM ${image}`,
      `COPY --from=bundle /bundle.crt ${bundle}`,
    ].join("\n"),
  );
  const layout = join(work, "layout");
  run("docker", [
    "buildx",
    "build",
    "--provenance=false",
    "--output",
    `type=oci,dest=${layout},tar=false,name=trusting:latest`,
    work,
  ]);
  return ["--build-context", `${image}=oci-layout://${layout}:latest`];
}
