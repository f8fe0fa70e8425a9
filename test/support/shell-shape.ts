/**
 * The shape of a shell command as POSIX splits it: a letter for each word, with what would be expanded in it, and the operators
 * between words. Two commands that differ in harmless words only have the same shape. Written for tests, after "Shell Command
 * Language" 2.2 and 2.3, and not after the reader that the tool has.
 */
export function shellShape(command: string): string {
  const shape: string[] = [];
  let word: string | undefined;
  const end = (): void => {
    if (word !== undefined) shape.push(word);
    word = undefined;
  };
  for (let at = 0; at < command.length; at += 1) {
    const char = command[at] ?? "";
    const rest = command.slice(at);
    if (char === "\\") {
      at += 1;
      if (command[at] !== "\n") word ??= "w";
    } else if (char === "'") {
      const close = command.indexOf("'", at + 1);
      if (close === -1) return `${shape.join(" ")} unclosed`;
      word ??= "w";
      at = close;
    } else if (char === '"') {
      const close = closingQuote(command, at + 1);
      if (close === -1) return `${shape.join(" ")} unclosed`;
      word = (word ?? "w") + expansions(command.slice(at + 1, close));
      at = close;
    } else if (char === "$" || char === "`") {
      word = (word ?? "w") + (char === "`" || rest.startsWith("$(") ? "(" : "$");
    } else if (/[\n;&|<>()]/.test(char)) {
      end();
      shape.push(char === "\n" ? ";" : char);
    } else if (/\s/.test(char)) end();
    else if (char === "#" && word === undefined) {
      const line = command.indexOf("\n", at);
      at = line === -1 ? command.length : line - 1;
    } else {
      // A tilde means a home at the beginning of a word only.
      word = (word ?? (char === "~" ? "w~" : "w")) + (/[*?[{!]/.test(char) ? char : "");
    }
  }
  end();
  return shape.join(" ");
}

function closingQuote(text: string, start: number): number {
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"') return at;
  }
  return -1;
}

function expansions(text: string): string {
  return (text.match(/\\[^]|\$\(|\$|`/g) ?? [])
    .filter((one) => !one.startsWith("\\"))
    .map((one) => (one === "$" ? "$" : "("))
    .join("");
}
