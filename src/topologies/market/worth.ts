import { type MemberRecord, recordOf, recordView } from "../../market/record-view.ts";
import type { Brief, Desk, Nano } from "../../types.ts";
import { toNano } from "../../util/money.ts";
import { attemptAsk } from "../asks.ts";

/** What a right answer is worth: the task's own value, else ten times the most that an attempt can cost, else a dollar. */
export function valueOf(task: Brief, desk: Desk): Nano {
  if (task.value !== undefined && task.value > 0) return task.value;
  const ask = attemptAsk(task, desk.terms);
  const highest = Math.max(0, ...desk.members.map(({ name }) => desk.quote(name, ask)));
  return highest > 0 ? 10 * highest : toNano(1);
}

/**
 * What an attempt by this member will likely cost at `tokens` of output: where left out at its usual output, at a quarter of the cap while
 * that is unknown. A quote holds hidden tokens at their cap, and the usual output has those that are usual, so that the former are taken off.
 */
export function likelyCost(
  task: Brief,
  desk: Desk,
  member: string,
  tokens = usualOutput(recordFor(task, desk, member)) ?? desk.terms.outputCap / 4,
): Nano {
  const ask = attemptAsk(task, desk.terms);
  const { maxThinking = 0 } = desk.members.find(({ name }) => name === member) ?? {};
  const { outputCap } = desk.terms;
  const quote = (maxTokens: number): Nano => desk.quote(member, { ...ask, maxTokens });
  const likely = quote(Math.max(1, Math.min(outputCap + maxThinking, Math.round(tokens))));
  return maxThinking === 0 ? likely : Math.round(likely - (maxThinking * (quote(outputCap + 1) - quote(1))) / outputCap);
}

/** The member's record in the task's category, from earlier tasks of the session and from this one so far. */
export function recordFor(task: Brief, desk: Desk, member: string): MemberRecord {
  return recordOf(desk.view(recordView), task.category, member);
}

/** Output tokens of an attempt of the record, in the mean; undefined while there is none. */
export function usualOutput({ output }: MemberRecord): number | undefined {
  return output.n === 0 ? undefined : output.sum / output.n;
}
