import { formatPlace, type Place } from "../../core/place.ts";
import { manifestPorts } from "../manifests.ts";
import { answer, type Finding, note, type SourceTrait } from "../finding.ts";
import type { Program } from "../program.ts";
import type { Literal, PortLiteral } from "../source-traits.ts";

/** Whether the program is a service, and the ports that it is reached at. */
export const kindAndPort: SourceTrait = {
  id: "kind-and-port",
  find: (program) => {
    const { oldImage, sources } = program;
    const exposed = oldImage?.expose ?? [];
    const listens = sources.listens ?? exposed[0];
    if (!listens)
      return [
        answer("kind", "cli", "", "no call that accepts connections was found"),
        ...loopback(program),
      ];
    const because = sources.listens ? "it accepts connections" : "the old image exposes a port";
    return [
      answer("kind", "service", formatPlace(listens), because),
      ...loopback(program),
      ...(exposed.length > 0 ? exposedPorts(exposed) : ownPorts(program, listens)),
    ];
  },
};

function loopback({ oldImage, sources }: Program): readonly Finding[] {
  if (!sources.loopback || (oldImage?.expose.length ?? 0) > 0) return [];
  return [
    note(
      `it listens on ${sources.loopback.value}, which nobody reaches from outside the container`,
      formatPlace(sources.loopback),
      "if it shall be reached, let it listen on all addresses, by flag or variable: --cmd, --env",
    ),
  ];
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
  if (!first)
    return program.sources.loopback
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
  return { ports: ports ?? [], because: "a default in the sources" };
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
