import { z } from "zod";
import { type LearntState, stateReader } from "../valuation/index.ts";

const share = z.number().min(0).max(1);
const real = z.number();

/** How a stated chance of being right is scored, where scores are cut, and how likely each kind is with a right answer and with a wrong one. */
const clue = z.strictObject({
  ofConfidence: real,
  ofNone: real,
  cuts: z.array(real).max(64),
  ifRight: z.array(share).min(1).max(65),
  ifWrong: z.array(share).min(1).max(65),
});

/**
 * What was learnt elsewhere (`catallaxy decide --write`), so that a policy decides as it did there and learns nothing more: chances and dollars of an
 * attempt by category (a row without one: any other), how members go together, how wrong answers coincide (left out: answers cannot be compared).
 */
export const learntOptions = z
  .strictObject({
    chances: z.array(z.strictObject({ member: z.string(), category: z.string().optional(), p: share, cost: z.number().min(0) })).min(1),
    members: z
      .array(z.strictObject({ member: z.string(), loading: z.number().min(-0.99).max(0.99), repeat: share, clue: clue.optional() }))
      .min(1),
    coincidence: z.array(z.strictObject({ category: z.string().optional(), concentration: z.number().min(0) })).default([]),
  })
  .optional();
export type LearntOptions = z.output<typeof learntOptions>;

/** Opens what was learnt for these members; in words, who is missing on either side. */
export function openLearnt(
  learnt: NonNullable<LearntOptions>,
  names: readonly string[],
  topology: string,
): ReturnType<typeof stateReader> | string {
  const told = [learnt.chances, learnt.members].map((rows) => new Set(rows.map(({ member }) => member)));
  const stranger = told.flatMap((known) => [...known]).find((name) => !names.includes(name));
  if (stranger !== undefined)
    return `What topology "${topology}" was given as learnt names "${stranger}", who is no member of it; there are ${names.join(", ")}.`;
  const lacking = names.find((name) => told.some((known) => !known.has(name)));
  if (lacking !== undefined) return `What topology "${topology}" was given as learnt says nothing of "${lacking}".`;
  return stateReader(learnt as LearntState, names);
}
