import { expect, test } from "vitest";
import { GENERATORS } from "../../generators/index.ts";
import { listGenerators } from "../../src/render/list.ts";

test("every generator is listed with who keeps its files", () => {
  expect(listGenerators().map(({ id }) => id)).toEqual(GENERATORS.map(({ id }) => id));
  for (const { id, owner } of listGenerators())
    expect(owner, id).toMatch(/^(?:managed|starter)(?:, (?:managed|starter))?$/);
});
