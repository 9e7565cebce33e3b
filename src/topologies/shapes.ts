import { z } from "zod";
import { shapeOf } from "./asks.ts";

/** The objects that asks of the topologies want. Property names and meanings are those of docs/protocols.md. */
const probability = z.number().min(0).max(1);

export const planReply = z.object({
  why: z.string(),
  parts: z.array(z.object({ id: z.string(), brief: z.string(), acceptance: z.string(), needs: z.array(z.string()) })),
});
export const problemsReply = z.object({ problems: z.array(z.string()) });
export const memberReply = z.object({ why: z.string(), member: z.string() });
export const winnerReply = z.object({ why: z.string(), winner: z.string() });
export const checkReply = z.object({ why: z.string(), passed: z.boolean() });
const split = z.object({
  why: z.string(),
  statement: z.string(),
  acceptance: z.string(),
  remainder: z.string(),
  answer: z.string(),
  value: probability.optional(),
  p: probability.optional(),
  kind: z.enum(["whole", "part", "decline"]),
});
export const splitReply = split.partial({ statement: true, acceptance: true, remainder: true, answer: true });

/** A plan of at most `most` parts. */
export function planShape(most: number) {
  return shapeOf(planReply.extend({ parts: planReply.shape.parts.min(1).max(most) }));
}
/** A choice among named members. */
export function memberShape(names: readonly string[]) {
  return shapeOf(memberReply.extend({ member: z.enum(names) }));
}
/** The better of labelled candidates, or `tie`. */
export function winnerShape(labels: readonly string[]) {
  return shapeOf(winnerReply.extend({ winner: z.enum([...labels, "tie"]) }));
}
export const problemsShape = shapeOf(problemsReply);
export const checkShape = shapeOf(checkReply);
export const splitShape = shapeOf(split);
/** Of the same reply, where no split is offered. */
export const wholeShape = shapeOf(split.pick({ why: true, answer: true, p: true, kind: true }));
