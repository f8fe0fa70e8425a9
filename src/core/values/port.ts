import { quotedValue } from "../words.ts";
import type { Parsed } from "./parsed.ts";

/**
 * Reads a TCP port.
 *
 * @param mayBeNone whether `none` and null stand for no port
 */
export function parsePort(raw: unknown, mayBeNone: boolean): Parsed<number | null> {
  if (mayBeNone && (raw === null || raw === "none")) return { value: null };
  const port = typeof raw === "string" && /^[1-9]\d*$/.test(raw) ? Number(raw) : raw;
  if (typeof port === "number" && Number.isInteger(port) && port >= 1 && port <= 65_535)
    return { value: port };
  return { problem: `${quotedValue(raw)} is not a port; give a whole number from 1 to 65535` };
}

/** Judges a port as EXPOSE takes it, `9090` or `53/udp`. */
export function exposedPortProblem(port: string): string | undefined {
  const number = /^([1-9]\d*)(?:\/(?:tcp|udp|sctp))?$/.exec(port)?.[1];
  return number !== undefined && Number(number) <= 65_535
    ? undefined
    : "is not a port; write 9090 or 53/udp";
}
