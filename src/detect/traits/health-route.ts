import type { SourceTrait } from "../finding.ts";

/** A path that tells whether the program is well. */
export const healthRoute: SourceTrait = {
  id: "health-route",
  find: ({ sources }) => {
    if (!sources.healthRoute) return [];
    const { value: route } = sources.healthRoute;
    return [
      { kind: "health route", route },
      { kind: "layout", part: { healthRoute: route } },
    ];
  },
};
