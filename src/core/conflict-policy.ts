/** What to do with a file that differs, where both the user and the tool changed the same lines. */
export const CONFLICT_POLICIES = ["ask", "fail", "merge", "skip", "overwrite"] as const;
export type ConflictPolicy = (typeof CONFLICT_POLICIES)[number];
