import type { Trait } from "../finding.ts";
import { absentDirectories } from "./absent-directories.ts";
import { buildContext } from "./build-context.ts";
import { buildTags } from "./build-tags.ts";
import { certificates } from "./certificates.ts";
import { certificatesInDependencies } from "./certificates-in-dependencies.ts";
import { cgoDependencies } from "./cgo/dependencies.ts";
import { cgo } from "./cgo/index.ts";
import { deployments } from "./deployments.ts";
import { checkout } from "./checkout.ts";
import { defaultBranch } from "./default-branch.ts";
import { dockerfiles } from "./dockerfiles.ts";
import { embeds } from "./embeds.ts";
import { frontEnd } from "./front-end.ts";
import { generatedCode } from "./generated-code.ts";
import { goSum } from "./go-sum.ts";
import { goVersion } from "./go-version.ts";
import { graphical } from "./graphical.ts";
import { healthRoute } from "./health-route.ts";
import { homeDirectory } from "./home-directory.ts";
import { identity } from "./identity.ts";
import { ignoreFile } from "./ignore-file.ts";
import { ignoredFiles } from "./ignored-files.ts";
import { imageForm } from "./image-form.ts";
import { imageName } from "./image-name.ts";
import { kindAndPort } from "./kind-and-port.ts";
import { linkerVariables } from "./linker-variables.ts";
import { oldImage } from "./old-image.ts";
import { ownFiles } from "./own-files.ts";
import { releaseHooks } from "./release-hooks.ts";
import { placeholders } from "./placeholders.ts";
import { releaseWorkflows } from "./release-workflows.ts";
import { privateModules } from "./private-modules.ts";
import { runtimeFiles } from "./runtime-files.ts";
import { startedPrograms } from "./started-programs.ts";
import { tagScheme } from "./tag-scheme.ts";
import { timeZones } from "./time-zones.ts";
import { tinygo } from "./tinygo.ts";
import { vendor } from "./vendor.ts";
import { versionFlag } from "./version-flag.ts";
import { writtenPaths } from "./written-paths.ts";

/**
 * All traits that are looked for. People are told them in this order; it also decides, as the last thing, between two findings
 * for one answer (see `acceptFindings`). A trait knows of no other.
 */
export const TRAITS: readonly Trait[] = [
  tinygo,
  identity,
  goVersion,
  dockerfiles,
  buildTags,
  cgo,
  cgoDependencies,
  graphical,
  kindAndPort,
  healthRoute,
  versionFlag,
  certificates,
  certificatesInDependencies,
  timeZones,
  linkerVariables,
  oldImage,
  privateModules,
  releaseHooks,
  deployments,
  writtenPaths,
  homeDirectory,
  runtimeFiles,
  ignoredFiles,
  absentDirectories,
  ignoreFile,
  embeds,
  frontEnd,
  generatedCode,
  vendor,
  buildContext,
  goSum,
  startedPrograms,
  ownFiles,
  defaultBranch,
  tagScheme,
  checkout,
  placeholders,
  imageName,
  imageForm,
  releaseWorkflows,
];
