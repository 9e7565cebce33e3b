import { z } from "zod";
import type { JudgedItem } from "../valuation/index.ts";

const count = z.int().min(0).max(1e6);

/** What is known of members before a session: counts, by category or of tasks like each one, and dollars of an attempt in the mean. */
export const priorRecord = z
  .array(
    z.strictObject({
      member: z.string(),
      category: z.string().optional(),
      passed: count,
      tried: count,
      cost: z.number().min(0).optional(),
    }),
  )
  .default([]);
export type PriorRecord = z.output<typeof priorRecord>;

/** Each count as so many tasks before the first. A record that names no category is one of tasks like this one; who is no member has none. */
export function judgedBefore(record: PriorRecord, names: readonly string[], like: string): JudgedItem[] {
  return record.flatMap(({ member, category = like, passed, tried }) => {
    const place = names.indexOf(member);
    return place < 0 ? [] : Array.from({ length: tried }, (_, i) => ({ category, verdicts: [{ member: place, passed: i < passed }] }));
  });
}

/** Who has a record and is no member, in words; undefined where there is none. */
export function strangerIn(record: readonly { readonly member: string }[], names: readonly string[], topology: string): string | undefined {
  const stranger = record.find(({ member }) => !names.includes(member));
  return stranger === undefined
    ? undefined
    : `The record of topology "${topology}" names "${stranger.member}", who is no member; there are ${names.join(", ")}.`;
}
