import { refusal } from "../../core/errors.ts";
import type { SourceTrait } from "../finding.ts";

/** Packages that only TinyGo has: they are the pins of a microcontroller. */
const PACKAGES = ["machine", "device", "runtime/volatile", "runtime/interrupt"];

/** A program for a microcontroller, which no image can hold. */
export const tinygo: SourceTrait = {
  id: "tinygo",
  find: ({ graph }) => {
    for (const path of PACKAGES) {
      const place = graph.standard.get(path);
      if (!place?.own) continue;
      throw refusal(
        "not-for-containers",
        { file: place.file, line: place.line },
        {
          because: `it imports ${path}, which only TinyGo has, for boards without an operating system`,
        },
      );
    }
    return [];
  },
};
