import { joinPaths } from "../../core/paths.ts";
import { formatPlace } from "../../core/place.ts";
import { answer, type SourceTrait } from "../finding.ts";
import type { Program } from "../program.ts";

const LAMBDA = "github.com/aws/aws-lambda-go/lambda";
/** Descriptions of functions, which say what they run on. */
const TEMPLATES = ["template.yaml", "template.yml", "serverless.yml", "serverless.yaml"];

/** The form of image that AWS Lambda takes: one platform, and nothing beside it. */
export const imageForm: SourceTrait = {
  id: "image-form",
  find: (program) => {
    const imported = program.graph.external.get(LAMBDA);
    if (!imported) return [];
    const because = "AWS Lambda takes neither an index of platforms nor attestations";
    const where = formatPlace(imported);
    return [
      answer("platforms", [platformOf(program)], where, because),
      answer("attestations", false, where, because),
    ];
  },
};

function platformOf({ repository: { files, module } }: Program): string {
  const isArm = TEMPLATES.some((name) =>
    /\barm64\b/.test(files.text(joinPaths(module.directory, name)) ?? ""),
  );
  return isArm ? "linux/arm64" : "linux/amd64";
}
