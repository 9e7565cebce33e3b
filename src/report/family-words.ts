import type { Summary } from "../summary.ts";
import { count } from "./format.ts";

/** Over how many tests together p is raised, and of what: for the note on the comparisons. */
export function familyWords({ family, comparisons }: Summary): string {
  if (family === undefined) return "raised for all comparisons together (Holm)";
  const pairs = new Set(comparisons.map(({ a, b }) => JSON.stringify([a, b]))).size;
  const metrics = new Set(comparisons.map(({ metric }) => metric));
  const names = [
    ...(metrics.has("passed") ? ["passes"] : []),
    ...(metrics.has("score") ? ["scores"] : []),
    ...(metrics.has("cost") ? ["costs"] : []),
    ...(metrics.has("value") ? ["net values"] : []),
  ];
  const unshown = family.unshown === 0 ? "" : `, and ${count(family.unshown, "pair", "pairs")} that another leader would have shown`;
  return `raised for ${count(family.tests, "test")} at once (Holm): ${names.join(", ")} of ${count(pairs, "pair")}${unshown}`;
}
