import { closest, distance } from "fastest-levenshtein";

/** ` Did you mean "x"?` when a known name is near enough, else a list of what is known. */
export function didYouMean(wanted: string, known: readonly string[]): string {
  if (known.length === 0) return "";
  const best = closest(wanted, known);
  if (distance(wanted, best) <= Math.max(2, Math.floor(wanted.length / 3))) return ` Did you mean "${best}"?`;
  return ` Known: ${known.slice(0, 40).join(", ")}${known.length > 40 ? ", ..." : ""}.`;
}
