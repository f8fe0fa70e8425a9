import { formatPlace, type Place } from "../../core/place.ts";
import { lineCounter } from "../../read/lines.ts";
import { answer, type AnswerFinding, type Finding, note, type SourceTrait } from "../finding.ts";
import type { OldImage } from "../old-image/index.ts";
import { type WrittenDirectory, writtenDirectories } from "../written.ts";

/** What the old image says that a new one should say too, and what is lost. */
export const oldImage: SourceTrait = {
  id: "old-image",
  find: ({ mains, oldImage: image, sources }) => {
    if (!image) return [];
    return [
      ...lists(image),
      ...volumes(image, writtenDirectories(sources, image)),
      ...(mains.length === 1 ? ofTheProgram(image) : []),
      ...user(image),
      ...capability(image),
      ...unknownUser(image),
      ...image.dropped.map(({ value, ...place }) =>
        note(`not carried over: ${value.instruction}`, formatPlace(place), value.because),
      ),
    ];
  },
};

function lists({ env, labels }: OldImage): readonly Finding[] {
  const all = (
    id: "env" | "label",
    lines: readonly (Place & { readonly value: string })[],
  ): readonly AnswerFinding[] => {
    const [first] = lines;
    const values = lines.map(({ value }) => value);
    return first ? [answer(id, values, formatPlace(first), "in the old image")] : [];
  };
  return [...all("env", env), ...all("label", labels)];
}

// What a program that ran as root wrote to is a volume now, which its user owns.
function volumes(
  { volumes: lines }: OldImage,
  written: readonly WrittenDirectory[],
): readonly Finding[] {
  const [first] = lines;
  const [own] = written;
  const values = [...lines.map(({ value }) => value), ...written.map(({ path }) => path)];
  if (first) return [answer("volume", values, formatPlace(first), "in the old image")];
  if (!own) return [];
  const because = "the program writes there, which only root could in the old image";
  return [answer("volume", values, formatPlace(own), because)];
}

// With several programs in one image nobody knows which of them is meant.
function ofTheProgram({ args, cmd, health }: OldImage): readonly Finding[] {
  const findings: Finding[] = [];
  if (args)
    findings.push(answer("args", args.value, formatPlace(args), "in ENTRYPOINT of the old image"));
  if (cmd) findings.push(answer("cmd", cmd.value, formatPlace(cmd), "in CMD of the old image"));
  if (health) {
    const because = "the old image's health check, which the program answers itself";
    findings.push(answer("healthCmd", health.value, formatPlace(health), because));
    for (const [id, text] of health.times)
      // The question of the answer reads the text, as it reads a flag.
      findings.push(
        answer(id, text as never, formatPlace(health), "of the old image's health check"),
      );
  }
  return findings;
}

function isNumericUser(user: string): boolean {
  return /^[1-9]\d*(?::\d+)?$/.test(user);
}

function user({ user: line }: OldImage): readonly Finding[] {
  if (!line || !isNumericUser(line.value)) return [];
  return [answer("user", line.value, formatPlace(line), "the old image's user")];
}

// Of a user by name; root, and the name that base images give to the number which the program runs as, are no loss.
function unknownUser({ user: line }: OldImage): readonly Finding[] {
  if (!line || isNumericUser(line.value) || /^(?:root|0|nonroot)(?::|$)/.test(line.value))
    return [];
  return [
    note(
      `not carried over: USER ${line.value}`,
      formatPlace(line),
      "a name needs a user database; the program runs as 65532, --user gives another number",
    ),
  ];
}

function capability({ file, text }: OldImage): readonly Finding[] {
  const match = /\bsetcap\s+["']?([^\s"']+)/.exec(text);
  if (!match) return [];
  return [
    note(
      `not carried over: the file capability ${match[1]}`,
      formatPlace({ file, line: lineCounter(text)(match.index) }),
      "a container that drops all capabilities cannot start such a program; give it to the container instead: --cap-add",
    ),
  ];
}
