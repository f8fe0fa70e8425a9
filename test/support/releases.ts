import { readdirSync } from "node:fs";
import { tree } from "./tree.ts";

const DIRECTORY = new URL("../releases/", import.meta.url).pathname;

/** What earlier releases rendered, kept as data: by release, by the name of the project in cases.ts, by path. */
export const RELEASES: Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>
> = Object.fromEntries(
  readdirSync(DIRECTORY).map((release) => [
    release,
    Object.fromEntries(
      readdirSync(DIRECTORY + release).map((name) => [
        name,
        tree(`${DIRECTORY}${release}/${name}`),
      ]),
    ),
  ]),
);
