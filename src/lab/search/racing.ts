import type { Nano } from "../../types.ts";
import type { Cell, CellResult, Dropped, RacePlan } from "./race-plan.ts";
import { ranked } from "./ranked.ts";
import { Scores } from "./scores.ts";
import { shownWorse } from "./shown-worse.ts";
import type { Strategy, Verdict } from "./strategy.ts";

/** As many trials per wave as keep usual workers busy. */
const trialsPerWave = 8;

/**
 * All candidates run the same tasks, wave after wave; who is shown to be worse is dropped. Where the money would not last to the last task,
 * the worse half by now is set aside each time another equal part of it is spent, as in sequential halving: that is a guess, and told
 * apart from what was shown. Single members stay to the end: the best of them is what the winner is compared with.
 */
export function racing(plan: RacePlan): Strategy {
  return new Race(plan);
}

class Race implements Strategy {
  readonly #plan: RacePlan;
  readonly #scores: Scores;
  readonly #dropped: Dropped[] = [];
  readonly #live: Set<string>;
  /** Equal parts of the money, one for each halving that would leave one candidate. */
  readonly #stages: number;
  #stage = 1;
  #done = 0;
  /** What a task of all that run cost lately, how many these were, and since what and when it is counted. */
  #pace = { each: 0, running: 0, from: 0, at: 0 };

  constructor(plan: RacePlan) {
    this.#plan = plan;
    this.#scores = new Scores(plan);
    this.#live = new Set(plan.arms.map(({ name }) => name));
    this.#stages = Math.max(1, Math.ceil(Math.log2(plan.arms.length)));
  }

  wanted(spent: Nano): Cell[] {
    const { money, tasks } = this.#plan;
    const left = tasks.length - this.#done;
    if (left === 0 || this.#live.size < 2 || spent >= money) return [];
    const each = this.#madeToLast(spent, left);
    if (each > money - spent) return [];
    const arms = this.#running();
    const ahead = Math.max(Math.ceil(trialsPerWave / arms.length), Math.floor(this.#done / 10));
    const affordable = each > 0 ? Math.floor((money - spent) / each) : ahead;
    const width = Math.min(left, Math.max(1, Math.min(ahead, affordable)));
    return Array.from({ length: width }, (_, i) => arms.map((arm): Cell => ({ arm, task: this.#done + i }))).flat();
  }

  take(results: readonly (Cell & { readonly result: CellResult })[]): void {
    for (const { arm, task, result } of results) this.#scores.take(arm, task, result);
    this.#done = Math.max(this.#done, ...results.map(({ task }) => task + 1));
    for (const name of this.#live) if (this.#scores.untold(name)) this.#drop(name, "replay");
    for (const { arm, by } of shownWorse(this.#plan, this.#scores, this.#live)) this.#drop(arm, "worse", by);
  }

  verdict(): Verdict {
    return {
      chosen: this.#scores.best(this.#live),
      single: this.#scores.single(),
      live: [...this.#live],
      dropped: this.#dropped,
      tried: this.#done === 0 ? 0 : this.#plan.arms.length,
      tasks: this.#done,
    };
  }

  #running(): string[] {
    return this.#plan.arms
      .filter(({ name, single }) => this.#live.has(name) || (single && !this.#scores.untold(name)))
      .map(({ name }) => name);
  }

  #drop(arm: string, why: Dropped["why"], by?: string): void {
    if (!this.#live.delete(arm)) return;
    this.#dropped.push({ arm, why, tasks: this.#done, ...(by === undefined ? {} : { by }) });
  }

  /** Sets candidates aside where the money would not last; what a task of those that are left is expected to cost. */
  #madeToLast(spent: Nano, left: number): number {
    const { money } = this.#plan;
    let each = this.#paced(spent);
    while (spent >= (money * this.#stage) / this.#stages) {
      this.#stage += 1;
      if (each * left > money - spent && this.#live.size > 2) each = this.#halved(spent);
    }
    while (each > money - spent && this.#live.size > 2) each = this.#halved(spent);
    return each;
  }

  #paced(spent: Nano): number {
    const running = this.#running().length;
    const { each: before, running: were, from, at } = this.#pace;
    const each = this.#done > at ? (spent - from) / (this.#done - at) : were === 0 ? 0 : (before * running) / were;
    if (running !== were) this.#pace = { each, running, from: spent, at: this.#done };
    return each;
  }

  #halved(spent: Nano): number {
    const arms = this.#plan.arms.filter(({ name }) => this.#live.has(name)).map((arm) => this.#scores.figures(arm));
    const order = ranked(this.#plan.goal, arms, this.#scores.single()?.passRate ?? 0);
    for (const { name } of order.slice(Math.ceil(order.length / 2))) this.#drop(name, "money");
    return this.#paced(spent);
  }
}
