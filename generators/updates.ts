import type { Generator, Project, View } from "./types.ts";

export const updates = {
  id: "updates",
  title: "dependency bot configuration",
  files: (project, registry) => {
    const { updates: bot } = project.answers;
    if (bot === "none") return [];
    if (bot === "renovate")
      return [{ path: "renovate.json", template: "renovate.json", owner: "managed" }];
    return [
      {
        path: ".github/dependabot.yml",
        template: "dependabot.yml.hbs",
        view: view(project, registry),
        owner: "managed",
      },
    ];
  },
  recognises: (text) => {
    const lines = text.slice(0, 1_000).split("\n");
    const { directory, start } = BEGINNING;
    return (
      (lines[directory] ?? "").startsWith("    directory: /") &&
      start.every((line, index) => index === directory || line === lines[index])
    );
  },
} satisfies Generator;

function view(project: Project, registry: readonly Generator[]): View {
  return {
    ecosystems: registry
      .flatMap(({ ecosystem }) => ecosystem?.(project) ?? [])
      .map(({ name, directory }) => ({
        name,
        directory: directory === "." ? "/" : `/${directory}`,
      })),
  };
}

// How the file has always begun, and which line names a directory.
const BEGINNING = {
  start: [
    "version: 2",
    "updates:",
    "  - package-ecosystem: gomod",
    "    directory: /",
    "    schedule:",
    "      interval: weekly",
    "    cooldown:",
    "      default-days: 7",
  ],
  directory: 3,
} as const;
