import { TLS_LIBRARIES } from "../../core/facts/c-libraries.ts";
import { formatPlace, type Place } from "../../core/place.ts";
import { linkedLibraries } from "../../read/cgo-flags.ts";
import { answer, type Finding, firstOf, type SourceTrait } from "../finding.ts";
import type { Graph } from "../graph.ts";
import type { Program } from "../program.ts";
import { knownCgoPackage } from "./cgo/known-packages.ts";

/** Whether the program verifies certificates of others, as far as the sources that are here tell. */
export const certificates: SourceTrait = {
  id: "certificates",
  find: (program) =>
    firstOf(
      () => clients(program),
      () => clientsInC(program),
      () => dependencies(program),
      () => vendored(program),
      () => neither(program),
    ),
};

function clients({ oldImage, sources }: Program): readonly Finding[] {
  if (sources.client) {
    const where = formatPlace(sources.client);
    return [answer("caCerts", true, where, "an HTTPS client is built in")];
  }
  return oldImage && /ca-certificates|ssl\/certs/.test(oldImage.text)
    ? [answer("caCerts", true, oldImage.file, "the old image has them")]
    : [];
}

// C code has a TLS of its own, of which the Go command knows nothing.
function clientsInC({ graph, repository }: Program): readonly Finding[] {
  for (const [path, place] of graph.external) {
    if (knownCgoPackage(path)?.tls !== true) continue;
    const because = `the C code of ${path} calls by TLS`;
    return [answer("caCerts", true, formatPlace(place), because)];
  }
  for (const { files, own } of graph.packages.values())
    for (const { path, header } of own ? files : []) {
      const line = header.imports.find((one) => one.path === "C")?.line;
      if (line === undefined) continue;
      const library = linkedLibraries(repository.files.text(path) ?? "").find((name) =>
        TLS_LIBRARIES.includes(name.replace(/^(?:-l|lib)/, "")),
      );
      if (library === undefined) continue;
      const where = formatPlace({ file: path, line });
      return [answer("caCerts", true, where, `its C code calls by TLS: ${library}`)];
    }
  return [];
}

function dependencies({ graph }: Program): readonly Finding[] {
  const harmful = firstHarmful(graph);
  if (!harmful) return [];
  const [path, place] = harmful;
  const because = `${path} may call HTTPS servers`;
  return [answer("caCerts", true, formatPlace(place), because, { likely: true })];
}

/** The first package of another module that may open connections, and who imports it. */
export function firstHarmful(graph: Graph): readonly [path: string, place: Place] | undefined {
  return [...graph.external].find(([path]) => !isHarmless(path));
}

function vendored({ graph }: Program): readonly Finding[] {
  const importer = [...graph.packages.values()].find(
    ({ files, own }) =>
      !own &&
      files.some(({ header }) =>
        header.imports.some(({ path }) => path === "crypto/tls" || path === "net/http"),
      ),
  );
  if (!importer) return [];
  const where = formatPlace({ file: importer.files[0]?.path ?? importer.directory, line: 1 });
  return [answer("caCerts", true, where, `${importer.importPath} may call HTTPS servers`)];
}

function neither({ graph }: Program): readonly Finding[] {
  const serves = ["crypto/tls", "net/http", "net/smtp"]
    .map((path) => graph.standard.get(path))
    .find((place) => place !== undefined);
  return [
    serves
      ? answer("caCerts", false, formatPlace(serves), "it serves, but calls nobody")
      : answer("caCerts", false, "", "neither crypto/tls nor net/http is part of the program"),
  ];
}

// Modules of the Go project that open no connection.
function isHarmless(path: string): boolean {
  return /^golang\.org\/x\/(?:sys|term|text|sync|exp|mod)(?:\/|$)/.test(path);
}
