/**
 * The module path that a repository's `origin` suggests: `git@github.com:acme/app.git` and
 * `https://github.com/acme/app` are both `github.com/acme/app`.
 *
 * @param config text of .git/config
 */
export function remoteModulePath(config: string): string | undefined {
  const section = /^\[remote "origin"\][^[]*/m.exec(config)?.[0];
  const url = section && /^\s*url\s*=\s*(\S+)\s*$/m.exec(section)?.[1];
  if (!url) return undefined;
  const [, host, path] =
    /^(?:(?:https?|ssh|git):\/\/)?(?:[^@/]+@)?([\w.-]+\.[\w-]+)(?::\d+(?=\/))?[/:](.+?)(?:\.git)?\/?$/.exec(
      url,
    ) ?? [];
  return host && path ? `${host}/${path}` : undefined;
}
