import { answer, type GoListTrait } from "../finding.ts";
import { firstHarmful } from "./certificates.ts";

/** Whether a program whose dependencies are not here could verify certificates at all. */
export const certificatesInDependencies: GoListTrait = {
  id: "certificates-in-dependencies",
  needs: "go list",
  find: ({ graph }, packages) =>
    packages.has("crypto/tls") || !firstHarmful(graph)
      ? []
      : [answer("caCerts", false, "", "crypto/tls is not part of the program")],
};
