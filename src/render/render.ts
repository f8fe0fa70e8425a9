import { templates } from "virtual:templates";
import type { View } from "../../generators/types.ts";
import { fillTemplate } from "./template.ts";

/** A template of a preset. */
export interface Override {
  readonly text: string;
  /** Whether names are filled in, or it is copied. */
  readonly isFilled: boolean;
}

/** Templates of a preset, by the name of ours without a suffix. */
export type Overrides = ReadonlyMap<string, Override>;

/**
 * Renders a file of templates/ with exactly the names that its generator offers, or what a preset has in its place.
 *
 * @throws Error if our template names something that the view lacks: a defect of the generator.
 * @throws KnownError if the preset's does
 */
export function render(template: string, view: View, overrides: Overrides): string {
  const replacement = overrides.get(stemOf(template));
  if (replacement)
    return replacement.isFilled
      ? fillTemplate(`templates/${stemOf(template)}.hbs`, replacement.text, view)
      : replacement.text;
  const fill = templates[template];
  if (!fill) throw new Error(`no template ${template}`);
  return fill(view);
}

/** What a preset can replace. */
export function templateNames(): readonly string[] {
  return Object.keys(templates).map(stemOf);
}

function stemOf(template: string): string {
  return template.replace(/\.(?:hbs|ejs)$/, "");
}
