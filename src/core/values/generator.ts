/**
 * Judges a command that makes generated code: `go generate`, `go tool` or `go run`, whose words mean nothing to a shell or to
 * make.
 */
export function generatorProblem(command: string): string | undefined {
  return command.length <= 300 && /^go (?:generate|run|tool)(?: [\w./@:=,+-]+)+$/.test(command)
    ? undefined
    : "is no go generate, go tool or go run with plain words, such as go tool templ generate";
}
