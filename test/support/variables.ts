import type { FileSpec, Value } from "../../generators/types.ts";

/** What each template may name, with what stands behind the names over all that is rendered. */
export function variablesPage(specs: readonly FileSpec[]): string {
  const templates = [...new Set(specs.map(({ template }) => template))].sort();
  return templates
    .map((template) => {
      const found = specs.filter((spec) => spec.template === template);
      const names = namesOf(found.map(({ view = {} }) => view));
      return `${template}\n${names.map((line) => `  ${line}\n`).join("")}`;
    })
    .join("\n");
}

// Of objects the names, of lists what is in them; an example of each text.
function namesOf(values: readonly Value[]): readonly string[] {
  const objects = values.filter(
    (value): value is Readonly<Record<string, Value>> =>
      typeof value === "object" && value !== null && !Array.isArray(value),
  );
  const names = [...new Set(objects.flatMap((object) => Object.keys(object)))].sort();
  return names.flatMap((name) => {
    const behind = objects.flatMap((object) => (name in object ? [object[name] as Value] : []));
    const items = behind.flatMap((value) => (Array.isArray(value) ? (value as Value[]) : []));
    const inner = [...namesOf(behind), ...namesOf(items)].map((line) => `  ${line}`);
    return [`${name}: ${kindOf(behind, items)}`, ...inner];
  });
}

function kindOf(values: readonly Value[], items: readonly Value[]): string {
  if (values.some((value) => Array.isArray(value)))
    return items.some((item) => typeof item === "object") ? "a list of" : "a list of texts";
  if (values.some((value) => typeof value === "boolean")) return "yes or no";
  if (values.some((value) => typeof value === "object" && value !== null))
    return values.includes(null) ? "nothing, or names of" : "names of";
  const example = values.find((value) => value !== "" && value !== null);
  if (example === undefined) return "nothing";
  const isAlways = values.every((value) => value !== "" && value !== null);
  const text = JSON.stringify(example);
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return isAlways ? `such as ${shown}` : `nothing, or such as ${shown}`;
}
