import { BASES, type BaseFacts } from "../../src/core/facts.ts";
import type { Answers } from "../../src/core/questions/index.ts";
import { listPrograms } from "../programs.ts";

/** Where Go looks for time zones that are copied. */
export const ZONEINFO = "/usr/share/zoneinfo.zip";

/** Whether the image has to be given time zones. */
export function copiesZones({ tzdata, base }: Answers): boolean {
  return tzdata === "copy" && !BASES[base].timeZones;
}

/** Commands that make the files around the program, for a base image that lacks them. */
export function rootfs(answers: Answers): readonly string[] {
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
  if (answers.volume.length > 0)
    commands.push(
      `install -d -o ${uid} -g ${gid} ${answers.volume.map((path) => `/rootfs${path}`).join(" ")}`,
    );
  if (copiesZones(answers)) {
    // Go's own copy of the zones: compressed it is a quarter of the usual tree, and it needs no package.
    commands.push(`install -D -m 644 /usr/local/go/lib/time/zoneinfo.zip /rootfs${ZONEINFO}`);
  }
  if (answers.init === "busybox") {
    const [{ path }] = listPrograms(answers);
    commands.push(
      "install -d /rootfs/etc",
      `printf '%s\\n' '::respawn:${path}' '::restart:/bin/true' '::ctrlaltdel:/bin/kill -QUIT 1' >/rootfs/etc/inittab`,
    );
  }
  return commands;
}
