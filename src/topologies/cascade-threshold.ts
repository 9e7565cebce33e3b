import type { Event, View } from "../types.ts";

/** A self-check or agreement share, and whether the answer behind it passed the verifier. */
export interface CheckedShare {
  readonly share: number;
  readonly passed: boolean;
}
/** Checks with known verdicts by member; `pending` holds the share of the answer that each trial is waiting to hear about. */
export interface CheckRecord {
  readonly byMember: Map<string, CheckedShare[]>;
  readonly pending: Map<string, { member: string; share: number }>;
}

/** Joins each noted check with the verdict that follows it in the same trial. Folds in place. */
export const checkView: View<CheckRecord> = {
  get start() {
    return { byMember: new Map<string, CheckedShare[]>(), pending: new Map<string, { member: string; share: number }>() };
  },
  step(record, { trial, fact }: Event) {
    if (fact.type === "own" && fact.name === "cascade-check") record.pending.set(trial, fact.value as { member: string; share: number });
    const waiting = record.pending.get(trial);
    if (fact.type === "verdict" && fact.part === undefined && waiting !== undefined && waiting.member === fact.member) {
      const known = record.byMember.get(fact.member) ?? [];
      known.push({ share: waiting.share, passed: fact.passed });
      record.byMember.set(fact.member, known);
      record.pending.delete(trial);
    }
    return record;
  },
};

/**
 * The lowest share from which on accepted answers passed often enough: pass rate, with one failure added, of at least `target`.
 * Above 1 (accept nothing) where no share earns that trust; `start` below `least` observations.
 */
export function learntThreshold(checks: readonly CheckedShare[], start: number, target = 0.8, least = 5): number {
  if (checks.length < least) return start;
  const ordered = checks.toSorted((a, b) => b.share - a.share);
  let threshold = Number.POSITIVE_INFINITY;
  let passed = 0;
  for (const [i, { share, passed: good }] of ordered.entries()) {
    passed += Number(good);
    const lastOfShare = ordered[i + 1]?.share !== share;
    if (lastOfShare && passed / (i + 2) >= target) threshold = share;
  }
  return threshold;
}
