import type { ComparisonRow, Summary } from "../summary.ts";
import { baselineOf, comparisonOf } from "./findings.ts";
import { all, count } from "./format.ts";
import { standingsOf } from "./standings.ts";
import { widthOf } from "./text.ts";

/** Why costs of topologies that are shown stand as unclear beside the baseline's: one line, with names where reasons differ and the width has room. */
export function unclearCosts(summary: Summary, named: ReadonlySet<string>, width: number): string | undefined {
  const baseline = baselineOf(summary);
  const unclear = standingsOf(summary).filter(({ cost, row }) => cost === "unclear" && named.has(row.name));
  const reasons = Map.groupBy(
    unclear.flatMap(({ row }) => {
      const found = baseline === undefined ? undefined : comparisonOf(summary, "cost", row.name, baseline);
      return found === undefined ? [] : [{ name: row.name, why: reasonOf(found) }];
    }),
    ({ why }) => why,
  );
  if (reasons.size === 0) return undefined;
  const lines = [
    reasons.size === 1 ? undefined : [...reasons].map(([why, own]) => `${why} (${all(own.map(({ name }) => name))})`),
    [...reasons.keys()],
    [...reasons.keys()].slice(0, 1),
  ].flatMap((parts) => (parts === undefined ? [] : [`cost unclear: ${parts.join("; ")}`]));
  return lines.find((line) => widthOf(line) <= width) ?? lines.at(-1);
}

function reasonOf({ noInterval, tasks, p, difference }: ComparisonRow): string {
  const these = count(tasks, "task is", "tasks are");
  if (noInterval === "too-few") return `${these} too few to compare mean costs`;
  if (noInterval === "uneven") return `${these} too few for costs this uneven`;
  if (noInterval === "unbounded") return "no budget bounds a cost";
  if (difference === 0) return "the mean costs are the same";
  return p === null ? `${count(tasks, "task")} allow no test` : `${count(tasks, "task")} may differ this much by chance`;
}
