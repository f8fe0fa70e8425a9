import type { Generator } from "./types.ts";

export const updates: Generator = {
  id: "updates",
  title: "dependency bot configuration",
  files: ({ answers: { updates: bot, ci }, layout: { directory } }) => {
    if (bot === "none") return [];
    if (bot === "renovate")
      return [{ path: "renovate.json", template: "renovate.json", owner: "managed" }];
    const ecosystems = ["gomod", "docker", ...(ci === "github" ? ["github-actions"] : [])];
    return [
      {
        path: ".github/dependabot.yml",
        template: "dependabot.yml.hbs",
        view: {
          ecosystems: ecosystems.map((name) => ({
            name,
            directory: name === "github-actions" || directory === "." ? "/" : `/${directory}`,
          })),
        },
        owner: "managed",
      },
    ];
  },
};
