import type { Painter } from "./paint.ts";

/** A terminal that one line of text is rewritten in. */
interface Terminal {
  write(text: string): unknown;
  readonly paint: Painter;
  readonly isTerminal: boolean;
  readonly columns?: number | undefined;
}

/** A line that says what is going on, and for how many seconds. */
export interface Progress {
  /** Another thing begins. */
  readonly say: (what: string) => void;
  /** The line goes, so that something else can be written in its place. */
  readonly clear: () => void;
}

/** Nothing of it is written where there is no terminal. */
export function startProgress(terminal: Terminal, isShown: boolean): Progress {
  if (!isShown || !terminal.isTerminal) return { say: () => {}, clear: () => {} };
  let what = "";
  let since = 0;
  let timer: NodeJS.Timeout | undefined;
  const draw = (): void => {
    const line = `${what} … ${Math.round((Date.now() - since) / 1000)} s`;
    const fitting = line.slice(0, Math.max(10, (terminal.columns ?? 80) - 1));
    terminal.write(`\r\u001b[K${terminal.paint("dim", fitting)}`);
  };
  const clear = (): void => {
    clearInterval(timer);
    if (what !== "") terminal.write("\r\u001b[K");
    what = "";
  };
  const say = (next: string): void => {
    if (next === what) return;
    clearInterval(timer);
    what = next;
    since = Date.now();
    draw();
    timer = setInterval(draw, 1000);
  };
  return { say, clear };
}
