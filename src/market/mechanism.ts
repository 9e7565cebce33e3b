import { openRegistry } from "../util/registry.ts";
import { type Deal, type Payment, type PaymentRule, payment } from "./payment.ts";
import { directScore, expectedSurplus } from "./score.ts";

/** How a market scores offers and pays the winner. All amounts of one call are in one unit. */
export interface Mechanism {
  readonly name: string;
  /** How it scores and pays, as a formula for bidders: V is the value of a right answer, S the second-best score. */
  readonly told: string;
  /** The score of an offer with p as the market believes it; offers of 0 or less never win. `p * value - ask` where left out. */
  score?(offer: { readonly value: number; readonly p: number; readonly ask: number }): number;
  /** What the winner receives when its answer passes and when it fails; `deposit` covers what it may owe. */
  payment(deal: Deal): Payment;
  /** True where a reserve bounds what is paid: rules that pay one price whatever the outcome. */
  readonly reserveBoundsPrice?: boolean;
  /** True where its score stands as it is under `reputation: anchor` too. */
  readonly ignoresReputation?: boolean;
  /** True where nobody is paid and offers are drawn by lot: neither a reserve nor a verdict changes anything. */
  readonly byLot?: boolean;
}

/** Formulas rather than advice: bidders do better with them (MarketBench 2a). */
const own: readonly (Mechanism & { readonly name: PaymentRule })[] = [
  {
    name: "first-price",
    told: "Score = V * p - ask - (1 - p) * 0.1 * V * (0.5 + p). The winner receives its ask if its answer passes and pays 0.1 * V * (0.5 + p) if not.",
    score: directScore,
    payment: (deal) => payment("first-price", deal),
  },
  {
    name: "second-score",
    told: "Score = V * p - ask. The winner receives V * p - S, where S is the second-best score.",
    payment: (deal) => payment("second-score", deal),
    reserveBoundsPrice: true,
  },
  {
    name: "execution-contingent",
    told:
      "Score = V * p - ask. The winner receives V - S if its answer passes and pays S if not, where S is the second-best score: " +
      "its own p and ask decide only whether it wins.",
    payment: (deal) => payment("execution-contingent", deal),
  },
  {
    name: "vcg",
    told: "Score = V * p - ask. The winner receives V * p minus what its presence costs the others.",
    payment: (deal) => payment("vcg", deal),
    reserveBoundsPrice: true,
  },
  {
    name: "posted",
    told: "The lowest ask below V * p wins and is paid if its answer passes.",
    // Cheapest first among those who are worth their price.
    score: ({ value, p, ask }) => (p * value > ask ? Math.max(1, value - ask) : 0),
    payment: (deal) => payment("posted", deal),
    ignoresReputation: true,
  },
  {
    name: "lottery",
    told: "The winner is drawn by lot among those who bid.",
    score: ({ value }) => value,
    payment: (deal) => payment("lottery", deal),
    ignoresReputation: true,
    byLot: true,
  },
];

/** Mechanisms by name. */
export const mechanismRegistry = openRegistry<Mechanism>("mechanism", own);

/** The mechanism of this name; undefined where there is none. */
export function mechanismOf(name: string): Mechanism | undefined {
  return mechanismRegistry.all.find((mechanism) => mechanism.name === name);
}

/** The score under which an offer competes. */
export function scoreUnder(mechanism: Mechanism, offer: { readonly value: number; readonly p: number; readonly ask: number }): number {
  return mechanism.score?.(offer) ?? expectedSurplus(offer);
}
