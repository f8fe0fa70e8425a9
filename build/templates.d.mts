import type { Plugin } from "rolldown";

/** Serves virtual:templates and virtual:version to rolldown and to vite. */
export function templatesPlugin(): Plugin & { enforce?: never };
