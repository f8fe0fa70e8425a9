/** The lines of a go.mod that name the module and its Go version, as written. */
export interface GoMod {
  readonly module?: string;
  readonly go?: string;
}

/** Reads the `module` and `go` directives; comments, quotes and blocks as go.mod allows them. */
export function parseGoMod(text: string): GoMod {
  const module = directive(text, "module");
  const go = directive(text, "go");
  return { ...(module === undefined ? {} : { module }), ...(go === undefined ? {} : { go }) };
}

function directive(text: string, name: string): string | undefined {
  const match = new RegExp(`^\\s*${name}(?:\\s+|\\s*\\(\\s*)("[^"\\n]*"|\`[^\`\\n]*\`|[^\\s()/]\\S*)`, "m").exec(text);
  return match?.[1]?.replace(/^["`]|["`]$/g, "");
}
