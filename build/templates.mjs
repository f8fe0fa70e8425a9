// The rolldown and vite plugin behind the modules virtual:templates and virtual:version.
import { readdirSync, readFileSync } from "node:fs";
import ejs from "ejs";
import Handlebars from "handlebars";

const directory = new URL("../templates/", import.meta.url);

/** @returns {import("rolldown").Plugin} */
export function templatesPlugin() {
  return {
    name: "goslim-templates",
    resolveId: (id) => (id.startsWith("virtual:") ? `\0${id}` : undefined),
    load(id) {
      if (id === "\0virtual:version") {
        const { version } = JSON.parse(
          readFileSync(new URL("../package.json", import.meta.url), "utf8"),
        );
        return `export const version = ${JSON.stringify(version)};`;
      }
      if (id !== "\0virtual:templates") return undefined;
      const names = readdirSync(directory).sort();
      for (const name of names) this.addWatchFile?.(new URL(name, directory).pathname);
      const entries = names.map((name) => `${JSON.stringify(name)}: ${compile(name)}`);
      return `import Handlebars from "handlebars/runtime.js";\n${STRICTLY}\nexport const templates = {\n${entries.join(",\n")}\n};\n`;
    },
  };
}

// Compiled here, not at run time: a start costs no parser, and nothing needs "new Function".
function compile(name) {
  const text = readFileSync(new URL(name, directory), "utf8");
  if (name.endsWith(".hbs")) return `Handlebars.template(${precompile(text)})`;
  if (name.endsWith(".ejs")) return compileEjs(text, name);
  return `() => ${JSON.stringify(text)}`;
}

// Places in the template, which only a defect would name, are a tenth of the compiled text.
const PLACE = /\{"start":\{"line":\d+,"column":\d+\},"end":\{"line":\d+,"column":\d+\}\}/g;

function precompile(text) {
  const options = { noEscape: true, strict: true, knownHelpersOnly: true };
  return Handlebars.precompile(text, options).replaceAll(PLACE, "undefined");
}

// The generated body of the template as a function of its own; "view" is the only name it sees.
function compileEjs(text, name) {
  const template = new ejs.Template(text, {
    strict: true,
    localsName: "view",
    escape: String,
    compileDebug: false,
    filename: name,
  });
  template.compile();
  return `(view) => ((view, escapeFn) => {\n${template.source}})(strictly(view), String)`;
}

// A name that the view lacks is a defect, as it is in Handlebars' strict mode.
const STRICTLY = `const strictly = (view) => new Proxy(view, {
  get(target, name) {
    if (!(name in target)) throw new Error(\`the view has no \${String(name)}\`);
    return target[name];
  },
});`;
