import type { Summary, TopologyRow } from "../summary.ts";
import type { Nano } from "../types.ts";
import { dollars } from "../util/money.ts";
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
  if ((row.endedByBudget ?? 0) > 0)
    found.push(
      `${row.name}: a budget ended ${row.endedByBudget} of ${row.trials} trials; the best answer so far stands where there was one.`,
    );
  return found;
}

const meanings: Readonly<Record<string, string>> = {
  "outcome-unknown": "Calls whose outcome is unknown; the most they can have cost stays counted",
  "no-usage": "Calls without a usage report, charged at the most they can have cost",
  "inconsistent-usage": "Calls whose usage report contradicts itself",
  overrun: "Calls billed above their quote",
  truncated: "Answers cut at the output cap",
  "price-differs": "Calls that the provider billed more than 1% away from the price book",
  "cost-assumed": "Calls whose cost is assumed, not recorded",
  "cost-not-recorded": "Calls without a recorded cost, which count as free",
  "bid-cost-not-recorded": "Bids without a recorded cost, which count as free",
};

/** Oddities that put the amount itself in doubt. */
const inDoubt = new Set(["outcome-unknown", "no-usage", "inconsistent-usage", "overrun", "price-differs", "cost-assumed"]);

/** One line per oddity: how often, in which topologies, and what those calls were charged. */
function flagsOf(topologies: ReadonlyMap<string, ByTask>): string[] {
  const counts = new Map<string, Map<string, number>>();
  const costs = new Map<string, Nano>();
  for (const [name, tasks] of topologies) {
    for (const { flags, flagCosts } of [...tasks.values()].flat()) {
      for (const flag in flags) {
        const found = counts.get(flag) ?? new Map<string, number>();
        counts.set(flag, found.set(name, (found.get(name) ?? 0) + (flags[flag] ?? 0)));
        costs.set(flag, (costs.get(flag) ?? 0) + (flagCosts?.[flag] ?? 0));
      }
    }
  }
  return Object.entries(meanings).flatMap(([flag, meaning]) => {
    const found = counts.get(flag);
    if (found === undefined) return [];
    const total = [...found.values()].reduce((sum, n) => sum + n, 0);
    const where = found.size === topologies.size ? `${total} in all` : [...found].map(([name, n]) => `${name} ${n}`).join(", ");
    const money = inDoubt.has(flag) ? `; ${dollars(costs.get(flag) ?? 0)} is charged for them` : "";
    return [`${meaning}: ${where}${money}.`];
  });
}
