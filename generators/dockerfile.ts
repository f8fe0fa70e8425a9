import { BASES, type BaseFacts, BUILDER_SUITES } from "../src/facts.ts";
import type { Answers } from "../src/questions.ts";
import { buildFlags, linkerFlags, programPath } from "./build.ts";
import type { Generator } from "./types.ts";

const ZONEINFO = "/usr/share/zoneinfo.zip";

export const dockerfile: Generator = {
  id: "dockerfile",
  title: "multi-stage Dockerfile",
  owner: "managed",
  files: (answers) => [{ path: "Dockerfile", template: "Dockerfile.hbs", view: view(answers) }],
};

function view(answers: Answers): Readonly<Record<string, unknown>> {
  const { go, base, builder, init, port, healthcheck, user, name } = answers;
  const { image = "scratch" }: BaseFacts = BASES[base];
  const split = answers.debugSymbols === "split";
  return {
    builder: `golang:${go}-${BUILDER_SUITES[builder]}`,
    rootfs: rootfs(answers).join(" \\\n && "),
    split,
    flags: buildFlags(answers),
    ldflags: linkerFlags(answers, "$VERSION"),
    name,
    program: programPath(answers),
    base: image,
    unpinnedBase: image.endsWith(":latest"),
    zoneinfo: copiesZones(answers) ? ZONEINFO : "",
    user,
    port,
    healthcheck,
    init: init === "busybox",
  };
}

/** Commands that make the files around the program, for a base image that lacks them. */
function rootfs(answers: Answers): readonly string[] {
  const base: BaseFacts = BASES[answers.base];
  const [uid, gid] = answers.user.split(":");
  const commands: string[] = [];
  if (!base.tmp) commands.push("install -d -m 1777 /rootfs/tmp");
  if (answers.base === "scratch") {
    commands.push(
      "install -d /rootfs/etc",
      `echo 'nonroot:x:${uid}:${gid}::/:/sbin/nologin' >/rootfs/etc/passwd`,
      `echo 'nonroot:x:${gid}:' >/rootfs/etc/group`,
    );
  }
  if (answers.caCerts && !base.caCertificates) {
    commands.push("install -D -m 644 -t /rootfs/etc/ssl/certs /etc/ssl/certs/ca-certificates.crt");
  }
  if (copiesZones(answers)) {
    // Go's own copy of the zones: compressed it is a quarter of the usual tree, and it needs no package.
    commands.push(`install -D -m 644 /usr/local/go/lib/time/zoneinfo.zip /rootfs${ZONEINFO}`);
  }
  if (answers.init === "busybox") {
    commands.push("install -d /rootfs/etc", `printf '%s\\n' '::respawn:${programPath(answers)}' '::restart:/bin/true' >/rootfs/etc/inittab`);
  }
  return commands;
}

function copiesZones({ tzdata, base }: Answers): boolean {
  return tzdata === "copy" && !BASES[base].timeZones;
}
