import type { CategoryComparison, Summary } from "../summary.ts";
import { count, pValue, points } from "./format.ts";

/** What is shown of passes within categories, a line for each topology that passes more or fewer over all tasks; and why where nothing is asked. */
export function categoryWords({ categories = [], family }: Summary): string[] {
  if (family?.categories === undefined) return [];
  if (categories.length === 0)
    return ["By category nothing is tested: over all tasks no topology was shown to pass more or fewer than the baseline."];
  return [...Map.groupBy(categories, ({ a, b }) => `${a} beside ${b}`)].map(
    ([pair, rows]) =>
      `By category, ${pair}: ${rows.map((row) => words(row)).join("; ")} (p raised for ${count(family.categories ?? 0, "test")} by category, with what the comparisons above leave of 5%).`,
  );
}

function words({ category, difference, ci, pHolm, tasks }: CategoryComparison): string {
  const range = ci === null ? "" : `${points(ci[0])} to ${points(ci[1])}, `;
  const shown = pHolm < 0.05 && (ci === null || ci[0] > 0 || ci[1] < 0);
  const finding = shown ? (difference > 0 ? "better" : "worse") : "not distinguishable";
  return `${category} ${points(difference)} points (${range}${count(tasks, "task")}; ${finding}, ${pValue(pHolm)})`;
}
