import { styleText } from "node:util";
import { runCommand } from "./commands/index.ts";
import type { Output } from "./commands/context.ts";
import { EXIT } from "./core/known-error.ts";

const { argv, env, execPath, stdout, stderr } = process;

// "create-goslim --help | head" is no error. What is under way goes on to its end unheard: a pipeline wants its exit code.
const UNHEARD = ["EPIPE", "ERR_STREAM_DESTROYED"];
for (const stream of [stdout, stderr])
  stream.on("error", ({ code = "" }: NodeJS.ErrnoException) => {
    if (!UNHEARD.includes(code)) process.exit(EXIT.refused);
  });

const INTERRUPTS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

process.exitCode = await runCommand(argv.slice(2), {
  get cwd() {
    return process.cwd();
  },
  env,
  stdin: {
    // Opening it takes a millisecond, and the help asks nothing.
    get isTerminal() {
      return process.stdin.isTTY;
    },
    read: async () => (await import("node:stream/consumers")).text(process.stdin),
  },
  stdout: outputTo(stdout),
  stderr: outputTo(stderr),
  program: [execPath, argv[1] ?? ""],
  onInterrupt: (act) => {
    for (const signal of INTERRUPTS) process.on(signal, act);
    return () => {
      for (const signal of INTERRUPTS) process.off(signal, act);
    };
  },
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
