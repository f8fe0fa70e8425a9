import { formatPlace, type Place } from "../../core/place.ts";
import { manifestPorts } from "../manifests.ts";
import { answer, type Finding, note, type SourceTrait } from "../finding.ts";
import type { Program } from "../program.ts";
import type { Literal, PortLiteral } from "../source-traits.ts";

/** Whether the program is a service, and the ports that it is reached at. */
export const kindAndPort: SourceTrait = {
  id: "kind-and-port",
  find: (program) => {
    const { sources } = program;
    const { believed, doubted } = judgeExposed(program);
    const listens = sources.listens ?? believed[0];
    if (!listens)
      return [
        answer("kind", "cli", "", "no call that accepts connections was found"),
        ...loopback(program),
        ...doubted,
      ];
    const because = sources.listens ? "it accepts connections" : "the old image exposes a port";
    return [
      answer("kind", "service", formatPlace(listens), because),
      ...loopback(program),
      ...doubted,
      ...(believed.length > 0 ? exposedPorts(believed) : ownPorts(program, listens)),
    ];
  },
};

// The command of the old image may say another address.
function loopback({ oldImage, sources }: Program): readonly Finding[] {
  if (!sources.loopback) return [];
  const { flag, value, ...place } = sources.loopback;
  const words = [...(oldImage?.args?.value ?? []), ...(oldImage?.cmd?.value ?? [])];
  const isGiven = (word: string): boolean => word.replace(/^--?|=.*$/g, "") === flag?.name;
  if (words.some(isGiven)) return [];
  return [
    note(
      `it listens on ${value}, which nobody reaches from outside the container`,
      formatPlace(place),
      flag
        ? `if it shall be reached, let it listen on all addresses: --cmd=--${flag.name}=${flag.open}`
        : "if it shall be reached, let it listen on all addresses, by flag or variable: --cmd, --env",
    ),
  ];
}

/** Packages without which nothing listens. */
const LISTENING = ["net", "net/http", "syscall", "C"];

/** What the old image exposes, as far as something may listen there. */
function judgeExposed(program: Program): {
  readonly believed: readonly Literal[];
  readonly doubted: readonly Finding[];
} {
  const { graph, oldImage } = program;
  const exposed = oldImage?.expose ?? [];
  const [first] = exposed;
  if (!first) return { believed: [], doubted: [] };
  if (graph.external.size === 0 && !LISTENING.some((path) => graph.standard.has(path)))
    return {
      believed: [],
      doubted: [
        note(
          `the old image exposes ${first.value}, but nothing in the program listens`,
          formatPlace(first),
          "left out; --kind=service and --port give it",
        ),
      ],
    };
  const tcp = exposed.filter(({ value }) => !value.includes("/"));
  const confirmed = tcp.filter((one) => mayListenAt(program, one));
  // Beside a port that is right, the others may be those of dependencies: exposing them harms nobody.
  const [main] = confirmed;
  if (main) {
    const isFirst = tcp[0] === main;
    return { believed: isFirst ? exposed : [...new Set([main, ...exposed])], doubted: [] };
  }
  const believed = exposed.filter((one) => !tcp.includes(one));

  const ports = program.sources.ports.map(({ value }) => value);
  return {
    believed,
    doubted: tcp.map((one) =>
      note(
        `the old image exposes ${one.value}, but the program listens on ${ports.join(", ")}`,
        formatPlace(one),
        `left out; if a flag or variable lets it listen there: --port=${one.value} and --cmd or --env`,
      ),
    ),
  };
}

// Unless all ports are known, any may be meant.
function mayListenAt({ oldImage, repository, sources }: Program, { value }: Literal): boolean {
  if (!sources.knowsPorts || sources.ports.some((port) => port.value === value)) return true;
  const words = [
    ...(oldImage?.args?.value ?? []),
    ...(oldImage?.cmd?.value ?? []),
    ...(oldImage?.env ?? []).map((line) => line.value),
    ...manifestPorts(repository).map((port) => port.value),
  ];
  return words.some((word) => word.split(/\D+/).includes(value));
}

// The first TCP port is the main one.
function exposedPorts(exposed: readonly Literal[]): readonly Finding[] {
  const because = "the old image exposes it";
  const main = exposed.find(({ value }) => !value.includes("/"));
  const others = exposed.filter((one) => one !== main);
  const [first] = others;
  const values = others.map(({ value }) => value);
  return [
    ...(main ? mainPort(main, because) : []),
    ...(first ? [answer("expose", values, formatPlace(first), because)] : []),
  ];
}

function ownPorts(program: Program, listens: Place): readonly Finding[] {
  if (program.mains.length > 1)
    return [
      note(
        "the ports of several programs are not told apart",
        formatPlace(listens),
        "left out; --port and --expose give them",
      ),
    ];
  const { because, ports } = surestPorts(program);
  const [first] = ports;
  const beside = program.sources.ports.filter((port) => port.beside);
  if (because === OWN && beside.length > 1) return allPorts(beside);
  const { loopback: local } = program.sources;
  if (!first && local?.flag)
    return mainPort({ ...local, value: local.value.replace(/^.*:/, "") }, OWN);
  if (!first)
    return local
      ? []
      : [
          note(
            "the port could not be found out",
            formatPlace(listens),
            "left out; --port gives it",
          ),
        ];
  const values = [...new Set(ports.map(({ value }) => value))];
  if (values.length > 1)
    return [
      note(
        `the port is one of ${values.join(", ")}`,
        formatPlace(first),
        "left out; --port gives it",
      ),
    ];
  return mainPort(first, because);
}

// Of several that are listened on side by side the first is the main one.
function allPorts(ports: readonly PortLiteral[]): readonly Finding[] {
  const [first, ...others] = ports;
  if (!first) return [];
  const because = "it listens there, too";
  const values = [...new Set(others.map(({ value }) => value))].filter(
    (value) => value !== first.value,
  );
  const [other] = others;
  return [
    ...mainPort(first, OWN),
    ...(other && values.length > 0 ? [answer("expose", values, formatPlace(other), because)] : []),
  ];
}

const OWN = "a default in the sources";

// What is deployed is surer than what the sources hold, and there a default is surer than a call.
function surestPorts({ repository, sources }: Program): {
  readonly ports: readonly Literal[];
  readonly because: string;
} {
  const deployed = manifestPorts(repository);
  if (deployed.length > 0) return { ports: deployed, because: "a manifest says so" };
  const kinds: readonly PortLiteral["evidence"][] = ["environment", "flag", "call"];
  const ports = kinds
    .map((kind) => sources.ports.filter(({ evidence }) => evidence === kind))
    .find((list) => list.length > 0);
  return { ports: ports ?? [], because: OWN };
}

function mainPort(port: Literal, because: string): readonly Finding[] {
  const where = formatPlace(port);
  const found = answer("port", Number(port.value), where, because);
  if (Number(port.value) >= 1024) return [found];
  return [
    found,
    note(
      `port ${port.value} is a privileged one`,
      where,
      "Docker lets everybody bind it; elsewhere set net.ipv4.ip_unprivileged_port_start, or let the program listen above 1023",
    ),
  ];
}
