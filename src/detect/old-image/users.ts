import type { StageInstruction } from "../../read/dockerfile/stages.ts";

/** Programs that make a user, and the flags that give its number and its group. */
const USER_MAKERS: ReadonlyMap<string, { readonly id: Flags; readonly group: Flags }> = new Map([
  ["adduser", { id: ["-u", "--uid"], group: ["-G", "--ingroup"] }],
  ["useradd", { id: ["-u", "--uid"], group: ["-g", "--gid"] }],
]);
/** Programs that make a group, and the flags that give its number. */
const GROUP_MAKERS: ReadonlyMap<string, Flags> = new Map([
  ["addgroup", ["-g", "--gid"]],
  ["groupadd", ["-g", "--gid"]],
]);

type Flags = readonly string[];

/** The numbers of users and groups that RUN makes, by name. */
export interface Accounts {
  /** `uid`, or `uid:gid` where the group has a number too. */
  readonly users: ReadonlyMap<string, string>;
  readonly groups: ReadonlyMap<string, string>;
}

/** Finds the users that the image makes for itself; those without a number are left out. */
export function findAccounts(lines: readonly StageInstruction[]): Accounts {
  const users = new Map<string, string>();
  const groups = new Map<string, string>();
  for (const command of lines.flatMap(({ script }) => script.commands)) {
    const words = command.words.map(({ value }) => value ?? "");
    const program = words[0]?.replace(/^.*\//, "") ?? "";
    const groupFlags = GROUP_MAKERS.get(program);
    const maker = USER_MAKERS.get(program);
    const id = numberAfter(words, groupFlags ?? maker?.id ?? []);
    if (id === undefined) continue;
    const name = words.at(-1) ?? "";
    if (groupFlags) groups.set(name, id);
    if (!maker) continue;
    const group = valueAfter(words, maker.group);
    const gid = group === undefined || /^\d+$/.test(group) ? group : groups.get(group);
    users.set(name, gid === undefined ? id : `${id}:${gid}`);
  }
  return { users, groups };
}

/** The numbers of the user that USER names; the name itself where it has none. */
export function resolveUser(user: string, { users, groups }: Accounts): string {
  const [name = "", group] = user.split(":");
  const known = users.get(name);
  if (group === undefined) return known ?? user;
  const uid = known?.replace(/:.*$/, "") ?? name;
  return `${uid}:${groups.get(group) ?? group}`;
}

// --- internal ---

function numberAfter(words: readonly string[], flags: Flags): string | undefined {
  const value = valueAfter(words, flags);
  return value !== undefined && /^[1-9]\d*$/.test(value) ? value : undefined;
}

function valueAfter(words: readonly string[], flags: Flags): string | undefined {
  for (const [at, word] of words.entries()) {
    if (flags.includes(word)) return words[at + 1];
    const flag = flags.find((one) => word.startsWith(`${one}=`));
    if (flag !== undefined) return word.slice(flag.length + 1);
  }
  return undefined;
}
