import type { Nano } from "../../types.ts";
import type { Cell, Dropped, RacePlan } from "./race-plan.ts";
import { ranked } from "./ranked.ts";
import { Scores } from "./scores.ts";
import { shownWorse } from "./shown-worse.ts";
import type { Strategy } from "./strategy.ts";

/** As many trials per wave as keep usual workers busy. */
const trialsPerWave = 8;

/**
 * All candidates run the same tasks, wave after wave; who is shown to be worse is dropped. Where the money would not last to the last task,
 * the worse half by now is set aside each time another equal part of it is spent, as in sequential halving: that is a guess, and told
 * apart from what was shown. Single members stay to the end: the best of them is what the winner is compared with.
 */
export function racing(plan: RacePlan): Strategy {
  const scores = new Scores(plan);
  const dropped: Dropped[] = [];
  const singles = plan.arms.filter(({ single }) => single).map(({ name }) => name);
  const stages = Math.max(1, Math.ceil(Math.log2(plan.arms.length)));
  const live = new Set(plan.arms.map(({ name }) => name));
  let done = 0;
  let stage = 1;
  /** What a task of all that run cost lately, for how many, and since when it is counted. */
  let pace = { each: 0, running: 0, from: 0, at: 0 };
  const running = (): string[] => [...new Set([...live, ...singles.filter((name) => !scores.untold(name))])];
  const drop = (arm: string, why: Dropped["why"], by?: string): void => {
    if (!live.delete(arm)) return;
    dropped.push({ arm, why, tasks: done, ...(by === undefined ? {} : { by }) });
  };
  const setHalfAside = (): void => {
    const arms = plan.arms.filter(({ name }) => live.has(name));
    const order = ranked(
      plan.goal,
      arms.map((arm) => scores.figures(arm)),
      scores.single()?.passRate ?? 0,
    );
    for (const { name } of order.slice(Math.ceil(order.length / 2))) drop(name, "money");
  };
  const paced = (spent: Nano): number => {
    const now = running().length;
    const since = done - pace.at;
    const each = since > 0 ? (spent - pace.from) / since : pace.each * (pace.running === 0 ? 0 : now / pace.running);
    if (now !== pace.running) pace = { each, running: now, from: spent, at: done };
    return each;
  };
  return {
    wanted(spent) {
      const left = plan.tasks.length - done;
      if (left === 0 || live.size < 2 || spent >= plan.money) return [];
      let each = paced(spent);
      while (spent >= (plan.money * stage) / stages) {
        stage += 1;
        if (each * left <= plan.money - spent || live.size < 3) continue;
        setHalfAside();
        each = paced(spent);
      }
      while (each > plan.money - spent && live.size > 2) {
        setHalfAside();
        each = paced(spent);
      }
      if (each > plan.money - spent) return [];
      const arms = running();
      const ahead = Math.max(Math.ceil(trialsPerWave / arms.length), Math.floor(done / 10));
      const affordable = each > 0 ? Math.floor((plan.money - spent) / each) : ahead;
      const tasks = Math.min(left, Math.max(1, Math.min(ahead, affordable)));
      return Array.from({ length: tasks }, (_, i) => arms.map((arm): Cell => ({ arm, task: done + i }))).flat();
    },
    take(results) {
      for (const { arm, task, result } of results) scores.take(arm, task, result);
      done = Math.max(done, ...results.map(({ task }) => task + 1));
      for (const name of live) if (scores.untold(name)) drop(name, "replay");
      for (const { arm, by } of shownWorse(plan, scores, live)) drop(arm, "worse", by);
    },
    verdict: () => ({
      chosen: scores.best(live),
      single: scores.single(),
      live: [...live],
      dropped,
      tried: done === 0 ? 0 : plan.arms.length,
      tasks: done,
    }),
  };
}
