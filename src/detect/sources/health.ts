import { Kind } from "../../read/go-source/kinds.ts";
import { lex } from "../../read/go-source/lex.ts";
import { stringAt } from "../../read/go-source/literals.ts";
import { kindAt, lineOf } from "../../read/go-source/tokens.ts";
import type { OwnFile } from "../graph.ts";
import type { Literal } from "../source-traits.ts";

const ROUTE =
  /^(?:GET )?(\/(?:api\/)?(?:-\/)?(?:healthz?|healthy|livez|readyz|live|ready|ping|health\/live|health\/ready|status))$/;

/** What every such route has in it. */
const WORDS = /"(?:GET )?\/[\w/-]*(?:health|live|ready|ping|status)/;

/** The first string of a file that is a path which tells whether the program is well: routers are many. */
export function readHealthRoute({ path, text }: OwnFile): Literal | undefined {
  if (!WORDS.test(text)) return undefined;
  const tokens = lex(text);
  for (let at = 0; at < tokens.count; at += 1) {
    const isText = kindAt(tokens, at) === Kind.TEXT;
    const value = isText ? ROUTE.exec(stringAt(tokens, at) ?? "")?.[1] : undefined;
    if (value !== undefined) return { file: path, line: lineOf(tokens, at), value };
  }
  return undefined;
}
