import type { Layout } from "../../src/core/layout.ts";
import { joinPaths } from "../../src/core/paths.ts";
import { moduleAccess } from "../access.ts";
import type { Project, View } from "../types.ts";

const MOUNTS = {
  netrc: "--mount=type=secret,id=netrc,target=/root/.netrc",
  ssh: "--mount=type=ssh",
} as const;

/** What has to be there before anything can be downloaded, and how it is downloaded; nothing for vendored dependencies. */
export function dependencies(project: Project): View {
  const access = moduleAccess(project);
  return {
    moduleFiles: moduleFiles(project.layout),
    download: project.layout.vendor !== "used",
    credentials: access ? MOUNTS[access.auth] : "",
    private: access?.patterns ?? "",
    sshHosts: access?.auth === "ssh" ? access.hosts.map((host) => ({ host })) : [],
  };
}

// A go.sum may be absent, and COPY asks for a file unless its name is a pattern.
function moduleFiles({ modules, workspace }: Layout): string {
  const files =
    workspace === undefined
      ? []
      : [joinPaths(workspace, "go.work"), joinPaths(workspace, "go.work.su[m]")];
  for (const directory of modules)
    files.push(joinPaths(directory, "go.mod"), joinPaths(directory, "go.su[m]"));
  const isPlain = workspace === undefined && modules.length === 1 && modules[0] === ".";
  return isPlain ? `COPY ${files.join(" ")} ./` : `COPY --parents ${files.join(" ")} /src/`;
}
