import { joinPaths } from "../../core/paths.ts";
import type { Match } from "../../read/go-source/query.ts";
import type { Repository } from "../../repository/repository.ts";
import type { Literal, SourceTraits } from "../source-traits.ts";
import { type Findings, placeOf } from "./findings.ts";

/** Endings of the files that a configuration may be in, where only its name is given. */
const CONFIGURATION_ENDINGS = ["yaml", "yml", "json", "toml", "env", "ini", "hcl", "properties"];

/** Which files of the repository are opened, which are there, but ignored by git, and which are not there. */
export function readReads(
  repository: Repository,
  findings: Findings,
): Pick<SourceTraits, "reads" | "ignoredReads" | "absentReads" | "absentDirectories"> {
  const { files } = repository;
  const reads: Literal[] = [];
  const absentReads: Literal[] = [];
  const ignoredReads: (Literal & { readonly rule: string })[] = [];
  for (const { value: written, ...place } of [
    ...openedPaths(findings),
    ...configurations(findings),
  ]) {
    const value = repositoryPath(repository, written);
    if (value === undefined) continue;
    const rule = files.ignored(value);
    if (rule !== undefined) ignoredReads.push({ ...place, value, rule });
    else if (files.isFile(value) || files.isDirectory(value)) reads.push({ ...place, value });
    else absentReads.push({ ...place, value });
  }
  return {
    reads,
    ignoredReads,
    absentReads,
    absentDirectories: absentDirectories(repository, findings),
  };
}

/** Which files and directories are created. */
export function readWrites(findings: Findings): readonly Literal[] {
  const opened = findings.of("opens database").filter((one) => isFileDatabase(findings, one));
  return [...findings.of("writes file", "writes directory"), ...opened].flatMap((match) =>
    findings.values(match).values.flatMap(({ value, shape }) => {
      const path = (value ?? shape ?? "").replace(/^file:(?:\/\/)?/, "").replace(/\?.*$/, "");
      return isKept(path) ? [{ ...placeOf(match), value: path }] : [];
    }),
  );
}

// --- internal ---

// A file may be an option that nobody needs; a directory that is served or searched is expected to be there.
function absentDirectories(repository: Repository, findings: Findings): readonly Literal[] {
  const { files } = repository;
  return findings
    .of("reads directory", "reads glob", "reads source")
    .filter(({ row }) => !/AddConfigPath/.test(row.functions ?? row.methods ?? ""))
    .flatMap((match) =>
      findings.values(match).values.flatMap(({ value: written = "" }) => {
        const path = written.replace(/^file:\/\//, "");
        const isPath = match.row.means !== "reads source" || path !== written;
        const value = isPath ? repositoryPath(repository, path) : undefined;
        const isThere =
          value === undefined ||
          files.isFile(value) ||
          files.isDirectory(value) ||
          files.ignored(value) !== undefined;
        return isThere ? [] : [{ ...placeOf(match), value }];
      }),
    );
}

function openedPaths(findings: Findings): readonly Literal[] {
  return findings
    .of("reads file", "reads directory", "reads glob", "reads source")
    .flatMap((match) =>
      findings.values(match).values.flatMap(({ value }) => {
        const isUrl = value?.startsWith("file://") === true;
        if (value === undefined || (match.row.means === "reads source" && !isUrl)) return [];
        return [{ ...placeOf(match), value: isUrl ? value.slice("file://".length) : value }];
      }),
    );
}

// A name without its ending, in each of the directories that are given.
function configurations(findings: Findings): readonly Literal[] {
  const directories = findings
    .of("reads directory")
    .filter(({ row }) => /AddConfigPath/.test(row.functions ?? row.methods ?? ""))
    .flatMap((match) => findings.values(match).values.flatMap(({ value }) => value ?? []));
  return findings.of("reads configuration").flatMap((match) =>
    findings.values(match).values.flatMap(({ value: name }) =>
      name === undefined
        ? []
        : directories.flatMap((directory) =>
            CONFIGURATION_ENDINGS.map((ending) => ({
              ...placeOf(match),
              value: joinPaths(directory.replace(/^\.\//, "") || ".", `${name}.${ending}`),
            })),
          ),
    ),
  );
}

/** Where a relative path leads to, from the module's directory; of a pattern the part before a wildcard. */
function repositoryPath({ module }: Repository, literal: string): string | undefined {
  const path = literal
    .replace(/^\.\//, "")
    .replace(/\/?[^/]*[*?[].*$/, "")
    .replace(/\/$/, "");
  if (
    !/^[\w.@+-]+(?:\/[\w.@+-]+)*$/.test(path) ||
    path.split("/").some((element) => element === ".." || element === ".")
  )
    return undefined;
  return path.endsWith(".go") ? undefined : joinPaths(module.directory, path);
}

/** Packages that open databases of all kinds, by the name of a driver. */
const BY_DRIVER = ["database/sql", "github.com/jmoiron/sqlx"];

function isFileDatabase(findings: Findings, match: Match): boolean {
  if (!BY_DRIVER.includes(match.row.in)) return true;
  const { file } = match.where;
  const driver = findings
    .of("names driver")
    .find((one) => one.where.file === file && one.line === match.line);
  const names = driver ? findings.values(driver).values : [];
  return names.some(({ value }) => value?.startsWith("sqlite") === true);
}

// What nobody keeps, and what is no path.
function isKept(path: string): boolean {
  return (
    /^(?:\.\/|\/|\$\{\w+\}\/)?[\w.][\w./-]*$/.test(path) &&
    path !== "." &&
    !/^\/(?:tmp|dev|proc|sys)(?:\/|$)/.test(path)
  );
}
