import { joinPaths, isWithin } from "../core/paths.ts";
import { type Copy, DockerfileParser, type From, type Instruction } from "dockerfile-ast";
import { basename, dirname } from "node:path/posix";
import { isSource, type Main, moduleHome, type Repository } from "../repository/repository.ts";
import { isRenderedDockerfile } from "./taken.ts";

/** An instruction of the old image, and where it stands. */
export interface Line<Value> {
  readonly value: Value;
  readonly file: string;
  readonly line: number;
}

/** What the final stage of a Dockerfile says that another Dockerfile for the same program should say too. */
export interface OldImage {
  readonly file: string;
  readonly text: string;
  /** Words after the program in ENTRYPOINT. */
  readonly args: Line<readonly string[]> | undefined;
  /** Words of CMD, without the program. */
  readonly cmd: Line<readonly string[]> | undefined;
  readonly expose: readonly Line<string>[];
  readonly env: readonly Line<string>[];
  readonly labels: readonly Line<string>[];
  readonly volumes: readonly Line<string>[];
  readonly workdir: Line<string> | undefined;
  readonly user: Line<string> | undefined;
  /** `source:destination`, from the repository into the image. */
  readonly copies: readonly Line<string>[];
  /** Words of an exec-form health check, the program first as `{program}`. */
  readonly health: Line<readonly string[]> | undefined;
  /** Build tags of its `go build`. */
  readonly tags: Line<readonly string[]> | undefined;
  /** Packages that it compiles, as `./cmd/app`. */
  readonly packages: readonly Line<string>[];
  /** Final-stage instructions that are not carried over, with the reason. */
  readonly dropped: readonly Line<{ readonly instruction: string; readonly because: string }>[];
}

/** Names that a Dockerfile goes by. */
const NAME = /^(?:Dockerfile(?:\.[\w.-]+)?|[\w.-]+\.Dockerfile|Containerfile)$/i;
const NOT_OURS = /\.dockerignore$|\.goslim$/;
const ASIDE = /^(?:debug|dev|develop|development|test|tests|lint|ci|export|binaries)$/i;
const COMPILES = /\bgo\s+(?:build|install|mod|get|generate|vet|test)\b/;
const INTERPRETERS = new Set(
  "sh bash ash dash busybox env python python3 node java perl ruby npm nginx supervisord s6-svscan init".split(
    " ",
  ),
);
const WRAPPERS = new Set(["tini", "dumb-init", "catatonit", "su-exec", "gosu", "exec", "--"]);

/** Every Dockerfile of the repository that may be one for a program of the module, the likeliest first. */
export function findDockerfiles(
  { files, module, rendered }: Repository,
  main: Main | undefined,
): readonly string[] {
  const found: { readonly path: string; readonly score: number }[] = [];
  const enter = (name: string, child: string): boolean =>
    (isSource(name) || name === ".github" || name === ".docker") &&
    child.split("/").length <= 4 &&
    !/^(?:examples?|tests?|e2e|docs?)$/.test(name);
  // A module below this one has images of its own.
  const belongsToOther = (directory: string): boolean => {
    const home = moduleHome(files, directory);
    return (
      home !== undefined &&
      home !== module.directory &&
      (module.directory === "." || isWithin(home, module.directory))
    );
  };
  for (const directory of files.walk(".", enter)) {
    for (const name of files.list(directory).files) {
      if (!NAME.test(name) || NOT_OURS.test(name)) continue;
      const path = joinPaths(directory, name);
      if (rendered.has(path) || belongsToOther(directory)) continue;
      const text = files.text(path) ?? "";
      if (
        !/^\s*FROM\s/im.test(text) ||
        (directory !== module.directory && isRenderedDockerfile(text))
      )
        continue;
      const near = directory === main?.directory ? 8 : directory === module.directory ? 6 : 0;
      const named =
        main &&
        (name.toLowerCase().includes(main.name.toLowerCase()) || basename(directory) === main.name)
          ? 4
          : 0;
      const builds = /\bgo\s+(?:build|install)\b/.test(text) ? 2 : 0;
      const starts =
        main && new RegExp(`(?:ENTRYPOINT|CMD).*\\b${escaped(main.name)}\\b`).test(text) ? 3 : 0;
      const aside =
        /dev|test|debug|lint|bench|builder|proto|docs|windows|alpine|release|deb(?:ian)?\/|rpm\//i.test(
          path,
        )
          ? -3
          : 0;
      const serves = /^\s*(?:EXPOSE|ENTRYPOINT)\s/im.test(text) ? 2 : 0;
      const other =
        module.directory !== "." &&
        !isWithin(directory, module.directory) &&
        !named &&
        !starts &&
        !text.includes(`${module.directory}/`) &&
        !text.includes(` ${module.directory} `)
          ? -20
          : 0;
      const score =
        near + named + builds + starts + serves + aside + other + (name === "Dockerfile" ? 1 : 0);
      if (score > -10) found.push({ path, score });
    }
  }
  return found
    .sort((a, b) => b.score - a.score || (a.path < b.path ? -1 : 1))
    .map(({ path }) => path);
}

/** Reads the stage that the image comes from. */
export function readDockerfile(
  { files, module, mains }: Repository,
  file: string,
  main: Main | undefined,
): OldImage {
  const text = files.text(file) ?? "";
  const parsed = DockerfileParser.parse(text);
  const variables = new Map<string, string>();
  for (const argument of parsed.getInitialARGs())
    define(variables, argument.getArgumentsContent() ?? "");

  const stages: {
    readonly from: From;
    readonly name: string;
    readonly instructions: Instruction[];
  }[] = [];
  for (const instruction of parsed.getInstructions()) {
    if (instruction.getKeyword() === "FROM") {
      const from = instruction as From;
      stages.push({ from, name: from.getBuildStage() ?? String(stages.length), instructions: [] });
    } else stages.at(-1)?.instructions.push(instruction);
  }
  const final = finalStage();
  const lines = final ? withParents(final) : [];
  const at = <Value>(instruction: Instruction, value: Value): Line<Value> => ({
    value,
    file,
    line: instruction.getRange().start.line + 1,
  });

  const expose: Line<string>[] = [];
  const env: Line<string>[] = [];
  const labels: Line<string>[] = [];
  const volumes: Line<string>[] = [];
  const copies: Line<string>[] = [];
  const dropped: Line<{ readonly instruction: string; readonly because: string }>[] = [];
  let workdir: Line<string> | undefined;
  let user: Line<string> | undefined;
  let health: Line<readonly string[]> | undefined;
  let entrypoint: Instruction | undefined;
  let command: Instruction | undefined;
  const drop = (instruction: Instruction, because: string, text = shortened(instruction)): void => {
    dropped.push(at(instruction, { instruction: text, because }));
  };
  for (const instruction of lines) {
    const content = instruction.getArgumentsContent() ?? "";
    const values = (): readonly (string | undefined)[] =>
      instruction.getArguments().map((one) => expand(one.getValue(), variables));
    switch (instruction.getKeyword()) {
      case "ARG":
        define(variables, content);
        break;
      case "ENV":
      case "LABEL":
        for (const [name, raw] of properties(instruction)) {
          const value = expand(raw, variables);
          if (instruction.getKeyword() === "ENV") {
            if (value !== undefined) variables.set(name, value);
            if (
              /^(?:PATH|GO(?:PATH|ROOT|FLAGS|PROXY|OS|ARCH|ARM|TOOLCHAIN|CACHE|MODCACHE|SUMDB|PRIVATE|NOSUMDB|LANG_VERSION|111MODULE)|GO111MODULE|CGO_\w+|DEBIAN_FRONTEND|SSL_CERT_\w+|ZONEINFO)$/.test(
                name,
              )
            )
              drop(instruction, "it belongs to the old image", `ENV ${name}`);
            else if (value === undefined)
              drop(instruction, "it refers to a variable that has no value here", `ENV ${name}`);
            else env.push(at(instruction, `${name}=${value}`));
          } else if (/^org\.opencontainers\.image\.(?:version|revision|created)$/.test(name))
            drop(instruction, "the Makefile and the workflow set it", `LABEL ${name}`);
          else if (value === undefined)
            drop(instruction, "it refers to a variable that has no value here", `LABEL ${name}`);
          else labels.push(at(instruction, `${name}=${value}`));
        }
        break;
      case "EXPOSE":
        for (const value of values()) {
          const port = /^(\d{1,5})(?:\/(tcp|udp|sctp))?$/i.exec(value ?? "");
          if (port)
            expose.push(
              at(
                instruction,
                port[2] && port[2].toLowerCase() !== "tcp"
                  ? `${port[1]}/${port[2].toLowerCase()}`
                  : (port[1] ?? ""),
              ),
            );
          else
            drop(
              instruction,
              value === undefined
                ? "it refers to a variable that has no value here"
                : "a range of ports",
            );
        }
        break;
      case "VOLUME":
        for (const value of jsonOrWords(instruction))
          volumes.push(at(instruction, expand(value, variables) ?? value));
        break;
      case "WORKDIR": {
        const value = expand(content, variables);
        if (value === undefined)
          drop(instruction, "it refers to a variable that has no value here");
        else
          workdir = at(
            instruction,
            value.startsWith("/") ? value : `${workdir?.value ?? ""}/${value}`,
          );
        break;
      }
      case "USER":
        user = at(instruction, content);
        break;
      case "ENTRYPOINT":
        entrypoint = instruction;
        break;
      case "CMD":
        command = instruction;
        break;
      case "HEALTHCHECK": {
        const words = /(?:^|\s)CMD\s*(\[.*\])\s*$/s.exec(content.replaceAll(/\\\r?\n/g, " "));
        const list = words ? parseJson(words[1] ?? "") : undefined;
        if (/^NONE$/i.test(content.trim())) break;
        if (list?.[0] !== undefined && isProgram(list[0]))
          health = at(instruction, ["{program}", ...list.slice(1)]);
        else drop(instruction, "it starts another program or a shell, which the image lacks");
        break;
      }
      case "COPY":
      case "ADD":
        readCopy(instruction as Copy);
        break;
      case "RUN":
        if (COMPILES.test(content)) break; // done anew, in a stage of its own
        drop(
          instruction,
          "a final stage that runs nothing can be built for every platform; what it installs is missing",
        );
        break;
      case "STOPSIGNAL":
        drop(instruction, "programs are asked to stop by SIGTERM; add the line if this one is not");
        break;
      case "ONBUILD":
        drop(instruction, "it is for images that are built on this one");
        break;
    }
  }
  const started = entrypoint ? wordsOf(entrypoint) : undefined;
  let args: Line<readonly string[]> | undefined;
  let cmd: Line<readonly string[]> | undefined;
  let script = false;
  if (entrypoint) {
    const rest = started && afterProgram(started);
    if (started?.length === 0) script = true; // ENTRYPOINT [] undoes that of the base image
    else if (rest === undefined) {
      script = true;
      drop(entrypoint, "it starts a script or another program, which the image lacks");
    } else if (rest.length > 0) args = at(entrypoint, rest);
  }
  if (command) {
    const words = wordsOf(command);
    const rest =
      words &&
      (entrypoint === undefined || script || isProgram(words[0] ?? "")
        ? afterProgram(words)
        : words);
    if (words && script && rest === undefined && words[0]?.startsWith("-"))
      cmd = at(command, words);
    else if (rest === undefined)
      drop(command, "it needs a shell or another program, which the image lacks");
    else if (rest.length > 0) cmd = at(command, rest);
  }
  return {
    file,
    text,
    args,
    cmd,
    expose,
    env,
    labels,
    volumes,
    workdir,
    user,
    copies,
    health,
    // What an earlier run wrote is not lost: it is written again.
    dropped: isRenderedDockerfile(text) ? [] : dropped,
    ...compiling(),
  };

  // The last stage is what is built by default; one for debugging or with nothing to start is not what is run.
  function finalStage(): (typeof stages)[number] | undefined {
    const starts = (stage: (typeof stages)[number]): boolean =>
      withParents(stage).some((one) => /^(?:ENTRYPOINT|CMD)$/.test(one.getKeyword()));
    const last = stages.at(-1);
    if (last && starts(last) && !ASIDE.test(last.name)) return last;
    return (
      stages.findLast(
        (stage) =>
          starts(stage) &&
          !ASIDE.test(stage.name) &&
          !/\bgolang\b/.test(stage.from.getImage() ?? ""),
      ) ?? last
    );
  }

  // A final stage may continue another one: its instructions come first.
  function withParents(stage: (typeof stages)[number]): readonly Instruction[] {
    const parent = stages
      .slice(0, stages.indexOf(stage))
      .find(({ name }) => name === stage.from.getImage());
    if (
      !parent ||
      parent.instructions.some(
        (one) =>
          one.getKeyword() === "RUN" &&
          /\bgo\s+(?:build|install|mod)\b/.test(one.getArgumentsContent() ?? ""),
      )
    )
      return stage.instructions;
    return [...withParents(parent), ...stage.instructions];
  }

  function isProgram(word: string): boolean {
    const name = basename(word);
    return programs().has(name) || name === main?.name || name === foreignName();
  }

  // The one program that ENTRYPOINT or CMD starts and nobody explains: not a tool, not a file of the repository, not another program of it.
  function foreignName(): string | undefined {
    const [word = ""] = (entrypoint && wordsOf(entrypoint)) ?? (command && wordsOf(command)) ?? [];
    const name = basename(word);
    const explained =
      INTERPRETERS.has(name) ||
      WRAPPERS.has(name) ||
      !/^\.?\//.test(word) ||
      name.includes(".") ||
      copies.some(({ value }) => basename(value) === name);
    return main === undefined || explained || mains.some((other) => other.name === name)
      ? undefined
      : name;
  }

  /** What `go build -o` writes in the stages. */
  function compiledNames(): ReadonlySet<string> {
    const names = new Set<string>();
    for (const one of stages.flatMap(({ instructions }) => instructions)) {
      if (one.getKeyword() !== "RUN") continue;
      for (const [, output = ""] of (one.getArgumentsContent() ?? "").matchAll(
        /\bgo\s+build\b[^&;|]*?\s-o[ =]?\s*["']?([^\s"']+)/g,
      ))
        names.add(basename(expand(output, variables) ?? output));
    }
    names.delete("");
    names.delete(".");
    return names;
  }

  // Those, and what is copied out of the stages to a place for programs.
  function programs(): ReadonlySet<string> {
    const names = new Set(compiledNames());
    for (const { instructions } of stages) {
      for (const one of instructions) {
        if (/^(?:COPY|ADD)$/.test(one.getKeyword())) {
          const words = one.getArguments().map((word) => word.getValue());
          const target = words.at(-1) ?? "";
          const source = basename(words.at(-2) ?? "");
          if (main && (source.startsWith(main.name) || /\$|TARGET/.test(source)))
            names.add(target.endsWith("/") ? source : basename(target));
        }
      }
    }
    return names;
  }

  function afterProgram(words: readonly string[]): readonly string[] | undefined {
    let at = 0;
    while (
      at < words.length &&
      (WRAPPERS.has(basename(words[at] ?? "")) ||
        (at > 0 && /^-\w$/.test(words[at] ?? "") && !isProgram(words[at] ?? "")))
    )
      at += 1;
    return isProgram(words[at] ?? "") ? words.slice(at + 1) : undefined;
  }

  function wordsOf(instruction: Instruction): readonly string[] | undefined {
    const json = parseJson(instruction.getArgumentsContent() ?? "");
    if (json) {
      const words = json.map((word) => expand(word, variables) ?? word);
      const [shell = "", option = "", line = ""] = words;
      return /(?:^|\/)(?:ba|da|a)?sh$/.test(shell) && /^-\w*c$/.test(option)
        ? shellWords(line)
        : words;
    }
    return shellWords(expand(instruction.getArgumentsContent() ?? "", variables) ?? "$");
  }

  function readCopy(instruction: Copy): void {
    const content = instruction.getArgumentsContent() ?? "";
    if (/<<-?["']?\w/.test(content))
      return drop(
        instruction,
        "a heredoc; write the file into the repository, and give it with --copy",
      );
    const raw =
      parseJson(content.replace(/^(?:--\S+\s+)*/, "")) ??
      instruction.getArguments().map((word) => word.getValue());
    const outputs = compiledNames();
    if (
      raw.length === 2 &&
      (outputs.has(basename(raw[0] ?? "")) ||
        (/\$|TARGET/.test(basename(raw[0] ?? "")) && isProgram(basename(raw[1] ?? ""))))
    )
      return;
    const words = raw.map((word) => expand(word, variables));
    const source = words.at(0);
    const target = words.at(-1);
    if (
      words.some((word) => word === undefined) ||
      source === undefined ||
      target === undefined ||
      words.length < 2
    )
      return drop(instruction, "it refers to a variable that has no value here");
    const origin =
      instruction
        .getFlags()
        .find((flag) => flag.getName() === "from")
        ?.getValue() ?? undefined;
    const stage = stages.find(({ name }, index) => name === origin || String(index) === origin);
    for (const one of words.slice(0, -1) as string[]) {
      if (/ca-certificates|ssl\/certs|zoneinfo|etc\/(?:passwd|group)$|tzdata/.test(one)) continue; // the new image has its own
      if (/(?:^|\/)go\.(?:mod|sum)$/.test(one)) continue; // the program holds what scanners read
      const name = basename(one);
      const path =
        origin === undefined ? cleaned(one) : stage && inRepository(stage.instructions, one);
      if (path === undefined && stage && madeInStage(instruction, stage.instructions, one, target))
        continue;
      if (outputs.has(name) || (path === undefined && isProgram(name))) continue;
      // Of a directory the contents are copied, of a file the file.
      const destination =
        path !== undefined && files.isDirectory(path)
          ? target
          : target.endsWith("/") || target === "." || words.length > 2
            ? `${target.replace(/\/$/, "")}/${name}`
            : target;
      const absolute = destination.startsWith("/")
        ? destination
        : `${workdir?.value === "/" ? "" : (workdir?.value ?? "")}/${destination.replace(/^\.\//, "")}`;
      if (path === undefined)
        drop(
          instruction,
          origin === undefined
            ? notCopied(one)
            : `${one} comes out of the stage or image ${origin}`,
        );
      else if (path.endsWith(".sh"))
        drop(instruction, "a script needs a shell, which the image lacks");
      else if (path === "." && lines.some((one) => COMPILES.test(one.getArgumentsContent() ?? "")))
        continue;
      else if (path === ".") drop(instruction, "it copies the whole repository");
      else copies.push(at(instruction, `${path}:${absolute.replace(/\/\.?$/, "") || "/"}`));
    }
  }

  // A directory that a stage makes: empty, to be written to, or with files of the repository in it.
  function madeInStage(
    instruction: Instruction,
    instructions: readonly Instruction[],
    source: string,
    destination: string,
  ): boolean {
    const directory = source.replace(/\/$/, "");
    const filled = instructions.flatMap((one) => {
      const words =
        one.getKeyword() === "COPY" && !one.getArgumentsContent()?.includes("--from=")
          ? one.getArguments().map((word) => word.getValue())
          : [];
      const target = words.at(-1)?.replace(/\/$/, "") ?? "";
      return target === directory ? words.slice(0, -1).flatMap((word) => cleaned(word) ?? []) : [];
    });
    for (const path of filled)
      copies.push(at(instruction, `${path}:${destination.replace(/\/$/, "")}/${basename(path)}`));
    if (filled.length > 0) return true;
    const made = instructions.some(
      (one) =>
        one.getKeyword() === "RUN" &&
        new RegExp(`\\b(?:mkdir|install -d)\\b[^&;|]*\\s${escaped(directory)}(?:\\s|$)`).test(
          one.getArgumentsContent() ?? "",
        ),
    );
    if (made) volumes.push(at(instruction, destination.replace(/\/$/, "")));
    return made;
  }

  function notCopied(source: string): string {
    if (/[*?[]/.test(source)) return "a pattern; give each file with --copy";
    const isThere = [module.directory, "."].some(
      (directory) =>
        files.isFile(joinPaths(directory, source)) ||
        files.isDirectory(joinPaths(directory, source)),
    );
    return isThere
      ? `the name of ${source} has more than letters, digits and . _ @ + -`
      : `${source} is not in the repository`;
  }

  function cleaned(source: string): string | undefined {
    const path = source.replace(/^\.?\//, "").replace(/\/$/, "") || ".";
    if (path === ".") return path;
    if (!/^[\w.@+-]+(?:\/[\w.@+-]+)*$/.test(path) || path.split("/").includes(".."))
      return undefined;
    const home = [module.directory, "."].find(
      (directory) =>
        files.isFile(joinPaths(directory, path)) || files.isDirectory(joinPaths(directory, path)),
    );
    return home === undefined ? undefined : joinPaths(home, path);
  }

  // A path in a build stage is one in the repository, if the stage copied the repository to its working directory.
  function inRepository(instructions: readonly Instruction[], source: string): string | undefined {
    const directory =
      instructions
        .filter((one) => one.getKeyword() === "WORKDIR")
        .at(0)
        ?.getArgumentsContent() ?? "/";
    const home = expand(directory, variables) ?? directory;
    if (!source.startsWith(`${home.replace(/\/$/, "")}/`))
      return source.startsWith("/") ? undefined : cleaned(source);
    return cleaned(source.slice(home.replace(/\/$/, "").length + 1));
  }

  function compiling(): Pick<OldImage, "tags" | "packages"> {
    let tags: Line<readonly string[]> | undefined;
    const packages: Line<string>[] = [];
    for (const { instructions } of stages) {
      for (const one of instructions) {
        if (one.getKeyword() !== "RUN") continue;
        const content = (one.getArgumentsContent() ?? "").replaceAll(/\\\r?\n/g, " ");
        for (const [command] of content.matchAll(/\bgo\s+(?:build|install)\b[^&;|]*/g)) {
          const given = /\s-tags[ =]\s*(?:"([^"]*)"|'([^']*)'|(\S+))/.exec(command);
          const list = (given?.[1] ?? given?.[2] ?? given?.[3] ?? "")
            .split(/[\s,]+/)
            .filter(
              (tag) =>
                /^[\w.]+$/.test(tag) && !/^(?:timetzdata|netgo|osusergo|static_build)$/.test(tag),
            );
          if (list.length > 0) tags ??= at(one, list);
          const last = expand(
            command
              .trim()
              .split(/\s+/)
              .at(-1)
              ?.replace(/^["']|["']$/g, "") ?? "",
            variables,
          );
          if (last !== undefined && /^\.(?:\/[\w./@-]*)?$/.test(last))
            packages.push(at(one, last === "./" ? "." : last.replace(/\/$/, "")));
          else if (last !== undefined && /^[\w./@-]+\.go$/.test(last))
            packages.push(
              at(one, dirname(last) === "." ? "." : `./${dirname(last).replace(/^\.\//, "")}`),
            );
        }
      }
    }
    return { tags, packages };
  }
}

// --- internal ---

function define(variables: Map<string, string>, content: string): void {
  const match = /^(\w+)(?:=(.*))?$/s.exec(content.trim());
  if (match?.[1] !== undefined && match[2] !== undefined && !variables.has(match[1]))
    variables.set(match[1], match[2].replace(/^(["'])(.*)\1$/, "$2"));
}

/** Replaces `$NAME`, `${NAME}`, `${NAME:-default}`; undefined if one is unknown. */
export function expand(text: string, variables: ReadonlyMap<string, string>): string | undefined {
  let known = true;
  const result = text.replace(
    /\\\$|\$(?:(\w+)|\{(\w+)(?::?-([^}]*))?\})/g,
    (all, plain?: string, braced?: string, fallback?: string) => {
      if (all === "\\$") return "$";
      const value = variables.get(plain ?? braced ?? "") ?? fallback;
      if (value === undefined) known = false;
      return value ?? "";
    },
  );
  return known ? result : undefined;
}

function properties(instruction: Instruction): readonly [string, string][] {
  const list = (
    instruction as unknown as {
      getProperties(): { getName(): string; getValue(): string | null }[];
    }
  ).getProperties();
  return list.map((property) => [property.getName(), property.getValue() ?? ""]);
}

function jsonOrWords(instruction: Instruction): readonly string[] {
  return (
    parseJson(instruction.getArgumentsContent() ?? "") ??
    instruction.getArguments().map((one) => one.getValue())
  );
}

function parseJson(text: string): readonly string[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every((word) => typeof word === "string")
      ? value
      : undefined;
  } catch {
    return undefined;
  }
}

/** The words of a command line that needs no shell; undefined if it needs one. */
function shellWords(line: string): readonly string[] | undefined {
  const plain = line.trim().replace(/^exec\s+/, "");
  if (/[$`;&|<>(){}*?~!#\\\n]/.test(plain)) return undefined;
  return plain
    .match(/"[^"]*"|'[^']*'|[^\s"']+/g)
    ?.map((word) => word.replace(/^(["'])(.*)\1$/, "$2"));
}

function shortened(instruction: Instruction): string {
  const text = `${instruction.getKeyword()} ${(instruction.getArgumentsContent() ?? "").replaceAll(/\\?\r?\n\s*/g, " ").replaceAll(/\s+/g, " ")}`;
  return text.length > 90 ? `${text.slice(0, 89)}…` : text;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
