import { GO_CALLS } from "../core/facts/go-calls.ts";
import type { Place } from "../core/place.ts";
import type { Tree } from "../tree/tree.ts";
import { makeInterest } from "../read/go-source/interest.ts";
import { type OpenPackage, openPackage, type Source } from "../read/go-source/package.ts";
import { compileTable, type Match, matchesIn } from "../read/go-source/query.ts";
import { settingsOf } from "../read/go-source/settings.ts";
import { textAt } from "../read/go-source/tokens.ts";
import type { Repository } from "../repository/repository.ts";
import type { OwnFile, Visit } from "./graph.ts";
import { readReads, readWrites } from "./sources/files.ts";
import { Findings, placeOf } from "./sources/findings.ts";
import { readHealthRoute } from "./sources/health.ts";
import { readPorts } from "./sources/ports.ts";
import { readExecutes } from "./sources/programs.ts";
import type { Literal, SourceTraits } from "./source-traits.ts";

/** Reads the program's own packages, one by one as the graph meets them. */
export interface SourceReader {
  readonly visit: Visit;
  /** What the packages that were visited say. */
  readonly traits: () => SourceTraits;
}

/** Makes a reader for the sources of a program of the repository. */
export function sourceReader(repository: Repository): SourceReader {
  const packages: OpenPackage[] = [];
  const interesting: (readonly [OpenPackage, readonly number[]])[] = [];
  let healthRoute: Literal | undefined;
  return {
    visit: (importPath, files) => {
      const isInteresting = interest(files);
      for (const file of files) healthRoute ??= readHealthRoute(file);
      const sources = files.map((file, index) =>
        isInteresting[index] ? file : sourceOf(repository.files, file),
      );
      const one = openPackage(importPath, sources);
      const indexes = [...files.keys()].filter((index) => isInteresting[index]);
      packages.push(one);
      if (indexes.length > 0) interesting.push([one, indexes]);
    },
    traits: () => {
      const byPath = new Map(packages.map((one) => [one.path, one]));
      const matches = interesting.flatMap(([one, indexes]): readonly Match[] =>
        matchesIn(one, TABLE, (path) => byPath.get(path), indexes.map(one.fileAt)),
      );
      const findings = new Findings(packages, matches);
      return { ...traitsOf(repository, findings), healthRoute };
    },
  };
}

// --- internal ---

const TABLE = compileTable(GO_CALLS);
const interest = makeInterest(TABLE);

// Most files say nothing of all this: their texts are read again if something in them is asked for.
function sourceOf(files: Tree, { path, header }: OwnFile): Source {
  return {
    path,
    header,
    get text() {
      return files.text(path) ?? "";
    },
  };
}

function traitsOf(repository: Repository, findings: Findings): Omit<SourceTraits, "healthRoute"> {
  return {
    ...readPorts(findings),
    ...readReads(repository, findings),
    writes: readWrites(findings),
    executes: readExecutes(findings),
    client: findings.first("dials out"),
    loadLocation: findings.first("loads zone"),
    schedules: scheduleInZone(findings),
    buildInfo: findings.first("reads build information"),
    asksHome: findings.first("asks home"),
    versionFlag: versionFlag(findings),
  };
}

// A schedule that comes from outside may name any zone.
function scheduleInZone(findings: Findings): Place | undefined {
  const match = findings.of("schedules").find((one) => {
    const { complete, values } = findings.values(one);
    return !complete || values.some(({ value }) => value === undefined || /\bTZ=|_TZ=/.test(value));
  });
  return match && placeOf(match);
}

function versionFlag({ packages, folder }: Findings): Place | undefined {
  for (const one of packages) {
    if (one.name !== "main" || !one.imports.has("flag")) continue;
    const setting = settingsOf(one, folder.find).all.find(
      ({ via, where: { file }, call }) =>
        via.by === "flag" &&
        via.name === "version" &&
        file.header.imports.some(({ path }) => path === "flag") &&
        call !== undefined &&
        textAt(file.tokens, file.calls[call]?.name ?? 0).startsWith("Bool"),
    );
    if (setting) return { file: setting.where.file.path, line: setting.line };
  }
  return undefined;
}
