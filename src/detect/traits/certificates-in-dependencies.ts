import { joinPaths } from "../../core/paths.ts";
import { answer, type GoListTrait } from "../finding.ts";
import type { ListedPackage } from "../go-list.ts";
import { firstHarmful } from "./certificates.ts";
import { knownCgoPackage } from "./cgo/known-packages.ts";

/** Whether a program whose dependencies are not here could verify certificates at all. */
export const certificatesInDependencies: GoListTrait = {
  id: "certificates-in-dependencies",
  needs: "go list",
  find: ({ graph, repository: { module } }, packages) => {
    if (packages.has("crypto/tls") || !firstHarmful(graph)) return [];
    const inC = [...packages.values()].find(mayCallInC);
    if (!inC) return [answer("caCerts", false, "", "crypto/tls is not part of the program")];
    const where = joinPaths(module.directory, "go.mod");
    return [answer("caCerts", true, where, `the C code of ${inC.ImportPath} may call by TLS`)];
  },
};

// C code brings a TLS of its own; only of a few packages it is known that theirs does not.
function mayCallInC({ CgoFiles = [], ImportPath, Standard }: ListedPackage): boolean {
  if (Standard || CgoFiles.length === 0) return false;
  const known = knownCgoPackage(ImportPath);
  return known === undefined || known.tls === true;
}
