import { readFileSync } from "node:fs";
import { type Agent, type IncomingHttpHeaders, request as httpRequest } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { rootCertificates } from "node:tls";
import { HttpsProxyAgent } from "https-proxy-agent";
import type { Environment } from "../environment.ts";

export interface Response {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Request {
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Fetches a URL over HTTP or HTTPS. */
export type Fetch = (url: URL, request?: Request) => Promise<Response>;

/** Bytes: a manifest may have 4 MiB, and so may the list of a repository's tags. */
const LIMIT = 16 << 20;
const ATTEMPTS = 3;

export interface FetchOptions {
  /** Milliseconds that one attempt may take. */
  readonly timeout?: number;
  /** Milliseconds that a server may make us wait before another attempt, at most. */
  readonly patience?: number;
}

/**
 * Fetches as the environment says: through HTTPS_PROXY but for NO_PROXY, trusting also what SSL_CERT_FILE holds (Node itself
 * reads NODE_EXTRA_CA_CERTS). Follows redirects, without credentials to another host. Tries again after 429 and 5xx.
 */
export function fetcher(environment: Environment, { timeout = 15_000, patience = 10_000 }: FetchOptions = {}): Fetch {
  const extra = environment["SSL_CERT_FILE"];
  const ca = extra === undefined ? undefined : [...rootCertificates, readFileSync(extra, "utf8")];
  const agentFor = (url: URL): Agent | undefined => {
    if (url.protocol !== "https:") return undefined;
    const proxy = proxyFor(url, environment);
    const options = ca === undefined ? {} : { ca };
    return proxy === undefined ? new HttpsAgent(options) : new HttpsProxyAgent(proxy, options);
  };
  const attempt = (url: URL, options: Request): Promise<Response> => send(url, options, agentFor(url), timeout);

  return async (start, options = {}) => {
    let url = start;
    let current = options;
    for (let tries = 1, redirects = 0; ;) {
      const response = await attempt(url, current);
      const { location } = response.headers;
      if (response.status >= 300 && response.status < 400 && location !== undefined && redirects < 5) {
        const next = new URL(location, url);
        if (url.protocol === "https:" && next.protocol !== "https:")
          throw new Error(`${url.host} redirects to ${next.protocol}//${next.host}, which is not encrypted`);
        if (next.host !== url.host) current = { ...current, headers: withoutCredentials(current.headers) };
        url = next;
        redirects += 1;
      } else if ((response.status === 429 || response.status >= 500) && tries < ATTEMPTS) {
        const seconds = Number(response.headers["retry-after"] ?? tries);
        await new Promise((resolve) => setTimeout(resolve, Math.min(patience, (Number.isFinite(seconds) ? seconds : 1) * 1000)));
        tries += 1;
      } else return response;
    }
  };
}

// --- internal ---

function withoutCredentials(headers: Request["headers"] = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== "authorization"));
}

function send(url: URL, { method = "GET", headers = {}, body }: Request, agent: Agent | undefined, timeout: number): Promise<Response> {
  return new Promise((resolve, reject) => {
    const fail = (message: string): void => void sent.destroy(new Error(message));
    const timer = setTimeout(() => fail(`no answer in ${timeout / 1000} s`), timeout);
    const sent = (url.protocol === "https:" ? httpsRequest : httpRequest)(
      url,
      { method, headers: { "user-agent": "create-goslim", ...headers }, ...(agent ? { agent } : {}) },
      (response) => {
        const chunks: Buffer[] = [];
        let size = 0;
        response.on("data", (chunk: Buffer) => {
          size += chunk.length;
          if (size > LIMIT) fail("the answer is too long");
          else chunks.push(chunk);
        });
        response.on("end", () => {
          clearTimeout(timer);
          if (response.complete) resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) });
          else reject(new Error("the answer breaks off"));
        });
        response.on("error", reject);
      },
    );
    sent.on("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    sent.end(body);
  });
}

function proxyFor(url: URL, environment: Environment): string | undefined {
  const value = (name: string): string => environment[name] || environment[name.toUpperCase()] || "";
  const exceptions = value("no_proxy")
    .split(/[\s,]+/)
    .filter(Boolean);
  const isException = exceptions.some((entry) => {
    const [host = "", port] = entry.replace(/^\*?\./, "").split(":");
    return entry === "*" || ((port === undefined || port === (url.port || "443")) && (url.hostname === host || url.hostname.endsWith(`.${host}`)));
  });
  return isException ? undefined : value("https_proxy") || value("all_proxy") || undefined;
}
