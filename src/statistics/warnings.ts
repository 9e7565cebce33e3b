import type { Summary, TopologyRow } from "../summary.ts";
import type { ByTask } from "./by-task.ts";
import { furtherWords } from "./further-spending.ts";

/** What a reader must know before believing the figures, in plain words; the same for the same figures. */
export function warningsOf(summary: Summary, topologies: ReadonlyMap<string, ByTask>): string[] {
  const found: string[] = [];
  if (summary.tasks > 0 && summary.tasks < 30) {
    found.push(`${summary.tasks} tasks are few: only large differences between topologies can show.`);
  }
  for (const row of summary.topologies) found.push(...ofTopology(row));
  const rates = summary.topologies.map((row) => row.infra / Math.max(1, row.trials));
  if (rates.length > 0 && Math.max(...rates) - Math.min(...rates) > 0.02) {
    found.push("Trials lost to the provider or the sandbox differ by more than 2 points between topologies: run those trials again.");
  }
  return [...found, ...flagsOf(topologies), ...furtherWords(summary)];
}

function ofTopology(row: TopologyRow): string[] {
  const found: string[] = [];
  if (row.infra > 0)
    found.push(
      `${row.name}: ${row.infra} of ${row.trials} trials failed for the provider's or the sandbox's reasons; they are in no rate.`,
    );
  if (row.unscored > 0) found.push(`${row.name}: ${row.unscored} of ${row.trials} trials have no score; they are in no rate.`);
  if (row.unfilled > 0)
    found.push(`${row.name}: ${row.unfilled} of ${row.trials} trials were left unfilled; they count as not passed and have no score.`);
  return found;
}

const meanings: Readonly<Record<string, string>> = {
  "outcome-unknown": "calls have an unknown outcome; the most they can have cost stays counted",
  "no-usage": "calls came without a usage report and were charged at the most they can have cost",
  overrun: "calls were billed above their quote",
  truncated: "answers were cut at the output cap",
  "inconsistent-usage": "calls came with a usage report that contradicts itself",
  "price-differs": "calls were billed by the provider more than 1% away from the price book",
  "cost-assumed": "calls have a cost that was assumed, not recorded",
  "cost-not-recorded": "calls have no recorded cost and count as free",
  "bid-cost-not-recorded": "bids have no recorded cost and count as free",
};

function flagsOf(topologies: ReadonlyMap<string, ByTask>): string[] {
  const found: string[] = [];
  for (const [name, tasks] of topologies) {
    for (const [flag, meaning] of Object.entries(meanings)) {
      let count = 0;
      for (const trials of tasks.values()) for (const row of trials) count += row.flags[flag] ?? 0;
      if (count > 0) found.push(`${name}: ${count} ${meaning}.`);
    }
  }
  return found;
}
