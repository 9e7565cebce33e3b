import type { RunLedger, RunRecord } from "../ledger/index.ts";
import type { Summary } from "../summary.ts";
import type { Json, Nano } from "../types.ts";
import { dollars, toNano } from "../util/money.ts";
import type { OpenBench } from "./bench.ts";
import type { Plan } from "./plan.ts";

/** What a cap that ended the run wants a reader to know: which, why, and how to go on. */
export function capNote(ended: ReturnType<OpenBench["ended"]>, plan: Plan, run: string): string[] {
  if (ended === undefined) return [];
  if (ended.cap === "run")
    return [`The run's cap of ${dollars(plan.cap)} ended it. ${ended.why} Go on with: catallaxy resume ${run} --cap <dollars>`];
  const cap = plan.day === undefined ? "" : ` of ${dollars(plan.day)}`;
  return [`The day's cap${cap}, counted over all runs of this ledger, ended the run. ${ended.why} Resume it tomorrow (UTC).`];
}

/** Why no trial could answer, where every one of them ended at a budget before its first answer. */
export async function starvedNote(summary: Summary, ledger: Pick<RunLedger, "read">): Promise<string[]> {
  if (summary.topologies.some((row) => row.attempted > 0)) return [];
  let why: string | undefined;
  for await (const { fact } of ledger.read()) {
    if (fact.type !== "trial-end") continue;
    if (fact.failure?.code !== "budget") return [];
    why ??= fact.failure.message;
  }
  return why === undefined ? [] : [`No trial could pay for an answer. ${why} Raise the limits of the experiment, or --budget.`];
}

/** The dry run's estimate beside what the run did cost, and what is still counted for calls of unknown outcome. */
export function moneyNotes(record: RunRecord | undefined, summary: Summary, ledger: Pick<RunLedger, "spentAndHeld">): string[] {
  const estimate = estimateOf(record?.config ?? null);
  const cost = toNano(summary.topologies.reduce((sum, row) => sum + row.spent, 0));
  const { held, unknown } = ledger.spentAndHeld();
  return [
    ...(estimate === undefined
      ? []
      : [`Estimated likely ${dollars(estimate.likely)}, at most ${dollars(estimate.most)}; it cost ${dollars(cost)}, gradings left out.`]),
    ...(unknown === 0
      ? []
      : [`${unknown} calls were in flight when an earlier process died: up to ${dollars(held)} stays counted as spent for them.`]),
  ];
}

/** The estimate that was stored with a run, if there is one. */
function estimateOf(config: Json): { likely: Nano; most: Nano } | undefined {
  const { estimate } = (config ?? {}) as { estimate?: { likely: Nano; most: Nano } };
  return estimate;
}
