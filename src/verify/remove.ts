import type { Engine } from "./engine.ts";
import { LABEL } from "./owner.ts";

/**
 * Removes containers and images of this tool, by the label that nobody else's have.
 *
 * @param isLeft by owner, whether the one who made it needs it no more
 */
export async function removeOwn(engine: Engine, isLeft: (owner: string) => boolean): Promise<void> {
  const filter = `--filter=label=${LABEL}`;
  const list = async (args: readonly string[]): Promise<readonly string[]> => {
    const options = { timeout: 30_000, isWhole: true };
    const { stdout } = await engine(args, options);
    return stdout.split("\n").filter(Boolean);
  };
  for (const line of await list([
    "ps",
    "--all",
    filter,
    `--format={{.ID}} {{.Label "${LABEL}"}}`,
  ])) {
    const [id = "", owner = ""] = line.split(" ");
    if (isLeft(owner)) await quietly(engine, ["rm", "--force", "--volumes", id]);
  }
  const format = `--format={{.Id}} {{index .Config.Labels "${LABEL}"}}`;
  const images = await list(["image", "ls", "--quiet", "--no-trunc", filter]);
  if (images.length === 0) return;
  for (const line of await list(["image", "inspect", format, ...new Set(images)])) {
    const [id = "", owner = ""] = line.split(" ");
    if (isLeft(owner)) await quietly(engine, ["image", "rm", "--force", id]);
  }
}

/** Removes something. What cannot be removed now is removed by the next run; it must not hide what was found. */
export async function quietly(engine: Engine, args: readonly string[]): Promise<void> {
  await engine(args, { timeout: 30_000, isWhole: true }).catch(() => undefined);
}
