import { evidenceAt, evidenceOf, type Evidence, type Item, type Outcome } from "./evidence.ts";

/** The members that tried nearly all items, the items that all of these tried, and who and how many were left out. */
export interface SharedEvidence {
  readonly evidence: Evidence;
  readonly membersLeft: readonly string[];
  readonly itemsLeft: number;
}

/** Members that tried at least `share` of the items, and the items that all of them tried: what every policy can be played on. `about` says more of items. */
export function sharedEvidence(outcomes: readonly Outcome[], share = 0.9, about: readonly Item[] = []): SharedEvidence {
  const all = evidenceOf(outcomes);
  const width = all.members.length;
  const tried = (m: number): number => all.items.filter((_, i) => (all.tries[i * width + m] as number) > 0).length;
  const members = new Set(all.members.filter((_, m) => tried(m) >= share * all.items.length));
  const few = evidenceOf(
    outcomes.filter(({ member }) => members.has(member)),
    about,
  );
  const whole = [...few.items.keys()].filter((i) => few.members.every((_, m) => (few.tries[i * few.members.length + m] as number) > 0));
  return {
    evidence: evidenceAt(few, whole),
    membersLeft: all.members.filter((member) => !members.has(member)),
    itemsLeft: all.items.length - whole.length,
  };
}
