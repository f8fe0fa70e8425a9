import type { Layout } from "../../src/core/layout.ts";
import type { Answers } from "../../src/core/questions/index.ts";

/**
 * The same answers and layout with harmless words: each name and value that is not plain is replaced by one that is, the same
 * by the same. What both render may differ in words only.
 */
export function harmlessTwin(
  answers: Answers,
  layout: Layout,
): { readonly answers: Answers; readonly layout: Layout } {
  const names = new Map<string, string>();
  const word = (text: string): string => {
    if (/^[A-Za-z0-9_./:@%+,-]*$/.test(text) || /^\{\w+\}$/.test(text)) return text;
    const known = names.get(text) ?? `q${names.size}`;
    names.set(text, known);
    return known;
  };
  const path = (text: string): string => text.split("/").map(word).join("/");
  const pair = (text: string): string => {
    const at = text.indexOf("=");
    return `${text.slice(0, at)}=${word(text.slice(at + 1))}`;
  };
  const { frontend, workspace } = layout;
  return {
    answers: {
      ...answers,
      module: path(answers.module),
      main: answers.main.map(path),
      args: answers.args.map(word),
      cmd: answers.cmd.map(word),
      healthCmd: answers.healthCmd.map((text) => (text.includes("{program}") ? text : word(text))),
      env: answers.env.map(pair),
      label: answers.label.map(pair),
      volume: answers.volume.map(path),
    },
    layout: {
      ...layout,
      directory: path(layout.directory),
      context: path(layout.context),
      modules: layout.modules.map(path),
      embedded: layout.embedded.map(path),
      output: path(layout.output),
      ...(workspace === undefined ? {} : { workspace: path(workspace) }),
      ...(frontend === undefined
        ? {}
        : {
            frontend: {
              ...frontend,
              directory: path(frontend.directory),
              output: path(frontend.output),
              script: word(frontend.script),
            },
          }),
    },
  };
}
