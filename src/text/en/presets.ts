import { quoted, shellWord } from "../../core/words.ts";
import { text } from "../text.ts";

const DOCUMENTED = "the project's documentation lists what a template may say";

/** Why a preset, or one of its templates, cannot be used. */
export const PRESETS = {
  "preset-url": text<{ preset: string }>(
    ({ preset }) => `${quoted(preset)} is a URL`,
    "install it as a package, or check it out, and name that",
  ),
  "preset-absent": text<{ preset: string; isPackage: boolean }>(
    ({ preset }) => `there is no preset ${quoted(preset)}`,
    ({ preset, isPackage }) =>
      `${isPackage ? `install it: npm install --save-dev ${preset}` : "name a JSON file, or a directory or package with a preset.json"}; if .goslim.json names it, --preset=<another> or --preset=none replaces it`,
  ),
  "preset-outside": text<{ preset: string }>(
    ({ preset }) => `the record names ${quoted(preset)}, which lies outside of the repository`,
    ({ preset }) => `if you trust it, name it yourself: --preset=${shellWord(preset)}`,
  ),
  "preset-link-leads-out": text(
    "is a link that leads out of the preset",
    "replace it by what it points to",
  ),
  "preset-file-too-large": text<{ kibibytes: number }>(
    ({ kibibytes }) => `is not a file of at most ${kibibytes} KiB`,
  ),
  "preset-template-is-code": text<{ rename: string }>(
    "is code: a preset's templates are .hbs or plain text",
    ({ rename }) => `write it as ${rename}`,
  ),
  "preset-template-twice": text("replaces the same template as another file", "keep one of them"),
  "preset-template-unknown": text<{ known: readonly string[] }>(
    "replaces no template",
    ({ known }) => `there are ${known.join(", ")}`,
  ),
  "template-blocks-too-deep": text("blocks stand in blocks too deep", DOCUMENTED),
  "template-too-long": text("lists in lists become too long", DOCUMENTED),
  "template-tag-empty": text("{{ is not closed, or holds nothing; \\\\{{ is text", DOCUMENTED),
  "template-tag-unknown": text<{ tag: string }>(({ tag }) => `{{${tag}}} is not known`, DOCUMENTED),
  "template-block-not-ended": text<{ tag: string }>(
    ({ tag }) => `{{${tag}}} is not ended`,
    DOCUMENTED,
  ),
  "template-block-else-twice": text<{ tag: string }>(
    ({ tag }) => `{{${tag}}} has two {{else}}`,
    DOCUMENTED,
  ),
  "template-tag-ends-nothing": text<{ tag: string }>(
    ({ tag }) => `{{${tag}}} ends nothing`,
    DOCUMENTED,
  ),
  "template-tag-ends-another": text<{ tag: string; block: string }>(
    ({ tag, block }) => `{{${tag}}} does not end {{${block}}}`,
    DOCUMENTED,
  ),
  "template-name-unknown": text<{ name: string; known: readonly string[] | undefined }>(
    ({ name }) => `there is no ${quoted(name)} to fill in`,
    ({ known }) => (known ? `there are ${known.join(", ")}` : DOCUMENTED),
  ),
  "template-not-a-list": text<{ name: string }>(
    ({ name }) => `${quoted(name)} is not a list`,
    DOCUMENTED,
  ),
  "template-not-a-text": text<{ name: string }>(
    ({ name }) => `{{${name}}} is not a text`,
    DOCUMENTED,
  ),
};
