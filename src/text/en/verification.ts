import { text } from "../text.ts";

/** What keeps a program from being built and run. */
export const VERIFICATION = {
  "docker-missing": text(
    "needs docker, which is not in the PATH",
    "install it: https://docs.docker.com/engine/install/",
  ),
  "buildx-missing": text(
    "needs buildx, which this docker lacks",
    "install the plugin: https://docs.docker.com/build/install-buildx/",
  ),
  "engine-silent": text<{ reason: string }>(
    ({ reason }) => `the docker engine does not answer: ${reason}`,
    "start it, or name another by DOCKER_HOST or docker context use",
  ),
  "not-copied": text<{ reason: string }>(
    ({ reason }) => `cannot be copied for the build: ${reason}`,
    "make it readable",
  ),
};
