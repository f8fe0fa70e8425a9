import { configValue, parseConfig } from "./config.ts";

/** A longer one is no address that somebody types. In characters. */
const LONGEST_URL = 2048;

/**
 * The address of `origin`; undefined where there is none, and for what is no address: with spaces or control
 * characters, or like an option of a program.
 *
 * @param config text of .git/config
 */
export function remoteUrl(config: string): string | undefined {
  const url = configValue(parseConfig(config), "remote", "origin", "url");
  if (url === undefined || url.length > LONGEST_URL || url.startsWith("-")) return undefined;
  return /[\s\p{C}]/u.test(url) ? undefined : url;
}

/**
 * The module path that a repository's `origin` suggests: `git@github.com:acme/app.git` and
 * `https://github.com/acme/app` are both `github.com/acme/app`.
 *
 * @param config text of .git/config
 */
export function remoteModulePath(config: string): string | undefined {
  const url = remoteUrl(config);
  if (url === undefined) return undefined;
  const address = url.replace(/^(?:https?|ssh|git):\/\//, "").replace(/^[^@/]+@/, "");
  const [, host, path] = /^([\w.-]+\.[\w-]+)(?::\d+(?=\/))?[/:](.+)$/.exec(address) ?? [];
  const name = path?.replace(/\/$/, "").replace(/\.git$/, "");
  if (!host || !name) return undefined;
  // An element of a path could still be read as an option.
  return host.startsWith("-") || name.startsWith("-") ? undefined : `${host}/${name}`;
}
