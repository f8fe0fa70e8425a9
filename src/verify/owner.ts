import { lstatSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { hostname, tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { isAlive, OWN_PROCESS } from "../io/processes.ts";

/** The label of all that this tool makes in an engine; its value is the {@link OWNER}. */
export const LABEL = "create-goslim.verify";

// Engines and directories for temporary files may be shared by machines, whose processes have the same numbers.
const HOST = hostname().replaceAll(/[^A-Za-z0-9]/g, "_");

/** What tells the things of this run from those of others. */
export const OWNER = `${HOST}:${OWN_PROCESS}`;

/** Whether the run that made something may still need it; of another machine nobody can tell. */
export function isOwnerAlive(owner: string): boolean {
  const [host, process = ""] = owner.split(":");
  return host !== HOST || !/^\d+$/.test(process) || isAlive(Number(process));
}

const PREFIX = "goslim-verify";

/** Makes an empty directory for temporary files that only this user may enter. Whoever asks removes it. */
export function makeWorkspace(): string {
  return mkdtempSync(join(realpathSync(tmpdir()), `${PREFIX}-${HOST}-${OWN_PROCESS}-`));
}

/** Removes the directories of this user's runs that were killed. */
export function removeStaleWorkspaces(isStale = (owner: string) => !isOwnerAlive(owner)): void {
  const place = realpathSync(tmpdir());
  for (const name of readdirSync(place)) {
    const [, host, process] = NAME.exec(name) ?? [];
    if (host !== undefined && isStale(`${host}:${process}`) && isOwn(join(place, name)))
      rmSync(join(place, name), { recursive: true, force: true });
  }
}

// --- internal ---

const NAME = /^goslim-verify-([A-Za-z0-9_]+)-(\d+)-[A-Za-z0-9]{6}$/;

function isOwn(path: string): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  const { uid } = userInfo();
  // Windows has no numbers of users, and gives each of them a directory of their own.
  return found !== undefined && found.isDirectory() && (uid === -1 || found.uid === uid);
}
