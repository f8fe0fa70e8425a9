import { kill, pid } from "node:process";

/** This process: what it leaves lying about is named after it. */
export const OWN_PROCESS: number = pid;

/** Whether a process of any user is still there. */
export function isAlive(id: number): boolean {
  try {
    return id === pid || kill(id, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM"; // somebody else's
  }
}

/** Kills a process that leads a group of its own, with all that it has started. Not on Windows, where there are no groups. */
export function killGroup(leader: number): void {
  try {
    kill(-leader, "SIGKILL");
  } catch {
    // All of it has ended.
  }
}
