import type { Desk, Nano } from "../../types.ts";
import { fitLogistic, type Observation, sigmoid } from "../../util/logistic.ts";
import { attemptAsk } from "../asks.ts";
import { likelyCost } from "../market/worth.ts";
import type { StrategyMemory } from "./memory.ts";
import type { ScoredStrategy, Strategy, StrategyAuction } from "./strategy.ts";

/** Tokens that a plan should not exceed, and characters at which it is cut. */
export const planTokens = 150;
export const planLength = 4 * planTokens;

/**
 * Each bid's cost, chance and score, as if the weights were those of the formula argmin(w_c C - V): the chance is a logistic regression of past passes
 * on the parts of C and V, and what it is worth is set against C in money.
 */
export function scored(auction: StrategyAuction, strategies: readonly Strategy[]): ScoredStrategy[] {
  const { task, value, memory, settings } = auction;
  const tokens = strategies.map(({ plan }) => Math.max(1, Math.ceil(plan.length / 4)));
  const costs = strategies.map(({ member }, i) => costOf(auction, member, tokens[i] ?? 1));
  const most = Math.max(1, ...costs);
  const weights = weightsOf(memory, task.category);
  return strategies.map((strategy, i) => {
    const cost = costs[i] ?? 0;
    const features = featuresOf(cost / most, strategy, settings.self);
    const p = sigmoid(features.reduce((sum, x, at) => sum + x * (weights[at] ?? 0), 0));
    return { ...strategy, tokens: tokens[i] ?? 1, cost, features, p, score: value * p - cost };
  });
}

/** An intercept, the share of the dearest bid's cost, the jury's mean and the member's own word, each of the last two from an even chance. */
export function featuresOf(cost: number, { jury, stated }: Pick<Strategy, "jury" | "stated">, self: boolean): number[] {
  return [1, cost, (jury ?? 0.5) - 0.5, self ? stated - 0.5 : 0];
}

/** Before there are outcomes: a jury's .75 is a chance of .73, and costs say nothing. */
const before = [0, 0, 4, 0];

/** Fitted over all categories, held to what is thought before; and then in the category, held to that. One outcome's worth of strength each. */
export function weightsOf({ observations }: Pick<StrategyMemory, "observations">, category: string): readonly number[] {
  const all: Observation[] = [...observations.values()].flat();
  const shared = all.length === 0 ? before : fitLogistic(all, before, 1);
  const own = observations.get(category) ?? [];
  return own.length === 0 || own.length === all.length ? shared : fitLogistic(own, shared, 1);
}

/** Price per output token x expected tokens; these are the plan's length x what the session's work has had per token of plan. */
function costOf({ task, desk, memory }: StrategyAuction, member: string, tokens: number): Nano {
  const ask = attemptAsk(task, desk.terms);
  const price = (desk.quote(member, ask) - desk.quote(member, { ...ask, maxTokens: 1 })) / Math.max(1, ask.maxTokens - 1);
  // A member that is not priced by the token costs what its attempts do.
  if (price <= 0) return likelyCost(task, desk, member);
  return Math.round(price * Math.min(ask.maxTokens, tokens * workPerPlan(desk, memory)));
}

/** Output tokens of the work per token of its plan; a quarter of the cap for a whole plan, counted as two tasks, before there are any. */
export function workPerPlan({ terms }: Pick<Desk, "terms">, { lengths }: Pick<StrategyMemory, "lengths">): number {
  return (lengths.work + terms.outputCap / 2) / (lengths.plan + 2 * planTokens);
}
