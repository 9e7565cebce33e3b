import type { Json, Member } from "../types.ts";
import type { Decision } from "../valuation/index.ts";

/** The step, why it was taken, and the indices of the best steps there were, in dollars. */
export function decisionNote({ action, chance, worth, weighed, why }: Decision, members: readonly Member[]): Json {
  const of = (one: Decision["action"]): { [name: string]: Json } => ({
    step: one.kind,
    ...(one.kind === "try" ? { member: members.at(one.member)?.name ?? "" } : {}),
    ...(one.kind === "verify" || one.kind === "accept" ? { attempt: one.attempt + 1 } : {}),
  });
  const steps = weighed.slice(0, 6).map(({ action: step, index, cost, chance: right }) => ({
    ...of(step),
    index: Number.isFinite(index) ? index : null,
    cost,
    chance: right,
  }));
  return { ...of(action), chance, worth, why, weighed: steps };
}
