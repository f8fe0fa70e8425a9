import type { Folder, Site } from "./fold.ts";
import { originOf, packageAt, typeOrigin, type Origin } from "./origin.ts";
import { indexOf, type GoPackage } from "./package.ts";
import { settingsOf } from "./settings.ts";
import type { Range } from "./tokens.ts";
import { either, UNKNOWN, type Folded } from "./values.ts";

/** More places that fill a field are not looked at. */
const MOST_PLACES = 32;

/** Steps that it takes to tell what a value comes from. */
const COST = 8;

/**
 * The values that a field of a struct of the repository may have: from literals of the struct,
 * assignments, flags that fill it, and the defaults in its tags.
 */
export function foldField(folder: Folder, site: Site, owner: Range, field: string): Folded {
  const origin = originOf(site, owner, folder.find);
  const own = origin?.how === "type" ? packageAt(site, origin.path, folder.find) : undefined;
  if (!origin || !own) return UNKNOWN;
  const packages = own === site.package ? [own] : [own, site.package];
  const found = packages.flatMap((one) => [
    ...literals(folder, one, origin, field),
    ...assignments(folder, one, origin, field),
    ...(settingsOf(one, folder.find).byField.get(`${origin.name}.${field}`) ?? [])
      .slice(0, MOST_PLACES)
      .map((setting) => folder.foldSetting(setting)),
  ]);
  return found.length === 0 ? UNKNOWN : either(found);
}

function literals(
  folder: Folder,
  one: GoPackage,
  origin: Origin,
  field: string,
): readonly Folded[] {
  return (indexOf(one).fieldValues.get(field) ?? [])
    .slice(0, MOST_PLACES)
    .filter(
      ({ where, type }) =>
        folder.spend(COST) && isSame(typeOrigin(where, type, folder.find), origin),
    )
    .map(({ where, value }) => folder.fold(where, value));
}

function assignments(
  folder: Folder,
  one: GoPackage,
  origin: Origin,
  field: string,
): readonly Folded[] {
  return one.files.flatMap((file) =>
    (file.bindings.get(field) ?? [])
      .slice(0, MOST_PLACES)
      .filter(({ owner }) => owner !== undefined)
      .flatMap((binding) => {
        const where = { package: one, file, scope: binding.scope };
        if (!folder.spend(COST)) return UNKNOWN;
        const holder = binding.owner && originOf(where, binding.owner, folder.find);
        if (!isSame(holder, origin)) return [];
        return folder.foldBinding(where, { where, binding }) ?? [];
      }),
  );
}

function isSame(one: Origin | undefined, other: Origin): boolean {
  return one?.how === "type" && one.path === other.path && one.name === other.name;
}
