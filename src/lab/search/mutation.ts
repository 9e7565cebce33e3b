import type { Nano } from "../../types.ts";
import { chosenBy } from "../../util/goal.ts";
import { stream } from "../../util/random.ts";
import type { RaceArm, RacePlan } from "../plan/race-plan.ts";
import type { Cell, CellResult } from "./cell.ts";
import { Scores } from "./scores.ts";
import type { Strategy, Verdict } from "./strategy.ts";

/** Each candidate is tried on so many tasks at most, and on fewer where the money would not pay as many for so many candidates. */
const [block, candidates] = [20, 10];

/**
 * Random mutation: from the best single member on, a random change of one thing (a member more, less or another, an option, the kind) is
 * tried on the same tasks and taken where it meets the goal better. Where no change is left untried, any candidate is.
 */
export function mutation(plan: RacePlan): Strategy {
  return new Climb(plan);
}

class Climb implements Strategy {
  readonly #plan: RacePlan;
  readonly #scores: Scores;
  readonly #untried: Map<string, RaceArm>;
  readonly #singles: readonly RaceArm[];
  #current: RaceArm | undefined;
  #waves = 0;
  #tasks: number;

  constructor(plan: RacePlan) {
    this.#plan = plan;
    this.#scores = new Scores(plan);
    this.#untried = new Map(plan.arms.map((arm) => [arm.name, arm]));
    this.#singles = plan.arms.filter(({ single }) => single);
    this.#tasks = Math.min(1, plan.tasks.length);
  }

  wanted(spent: Nano): Cell[] {
    const { money, tasks, seed } = this.#plan;
    const next = this.#waves > 2 ? spent / this.#waves : 0;
    if (this.#tasks === 0 || spent >= money || spent + next > money) return [];
    this.#waves += 1;
    // One task of each single member tells how many the money pays.
    if (this.#waves === 1) return this.#proposed(this.#singles);
    if (this.#waves === 2 && tasks.length > 1) {
      const affordable = spent === 0 ? block : Math.floor((money * this.#singles.length) / (candidates * spent));
      this.#tasks = Math.min(tasks.length, Math.max(2, Math.min(block, affordable)));
      return this.#trials(this.#singles, 1);
    }
    const chance = stream(`${seed}/mutation/${this.#waves}`);
    const arm = this.#current === undefined ? undefined : proposal(this.#current, [...this.#untried.values()], chance);
    return arm === undefined ? [] : this.#proposed([arm]);
  }

  take(results: readonly (Cell & { readonly result: CellResult })[]): void {
    for (const { arm, task, result } of results) this.#scores.take(arm, task, result);
    const names = new Set(results.map(({ arm }) => arm));
    for (const arm of this.#plan.arms) if (names.has(arm.name) && this.#isBetter(arm)) this.#current = arm;
  }

  verdict(): Verdict {
    const tried = this.#plan.arms.filter(({ name }) => !this.#untried.has(name));
    const untold = tried.filter(({ name }) => this.#scores.untold(name));
    return {
      chosen: this.#current === undefined ? undefined : this.#scores.figures(this.#current),
      single: this.#scores.single(),
      left: [],
      live: this.#current === undefined ? [] : [this.#current.name],
      dropped: untold.map(({ name }) => ({ arm: name, why: "replay", tasks: this.#tasks })),
      tried: tried.length,
      tasks: this.#tasks,
    };
  }

  #proposed(arms: readonly RaceArm[]): Cell[] {
    for (const { name } of arms) this.#untried.delete(name);
    return this.#trials(arms);
  }

  #trials(arms: readonly RaceArm[], from = 0): Cell[] {
    const tasks = Array.from({ length: this.#tasks - from }, (_, i) => from + i);
    return tasks.flatMap((task) => arms.map(({ name }) => ({ arm: name, task })));
  }

  /** Of two as good, who stands stays. */
  #isBetter(arm: RaceArm): boolean {
    const both = [...(this.#current === undefined ? [] : [this.#current]), arm].filter(({ name }) => !this.#scores.untold(name));
    const known = both.map((one) => this.#scores.figures(one)).filter(({ tasks }) => tasks > 0);
    return chosenBy(this.#plan.goal, known, this.#scores.single()?.passRate)?.name === arm.name;
  }
}

/** One of those that differ in one thing, by chance; else any. */
function proposal(current: RaceArm, untried: readonly RaceArm[], next: () => number): RaceArm | undefined {
  const near = untried.filter((arm) => isOneChange(current, arm));
  const from = near.length > 0 ? near : untried;
  return from[Math.floor(next() * from.length)];
}

/** Whether one trait was put in, taken out or put in another's place. */
function isOneChange(a: RaceArm, b: RaceArm): boolean {
  const lost = a.traits.filter((trait) => !b.traits.includes(trait)).length;
  const gained = b.traits.filter((trait) => !a.traits.includes(trait)).length;
  return lost <= 1 && gained <= 1 && lost + gained > 0;
}
