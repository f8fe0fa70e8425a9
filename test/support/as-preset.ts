// The tool's own templates as a preset would write them.

/** An EJS template that keeps to texts, `if`, `else` and `for`, in the part of Handlebars that presets have. */
export function asHandlebars(ejs: string): string {
  const open: { readonly block: "if" | "each"; readonly item?: string }[] = [];
  const path = (expression: string): string => {
    const [first = "", ...rest] = expression.split(".");
    if (first === "view") return rest.join(".");
    if (open.findLast(({ item }) => item !== undefined)?.item !== first)
      throw new Error(`${expression} is neither the view's nor the loop's`);
    return ["this", ...rest].join(".");
  };
  const tag = (code: string): string => {
    const condition = /^if \((?<value>[\w.]+)\) \{$/.exec(code)?.groups?.["value"];
    const loop = /^for \(const (?<item>\w+) of (?<list>[\w.]+)\) \{$/.exec(code)?.groups;
    if (condition !== undefined) {
      const start = `{{#if ${path(condition)}}}`;
      open.push({ block: "if" });
      return start;
    }
    if (loop?.["item"] !== undefined) {
      const start = `{{#each ${path(loop["list"] ?? "")}}}`;
      open.push({ block: "each", item: loop["item"] });
      return start;
    }
    if (code === "} else {") return "{{else}}";
    if (code === "}") return `{{/${open.pop()?.block}}}`;
    throw new Error(`a template cannot say ${code}`);
  };
  return ejs
    .replaceAll(/(?<!\$)\{\{(?!\.)/g, "\\{{")
    .replaceAll(/<%(=|_?) ([^%]+?) _?%>/g, (_all, kind: string, code: string) =>
      kind === "=" ? `{{${path(code)}}}` : tag(code),
    );
}
