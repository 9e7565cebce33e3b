import { z } from "zod";
import type { Answer, Reply, Result } from "../types.ts";
import { fail } from "../util/failure.ts";
import { answerOf, objectOf, pastBlocks, blockAsk, shapeOf, tryAsk } from "./asks.ts";
import type { Attempt } from "./attempt.ts";

/** Null: nothing is said, as where a record has an answer and no statement. */
const shape = shapeOf(z.object({ answer: z.string(), p: z.number().min(0).max(1).nullable().optional() }));
/** A chance that is none costs nobody the answer beside it. */
const stated = z.object({ answer: z.string(), p: z.unknown().optional() });

/** An answer with the chance of being right that its author states, where one was asked for and given. */
export interface StatedAnswer {
  readonly answer: Result<Answer>;
  readonly reply: Reply;
  readonly confidence?: number;
}

/** One attempt of a member; with `confidence`, its chance of being right is asked for in the same reply. */
export async function askStated(attempt: Attempt, name: string, confidence: boolean): Promise<StatedAnswer> {
  const { task, desk, past } = attempt;
  if (!confidence) {
    const reply = await desk.ask(name, tryAsk(attempt, name));
    return { reply, answer: answerOf(reply, name) };
  }
  const request = {
    purpose: past.length === 0 ? ("attempt" as const) : ("retry" as const),
    shared: pastBlocks(attempt, name),
    instruction: 'Put your complete answer in "answer", and in "p" the probability, from 0 to 1, that it is right.',
    shape,
  };
  const reply = await desk.ask(name, blockAsk(task, desk.terms, request));
  const object = objectOf(reply, stated);
  if (!object.ok) return { reply, answer: object };
  const { answer: text, p } = object.value;
  if (text.trim() === "") return { reply, answer: fail("malformed", `An answer was wanted of "${name}"; it gave an empty one.`) };
  const said = typeof p === "number" && p >= 0 && p <= 1 ? { confidence: p } : {};
  return { reply, answer: { ok: true, text, by: name }, ...said };
}
