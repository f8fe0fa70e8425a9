import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "../../support/run.ts";

export interface HttpsServer {
  readonly url: string;
  /** PEM of the certificate authority that signed the server's certificate. */
  readonly authority: string;
  readonly close: () => void;
}

/** A server on loopback whose certificate comes from an authority made for this run. */
export async function httpsServer(): Promise<HttpsServer> {
  const directory = mkdtempSync(join(tmpdir(), "goslim-ca-"));
  const openssl = (...args: string[]): string => run("openssl", args, { cwd: directory });
  writeFileSync(join(directory, "san"), "subjectAltName=IP:127.0.0.1\n");
  openssl(
    "req",
    "-x509",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-subj",
    "/CN=goslim test authority",
    "-days",
    "2",
    "-keyout",
    "ca.key",
    "-out",
    "ca.crt",
  );
  openssl(
    "req",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-subj",
    "/CN=127.0.0.1",
    "-keyout",
    "server.key",
    "-out",
    "server.csr",
  );
  openssl(
    "x509",
    "-req",
    "-in",
    "server.csr",
    "-CA",
    "ca.crt",
    "-CAkey",
    "ca.key",
    "-CAcreateserial",
    "-days",
    "2",
    "-extfile",
    "san",
    "-out",
    "server.crt",
  );
  const read = (name: string): string => readFileSync(join(directory, name), "utf8");
  const authority = read("ca.crt");
  const server: Server = createServer(
    { key: read("server.key"), cert: read("server.crt") },
    (_request, response) => response.end("hello\n"),
  );
  rmSync(directory, { recursive: true });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `https://127.0.0.1:${port}/`, authority, close: () => server.close() };
}
