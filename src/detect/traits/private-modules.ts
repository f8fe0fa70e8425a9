import { formatPlace } from "../../core/place.ts";
import { answer, type Finding, note, type SourceTrait } from "../finding.ts";
import type { OldImage } from "../old-image/index.ts";

/** What the old build gives to the go command: modules that are private, and where the others are taken from. */
export const privateModules: SourceTrait = {
  id: "private-modules",
  find: ({ oldImage }) => (oldImage ? findingsOf(oldImage) : []),
};

const IN_OLD_BUILD = "in the build of the old image";

function findingsOf({ environment: { variables, token, ssh } }: OldImage): readonly Finding[] {
  const findings: Finding[] = [];
  const priv = variables.get("GOPRIVATE");
  if (priv) {
    const patterns = priv.value.split(",").map((one) => one.trim().replace(/\/$/, ""));
    findings.push(answer("private", patterns.filter(Boolean), formatPlace(priv), IN_OLD_BUILD));
    if (ssh)
      findings.push(
        answer("privateAuth", "ssh", formatPlace(ssh), "the old build takes them by SSH", {
          onlyWith: "private",
        }),
      );
  }
  const others = [...variables].filter(([name]) => name !== "GOPRIVATE");
  const [first] = others;
  if (first) {
    const pairs = others.map(([name, { value }]) => `${name}=${value}`);
    findings.push(answer("buildEnv", pairs, formatPlace(first[1]), IN_OLD_BUILD));
  }
  if (token) findings.push(credentials(token, priv !== undefined));
  return findings;
}

function credentials(
  token: NonNullable<OldImage["environment"]["token"]>,
  isPrivate: boolean,
): Finding {
  const message =
    "the old build writes credentials for git into a layer, which is not carried over";
  const hint = "they come as a build secret now: make image NETRC=<file>, by default ~/.netrc";
  return note(
    message,
    formatPlace(token),
    isPrivate ? hint : `give the modules that need them, as --private=github.com/acme/*; ${hint}`,
  );
}
