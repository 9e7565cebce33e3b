import { chosenBy } from "../../util/goal.ts";
import { stream } from "../../util/random.ts";
import type { Cell, CellResult, RaceArm, RacePlan } from "./race-plan.ts";
import { Scores, type Scored } from "./scores.ts";
import type { Strategy } from "./strategy.ts";

/** Each candidate is tried on so many tasks. */
const block = 20;

/**
 * Random mutation: from the best single member on, a random change of one thing (a member more, less or another, an option, the kind) is
 * tried on the same tasks and taken where it meets the goal better. Where no change is left untried, any candidate is.
 */
export function mutation(plan: RacePlan): Strategy {
  const scores = new Scores(plan);
  const tasks = Math.min(block, plan.tasks.length);
  const untried = new Map(plan.arms.map((arm) => [arm.name, arm]));
  let current: RaceArm | undefined;
  let steps = 0;
  let waves = 0;
  const trialsOf = (arms: readonly RaceArm[]): Cell[] =>
    Array.from({ length: tasks }, (_, task) => arms.map(({ name }) => ({ arm: name, task }))).flat();
  const better = (one: RaceArm, other: RaceArm | undefined): boolean => {
    const both = [one, ...(other === undefined ? [] : [other])]
      .filter(({ name }) => !scores.untold(name))
      .map((arm) => scores.figures(arm));
    const known = both.filter((figures) => figures.tasks > 0);
    return chosenBy(plan.goal, known.toReversed(), scores.single()?.passRate)?.name === one.name;
  };
  return {
    wanted(spent) {
      const dearest = waves === 0 ? 0 : spent / waves;
      if (tasks === 0 || spent + (waves > 1 ? dearest : 0) > plan.money || spent >= plan.money) return [];
      waves += 1;
      const singles = plan.arms.filter(({ single }) => single);
      const next = stream(`${plan.seed}/mutation/${steps++}`);
      const proposed =
        current === undefined ? singles : [proposal(current, [...untried.values()], next)].filter((arm) => arm !== undefined);
      for (const { name } of proposed) untried.delete(name);
      return trialsOf(proposed);
    },
    take(results: readonly (Cell & { readonly result: CellResult })[]) {
      for (const { arm, task, result } of results) scores.take(arm, task, result);
      const names = new Set(results.map(({ arm }) => arm));
      for (const arm of plan.arms) if (names.has(arm.name) && better(arm, current)) current = arm;
    },
    verdict() {
      const tried = plan.arms.filter(({ name }) => !untried.has(name));
      const chosen: Scored | undefined = current === undefined ? undefined : scores.figures(current);
      return {
        chosen,
        single: scores.single(),
        live: current === undefined ? [] : [current.name],
        dropped: tried.filter(({ name }) => scores.untold(name)).map(({ name }) => ({ arm: name, why: "replay", tasks })),
        tried: tried.length,
        tasks,
      };
    },
  };
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
