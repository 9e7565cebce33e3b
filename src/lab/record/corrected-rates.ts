import { correctedRate, type CorrectedRate } from "../../statistics/index.ts";
import type { Fact } from "../../types.ts";
import { standingGrade } from "./standing-grades.ts";
import { type Plan, trialsOf } from "../plan/plan.ts";

type Grade = Extract<Fact, { type: "grade" }>;

interface GradesOfAll {
  readonly grades: ReadonlyMap<string, readonly Grade[]>;
  readonly answered: ReadonlySet<string>;
  /** The gradings of every answer. */
  readonly whole: ReadonlySet<number>;
}

/**
 * What each topology's pass rate would be, had a later grading graded every answer of which it graded a part: by the grades that stood before
 * it on all tasks, and its own on those that it graded. Answers that there are none of count as not passed. The part is taken for
 * a random one. Topologies with too few graded tasks are left out.
 */
export function correctedRates(plan: Plan, { grades, answered, whole }: GradesOfAll, round: number): Map<string, CorrectedRate> {
  const labelOf = (trial: string): Grade | undefined => grades.get(trial)?.findLast((grade) => grade.round === round && grade.scored);
  const specs = trialsOf(plan).filter(({ task }) => !plan.learning.has(task.id));
  const drawn = new Set(specs.filter(({ id }) => labelOf(id) !== undefined).map(({ task }) => task.id));
  const found = new Map<string, CorrectedRate>();
  for (const [topology, own] of Map.groupBy(specs, (spec) => spec.topology.name)) {
    const tasks = [...Map.groupBy(own, ({ task }) => task.id)].map(([task, trials]) => {
      const there = trials.filter(({ id }) => answered.has(id));
      const judged = there.filter(({ id }) => passes(standingGrade(grades.get(id) ?? [], whole, round))).length;
      const labels = there.map(({ id }) => labelOf(id));
      const known = drawn.has(task) && labels.every((label) => label !== undefined);
      return { judged: judged / trials.length, ...(known ? { label: labels.filter(passes).length / trials.length } : {}) };
    });
    const rate = correctedRate(tasks);
    if (rate !== undefined) found.set(topology, rate);
  }
  return found;
}

function passes(grade: Grade | undefined): boolean {
  return grade?.scored === true && grade.passed;
}
