import { quotedValue } from "../words.ts";
import type { Parsed } from "./parsed.ts";

/**
 * When the health of a container is asked for, unless somebody says otherwise. Start period and retries are what Docker takes
 * by itself (checked 2026-11-25), and are not written.
 */
export const HEALTH_TIMES = {
  healthInterval: "10s",
  healthTimeout: "3s",
  healthStartPeriod: "0s",
  healthRetries: 3,
} as const;

/**
 * Judges a duration of a health check, as Go writes durations: `90s`, `1m30s`, `500ms`.
 * https://docs.docker.com/reference/dockerfile/#healthcheck
 */
export function durationProblem(text: string): string | undefined {
  return /^(?:\d{1,6}(?:h|ms|m|s)){1,4}$/.test(text)
    ? undefined
    : "is not a duration such as 90s or 1m30s";
}

/** Reads how many failures in a row are too many. */
export function parseRetries(raw: unknown): Parsed<number> {
  const retries = typeof raw === "string" && /^[1-9]\d*$/.test(raw) ? Number(raw) : raw;
  if (typeof retries === "number" && Number.isInteger(retries) && retries >= 1 && retries <= 1000)
    return { value: retries };
  return { problem: `${quotedValue(raw)} is not a number of failures; give one from 1 to 1000` };
}
