import { basename, join } from "node:path";
import { CGO_PACKAGES, GO_RELEASES, ZONE_PACKAGES } from "../core/facts.ts";
import { refusal } from "../core/errors.ts";
import { programName } from "../core/go/module-path.ts";
import { compareGoVersions, parseGoVersion } from "../core/go/version.ts";
import type { Layout } from "../core/layout.ts";
import { joinPaths, relativePath, isWithin } from "../core/paths.ts";
import {
  type AnswerId,
  type AnswerValue,
  type Found,
  QUESTIONS,
  shown,
} from "../core/questions.ts";
import type { Detection, Fact, Note } from "./detection.ts";
import {
  type EmbedInput,
  findFrontend,
  type Frontend,
  oftenIgnored,
  readEmbeds,
} from "./embeds.ts";
import { lineAt } from "../tree/disk.ts";
import type { Environment } from "../io/environment.ts";
import { goList, type ListedPackage } from "./go-list.ts";
import { type Graph, type Place, readGraph } from "./graph.ts";
import { manifestPorts } from "./manifests.ts";
import { findDockerfiles, type Line, type OldImage, readDockerfile } from "./old-dockerfile.ts";
import { type Literal, traitsReader, type Traits } from "./program.ts";
import type { Repository } from "../repository/repository.ts";
import { supportedRelease } from "./new.ts";
import { findLinkerVariables } from "./linker-variables.ts";
import { isRenderedDockerfile, ownFiles } from "./taken.ts";

export { chooseMain } from "./main.ts";

export interface DetectOptions {
  /** Main packages of the image; patterns of {@link Repository.mains}. */
  readonly main: readonly string[];
  /** Where and why these. */
  readonly chosen?: { readonly where: string; readonly because: string };
  /** Build tags that were given. */
  readonly tags?: readonly string[];
  /** Environment in which to ask the go command too; without one it is not asked. */
  readonly environment?: Environment;
}

/** What a repository says about some of its programs. */
export function detect(
  repository: Repository,
  {
    main,
    chosen = { where: "", because: "as given" },
    tags: givenTags,
    environment,
  }: DetectOptions,
): Detection {
  const { files, module, modules, workspace, context, vendor } = repository;
  const mains = main.flatMap(
    (pattern) => repository.mains.find((one) => one.pattern === pattern) ?? [],
  );
  const [first] = mains;
  if (!first) throw new Error(`no main package among ${main.join(", ")}`);
  const facts: Fact[] = [];
  const notes: Note[] = [];
  const found: Partial<Record<keyof Found, unknown>> = {};
  const settle = (answer: AnswerId, value: AnswerValue, where: string, because: string): void => {
    const question = QUESTIONS.find(({ id }) => id === answer);
    const known = { ...found, directory: "", existing: true } as Found;
    // Of a list the entries that fit are kept.
    if (question?.form === "list" && Array.isArray(value) && value.length > 1) {
      const fitting = value.filter((one) => !("problem" in question.parse([one], known)));
      if (fitting.length > 0 && fitting.length < value.length) {
        for (const one of value.filter((entry) => !fitting.includes(entry)))
          settle(answer, [one], where, because);
        return settle(answer, fitting, where, because);
      }
    }
    const parsed = question?.parse(value, known);
    if (!parsed || "problem" in parsed) {
      notes.push({
        message: `${question?.title ?? answer}: ${parsed && "problem" in parsed ? parsed.problem : ""}`,
        where,
        hint: `left out; --${question?.flag} gives it`,
      });
      return;
    }
    found[answer] = parsed.value;
    const source = isOwnWork(where) ? "as rendered before" : because;
    facts.push({
      answer,
      what: question?.title ?? answer,
      value: shown(parsed.value),
      where,
      because: source,
    });
  };
  // What an earlier run wrote is no evidence of the user's.
  const isOwnWork = (where: string): boolean =>
    /(?:^|\/)Dockerfile(?::\d+)?$/.test(where) &&
    isRenderedDockerfile(files.text(where.replace(/:\d+$/, "")) ?? "");
  const fact = (what: string, value: string, where: string, because: string): void =>
    void facts.push({ what, value, where, because });
  const note = (message: string, where: string, hint: string): void =>
    void notes.push({ message, where, hint });

  const modFile = joinPaths(module.directory, "go.mod");
  found.existing = true;
  found.mains = repository.mains.map(({ pattern }) => pattern);
  found.module = module.goMod.module ?? "main";
  facts.push({
    answer: "module",
    what: "Go module",
    value: found.module as string,
    where: `${modFile}:${module.goMod.lines.module ?? 1}`,
    because: "the module line",
  });
  settle("main", main, chosen.where || first.directory, chosen.because);
  settle(
    "name",
    mains.length > 1 ? programName(found.module as string) : first.name,
    "",
    mains.length > 1 ? "the module's name" : "as go build would name it",
  );
  goVersion(repository, settle);

  const dockerfiles = findDockerfiles(repository, first);
  const oldFile = dockerfiles[0];
  const old = oldFile === undefined ? undefined : readDockerfile(repository, oldFile, first);
  if (dockerfiles.length > 1)
    fact(
      "Other Dockerfiles",
      dockerfiles.slice(1, 6).join(", "),
      oldFile ?? "",
      "the one read is the likeliest for this program",
    );
  if (givenTags === undefined && old?.tags)
    settle("tags", old.tags.value, at(old.tags), "the old Dockerfile builds with them");
  const tags = givenTags ?? (found.tags as readonly string[] | undefined) ?? [];

  const reader = traitsReader(repository);
  const graph = readGraph(repository, mains, tags, reader.visit);
  const traits = reader.traits();
  const listed =
    environment && graph.external.size > 0
      ? goList(repository, mains, tags, environment)
      : undefined;

  cgo(repository, graph, listed, settle, note);
  network(traits, old, repository, mains.length, settle, note);
  if (traits.healthRoute) found.healthRoute = traits.healthRoute.value;
  certificates(graph, listed, traits, old, settle);
  zones(graph, traits, old, settle);
  const variables = findLinkerVariables(repository, graph, dockerfiles.slice(0, 3));
  const effective = variables.filter(({ ineffective }) => ineffective === undefined);
  if (effective.length > 0)
    settle(
      "stamp",
      effective.map(({ target, value }) => `${target}=${value}`),
      at(effective[0] as Place),
      "the project's own build sets them",
    );
  for (const { target, ineffective, ...place } of variables)
    if (ineffective !== undefined) note(`-X ${target}: ${ineffective}`, at(place), "left out");
  if (effective.length === 0 && traits.buildInfo)
    note(
      "the program reads its version from the build information, which will say (devel)",
      at(traits.buildInfo),
      "give it a variable: --stamp=main.version={version}",
    );

  if (old) oldImage(old, mains.length, settle, note);
  if (traits.writes[0] && found.volume === undefined)
    note(
      `it creates ${[...new Set(traits.writes.map(({ value }) => value))].slice(0, 5).join(", ")}`,
      at(traits.writes[0]),
      "the image has a writable /tmp at most; for files that shall stay, give a directory: --volume=/data, and --workdir=/data if the path is relative",
    );
  runtimeFiles(traits, old, repository, settle, found);
  const embeds = readEmbeds(repository, graph);
  const embedsDist = embeds.find(({ path }) => isWithin(path, joinPaths(module.directory, "dist")));
  const output = embedsDist ? "out" : "dist";
  if (embedsDist)
    fact(
      "Programs",
      `${output}/`,
      at(embedsDist),
      "make dist builds them there, since dist/ is embedded",
    );
  const frontend = frontends(repository, embeds, fact, note);
  if (vendor !== "none")
    fact(
      "vendor/",
      vendor,
      at(joinPaths((workspace ?? module).directory, "vendor/modules.txt")),
      vendor === "used"
        ? "nothing is downloaded"
        : vendor === "stale"
          ? "it does not fit go.mod, so it is left aside"
          : "the go line is below 1.14 or a go.work counts, so it is left aside",
    );
  if (vendor === "stale")
    note(
      "vendor/modules.txt does not fit go.mod",
      joinPaths(module.directory, "vendor/modules.txt"),
      "run go mod vendor; until then the modules are downloaded",
    );
  if (workspace !== undefined)
    fact(
      "Workspace",
      `${modules.length} modules`,
      joinPaths(workspace.directory, "go.work"),
      "the build context holds all of them",
    );
  if (context !== module.directory && workspace === undefined)
    fact("Build context", context, modFile, "a replace line leads out of the module's directory");
  if (
    !files.isFile(joinPaths(module.directory, "go.sum")) &&
    module.goMod.requires.some(
      ({ target }) => !module.goMod.replaces.some(({ subject }) => subject === target),
    ) &&
    vendor !== "used"
  )
    note("there is no go.sum, though modules are required", modFile, "run go mod tidy");
  programs(traits, note);

  const taken = ownFiles(repository);
  for (const { answer, name, where, because } of taken.names) settle(answer, name, where, because);
  if (taken.bot !== undefined) settle("updates", "none", taken.bot, "it has a configuration");

  const foundWithoutGo: typeof found = { ...found };
  if (listed) {
    for (const answer of ["cgo", "base", "caCerts"] as const) delete foundWithoutGo[answer];
    const alone = (answer: AnswerId, value: AnswerValue): void =>
      void (foundWithoutGo[answer] = value);
    cgo(repository, graph, undefined, alone, () => {});
    certificates(graph, undefined, traits, old, alone);
  }

  const layout: Layout = {
    existing: true,
    goMod: true,
    directory: module.directory,
    context,
    modules: modules.map(({ directory }) => relativePath(context, directory)).sort(),
    ...(workspace === undefined ? {} : { workspace: relativePath(context, workspace.directory) }),
    vendor: vendor === "stale" ? "unused" : vendor,
    ...(frontend
      ? {
          frontend: {
            directory: relativePath(context, frontend.directory),
            output: relativePath(context, frontend.output),
            lock: frontend.lock,
            script: frontend.script,
          },
        }
      : {}),
    linted: taken.linted,
    tested: taken.tested,
    output,
    dockerignore: taken.ignoreFile === undefined ? "directory" : "dockerfile",
    ...(found.healthRoute === undefined ? {} : { healthRoute: found.healthRoute as string }),
    versionFlag: mains.length === 1 && traits.versionFlag !== undefined,
    embedded: [
      ...new Set(
        embeds.flatMap((input) => [
          relativePath(context, input.path).split("/")[0] ?? "",
          ...oftenIgnored(files, input.path),
        ]),
      ),
    ].sort(),
  };
  const directory = basename(join(files.root, module.directory));
  const complete = (partial: typeof found): Found => ({ directory, ...partial }) as Found;
  return {
    found: complete(found),
    ...(listed ? { foundWithoutGo: complete(foundWithoutGo) } : {}),
    layout,
    facts,
    notes,
  };
}

// --- one function a trait ---

type Settle = (answer: AnswerId, value: AnswerValue, where: string, because: string) => void;
type Tell = (message: string, where: string, hint: string) => void;

function goVersion({ module, modules, workspace }: Repository, settle: Settle): void {
  const file = joinPaths(module.directory, "go.mod");
  const lines = modules.map(({ directory, goMod }) => ({
    file: joinPaths(directory, "go.mod"),
    goMod,
  }));
  if (workspace)
    lines.push({ file: joinPaths(workspace.directory, "go.work"), goMod: workspace.goMod });
  // Every module of the build must be compilable, so the highest line counts.
  let highest: { readonly text: string; readonly file: string } | undefined;
  for (const { file: where, goMod } of lines) {
    const version = goMod.go === undefined ? undefined : parseGoVersion(goMod.go);
    const before = highest && parseGoVersion(highest.text);
    if (version && (!before || compareGoVersions(version, before) > 0))
      highest = { text: goMod.go as string, file: `${where}:${goMod.lines.go}` };
  }
  const version = highest && parseGoVersion(highest.text);
  const newest = parseGoVersion(GO_RELEASES[0]);
  if (!highest || !version || !newest)
    return settle("go", GO_RELEASES[0], file, "there is no go line that says otherwise");
  const release = supportedRelease(highest.text);
  if (release !== undefined)
    return settle("go", release, highest.file, `the go line is ${highest.text}`);
  if (version.minor > newest.minor) {
    throw refusal(
      highest.file,
      `go ${highest.text} is newer than any release that this tool knows`,
      `supported are ${GO_RELEASES.join(" and ")}; a newer create-goslim may know it, or lower the go line`,
    );
  }
  settle(
    "go",
    GO_RELEASES[0],
    highest.file,
    `the go line is ${highest.text}, which the newest release compiles`,
  );
}

function cgo(
  { files, module }: Repository,
  graph: Graph,
  listed: ReadonlyMap<string, ListedPackage> | undefined,
  settle: Settle,
  note: Tell,
): void {
  const plugin = graph.standard.get("plugin");
  if (plugin?.own) {
    settle(
      "cgo",
      "dynamic",
      at(plugin),
      "package plugin loads libraries, which a static program cannot",
    );
    return;
  }
  for (const { files: sources, withoutCgo, own, importPath } of graph.packages.values()) {
    if (!own && knownCgo(importPath) === undefined && withoutCgo) continue;
    for (const { path, header } of sources) {
      const c = header.imports.find((one) => one.path === "C");
      if (!c || (withoutCgo && knownCgo(importPath) === undefined)) continue;
      settle("cgo", "static", `${path}:${c.line}`, 'it imports "C"');
      libraries(files.text(path) ?? "", `${path}:${c.line}`);
      return;
    }
  }
  for (const [path, place] of graph.external) {
    const known = knownCgo(path);
    if (!known) continue;
    settle("cgo", known.cxx ? "dynamic" : "static", at(place), `${path} works only with cgo`);
    if (known.cxx) settle("base", "distroless-cc", at(place), `${path} needs the C++ library`);
    if (known.library !== undefined)
      note(
        `${path} links to ${known.library}, which is in neither the build image nor the base image`,
        at(place),
        `install it in the Dockerfile's build stage, or build without it`,
      );
    return;
  }
  // Only the go command knows what the dependencies import in turn.
  for (const one of listed?.values() ?? []) {
    if (one.Standard || knownCgo(one.ImportPath) === undefined || !one.CgoFiles?.length) continue;
    settle(
      "cgo",
      "static",
      joinPaths(module.directory, "go.mod"),
      `${one.ImportPath} is built in, and works only with cgo`,
    );
    return;
  }
  const idle = module.goMod.requires.find(({ target }) => knownCgo(target) !== undefined);
  if (idle && !listed)
    note(
      `${idle.target} is required, but none of the program's own packages imports it`,
      `${joinPaths(module.directory, "go.mod")}:${idle.line}`,
      "if another module builds it in: --cgo=static",
    );

  function libraries(source: string, where: string): void {
    const list = [
      ...source.matchAll(/#cgo\b[^\n]*?(?:pkg-config:\s*(.+)|LDFLAGS:\s*(.+))$/gm),
    ].flatMap((match) => (match[1] ?? match[2] ?? "").split(/\s+/));
    const missing = list.filter(
      (word) =>
        /^(?:-l)?[\w.+-]+$/.test(word) && !/^-(?!l)|^-l(?:m|c|dl|pthread|rt|stdc\+\+)$/.test(word),
    );
    if (missing.length > 0)
      note(
        `cgo links to ${missing.join(" ")}`,
        where,
        "if the build image lacks it, install it in the Dockerfile's build stage",
      );
  }
}

function knownCgo(path: string): (typeof CGO_PACKAGES)[string] | undefined {
  const known = Object.keys(CGO_PACKAGES).find((one) => isWithin(path, one));
  return known === undefined ? undefined : CGO_PACKAGES[known];
}

function network(
  traits: Traits,
  old: OldImage | undefined,
  repository: Repository,
  programCount: number,
  settle: Settle,
  note: Tell,
): void {
  const exposed = old?.expose ?? [];
  const tcp = exposed.filter(({ value }) => !value.includes("/"));
  const listens = traits.listens ?? exposed[0];
  if (listens)
    settle(
      "kind",
      "service",
      at(listens),
      traits.listens ? "it accepts connections" : "the old image exposes a port",
    );
  else settle("kind", "cli", "", "no call that accepts connections was found");
  const loopback = traits.loopback;
  if (loopback && !old?.expose.length)
    note(
      `it listens on ${loopback.value}, which nobody reaches from outside the container`,
      at(loopback),
      "if it shall be reached, let it listen on all addresses, by flag or variable: --cmd, --env",
    );
  if (!listens) return;
  const port = (value: string, where: string, because: string): void => {
    settle("port", Number(value), where, because);
    if (Number(value) < 1024)
      note(
        `port ${value} is a privileged one`,
        where,
        "Docker lets everybody bind it; elsewhere set net.ipv4.ip_unprivileged_port_start, or let the program listen above 1023",
      );
  };
  const others = exposed.filter((one) => one !== tcp[0]);
  if (tcp[0]) port(tcp[0].value, at(tcp[0]), "the old image exposes it");
  if (others.length > 0)
    settle(
      "expose",
      others.map(({ value }) => value),
      at(others[0] as Place),
      "the old image exposes it",
    );
  if (!tcp[0] && exposed.length === 0 && programCount > 1)
    note(
      "the ports of several programs are not told apart",
      at(listens),
      "left out; --port and --expose give them",
    );
  if (!tcp[0] && exposed.length === 0 && programCount === 1) {
    const manifests = manifestPorts(repository);
    const candidates = [
      manifests,
      ...(["environment", "flag", "call"] as const).map((evidence) =>
        traits.ports.filter((one) => one.evidence === evidence),
      ),
    ];
    const certain = candidates.find((list) => list.length > 0) ?? [];
    const values = [...new Set(certain.map(({ value }) => value))];
    const [only] = certain;
    if (values.length === 1 && only)
      port(
        only.value,
        at(only),
        certain === manifests ? "a manifest says so" : "a default in the sources",
      );
    else if (values.length > 1)
      note(
        `the port is one of ${values.join(", ")}`,
        at(certain[0] as Literal),
        "left out; --port gives it",
      );
    else if (!loopback)
      note("the port could not be found out", at(listens), "left out; --port gives it");
  }
}

function certificates(
  graph: Graph,
  listed: ReadonlyMap<string, ListedPackage> | undefined,
  traits: Traits,
  old: OldImage | undefined,
  settle: Settle,
): void {
  const vendored = [...graph.packages.values()].filter(({ own }) => !own);
  const tls =
    graph.standard.get("crypto/tls") ??
    graph.standard.get("net/http") ??
    graph.standard.get("net/smtp");
  if (traits.client)
    return settle("caCerts", true, at(traits.client), "an HTTPS client is built in");
  if (old && /ca-certificates|ssl\/certs/.test(old.text))
    return settle("caCerts", true, old.file, "the old image has them");
  const [other, place] = [...graph.external].find(([path]) => !isHarmless(path)) ?? [];
  if (other !== undefined && place) {
    const knowsAll = listed !== undefined;
    const connects = [...(listed?.values() ?? [])].some(
      ({ ImportPath }) => ImportPath === "crypto/tls",
    );
    if (!knowsAll || connects)
      return settle("caCerts", true, at(place), `${other} may call HTTPS servers`);
    return settle("caCerts", false, "", "crypto/tls is not part of the program");
  }
  const importer = vendored.find(({ files }) =>
    files.some(({ header }) =>
      header.imports.some(({ path }) => path === "crypto/tls" || path === "net/http"),
    ),
  );
  if (importer)
    return settle(
      "caCerts",
      true,
      at({ file: importer.files[0]?.path ?? importer.directory, line: 1 }),
      `${importer.importPath} may call HTTPS servers`,
    );
  settle(
    "caCerts",
    false,
    tls ? at(tls) : "",
    tls ? "it serves, but calls nobody" : "neither crypto/tls nor net/http is part of the program",
  );
}

// Modules of the Go project that open no connection.
function isHarmless(path: string): boolean {
  return /^golang\.org\/x\/(?:sys|term|text|sync|exp|mod)(?:\/|$)/.test(path);
}

function zones(graph: Graph, traits: Traits, old: OldImage | undefined, settle: Settle): void {
  const embedded = graph.standard.get("time/tzdata");
  if (embedded?.own)
    return settle("tzdata", "none", at(embedded), "it embeds time/tzdata by itself");
  if (traits.loadLocation)
    return settle("tzdata", "embed", at(traits.loadLocation), "it calls time.LoadLocation");
  const driver = [...graph.external].find(([path]) =>
    ZONE_PACKAGES.some((known) => isWithin(path, known)),
  );
  if (driver)
    return settle(
      "tzdata",
      "embed",
      at(driver[1]),
      `${driver[0]} looks up the time zone of a session`,
    );
  const vendored = [...graph.packages.values()].find(
    ({ importPath, own }) => !own && ZONE_PACKAGES.some((known) => isWithin(importPath, known)),
  );
  if (vendored)
    return settle("tzdata", "embed", vendored.directory, "it looks up the time zone of a session");
  if (old && /tzdata|zoneinfo/.test(old.text))
    return settle("tzdata", "embed", old.file, "the old image has them");
  settle("tzdata", "none", "", "none of its own packages calls time.LoadLocation");
}

function oldImage(old: OldImage, programCount: number, settle: Settle, note: Tell): void {
  const all = <Value>(
    answer: AnswerId,
    list: readonly Line<Value>[],
    value = list.map((one) => one.value) as unknown as AnswerValue,
  ): void => {
    if (list.length > 0) settle(answer, value, at(list[0] as Line<Value>), "in the old image");
  };
  all("env", old.env);
  all("label", old.labels);
  all("volume", old.volumes);
  if (programCount === 1) {
    if (old.args) settle("args", old.args.value, at(old.args), "in ENTRYPOINT of the old image");
    if (old.cmd) settle("cmd", old.cmd.value, at(old.cmd), "in CMD of the old image");
    if (old.health)
      settle(
        "healthCmd",
        old.health.value,
        at(old.health),
        "the old image's health check, which the program answers itself",
      );
  }
  const user = old.user && /^[1-9]\d*(?::\d+)?$/.test(old.user.value) ? old.user : undefined;
  if (user) settle("user", user.value, at(user), "the old image's user");
  const capability = /\bsetcap\s+["']?([^\s"']+)/.exec(old.text);
  if (capability)
    note(
      `not carried over: the file capability ${capability[1]}`,
      `${old.file}:${lineAt(old.text, capability.index)}`,
      "a container that drops all capabilities cannot start such a program; give it to the container instead: --cap-add",
    );
  if (old.user && !user && !/^(?:root|0|nonroot)(?::|$)/.test(old.user.value))
    note(
      `not carried over: USER ${old.user.value}`,
      at(old.user),
      "a name needs a user database; the program runs as 65532, --user gives another number",
    );
  for (const { value, ...place } of old.dropped)
    note(`not carried over: ${value.instruction}`, at(place), value.because);
}

function runtimeFiles(
  traits: Traits,
  old: OldImage | undefined,
  { context, module }: Repository,
  settle: Settle,
  found: Partial<Record<keyof Found, unknown>>,
): void {
  const copies = new Map<
    string,
    { readonly pair: string; readonly where: string; readonly because: string }
  >();
  const workdir =
    old?.workdir && old.workdir.value !== "/" ? old.workdir.value.replace(/\/$/, "") : undefined;
  for (const line of old?.copies ?? []) {
    const [source = "", destination = ""] = line.value.split(":");
    copies.set(source, {
      pair: `${relativePath(context, source)}:${destination}`,
      where: at(line),
      because: "in the old image",
    });
  }
  const inImage = [...copies.keys()];
  const reads = traits.reads.filter(
    ({ value }) => !inImage.some((source) => isWithin(value, source)),
  );
  const home = workdir ?? "/app";
  for (const read of reads) {
    if ([...copies.keys()].some((source) => isWithin(read.value, source))) continue;
    copies.set(read.value, {
      pair: `${relativePath(context, read.value)}:${home}/${relativePath(module.directory, read.value)}`,
      where: at(read),
      because: "it is opened by a relative path",
    });
  }
  const list = [...copies.values()];
  if (list.length > 0)
    settle(
      "copy",
      list.map(({ pair }) => pair),
      list[0]?.where ?? "",
      list[0]?.because ?? "",
    );
  const relative = reads[0];
  const used =
    workdir !== undefined &&
    (relative !== undefined ||
      [
        ...list.map(({ pair }) => pair.split(":")[1] ?? ""),
        ...(old?.volumes.map(({ value }) => value) ?? []),
      ].some((path) => isWithin(path, workdir)));
  if (old?.workdir && workdir !== undefined && (used || !/\/(?:go\/)?src(?:\/|$)/.test(workdir)))
    settle("workdir", workdir, at(old.workdir), "the old image's working directory");
  else if (relative && found.copy !== undefined)
    settle("workdir", home, at(relative), "relative paths lead from there");
}

function frontends(
  repository: Repository,
  embeds: readonly EmbedInput[],
  fact: (what: string, value: string, where: string, because: string) => void,
  note: Tell,
): Frontend | undefined {
  for (const input of embeds) {
    const frontend = findFrontend(repository, input);
    if (frontend) {
      fact(
        "Front end",
        `${frontend.directory} → ${frontend.output}`,
        at(input),
        `it is embedded, and built by the script "${frontend.script}" of package.json`,
      );
      return frontend;
    }
    if (!input.exists)
      note(
        `${input.path} is embedded, but does not exist`,
        at(input),
        "build or generate it before the image, and see that .dockerignore and .gitignore let it through",
      );
  }
  return undefined;
}

function programs(traits: Traits, note: Tell): void {
  const [first] = traits.executes;
  if (!first) return;
  const names = [...new Set(traits.executes.map(({ value }) => value).filter(Boolean))];
  note(
    `it starts other programs${names.length > 0 ? `: ${names.slice(0, 5).join(", ")}` : ""}`,
    at(first),
    "scratch and distroless have none; if the image needs them, choose --base=alpine and install them",
  );
}

// --- internal ---

function at(place: Place | string): string {
  return typeof place === "string" ? place : `${place.file}:${place.line}`;
}
