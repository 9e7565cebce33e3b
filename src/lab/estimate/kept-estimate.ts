import type { RunLedger, Store } from "../../ledger/index.ts";
import type { Estimate } from "../../report/dry-run.ts";
import type { Json, Nano } from "../../types.ts";
import { answeredBefore } from "./answered-before.ts";
import { askedDestinations } from "./asked-destinations.ts";
import { pastReplies } from "./past-replies.ts";
import { type Plan, trialId } from "../plan/plan.ts";
import { repetitionsOf } from "../plan/repeats.ts";
import { rehearse } from "./rehearse.ts";
import { endedTrials } from "../trials/sessions.ts";
import { type Spending, spendingNow } from "../record/spending-of.ts";
import { raceEstimate } from "./race-estimate.ts";
import { unpaced } from "./unpaced.ts";
import { plainJson } from "../../util/plain-json.ts";
import { defined } from "../../util/defined.ts";

/** What a run was expected to cost, kept with it, and once it is done what it did cost. */
export interface KeptEstimate {
  readonly likely: Nano;
  readonly most: Nano;
  /** Members whose calls cost what they say afterwards, on top. */
  readonly unpriced?: readonly string[];
  /** The cap that the run was given since, to go on with. */
  readonly cap?: Nano;
  /** What was likely once the pilot's tasks were done. */
  readonly afterPilot?: { readonly tasks: number; readonly likely: Nano; readonly most: Nano };
  /** Where what is estimated was added to a run: what that had cost, and what of it can be compared. */
  readonly before?: { readonly cost: Nano; readonly compared: Nano };
  readonly cost?: Nano;
  /** What was paid for the trials that were estimated. */
  readonly compared?: Nano;
  /** What was last likely over that: 1 is a perfect estimate. */
  readonly factor?: number;
}

/** What of a plan is not to be paid: trials that have ended and, with `reuse`, calls that the ledger has answers to. */
export interface PaidParts {
  readonly ended?: ReadonlySet<string> | undefined;
  readonly reuse?: boolean | undefined;
}

/** The estimate of a plan, or of what of it is still to be paid, by past replies to its tasks where the store has any. */
export async function estimateFrom(plan: Plan, store: Store | undefined, { ended, reuse }: PaidParts = {}): Promise<Estimate> {
  const left = (topology: string, task: string): number[] =>
    repetitionsOf(plan, topology, task).filter((repetition) => ended?.has(trialId(topology, task, repetition)) !== true);
  const answered = reuse === true && store !== undefined && isPaid(plan) ? answeredBefore(store) : undefined;
  const models = [...plan.topologies.flatMap(({ seats }) => seats), ...plan.judgeSeats].map(({ model }) => model.id);
  const past = store === undefined ? undefined : await pastReplies(store, plan.suite.tasks, [...new Set(models)]);
  const estimate = plan.race === undefined ? await rehearse(plan, past, { left, answered }) : await raceEstimate(plan, plan.race, past);
  const why = await unpaced(plan);
  const destinations = await askedDestinations(plan);
  return {
    ...estimate,
    ...(destinations.length === 0 ? {} : { destinations }),
    ...(why === undefined ? {} : { notes: [...(estimate.notes ?? []), why] }),
  };
}

/** What the trials that a run does not have yet are expected to take, and what it has cost so far. */
export async function estimateOfMore(
  plan: Plan,
  { store, reuse }: { readonly store: Store } & Pick<PaidParts, "reuse">,
  ledger: RunLedger,
): Promise<KeptEstimate> {
  const { likely, most, unpriced } = await estimateFrom(plan, store, { ended: endedTrials(ledger), reuse });
  const { spent, held } = ledger.spentAndHeld();
  const compared = comparedOf(await spendingNow(plan, ledger));
  return {
    likely,
    most,
    ...defined({ unpriced }),
    before: { cost: spent + held, compared },
  };
}

/** Whether somebody is paid for what a plan asks, or may be. */
export function isPaid({ world }: Pick<Plan, "world">): boolean {
  return world === "live" || world === "mixed";
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
  const config = plainJson({ ...(record.config as object), estimate: { ...before, ...more } });
  store.update(run, { config });
}

/**
 * Keeps what a finished run did cost beside what was last likely. The factor compares like with like: what was spent before,
 * on asking whether the models are there, on calls that were cut off and on trials that were begun anew does not count. There is none where calls of the trials have an unknown outcome, where trials may have been left out or made
 * twice, where members' prices were unknown, and where the answers were graded again.
 */
export function closeEstimate(store: Store, run: string, spending: Spending): void {
  const record = store.run(run);
  const kept = keptEstimate(record?.config);
  if (kept === undefined) return;
  const { factor: _factor, compared: _compared, before, ...rest } = kept;
  const ledger = store.ledger(run);
  const { spent, held } = ledger.spentAndHeld();
  const { gradings, accepted, experiment } = (record?.config ?? {}) as {
    gradings?: Json;
    accepted?: Json;
    experiment?: { until?: Json; race?: Json };
  };
  const compared = comparedOf(spending) - (before?.compared ?? 0);
  const priced = kept.unpriced === undefined;
  const alike =
    priced &&
    held === spending.cutOffHeld &&
    compared > 0 &&
    gradings === undefined &&
    accepted === undefined &&
    experiment?.until === undefined &&
    experiment?.race === undefined;
  const factor = alike ? { compared, factor: (kept.afterPilot?.likely ?? kept.likely) / compared } : {};
  const estimate: KeptEstimate = { ...rest, ...defined({ before }), cost: spent + held, ...factor };
  store.update(run, { config: plainJson({ ...(record?.config as object), estimate }) });
}

/** What was paid for what an estimate is of. */
export function comparedOf({ topologies, grading, learning, shadow, unfinished }: Spending): Nano {
  const paid = [...Object.values(topologies), ...Object.values(grading)].reduce((sum, each) => sum + each, 0);
  return paid + learning + shadow + unfinished;
}
