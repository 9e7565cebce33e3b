import { betaQuantile } from "../../statistics/index.ts";
import type { Nano } from "../../types.ts";
import { chosenBy } from "../../util/goal.ts";
import { normal, stream } from "../../util/random.ts";
import type { RaceArm, RacePlan } from "../plan/race-plan.ts";
import type { Cell } from "./cell.ts";
import type { Scored } from "./scored.ts";
import { Scores } from "./scores.ts";
import type { Strategy } from "./strategy.ts";

/** So many draws before their results are known. */
const batch = 8;

/**
 * Thompson sampling over the candidates: each next trial goes to whoever meets the goal best by a draw of every pass rate from its posterior (from a
 * flat prior) and of every mean cost. Named is who was tried most. What was never tried costs nothing by its draw, so that everybody is tried.
 */
export function thompson(plan: RacePlan): Strategy {
  const scores = new Scores(plan);
  const pulls = new Map(plan.arms.map(({ name }) => [name, 0]));
  // Trials whose results came: a wave that ends for want of money is in no verdict, or a resumption would come to another.
  const taken = new Map(plan.arms.map(({ name }) => [name, 0]));
  let rounds = 0;
  const pulled = (name: string): number => pulls.get(name) ?? 0;
  const open = (): RaceArm[] => plan.arms.filter(({ name }) => pulled(name) < plan.tasks.length && !scores.untold(name));
  const most = (): Set<string> => {
    const told = plan.arms.filter(({ name }) => !scores.untold(name));
    const highest = Math.max(...told.map(({ name }) => taken.get(name) ?? 0));
    return new Set(told.filter(({ name }) => taken.get(name) === highest).map(({ name }) => name));
  };
  return {
    wanted(spent) {
      const made = [...pulls.values()].reduce((sum, each) => sum + each, 0);
      const size = Math.min(batch, affordable(plan, spent, made));
      const cells: Cell[] = [];
      for (let i = 0; i < size; i++) {
        const next = stream(`${plan.seed}/thompson/${rounds++}`);
        const draws = open().map((arm) => drawn(arm, scores, next));
        const wanted = Math.max(0, ...draws.filter(({ single }) => single).map(({ passRate }) => passRate));
        const arm = chosenBy(plan.goal, draws, wanted)?.name;
        if (arm === undefined) break;
        cells.push({ arm, task: pulled(arm) });
        pulls.set(arm, pulled(arm) + 1);
      }
      return cells;
    },
    take(results) {
      for (const { arm, task, result } of results) {
        scores.take(arm, task, result);
        taken.set(arm, (taken.get(arm) ?? 0) + 1);
      }
    },
    verdict() {
      const counts = [...taken.values()];
      return {
        chosen: scores.best(most()),
        single: scores.single(),
        left: [],
        live: plan.arms.map(({ name }) => name).filter((name) => !scores.untold(name)),
        dropped: plan.arms
          .filter(({ name }) => scores.untold(name))
          .map(({ name }) => ({ arm: name, why: "replay", tasks: taken.get(name) ?? 0 })),
        tried: counts.filter((each) => each > 0).length,
        tasks: Math.max(...counts),
      };
    },
  };
}

/** A candidate with figures that are drawn from what may be true of it. */
function drawn(arm: RaceArm, scores: Scores, next: () => number): Scored {
  const known = scores.of(arm.name);
  const passed = known.reduce((sum, cell) => sum + cell.passed, 0);
  const { cost } = scores.figures(arm);
  const spread = known.reduce((sum, cell) => sum + (cell.cost - cost) ** 2, 0) / Math.max(1, known.length - 1);
  const passRate = betaQuantile(next(), 1 + passed, 1 + known.length - passed);
  const noise = known.length === 0 ? 0 : normal(next) * Math.sqrt(spread / known.length);
  return { name: arm.name, single: arm.single, tasks: known.length, passRate, cost: Math.max(0, cost + noise) };
}

/** How many trials the rest of the money pays, at what a trial took so far. */
function affordable({ money }: RacePlan, spent: Nano, made: number): number {
  if (spent >= money) return 0;
  return made === 0 || spent === 0 ? batch : Math.floor(((money - spent) * made) / spent);
}
