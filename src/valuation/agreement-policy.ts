import type { Belief } from "./belief.ts";
import { bestOf, type Decision, type CheckedAttempt } from "./index-policy.ts";

export interface AgreementTerms {
  /** Who is asked, one after another. */
  readonly order: readonly number[];
  /** The chance to be right from which the best answer is accepted. */
  readonly enough: number;
  /** At least this many are asked (2: an answer that nobody else gave is never accepted while others are left). */
  readonly least?: number;
}

/**
 * Agreement: members answer in turn, cheap ones first, until the best answer is likely enough to be right; at the end of the order it is accepted as it
 * is. How likely comes from who gave it and who gave others: with independent members the log-odds of each add up (Nitzan and Paroush 1982), and the
 * belief's correlations take from what members who fail together add. `index` holds that log-odds.
 */
export function agreementDecision(
  belief: Belief,
  tried: readonly CheckedAttempt[],
  { order, enough, least = 1 }: AgreementTerms,
): Decision {
  const now = belief.after(tried);
  const best = bestOf(now);
  const member = order[tried.length];
  const support = Math.log(best.chance / (1 - best.chance));
  const percent = (p: number): string => `${(100 * p).toFixed(1)}%`;
  const base = { chance: best.chance, worth: best.chance };
  const done = best.place >= 0 && best.chance >= enough && tried.length >= least;
  if (member !== undefined && !done) {
    const action = { kind: "try", member } as const;
    const why =
      tried.length < least
        ? `${tried.length} of at least ${least} were asked`
        : `the best answer is right with ${percent(best.chance)}, less than ${percent(enough)}`;
    return { ...base, action, weighed: [{ action, index: support, cost: 0, chance: now.next(member) }], why };
  }
  if (best.place < 0) return { ...base, action: { kind: "stop" }, weighed: [], why: "all were asked and none answered" };
  const action = { kind: "accept", attempt: best.place } as const;
  const why = done
    ? `the best answer is right with ${percent(best.chance)}, at least ${percent(enough)}`
    : "all were asked; this answer is the likeliest";
  return { ...base, action, weighed: [{ action, index: support, cost: 0, chance: best.chance }], why };
}
