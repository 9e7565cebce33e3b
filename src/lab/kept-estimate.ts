import type { RunLedger, Store } from "../ledger/index.ts";
import type { Estimate } from "../report/dry-run.ts";
import type { Json, Nano } from "../types.ts";
import { isReused } from "../util/call-state.ts";
import { pastReplies } from "./past-replies.ts";
import { type Plan, trialId } from "./plan.ts";
import { isPreflight } from "./preflight.ts";
import { rehearse } from "./rehearse.ts";
import { endedTrials } from "./sessions.ts";

/** What a run was expected to cost, kept with it, and once it is done what it did cost. */
export interface KeptEstimate {
  readonly likely: Nano;
  readonly most: Nano;
  /** What was likely once the pilot's tasks were done. */
  readonly afterPilot?: { readonly tasks: number; readonly likely: Nano; readonly most: Nano };
  /** Where what is estimated was added to a run: what that had cost, and what of it can be compared. */
  readonly before?: { readonly cost: Nano; readonly compared: Nano; readonly reused?: Nano };
  /** What answers that were reused had cost where they were paid. */
  readonly reused?: Nano;
  readonly cost?: Nano;
  /** What was last likely over what that would have cost had every answer been paid: 1 is a perfect estimate. */
  readonly factor?: number;
}

/** The estimate of a plan, or of the trials of it that are not in `ended`, by past replies to its tasks where the store has any. */
export async function estimateFrom(plan: Plan, store: Store | undefined, ended?: ReadonlySet<string>): Promise<Estimate> {
  const repetitions = Array.from({ length: plan.repetitions }, (_, repetition) => repetition);
  const left = (topology: string, task: string): number =>
    repetitions.filter((repetition) => ended?.has(trialId(topology, task, repetition)) !== true).length;
  return rehearse(plan, store === undefined ? undefined : await pastReplies(store, plan.suite.tasks), left);
}

/** What the trials that a run does not have yet are expected to take, and what it has cost so far. */
export async function estimateOfMore(plan: Plan, store: Store, ledger: RunLedger): Promise<KeptEstimate> {
  const { likely, most } = await estimateFrom(plan, store, endedTrials(ledger));
  const { spent, held } = ledger.spentAndHeld();
  const { paid, reused } = comparedIn(ledger);
  return { likely, most, before: { cost: spent + held, compared: paid + reused, ...(reused === 0 ? {} : { reused }) } };
}

/** The estimate that was stored with a run, if there is one. */
export function keptEstimate(config: Json | undefined): KeptEstimate | undefined {
  return (config as { estimate?: KeptEstimate } | null | undefined)?.estimate;
}

/** Adds to the estimate that a run was begun with. */
export function keepEstimate(store: Store, run: string, more: Partial<KeptEstimate>): void {
  const record = store.run(run);
  const before = keptEstimate(record?.config);
  if (record === undefined || before === undefined) return;
  const config = JSON.parse(JSON.stringify({ ...(record.config as object), estimate: { ...before, ...more } })) as Json;
  store.update(run, { config });
}

/**
 * Keeps what a finished run did cost beside what was last likely. The factor compares like with like: answers that were reused count
 * at their cost, what was spent before and on asking whether the models are there does not. There is none where calls have an unknown
 * outcome, where trials may have been left out or made twice, and where the answers were graded again.
 */
export function closeEstimate(store: Store, run: string): void {
  const record = store.run(run);
  const kept = keptEstimate(record?.config);
  if (kept === undefined) return;
  const { factor: _factor, reused: _reused, before, ...rest } = kept;
  const ledger = store.ledger(run);
  const { spent, held } = ledger.spentAndHeld();
  const { paid, reused } = comparedIn(ledger);
  const { gradings, accepted, experiment } = (record?.config ?? {}) as { gradings?: Json; accepted?: Json; experiment?: { until?: Json } };
  const compared = paid + reused - (before?.compared ?? 0);
  const taken = reused - (before?.reused ?? 0);
  const alike = held === 0 && compared > 0 && gradings === undefined && accepted === undefined && experiment?.until === undefined;
  const factor = alike ? { factor: (kept.afterPilot?.likely ?? kept.likely) / compared } : {};
  const more = { ...(before === undefined ? {} : { before }), ...(taken === 0 ? {} : { reused: taken }) };
  const estimate: KeptEstimate = { ...rest, ...more, cost: spent + held, ...factor };
  store.update(run, { config: JSON.parse(JSON.stringify({ ...(record?.config as object), estimate })) as Json });
}

/** What a run's own calls were paid, those that asked whether a model is there left out, and what its reused answers had cost. */
function comparedIn(ledger: Pick<RunLedger, "calls" | "call">): { paid: Nano; reused: Nano } {
  let [paid, reused] = [0, 0];
  for (const call of ledger.calls()) {
    if (isPreflight(call)) continue;
    const reply = call.hold === 0 ? ledger.call(call.key)?.reply : undefined;
    if (reply !== undefined && isReused(reply)) reused += reply.cost;
    else paid += call.cost;
  }
  return { paid, reused };
}
