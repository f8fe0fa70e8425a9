/** Whether conflicts of a merge are still to be resolved. */
export function hasMarkers(text: string): boolean {
  // Of the tool's own any single one counts: somebody has begun to resolve them.
  if (/^(?:<{7} yours|\|{7} rendered before|>{7} create-goslim)\r?$/m.test(text)) return true;
  return /^<{7} /m.test(text) && /^={7}\r?$/m.test(text) && /^>{7} /m.test(text);
}
