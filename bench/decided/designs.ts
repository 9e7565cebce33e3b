import { betterHalf, type DecisionPlan, decider, halvingRounds, taskOrder } from "../../src/statistics/index.ts";
import type { Drawing } from "./worlds.ts";

/** What a design named, if anything, whom it would take without a proof, and the money that it took. */
export interface Verdict {
  readonly named: number | undefined;
  readonly taken: number;
  readonly spent: number;
  readonly tasks: number;
  /** Whether it said that all others are worse. */
  readonly outright?: boolean;
}

const unit = 1e9;
/** The difference that does not matter, in worths of a pass. */
export const delta = 0.05;

/** The lab's own way, wave by wave. */
export function decidedRun(drawing: Drawing, seed: string): Verdict {
  const ids = drawing.categories.map((category, i) => ({ id: `t${i}`, category }));
  const place = new Map(ids.map(({ id }, i) => [id, i]));
  const arms = new Map(drawing.arms.map((arm) => [arm.name, arm]));
  const plan: DecisionPlan = {
    question: { kind: "best", value: unit },
    topologies: [...arms.keys()],
    tasks: taskOrder(ids, seed),
    delta: delta * unit,
  };
  const machine = decider(plan);
  for (let done = 0; ; ) {
    const wanted = machine.next(Math.max(1, Math.floor(done / 10)));
    if (wanted.length === 0) break;
    for (const { topology, task } of wanted) {
      const i = place.get(task) ?? 0;
      const arm = arms.get(topology);
      machine.take({ topology, task, passed: arm?.passed[i] ?? 0, cost: Math.round((arm?.cost[i] ?? 0) * unit) });
    }
    done += 1;
  }
  const { winner, leader, spent, tasks, state } = machine.decision();
  const at = (name: string | undefined): number => drawing.arms.findIndex((arm) => arm.name === name);
  return {
    named: winner === undefined ? undefined : at(winner),
    taken: at(leader),
    spent: spent / unit,
    tasks,
    outright: state === "decided",
  };
}

/** Every topology on every task; the one with the highest mean is named, proved or not. */
export function fullDesign({ arms, categories }: Drawing): Verdict {
  const means = arms.map(({ passed, cost }) => sum(passed) - sum(cost));
  const best = means.indexOf(Math.max(...means));
  return { named: best, taken: best, spent: sum(arms.map(({ cost }) => sum(cost))), tasks: categories.length };
}

/** Fixed halving with as much money as the decided run took: the worse half is dropped round by round, and the last one is named. */
export function halving(drawing: Drawing, money: number): Verdict {
  const { arms, categories } = drawing;
  const whole = fullDesign(drawing).spent;
  const pulls = Math.floor((money / whole) * arms.length * categories.length);
  let left = arms.map((_, i) => i);
  let [used, spent] = [0, 0];
  for (const round of halvingRounds(arms.length, pulls)) {
    const until = Math.min(categories.length, Math.max(1, used + round.tasks));
    for (const arm of left) spent += sum((arms[arm]?.cost ?? []).slice(used, until));
    used = until;
    left = betterHalf(left, (arm) => sum((arms[arm]?.passed ?? []).slice(0, used)) - sum((arms[arm]?.cost ?? []).slice(0, used)));
  }
  return { named: left[0], taken: left[0] ?? 0, spent, tasks: used };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
