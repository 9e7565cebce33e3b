import type { AblationFigures } from "../../../report/index.ts";
import { threeCosts } from "../../../models/cache-cost.ts";
import { byTopology, type ByTask, figures, mean, taskMean, type TrialRow } from "../../../statistics/index.ts";
import type { CallFact, Nano } from "../../../types.ts";
import { costing } from "../three-costs.ts";
import { ablationRivals, ablationSteps } from "./ablation-steps.ts";
import { stepRows } from "./step-rows.ts";
import type { TableSource } from "./table-source.ts";
import { addTo } from "../../../util/add-to.ts";

/** What each step of the chain adds to the one that it builds on: passes and dollars per task, paired by task, Holm over all steps. */
export function ablationFigures(source: TableSource): AblationFigures {
  const groups = byTopology(withBothCaches(source));
  const steps = [...ablationSteps, ...ablationRivals].filter(
    ({ name, over }) => groups.has(name) && (over === undefined || groups.has(over)),
  );
  return {
    kind: "ablation",
    tasks: source.plan.suite.tasks.length,
    repetitions: source.plan.repetitions,
    steps: stepRows(groups, steps, `${source.plan.seed}/ablation`).steps.map((step) => ({
      ...step,
      ...(step.name === "personas warm" && step.over === "personas cold" ? { sameTrials: true } : {}),
      perTask: average(groups.get(step.name) ?? new Map()),
    })),
  };
}

/** The personas' trials twice, at the price without a prompt cache and at that of a warm one. */
function withBothCaches({ plan, rows, events, ledger }: TableSource): TrialRow[] {
  const own = new Set(rows.filter(({ topology }) => topology === "personas").map(({ trial }) => trial));
  const calls = new Map<string, CallFact[]>();
  for (const { trial, fact } of events) {
    if (fact.type !== "call" || fact.purpose === "grade" || !own.has(trial)) continue;
    addTo(calls, trial, fact);
  }
  const cost = costing(plan, ledger);
  return rows.flatMap((row) => {
    if (!own.has(row.trial)) return [row];
    const { cold, warm } = threeCosts((calls.get(row.trial) ?? []).map(cost));
    return [priced(row, "personas cold", cold), priced(row, "personas warm", warm)];
  });
}

function priced(row: TrialRow, topology: string, cost: Nano): TrialRow {
  return { ...row, topology, cost };
}

/** Dollars per task: the mean over tasks, repetitions averaged inside. */
function average(tasks: ByTask): number | null {
  const means = [...tasks.values()].flatMap((trials) => taskMean(trials, figures.cost) ?? []);
  return means.length === 0 ? null : mean(means) / 1e9;
}
