import { z } from "zod";
import type { Brief, Desk, Topology } from "../types.ts";
import { answerOf, tryAsk } from "./asks.ts";
import { defineKind } from "./kind.ts";
import { tried, tryUntilPassed } from "./tries.ts";
import { closerOf } from "./closer.ts";

/** `member` answers; whom the term `closer` says when none is named. */
export const soloOptions = z.strictObject({ member: z.string().optional() });

/**
 * One member answers alone; an answer that the verifier rejects is tried again.
 * Contract: never rejects. The latest answer stands; the failure comes back only when there is none.
 */
export function solo(options: z.input<typeof soloOptions> = {}): Topology {
  const settings = soloOptions.parse(options);
  return { name: "solo", solve: (task, desk) => answerAlone(task, desk, settings.member) };
}

/** The method of `solo`, also what other topologies fall back to. `attempts` defaults to the terms'. */
export async function answerAlone(task: Brief, desk: Desk, member?: string, attempts?: number) {
  const seat = closerOf(desk, member);
  if (!seat.ok) return seat;
  return tryUntilPassed(
    task,
    desk,
    async (attempt) => tried(answerOf(await desk.ask(seat.name, tryAsk(attempt, seat.name)), seat.name)),
    attempts,
  );
}

export const soloKind = defineKind({
  name: "solo",
  gist: "one model answers alone",
  description:
    "One member answers from the task alone; no other member is asked. With more than one attempt, an answer that the verifier " +
    "rejects is tried again by the same member, told as much of the verdict as the terms allow. One call per attempt.",
  options: soloOptions,
  memberOptions: ["member"],
  formula: "1 to attempts",
  sees: "The member sees the task and, from the second attempt on, what `feedback` allows of its earlier answers and verdicts.",
  ignores: ["warmFirst"],
  calls: (_members, terms) => ({ least: 1, most: terms.attempts }),
  make: solo,
});
