import type { Nano } from "../../types.ts";
import type { RacePlan } from "../plan/race-plan.ts";
import { shuffled, stream } from "../../util/random.ts";
import type { Cell, CellResult, Dropped } from "./cell.ts";
import { Scores } from "./scores.ts";
import { shownWorse } from "./shown-worse.ts";
import type { Strategy, Verdict } from "./strategy.ts";

/** As many trials per wave as keep usual workers busy. */
const trialsPerWave = 8;
/** The money is to last for so many tasks at least. */
const fewest = 10;
/** One task may take such a part of the money that is left. */
const largest = 1 / 3;

/**
 * All candidates run the same tasks, wave after wave; who is shown to be worse is dropped. Where the money would not last to the last task,
 * the worse half by now is set aside each time another equal part of it is spent, as in sequential halving: that is a guess, and told
 * apart from what was shown. Of many, the best run a task first, and those that have not when it has taken a third of the money are set aside. No more candidates are begun than a tenth of the money lets run the first task, in seeded order. Single members
 * come first, who by its fewest calls costs more than the goal has use for last; single members stay to the end: the best of them is what the winner is compared with.
 */
export function racing(plan: RacePlan): Strategy {
  return new Race(plan);
}

class Race implements Strategy {
  readonly #plan: RacePlan;
  readonly #scores: Scores;
  readonly #dropped: Dropped[] = [];
  readonly #live: Set<string>;
  /** Equal parts of the money that is left once all have begun, one for each halving that would leave one candidate. */
  #stages = { from: 0, parts: 1, passed: 0 };
  /** Who has not begun. */
  #waiting: string[];
  #done = 0;
  /** Of many candidates, those that have not run the task under way, and what it may take until when. */
  #task = { left: [] as readonly string[], until: 0 };
  /** What a task of all that run cost lately, how many these were, and since what and when it is counted. */
  #pace = { each: 0, running: 0, from: 0, at: 0 };

  constructor(plan: RacePlan) {
    this.#plan = plan;
    this.#scores = new Scores(plan);
    this.#live = new Set(plan.arms.map(({ name }) => name));
    const [singles, others] = [plan.arms.filter(({ single }) => single), plan.arms.filter(({ single }) => !single)];
    this.#waiting = [...singles, ...shuffled(others, stream(`${plan.seed}/racing`))].map(({ name }) => name);
  }

  wanted(spent: Nano): Cell[] {
    const { money, tasks } = this.#plan;
    if (this.#waiting.length > 0 && tasks.length > 0 && spent < money) return this.#begun(spent);
    if (this.#task.left.length > 0) {
      if (spent < this.#task.until || this.#live.size < 3) return this.#wave();
      for (const name of this.#task.left) this.#drop(name, "money");
      this.#task = { left: [], until: 0 };
      this.#done += 1;
    }
    const left = tasks.length - this.#done;
    if (left === 0 || this.#live.size < 2 || spent >= money) return [];
    const each = this.#madeToLast(spent, left);
    if (each > money - spent) return [];
    const arms = this.#running();
    if (arms.length > trialsPerWave) {
      this.#task = { left: this.#bestFirst(), until: spent + (money - spent) * Math.max(largest, 1 / left) };
      return this.#wave();
    }
    const ahead = Math.max(Math.ceil(trialsPerWave / arms.length), Math.floor(this.#done / 10));
    const affordable = each > 0 ? Math.floor((money - spent) / each) : ahead;
    const width = Math.min(left, Math.max(1, Math.min(ahead, affordable)));
    return Array.from({ length: width }, (_, i) => arms.map((arm): Cell => ({ arm, task: this.#done + i }))).flat();
  }

  take(results: readonly (Cell & { readonly result: CellResult })[]): void {
    for (const { arm, task, result } of results) this.#scores.take(arm, task, result);
    const begun = new Set(results.map(({ arm }) => arm));
    this.#waiting = this.#waiting.filter((name) => !begun.has(name));
    this.#task = { ...this.#task, left: this.#task.left.filter((name) => !begun.has(name)) };
    if (this.#task.left.length === 0) this.#done = Math.max(this.#done, ...results.map(({ task }) => task + 1));
    for (const name of this.#live) if (this.#scores.untold(name)) this.#drop(name, "replay");
    for (const { arm, by } of shownWorse(this.#plan, this.#scores, this.#live)) this.#drop(arm, "worse", by);
  }

  /** The next candidates on the task under way, best first. */
  #wave(): Cell[] {
    return this.#task.left.slice(0, trialsPerWave).map((arm) => ({ arm, task: this.#done }));
  }

  /** Single members, then the others by how well they meet the goal so far. */
  #bestFirst(): string[] {
    const running = this.#running();
    const singles = running.filter((name) => this.#plan.arms.some((arm) => arm.name === name && arm.single));
    const order = this.#scores.ranked(new Set(running)).map(({ name }) => name);
    return [...singles, ...order.filter((name) => !singles.includes(name))];
  }

  verdict(): Verdict {
    return {
      // The best single member needs no luck to be as good as itself, whatever it costs.
      chosen: this.#scores.best(new Set([...this.#live, ...this.#single()])),
      single: this.#scores.single(),
      live: [...this.#live],
      left: this.#scores.ranked(this.#live),
      dropped: this.#dropped,
      tried: this.#plan.arms.length - this.#waiting.length - this.#dropped.filter(({ tasks }) => tasks === 0).length,
      tasks: this.#done,
    };
  }

  #single(): string[] {
    return [this.#scores.single()?.name].filter((name) => name !== undefined);
  }

  /** The first task by those who begin next: single members at once, then a wave; who is not begun with a tenth of the money is set aside. */
  #begun(spent: Nano): Cell[] {
    const singles = this.#plan.arms.filter(({ name, single }) => single && this.#waiting.includes(name)).length;
    if (singles > 0) return this.#waiting.slice(0, singles).map((arm) => ({ arm, task: 0 }));
    if (spent < this.#plan.money / fewest) return this.#waitingByUse().map((arm) => ({ arm, task: 0 }));
    for (const name of this.#waiting) this.#drop(name, "money", undefined, 0);
    this.#waiting = [];
    return this.wanted(spent);
  }

  /** A wave of those that wait: who must cost more than the goal has use for comes last. */
  #waitingByUse(): string[] {
    const { goal, arms } = this.#plan;
    const costs = new Map(arms.filter(({ single }) => single).map((arm) => [arm.asks?.members[0], this.#scores.figures(arm).cost]));
    const most = goal.kind === "budget" ? goal.most : goal.kind === "value" ? goal.worth : Math.max(...costs.values());
    const isDear = (name: string): boolean => {
      const { members = [], least = 0 } = arms.find((arm) => arm.name === name)?.asks ?? {};
      return least * Math.min(...members.map((member) => costs.get(member) ?? 0)) >= most;
    };
    const [useful, dear] = [this.#waiting.filter((name) => !isDear(name)), this.#waiting.filter(isDear)];
    return [...useful, ...dear].slice(0, trialsPerWave);
  }

  #running(): string[] {
    return this.#plan.arms
      .filter(({ name, single }) => this.#live.has(name) || (single && !this.#scores.untold(name)))
      .map(({ name }) => name);
  }

  #drop(arm: string, why: Dropped["why"], by?: string, tasks = this.#done): void {
    if (!this.#live.delete(arm)) return;
    this.#dropped.push({ arm, why, tasks, ...(by === undefined ? {} : { by }) });
  }

  /** Sets candidates aside where the money would not last; what a task of those that are left is expected to cost. */
  #madeToLast(spent: Nano, left: number): number {
    const { money } = this.#plan;
    let each = this.#paced(spent);
    const { from, parts, passed } = this.#stages;
    const now = from === 0 ? 0 : Math.floor((parts * (spent - from)) / (money - from));
    if (from === 0) this.#stages = { from: spent, parts: Math.max(1, Math.ceil(Math.log2(this.#live.size))), passed: 0 };
    else this.#stages = { from, parts, passed: now };
    if (now > passed && each * left > money - spent && this.#live.size > 2) each = this.#halved(spent);
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
    const order = this.#scores.ranked(this.#live);
    for (const { name } of order.slice(Math.ceil(order.length / 2))) this.#drop(name, "money");
    return this.#paced(spent);
  }
}
