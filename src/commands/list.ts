import { listGenerators } from "../render/list.ts";
import { EXIT } from "../core/errors.ts";
import type { Command } from "./index.ts";

/** Prints what can be rendered. */
export const list: Command = ({ options }, { stdout }) => {
  const generators = listGenerators();
  const width = Math.max(...generators.map(({ id }) => id.length));
  stdout.write(
    options.json
      ? `${JSON.stringify({ generators }, null, 2)}\n`
      : generators
          .map(({ id, title, owner }) => `${id.padEnd(width)}  ${title} (${owner})\n`)
          .join(""),
  );
  return EXIT.done;
};
