import { openBudget, type CallBudget } from "../../calls/index.ts";
import type { RunLedger } from "../../ledger/index.ts";
import type { Nano } from "../../types.ts";
import { settledEvents } from "./settled-events.ts";
import { type Plan, type TrialSpec, trialsOf } from "../plan/plan.ts";

/** The money that trials share inside a run. */
export interface CappedBudgets {
  /** What the trial's session and topology have left; undefined for trials of a topology without a cap on either. */
  readonly budgetOf: (spec: TrialSpec) => CallBudget | undefined;
  /** Which of the two has refused a call of this trial. */
  readonly tight: (spec: TrialSpec) => SharedCap;
}
/** A cap that trials share, by the name of its limit. */
export type SharedCap = "session" | "topology";

/**
 * The budgets that trials share: their topology's, and in it their session's. What ended trials cost counts from the start,
 * so that a run that goes on keeps the caps.
 */
export async function cappedBudgets(
  plan: Plan,
  ended: ReadonlySet<string>,
  ledger: Pick<RunLedger, "read" | "settlements">,
): Promise<CappedBudgets> {
  const budgets = new Map<string, CallBudget>();
  const kept = (name: string, open: () => CallBudget): CallBudget => {
    const budget = budgets.get(name) ?? open();
    budgets.set(name, budget);
    return budget;
  };
  const budgetOf = ({ topology: { name, caps }, repetition }: TrialSpec): CallBudget | undefined => {
    if (caps?.session === undefined && caps?.topology === undefined) return undefined;
    const whole = kept(name, () => openBudget({ cost: caps.topology ?? Infinity }));
    return kept(`${name}/${repetition}`, () => whole.slice({ cost: caps.session ?? Infinity }));
  };
  for (const spec of trialsOf(plan)) {
    const budget = ended.has(spec.id) ? budgetOf(spec) : undefined;
    const hold = budget?.hold(0);
    if (hold?.ok === true) hold.settle(await costOf(spec.id, ledger));
  }
  return { budgetOf, tight: ({ topology: { name } }) => (budgets.get(name)?.refused === true ? "topology" : "session") };
}

/** Which trials share money, and so must follow one another to end alike at any concurrency; undefined for those that share none. */
export function chainOf({ topology: { name, caps }, repetition }: TrialSpec): string | undefined {
  if (caps?.topology !== undefined) return name;
  return caps?.session === undefined ? undefined : `${name}/${repetition}`;
}

async function costOf(trial: string, ledger: Pick<RunLedger, "read" | "settlements">): Promise<Nano> {
  let cost = 0;
  for await (const { fact } of settledEvents(ledger, { trial })) if (fact.type === "trial-end") cost = fact.cost;
  return cost;
}
