import { templates } from "virtual:templates";

/**
 * Renders a file of templates/ with exactly the names that its generator offers.
 *
 * @throws Error if the template names something that the view lacks: a defect of the generator.
 */
export function render(template: string, view: Readonly<Record<string, unknown>>): string {
  const fill = templates[template];
  if (!fill) throw new Error(`no template ${template}`);
  return fill(view);
}
