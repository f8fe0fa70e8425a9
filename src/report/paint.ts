import type { styleText } from "node:util";

/** A style or several, as node:util's styleText takes them. */
export type Style = Parameters<typeof styleText>[0];

/** Applies a style, or not: colours are the caller's decision. */
export type Painter = (style: Style, text: string) => string;
