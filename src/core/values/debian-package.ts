/** Judges the name of a package of Debian, of at most 100 characters (Debian Policy 5.6.1). */
export function debianPackageProblem(name: string): string | undefined {
  return /^[a-z0-9][a-z0-9+.-]{1,99}$/.test(name)
    ? undefined
    : "is not the name of a Debian package, such as libpcap-dev";
}
