import { byTopology, counted, differenceInterval, rateInterval, type TrialRow } from "../../statistics/index.ts";
import type { ByTurn } from "../../summary/by-turn.ts";
import { addTo } from "../../util/add-to.ts";
import { gradedTurns } from "../../util/graded-turns.ts";
import { turnTasks } from "../../util/turn-tasks.ts";
import { defined } from "../../util/defined.ts";
import type { Plan } from "../plan/plan.ts";

type Row = ByTurn[number];
/** Whether each graded turn of a try passed, in order of turns. */
type Course = readonly { readonly turn: number; readonly passed: boolean }[];

/** How often each graded turn was right, per topology; undefined where no task has several turns or no try has a result. */
export function byTurnOf(plan: Plan, told: readonly TrialRow[]): ByTurn | undefined {
  const several = plan.suite.tasks.filter(({ turns }) => turns !== undefined);
  if (several.length === 0) return undefined;
  const graded = new Map(several.map((task) => [task.id, turnNumbers(task)]));
  const tries = told.filter((row) => counted(row) && graded.has(row.task));
  const rows = [
    ...byTopology(
      tries,
      plan.topologies.map(({ name }) => name),
    ),
  ].map(([topology, tasks]) => {
    const courses = [...tasks].map(([task, own]) => own.map((row) => courseOf(row, graded.get(task) ?? [])));
    const together = plan.topologies.find(({ name }) => name === topology)?.terms.turns === "together" ? (true as const) : undefined;
    return { topology, ...defined({ together }), ...rowOf(courses, plan.repetitions) };
  });
  return rows.length === 0 ? undefined : rows;
}

function turnNumbers(task: Plan["suite"]["tasks"][number]): number[] {
  const graded = new Set(gradedTurns(task).map(({ id }) => id));
  return turnTasks(task).flatMap(({ id }, at) => (graded.has(id) ? [at + 1] : []));
}

/** A try without a score passed none of its turns: it counts as not passed as a whole. */
function courseOf({ turns = [], scored }: TrialRow, graded: readonly number[]): Course {
  return graded.map((turn) => ({ turn, passed: scored && turns.some((one) => one.turn === turn && one.passed) }));
}

function rowOf(courses: readonly (readonly Course[])[], repetitions: number): Omit<Row, "topology" | "together"> {
  const perTurn = new Map<number, { passes: number; trials: number }[]>();
  for (const own of courses) for (const [turn, share] of sharesOf(own)) addTo(perTurn, turn, share);
  const turns = [...perTurn].sort(([a], [b]) => a - b).map(([turn, tasks]) => ({ turn, ...figureOf(tasks) }));
  return { turns, ...defined({ change: changeOf(courses, repetitions) }), ...afterwards(courses.flat()) };
}

function sharesOf(own: readonly Course[]): Map<number, { passes: number; trials: number }> {
  const shares = new Map<number, { passes: number; trials: number }>();
  for (const { turn, passed } of own.flat()) {
    const { passes, trials } = shares.get(turn) ?? { passes: 0, trials: 0 };
    shares.set(turn, { passes: passes + Number(passed), trials: trials + 1 });
  }
  return shares;
}

function figureOf(tasks: readonly { passes: number; trials: number }[]): Omit<Row["turns"][number], "turn"> {
  const [low, high] = rateInterval(tasks) ?? [0, 1];
  const sum = (of: (task: { passes: number; trials: number }) => number): number => tasks.reduce((all, task) => all + of(task), 0);
  return {
    tasks: tasks.length,
    passed: sum(({ passes }) => passes),
    tries: sum(({ trials }) => trials),
    rate: sum(({ passes, trials }) => passes / trials) / tasks.length,
    ci: [low, high],
  };
}

/** Last graded turn less first, each task weighed alike. */
function changeOf(courses: readonly (readonly Course[])[], repetitions: number): Row["change"] | undefined {
  const differences = courses.flatMap((own): number[] => {
    const two = own.filter((course) => course.length > 1);
    if (two.length === 0) return [];
    return [two.reduce((sum, course) => sum + Number(course.at(-1)?.passed) - Number(course[0]?.passed), 0) / two.length];
  });
  if (differences.length === 0) return undefined;
  const ci = differences.length < 2 ? undefined : differenceInterval(Float64Array.from(differences), repetitions);
  const mean = differences.reduce((sum, one) => sum + one, 0) / differences.length;
  return { tasks: differences.length, mean, ...(ci === undefined ? {} : { ci: [ci[0], ci[1]] as [number, number] }) };
}

/** Whether an error carries on: later turns behind right ones alone, and behind a wrong one. */
function afterwards(courses: readonly Course[]): Pick<Row, "afterRight" | "afterError"> {
  const [right, error] = [
    { passed: 0, tries: 0 },
    { passed: 0, tries: 0 },
  ];
  for (const course of courses) {
    for (const [at, { passed }] of course.entries()) {
      if (at === 0) continue;
      const into = course.slice(0, at).every((before) => before.passed) ? right : error;
      into.tries += 1;
      into.passed += Number(passed);
    }
  }
  return { afterRight: right, afterError: error };
}
