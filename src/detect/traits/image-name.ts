import { executableName } from "../../core/go/module-path.ts";
import { joinPaths, lastElement } from "../../core/paths.ts";
import { slug } from "../../core/words.ts";
import { suggestedImageName } from "../../core/values/image-name.ts";
import { isSource } from "../../repository/repository.ts";
import { answer, type SourceTrait } from "../finding.ts";

/** A name for the image of a module that is called as another one of its repository. */
export const imageName: SourceTrait = {
  id: "image-name",
  find: ({ repository: { files, module } }) => {
    const { directory } = module;
    if (!directory.includes("/")) return [];
    const twin = [...files.walk(".", isSource)].find(
      (other) =>
        other !== directory &&
        lastElement(other) === lastElement(directory) &&
        files.isFile(joinPaths(other, "go.mod")),
    );
    if (twin === undefined) return [];
    const path = module.goMod.module ?? "";
    const usual = suggestedImageName(path, executableName(path));
    const prefix = usual.split("/").slice(0, -1);
    const name = [...prefix, slug(directory).replace(/[^a-z0-9]+/g, "-")].join("/");
    return [answer("image", name, twin, "another module of the repository has the same name")];
  },
};
