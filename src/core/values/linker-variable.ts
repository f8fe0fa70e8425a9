/** Judges `importpath.name=value`, as the linker's -X takes it; a value is plain or one of three that the build fills in. */
export function linkerVariableProblem(pair: string): string | undefined {
  if (!/^[\w.~-]+(?:\/[\w.~-]+)*\.[A-Za-z_]\w*=/.test(pair))
    return "is not importpath.name=value, such as main.version={version}";
  return /=(?:\{(?:version|revision|date)\}|[\w.:/@+-]*)$/.test(pair)
    ? undefined
    : "has a value that is neither {version}, {revision}, {date} nor a plain word";
}
