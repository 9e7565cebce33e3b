import { directPenalty } from "./score.ts";

/** How a winner is paid. */
export const paymentRules = ["first-price", "second-score", "execution-contingent", "vcg", "posted", "lottery"] as const;
export type PaymentRule = (typeof paymentRules)[number];

/** What an award turns on: the task's value, the winner's bid as cleared, the runner-up's score (at least 0). */
export interface Deal {
  readonly value: number;
  readonly p: number;
  readonly ask: number;
  readonly runnerUp: number;
}
/** What the winner receives when its answer passes and when it fails; `deposit` covers what it may owe. */
export interface Payment {
  readonly onPass: number;
  readonly onFail: number;
  readonly deposit: number;
}

/**
 * The terms of a deal under each rule; unrounded. Sources: first price with upstream's direct penalty; second score (Che 1993),
 * truthful in cost when p is set by the center; execution-contingent (Porter, Ronen, Shoham, Tennenholtz 2008), truthful in
 * both, with the buyer's surplus equal to the runner-up's score in every outcome. VCG for one task is the second score.
 */
export function payment(rule: PaymentRule, deal: Deal): Payment {
  return rules[rule](deal);
}

const rules: { readonly [rule in PaymentRule]: (deal: Deal) => Payment } = {
  "first-price": ({ value, p, ask }) => {
    const penalty = directPenalty({ value, p });
    return { onPass: ask, onFail: -penalty, deposit: penalty };
  },
  "second-score": secondScore,
  "execution-contingent": ({ value, runnerUp }) => ({ onPass: value - runnerUp, onFail: -runnerUp, deposit: runnerUp }),
  vcg: secondScore,
  posted: ({ ask }) => ({ onPass: ask, onFail: 0, deposit: 0 }),
  lottery: () => ({ onPass: 0, onFail: 0, deposit: 0 }),
};

function secondScore({ value, p, runnerUp }: Deal): Payment {
  const price = value * p - runnerUp;
  return { onPass: price, onFail: price, deposit: 0 };
}
