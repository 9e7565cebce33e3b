import { z } from "zod";
import type { Brief, Desk, Purpose, Topology } from "../types.ts";
import { answerOf, blockAsk, objectOf, pastBlocks, shapedAsk, shapeOf, tryAsk } from "./asks.ts";
import type { Attempt } from "./attempt.ts";
import { defineKind } from "./kind.ts";
import { tried, tryUntilPassed } from "./tries.ts";
import { closerOf } from "./closer.ts";

/** `member` answers; whom the term `closer` says when none is named. */
export const soloOptions = z.strictObject({
  member: z.string().optional(),
  /** How the answer is wanted: as it is; in blocks, a reason before it; or as a string in JSON, which is here to measure what that costs. */
  form: z.enum(["text", "blocks", "json"]).default("text"),
});

/**
 * One member answers alone; an answer that the verifier rejects is tried again.
 * Contract: never rejects. The latest answer stands; the failure comes back only when there is none.
 */
export function solo(options: z.input<typeof soloOptions> = {}): Topology {
  const settings = soloOptions.parse(options);
  if (settings.form === "text") return { name: "solo", solve: (task, desk) => answerAlone(task, desk, settings.member) };
  return { name: "solo", solve: (task, desk) => answerInForm(task, desk, settings) };
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

const formReply = z.object({ why: z.string(), answer: z.string() });
const formShape = shapeOf(formReply);

/** The same member with the same retries, where an answer is wanted in a form: what that form costs shows beside the plain answer. */
async function answerInForm(task: Brief, desk: Desk, { member, form }: z.output<typeof soloOptions>) {
  const seat = closerOf(desk, member);
  if (!seat.ok) return seat;
  return tryUntilPassed(task, desk, async (attempt) => {
    const instruction = 'Say in "why", in one or two sentences, what the answer rests on, and put the complete answer into "answer".';
    const request = { purpose: purposeOf(attempt), shared: pastBlocks(attempt, seat.name), instruction, shape: formShape };
    const ask = (form === "json" ? shapedAsk : blockAsk)(task, desk.terms, request);
    const read = objectOf(await desk.ask(seat.name, ask), formReply);
    return read.ok ? { ok: true, answer: { text: read.value.answer, by: seat.name } } : read;
  });
}

function purposeOf({ past }: Attempt): Purpose {
  return past.length === 0 ? "attempt" : "retry";
}

export const soloKind = defineKind({
  name: "solo",
  gist: "one model answers alone",
  description:
    "One member answers from the task alone; no other member is asked. With more than one attempt, an answer that the verifier " +
    "rejects is tried again by the same member, told as much of the verdict as the terms allow. One call per attempt. `form` wants the answer in blocks or in JSON, to measure what a form costs.",
  options: soloOptions,
  memberOptions: ["member"],
  formula: "1 to attempts",
  sees: "The member sees the task and, from the second attempt on, what `feedback` allows of its earlier answers and verdicts.",
  ignores: ["warmFirst"],
  turns: true,
  calls: (_members, terms) => ({ least: 1, most: terms.attempts }),
  make: solo,
});
