import { joinPaths } from "../../src/core/paths.ts";
import type { Generator } from "../types.ts";
import { view } from "./view.ts";

export const dockerfile = {
  id: "dockerfile",
  title: "multi-stage Dockerfile",
  files: (project) => [
    {
      path: joinPaths(project.layout.directory, project.answers.dockerfile),
      template: "Dockerfile.hbs",
      view: view(project),
      owner: "managed",
    },
  ],
  recognises: (text) => {
    const [syntax = "", blank, from = ""] = text.slice(0, 1_000).split("\n");
    return (
      syntax.startsWith("# syntax=") &&
      syntax.includes("docker/dockerfile:1") &&
      blank === "" &&
      from.startsWith("FROM --platform=$BUILDPLATFORM ") &&
      from.includes("golang:") &&
      from.endsWith(" AS go") &&
      text.includes("\nFROM scratch AS binaries\n")
    );
  },
  ignored: { usual: "Dockerfile", own: ({ dockerfile }) => dockerfile },
  references: ["image"],
  ecosystem: ({ layout }) => ({ name: "docker", directory: layout.directory }),
} satisfies Generator;
