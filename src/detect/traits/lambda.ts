import { formatPlace } from "../../core/place.ts";
import { note, type SourceTrait } from "../finding.ts";

/** A program that AWS Lambda calls, which takes images of one form only. */
export const lambda: SourceTrait = {
  id: "lambda",
  find: ({ sources: { answersLambda } }) => {
    if (!answersLambda) return [];
    return [
      note(
        "it answers AWS Lambda, which takes neither an index of several platforms nor attestations",
        formatPlace(answersLambda),
        "build it for one platform and without them: --platform=linux/arm64, and docker buildx build --provenance=false --sbom=false",
      ),
    ];
  },
};
