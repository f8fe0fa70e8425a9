import { ZONE_PACKAGES } from "../../core/facts.ts";
import { isWithin } from "../../core/paths.ts";
import { formatPlace, type Place } from "../../core/place.ts";
import { answer, type Finding, type SourceTrait } from "../finding.ts";
import { manifestVariables } from "../manifests.ts";
import type { Program } from "../program.ts";

/** Whether the program looks up time zones, and whether it brings them. */
export const timeZones: SourceTrait = { id: "time-zones", find: (program) => [zones(program)] };

function zones(program: Program): Finding {
  const { graph, oldImage, sources } = program;
  const embedded = graph.standard.get("time/tzdata");
  if (embedded?.own)
    return answer("tzdata", "none", formatPlace(embedded), "it embeds time/tzdata by itself");
  if (sources.loadLocation) {
    const where = formatPlace(sources.loadLocation);
    return answer("tzdata", "embed", where, "it calls time.LoadLocation");
  }
  if (sources.schedules) {
    const where = formatPlace(sources.schedules);
    return answer("tzdata", "embed", where, "a schedule may name a time zone");
  }
  const setting = zoneSetting(program);
  if (setting)
    return answer("tzdata", "embed", formatPlace(setting), "TZ says which zone is the local one");
  const [driver, place] = [...graph.external].find(([path]) => usesZones(path)) ?? [];
  if (driver !== undefined && place) {
    const because = `${driver} looks up the time zone of a session`;
    return answer("tzdata", "embed", formatPlace(place), because);
  }
  const vendored = [...graph.packages.values()].find(
    ({ importPath, own }) => !own && usesZones(importPath),
  );
  if (vendored) {
    const because = "it looks up the time zone of a session";
    return answer("tzdata", "embed", vendored.directory, because);
  }
  if (oldImage && /tzdata|zoneinfo/.test(oldImage.text))
    return answer("tzdata", "embed", oldImage.file, "the old image has them");
  return answer("tzdata", "none", "", "none of its own packages calls time.LoadLocation");
}

// UTC needs no data.
function zoneSetting({ oldImage, repository }: Program): Place | undefined {
  const inImage = (oldImage?.env ?? []).find(({ value }) => namesZone(value));
  return inImage ?? manifestVariables(repository).find(({ value }) => namesZone(value));
}

function namesZone(assignment: string): boolean {
  return /^TZ=(?!(?:Etc\/)?UTC$)./.test(assignment);
}

function usesZones(importPath: string): boolean {
  return ZONE_PACKAGES.some((known) => isWithin(importPath, known));
}
