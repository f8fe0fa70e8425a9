import { styleText } from "node:util";
import { type HostOutput, start } from "./commands/start.ts";
import { EXIT } from "./core/errors.ts";

const { env, stdin, stdout, stderr } = process;

// "create-goslim --help | head" is no error.
for (const stream of [stdout, stderr])
  stream.on("error", (error: NodeJS.ErrnoException) =>
    process.exit(error.code === "EPIPE" ? EXIT.done : EXIT.refused),
  );

process.exitCode = await start(process.argv.slice(2), {
  env,
  cwd: () => process.cwd(),
  stdin: { isTTY: stdin.isTTY, text: readStandardInput },
  stdout: output(stdout),
  stderr: output(stderr),
  command: [process.execPath, process.argv[1] ?? ""],
});

function output(stream: NodeJS.WriteStream): HostOutput {
  return {
    write: (text) => stream.write(text),
    isTTY: stream.isTTY,
    columns: stream.columns,
    paint: (style, text) => styleText(style, text, { stream }),
  };
}

async function readStandardInput(): Promise<string> {
  const { text } = await import("node:stream/consumers");
  return text(stdin);
}
