import { awarded } from "./award.ts";
import { type PaymentRule, payment } from "./payment.ts";
import { anchorScore, directScore, expectedSurplus } from "./score.ts";

/** One bidder's truth among rivals who report as they are. */
export interface Instance {
  readonly value: number;
  readonly p: number;
  readonly cost: number;
  readonly rivals: readonly { readonly p: number; readonly cost: number }[];
}
/** What the bidder may claim. */
export interface Report {
  readonly p: number;
  readonly cost: number;
}
export type SearchedRule = Exclude<PaymentRule, "posted" | "lottery"> | "anchor";
/** Whether p is what the bidder says or what the center believes; the second score is truthful only in the latter case. */
export type BeliefIn = "stated" | "central";

/** Expected gain of the bidder with this truth when it reports `report`; ties go against it. The cost of the work is its own. */
export function expectedGain(rule: SearchedRule, instance: Instance, report: Report, belief: BeliefIn = "stated"): number {
  const { value } = instance;
  const claimed = { p: belief === "central" ? instance.p : report.p, ask: report.cost };
  const rivals = instance.rivals.map(({ p, cost }, i) => ({ member: `r${i}`, score: scoreOf(rule, value, { p, ask: cost }) }));
  const own = { member: "z", score: scoreOf(rule, value, claimed) };
  const award = awarded([own, ...rivals], tieAgainst);
  if (award === undefined || award.winner !== own) return 0;
  const runnerUp = Math.max(0, ...rivals.map(({ score }) => score));
  const { onPass, onFail } = rule === "anchor" ? anchorPayment(claimed) : payment(rule, { value, ...claimed, runnerUp });
  return instance.p * onPass + (1 - instance.p) * onFail - instance.cost;
}

/** The most that any report on a grid gains over the truth, and that report. 0 when the truth is best. */
export function misreportGain(
  rule: SearchedRule,
  instance: Instance,
  steps = 20,
  belief: BeliefIn = "stated",
): { gain: number; report: Report } {
  const truth = { p: instance.p, cost: instance.cost };
  const honest = expectedGain(rule, instance, truth, belief);
  let best = { gain: 0, report: truth };
  for (let i = 0; i <= steps; i++) {
    for (let j = 0; j <= steps; j++) {
      const report = { p: i / steps, cost: (j / steps) * instance.value };
      const gain = expectedGain(rule, instance, report, belief) - honest;
      if (gain > best.gain) best = { gain, report };
    }
  }
  return best;
}

/** An instance drawn at random: value 1 to 100, chances uniform, costs up to the value, one to four rivals. */
export function randomInstance(next: () => number): Instance {
  const value = 1 + 99 * next();
  const rivals = Array.from({ length: 1 + Math.floor(4 * next()) }, () => ({ p: next(), cost: value * next() }));
  return { value, p: next(), cost: value * next(), rivals };
}

// Equal draws leave ties in name order, and the searched bidder is named last: it loses every tie.
function tieAgainst(): number {
  return 0;
}

function scoreOf(rule: SearchedRule, value: number, { p, ask }: { p: number; ask: number }): number {
  if (rule === "anchor") return anchorScore({ value, p, ask }, 1);
  return rule === "first-price" ? directScore({ value, p, ask }) : expectedSurplus({ value, p, ask });
}

/** The anchor pays the ask on success and leaves the failure penalty out of the work's own accounts. */
function anchorPayment({ ask }: { ask: number }) {
  return { onPass: ask, onFail: 0 };
}
