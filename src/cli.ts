import { styleText } from "node:util";
import { runCommand } from "./commands/index.ts";
import type { Output } from "./commands/context.ts";
import { EXIT } from "./core/errors.ts";

const { argv, env, execPath, stdin, stdout, stderr } = process;

// "create-goslim --help | head" is no error.
for (const stream of [stdout, stderr])
  stream.on("error", (error: NodeJS.ErrnoException) =>
    process.exit(error.code === "EPIPE" ? EXIT.done : EXIT.refused),
  );

process.exitCode = await runCommand(argv.slice(2), {
  get cwd() {
    return process.cwd();
  },
  env,
  stdin: {
    isTerminal: stdin.isTTY,
    read: async () => (await import("node:stream/consumers")).text(stdin),
  },
  stdout: outputTo(stdout),
  stderr: outputTo(stderr),
  program: [execPath, argv[1] ?? ""],
  loadAsk: () => import("./ask/ask.ts"),
});

function outputTo(stream: NodeJS.WriteStream): Output {
  return {
    write: (text) => stream.write(text),
    paint: (style, text) => styleText(style, text, { stream }),
    isTerminal: stream.isTTY,
    columns: stream.columns,
  };
}
