/** Words that YAML 1.1 or 1.2 reads as something else than a text. */
const TYPED = /^(?:true|false|yes|no|on|off|null|y|n)$/i;

/** What both versions read as a text without quotes, within brackets too. */
const PLAIN = /^[A-Za-z](?:[\w./@:-]*[\w./@-])?$/;

/** A text as a value of YAML: quoted where a parser would read a number, a truth or syntax in it. */
export function yamlText(text: string): string {
  return PLAIN.test(text) && !TYPED.test(text) ? text : JSON.stringify(text);
}
