/** What kind of directory is often needed at run time: its name, and the endings of what it then holds. */
export interface NeededDirectory {
  readonly names: readonly string[];
  readonly endings: readonly string[];
}

const PAGES = ["html", "htm", "tmpl", "gohtml", "gotmpl", "tpl", "templ", "mustache", "hbs", "txt"];
const SETTINGS = ["json", "yaml", "yml", "toml", "ini", "conf", "env", "properties", "hcl"];

/** Directories that programs open at run time. Checked 2026-11-25. */
export const NEEDED_DIRECTORIES: readonly NeededDirectory[] = [
  { names: ["template", "templates", "views", "tmpl"], endings: PAGES },
  {
    names: ["static", "public", "assets", "www"],
    endings: ["css", "js", "html", "png", "svg", "jpg", "ico", "woff2", "gif", "webp"],
  },
  { names: ["config", "configs", "conf", "etc"], endings: SETTINGS },
  { names: ["migration", "migrations"], endings: ["sql"] },
  {
    names: ["locale", "locales", "i18n", "lang", "translations"],
    endings: ["json", "yaml", "yml", "toml", "po", "mo", "ftl"],
  },
];
