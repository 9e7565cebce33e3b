import type { Nano } from "../types.ts";
import type { Arrival, Decision, DecisionPlan } from "./decision.ts";
import { type Bet, bet, noBet } from "./e-values.ts";

/** Below 2, so that no single task can ruin a bet; bold, because differences are small beside their scale. */
const boldest = 1.8;

interface Pair {
  readonly a: string;
  readonly b: string;
  /** The evidence that a is better than b, at its highest so far. */
  better: Bet;
  bestBetter: number;
  /** The evidence that a is not better than b by delta. */
  within: Bet;
  bestWithin: number;
  sum: number;
}

/** What the tasks so far prove of each ordered pair of topologies. Mutable: one per decider. */
export class Evidence {
  readonly out: { topology: string; by: string; tasks: number }[] = [];
  readonly #plan: DecisionPlan;
  readonly #names: readonly string[];
  readonly #pairs: Pair[] = [];
  readonly #costs = new Map<string, { sum: Nano; count: number; merit: number }>();
  readonly #scale: number;
  readonly #delta: number;
  /** What evidence must reach: that one topology is better, that one is not better by delta. */
  readonly #bar: number;
  readonly #barWithin: number;

  constructor(plan: DecisionPlan) {
    const question = plan.question;
    this.#plan = plan;
    this.#names = question.kind === "better" ? [question.a, question.b] : plan.topologies;
    this.#scale = question.kind === "better" ? 1 : question.value + question.ceiling;
    this.#delta = Math.min(1, Math.max(0, plan.delta / this.#scale));
    const start = { better: noBet, bestBetter: 1, within: noBet, bestWithin: 1, sum: 0 };
    for (const a of this.#names) for (const b of this.#names) if (a !== b) this.#pairs.push({ a, b, ...start });
    const alpha = plan.alpha ?? 0.05;
    const others = Math.max(1, this.#names.length - 1);
    // A wrong winner means that the best arm was dropped by one of K - 1 others, or, of two equally good ones, either: 2 (K - 1) chances.
    this.#bar = (2 * others) / (this.#delta > 0 ? 0.8 * alpha : alpha);
    // Or that the best arm, one of K - 1, was taken for no better by delta.
    this.#barWithin = others / (0.2 * alpha);
  }

  live(): string[] {
    return this.#names.filter((name) => !this.out.some(({ topology }) => topology === name));
  }

  /** All live topologies' results on the next task of the plan. A pair without both outcomes learns nothing. */
  take(arrivals: readonly Arrival[], tasks: number): void {
    const live = new Set(this.live());
    const merits = new Map<string, number>();
    for (const { topology, passed, cost } of arrivals) {
      if (!live.has(topology)) continue;
      const own = this.#costs.get(topology) ?? { sum: 0, count: 0, merit: 0 };
      const merit = passed === undefined ? undefined : this.#merit(passed, cost);
      if (merit !== undefined) merits.set(topology, merit);
      this.#costs.set(topology, { sum: own.sum + cost, count: own.count + 1, merit: own.merit + (merit ?? 0) });
    }
    for (const pair of this.#pairs) {
      const mine = merits.get(pair.a);
      const theirs = merits.get(pair.b);
      if (mine !== undefined && theirs !== undefined) this.#learn(pair, mine - theirs);
    }
    this.#drop(tasks);
  }

  /** In units of the scale, so that a difference of two merits lies in [-1, 1]. */
  #merit(passed: number, cost: Nano): number {
    const question = this.#plan.question;
    if (question.kind === "better") return passed;
    return (passed * question.value - Math.min(cost, question.ceiling)) / this.#scale;
  }

  #learn(pair: Pair, difference: number): void {
    pair.better = bet(pair.better, difference, boldest);
    pair.bestBetter = Math.max(pair.bestBetter, pair.better.wealth);
    pair.within = bet(pair.within, (this.#delta - difference) / (1 + this.#delta), boldest);
    pair.bestWithin = Math.max(pair.bestWithin, pair.within.wealth);
    pair.sum += difference;
  }

  #drop(tasks: number): void {
    for (const { a, b, bestBetter } of this.#pairs) {
      if (bestBetter < this.#bar) continue;
      const live = this.live();
      if (live.includes(b) && live.includes(a)) this.out.push({ topology: b, by: a, tasks });
    }
  }

  /** Whether the question is answered, or cannot be any more with so many tasks left. */
  state(left: number): "running" | "decided" | "close" | "futile" {
    const live = this.live();
    if (live.length === 1) return "decided";
    const question = this.#plan.question;
    if (this.noGain()) return "futile";
    if (question.kind === "best" && this.#close(live) !== undefined) return "close";
    return this.#hopeless(live, left) ? "futile" : "running";
  }

  /** Asked whether a is better than b: the evidence says not by delta. */
  noGain(): boolean {
    const question = this.#plan.question;
    return question.kind === "better" && this.#isWithin(question.a, question.b);
  }

  winner(): string | undefined {
    const live = this.live();
    return live.length === 1 ? live[0] : this.#close(live);
  }

  /** The live topology with the highest merit so far. */
  leader(): string | undefined {
    const merit = (name: string): number => {
      const own = this.#costs.get(name);
      return own === undefined ? Number.NEGATIVE_INFINITY : own.merit / own.count;
    };
    return this.live().sort((x, y) => merit(y) - merit(x))[0];
  }

  /** The leader, when no live topology can be better than it by delta. */
  #close(live: readonly string[]): string | undefined {
    const leader = this.leader();
    if (leader === undefined || this.#delta === 0) return undefined;
    return live.every((name) => name === leader || this.#isWithin(name, leader)) ? leader : undefined;
  }

  #isWithin(a: string, b: string): boolean {
    return this.#delta > 0 && this.#pairs.some((pair) => pair.a === a && pair.b === b && pair.bestWithin >= this.#barWithin);
  }

  /** Whether some live topology will, by all that is likely, neither beat the leader nor be beaten nor be shown to be as good. */
  #hopeless(live: readonly string[], left: number): boolean {
    const leader = this.leader();
    return live.some((other) => {
      const both = this.#pairs.filter(({ a, b }) => (a === leader && b === other) || (a === other && b === leader));
      return other !== leader && !both.some((pair) => this.#canStillShow(pair, left));
    });
  }

  #canStillShow({ better, within }: Pair, left: number): boolean {
    return couldReach(better, left, this.#bar) || (this.#delta > 0 && couldReach(within, left, this.#barWithin));
  }

  meanCosts(): number[] {
    return [...this.#costs.values()].map(({ sum, count }) => sum / count);
  }

  pairs(): Decision["pairs"] {
    return this.#pairs.map(({ a, b, sum, bestBetter, better }) => {
      const tasks = better.t;
      return { a, b, difference: tasks === 0 ? 0 : sum / tasks, eValue: bestBetter, tasks };
    });
  }
}

/**
 * Whether a bet's wealth can grow to the bar in the tasks left: never if every task went its way and that is too little; else by
 * the growth of the best bet on a mean that is `hopeful` standard errors above the one seen.
 */
function couldReach(so: Bet, left: number, bar: number): boolean {
  const wanted = Math.log(bar / so.wealth);
  if (wanted > left * Math.log(1 + boldest / 2)) return false;
  if (so.t < fewest) return true;
  const seen = so.sum / so.t - 0.5;
  const spread = Math.max(0, (so.squares + 0.25) / (so.t + 1) - seen * seen);
  const edge = seen + hopeful * Math.sqrt(spread / so.t);
  const stake = Math.min(boldest, Math.max(0, edge / (spread + edge * edge)));
  return wanted <= left * (stake * edge - (stake * stake * (spread + edge * edge)) / 2);
}
const hopeful = 1.64;
/** Before so many tasks nothing is given up. */
const fewest = 10;
