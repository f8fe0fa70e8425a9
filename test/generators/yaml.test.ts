// Names of directories and programs become values of YAML.
import { load } from "js-yaml";
import { expect, test } from "vitest";
import { yamlText } from "../../generators/yaml.ts";

const ALIKE =
  "on off yes no true false null y n ~ 1 1.10 0x1f 1e3 .5 .inf .nan 1:20 2026-11-25 _ - on: !<!a> *a &a @a `a a,b [a] {a} # a#b"
    .split(" ")
    .concat("a: b", "a #b", " a", "a ", "", "On", "NULL", '"', "'", "a\\b", "é");

test.each(ALIKE)("%j stays a text, in a list too", (text) => {
  expect(load(`a: ${yamlText(text)}\nb: [${yamlText(text)}]\n`)).toEqual({ a: text, b: [text] });
});

test.each(["main", "svc/api", "ghcr.io/acme/app", "localhost:5000", "a-b_c"])(
  "%s needs no quotes",
  (text) => expect(yamlText(text)).toBe(text),
);

test.each(["on", "NO", "Null", "y", "1.10", "1e3", "~", "a:"])("%s needs them", (text) =>
  expect(yamlText(text)).toBe(JSON.stringify(text)),
);
