import { type Instance, misreportGain, randomInstance, type SearchedRule } from "../../../market/index.ts";
import { stream } from "../../../util/random.ts";

const instances = 2_000;
/** Reports tried per instance: an even grid over p and cost. */
const steps = 10;

/**
 * What a bidder gains by its best lie under a payment rule, as a share of the task's value: on average and at most over random
 * instances. Undefined where nothing is reported. `calibrated` is taken at its limit, where the center sets p and only the ask can lie.
 */
export function misreportGains(mechanism: string, bidding: string): Gains | undefined {
  if (bidding !== "stated" && bidding !== "calibrated") return undefined;
  const belief = bidding === "calibrated" ? "central" : "stated";
  const name = `${mechanism}/${belief}`;
  const found = known.get(name) ?? search(mechanism, belief);
  known.set(name, found);
  return found;
}

interface Gains {
  readonly mean: number;
  readonly most: number;
}
/** The search depends on nothing but the rule, so one process makes it once. */
const known = new Map<string, Gains>();

function search(mechanism: string, belief: "stated" | "central"): Gains {
  const next = stream(`misreport/${mechanism}`);
  const drawn = Array.from({ length: instances }, () => randomInstance(next));
  const gains = drawn.map((instance) => gainIn(mechanism, instance, belief) / instance.value);
  return { mean: gains.reduce((sum, gain) => sum + gain, 0) / gains.length, most: gains.reduce((most, gain) => Math.max(most, gain), 0) };
}

function gainIn(mechanism: string, instance: Instance, belief: "stated" | "central"): number {
  if (mechanism === "posted") return postedGain(instance);
  return misreportGain(mechanism as SearchedRule, instance, steps, belief).gain;
}

/** Posted price: the lowest ask whose p x value exceeds it wins and is paid its ask if it passes. Whoever claims p = 1 is admitted at any ask. */
function postedGain({ value, p, cost, rivals }: Instance): number {
  const rival = rivals.filter((one) => one.p * value > one.cost).reduce((least, one) => Math.min(least, one.cost), value);
  const honest = p * value > cost && cost < rival ? p * cost - cost : 0;
  // Paid only on success, the best lie is to ask as much as still wins, or to stay out.
  const best = Math.max(0, p * rival - cost);
  return Math.max(0, best - honest);
}
