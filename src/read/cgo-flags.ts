/** Libraries of C that every build image has. */
const OF_THE_C_LIBRARY = new Set(["-lm", "-lc", "-ldl", "-lpthread", "-lrt", "-lstdc++"]);
/** What the `#cgo` lines of a Go file link to, as written: `-lpcap` of LDFLAGS, and names for pkg-config. */
export function linkedLibraries(source: string): readonly string[] {
  return source.split("\n").flatMap((line) => wordsOf(line).filter(isLibrary));
}

function wordsOf(line: string): readonly string[] {
  const directive = line.indexOf("#cgo");
  if (directive === -1) return [];
  const [, flags = ""] = line.slice(directive).split(/(?:pkg-config|LDFLAGS):/, 2);
  return flags.split(/\s+/);
}

function isLibrary(word: string): boolean {
  if (!/^(?:-l)?[\w.+-]+$/.test(word)) return false;
  return word.startsWith("-") ? word.startsWith("-l") && !OF_THE_C_LIBRARY.has(word) : true;
}
