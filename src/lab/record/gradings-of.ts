import type { Summary } from "../../summary.ts";
import type { Fact } from "../../types.ts";
import { count } from "../../util/count.ts";
import { toDollars } from "../../util/money.ts";
import { type Plan, trialsOf } from "../plan/plan.ts";
import type { Fold } from "../trials/fold.ts";
import { correctedRates } from "./corrected-rates.ts";
import { silentRound } from "./silent-round.ts";
import { standingGrade } from "./standing-grades.ts";
import { addTo } from "../../util/add-to.ts";

type Grade = Extract<Fact, { type: "grade" }>;
type Grading = NonNullable<Summary["gradings"]>[number];

/** The grades of the trials that count, each trial's in order, and which trials have an answer. */
export interface Gradings {
  readonly grades: ReadonlyMap<string, readonly Grade[]>;
  readonly answered: ReadonlySet<string>;
  /** The later gradings before which every answer was put, those on which their grader was silent included. */
  readonly whole: ReadonlySet<number>;
}

/** Gathers what `gradingsOf` and `graderSilence` need. */
export function gradesOf(scored: ReadonlySet<string>): Fold<Gradings> {
  const grades = new Map<string, Grade[]>();
  const answered = new Set<string>();
  const silent = new Map<string, number[]>();
  return {
    take({ trial, fact }) {
      if (!scored.has(trial)) return;
      if (fact.type === "trial-end" && fact.answer !== undefined) answered.add(trial);
      // Why an answer has its score is not told here, and the notes of very many grades would fill the memory.
      if (fact.type === "grade") addTo(grades, trial, fact.scored ? { ...fact, why: "" } : fact);
      const round = silentRound(fact);
      if (round !== undefined) addTo(silent, trial, round);
    },
    made: () => ({ grades, answered, whole: wholeRounds(grades, answered, silent) }),
  };
}

function wholeRounds(
  grades: ReadonlyMap<string, readonly Grade[]>,
  answered: ReadonlySet<string>,
  silent: ReadonlyMap<string, readonly number[]>,
): Set<number> {
  const put = (trial: string, round: number): boolean =>
    grades.get(trial)?.some((grade) => grade.round === round) === true || silent.get(trial)?.includes(round) === true;
  return new Set(laterRounds(grades).filter((round) => [...answered].every((trial) => put(trial, round))));
}

function laterRounds(grades: ReadonlyMap<string, readonly Grade[]>): number[] {
  const rounds = new Set<number>();
  for (const own of grades.values()) for (const { round } of own) if (round !== undefined) rounds.add(round);
  return [...rounds].sort((a, b) => a - b);
}

/** Every later grading of a run beside the grades that stood before it, per topology; empty for a run that was graded once. */
export function gradingsOf(plan: Plan, gradings: Gradings): Grading[] {
  const specs = trialsOf(plan).filter(({ id }) => gradings.answered.has(id));
  return laterRounds(gradings.grades).map((round) => withCorrected(gradingOf(round, specs, gradings), plan, gradings));
}

function gradingOf(round: number, specs: ReturnType<typeof trialsOf>, { grades, whole }: Gradings): Grading {
  const pairs = specs.flatMap(({ id, topology, task }) => {
    const own = grades.get(id) ?? [];
    const after = own.findLast((grade) => grade.round === round);
    const before = standingGrade(own, whole, round);
    const first = after?.scored === true && !own.some((grade) => (grade.round ?? 0) < round && grade.scored);
    const earlier = own.findLast((grade) => (grade.round ?? 0) < round && grade.mark !== undefined);
    const changed = after?.mark !== undefined && earlier !== undefined && after.mark !== earlier.mark;
    return after === undefined ? [] : [{ topology: topology.name, task: task.id, before, after, first, changed }];
  });
  const changed = [...new Set(pairs.flatMap((pair) => (pair.changed ? [pair.task] : [])))];
  const cost = pairs.reduce((sum, { after }) => sum + after.cost, 0);
  return {
    round,
    graders: [...new Set(pairs.map(({ after }) => after.grader))].sort(),
    instead: [...new Set(pairs.flatMap(({ before }) => before?.grader ?? []))].sort(),
    ...(changed.length === 0 ? {} : { changedGraders: changed }),
    graded: pairs.length,
    answers: specs.length,
    cost: toDollars(cost),
    topologies: [...Map.groupBy(pairs, ({ topology }) => topology)].map(([name, own]) => ({
      name,
      graded: own.length,
      unscored: own.filter(({ after }) => !after.scored).length,
      passedBefore: own.filter(({ before }) => before !== undefined && passed(before)).length,
      passedAfter: own.filter(({ after }) => passed(after)).length,
      scoreBefore: meanScore(own.flatMap(({ before }) => before ?? [])),
      scoreAfter: meanScore(own.map(({ after }) => after)),
      changed: own.filter(({ before, after, first }) => !first && before !== undefined && stateOf(before) !== stateOf(after)).length,
      ...(own.some(({ first }) => first) ? { first: own.filter(({ first }) => first).length } : {}),
      ...(pairs.length === specs.length ? {} : { standing: standingAfter(round, name, specs, { grades, whole }) }),
    })),
  };
}

/** Which gradings, up to this one, and which graders made the grades of a topology that stood after it. */
function standingAfter(
  round: number,
  name: string,
  specs: ReturnType<typeof trialsOf>,
  { grades, whole }: Pick<Gradings, "grades" | "whole">,
): NonNullable<Grading["topologies"][number]["standing"]> {
  const last = specs.flatMap(({ id, topology }) =>
    topology.name === name ? (standingGrade(grades.get(id) ?? [], whole, round + 1) ?? []) : [],
  );
  return [...Map.groupBy(last, (grade) => JSON.stringify([(grade.round ?? 0) + 1, grade.grader]))]
    .map(([, own]) => ({ grading: (own[0]?.round ?? 0) + 1, grader: own[0]?.grader ?? "", answers: own.length }))
    .sort((a, b) => b.grading - a.grading || b.answers - a.answers);
}

/** Where only a part was graded again, the rates that grading all would have brought; not in runs that stop by what they see, whose tasks are no random part. */
function withCorrected(grading: Grading, plan: Plan, gradings: Gradings): Grading {
  if (grading.graded >= grading.answers || plan.until !== undefined) return grading;
  const rates = correctedRates(plan, gradings, grading.round);
  const topologies = grading.topologies.map((row) => {
    const own = rates.get(row.name);
    return own === undefined
      ? row
      : { ...row, corrected: { rate: own.rate, ci: [own.interval[0], own.interval[1]] as [number, number], tasks: own.labelled } };
  });
  return { ...grading, topologies };
}

function meanScore(grades: readonly Grade[]): number | null {
  const scores = grades.flatMap((grade) => (grade.scored ? [grade.score] : []));
  return scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length;
}

function passed(grade: Grade): boolean {
  return grade.scored && grade.passed;
}

function stateOf(grade: Grade): string {
  return grade.scored ? String(grade.passed) : "unscored";
}

/** What each later grading changed, in words, and whose graders are not what they were; where it has not graded all, who made which figure. */
export function gradingNotes(gradings: readonly Grading[]): string[] {
  return gradings.map((grading) => {
    const { round, graders, instead = [], changedGraders = [], graded, answers, topologies } = grading;
    const changed = topologies.reduce((sum, row) => sum + row.changed, 0);
    const each = topologies.flatMap((row) => changeWords(row) ?? []);
    const would = counts(grading) ? "changed" : "would change";
    const what = changed === 0 ? `no verdict ${would}` : `${count(changed, "verdict")} ${would}`;
    const first = topologies.reduce((sum, row) => sum + (row.first ?? 0), 0);
    const news = first === 0 ? "" : `, ${count(first, "answer has its first grade", "answers have their first grade")}`;
    const words = each.length === 0 ? "" : `: ${each.join("; ")}`;
    const same = graders.join() === instead.join();
    const then = instead.length === 0 || same ? "" : ` (before: ${few(instead)})`;
    // What is left of a blend is told where there is one: by other graders than stood before, and no later grading of all.
    const blended =
      !(same && changedGraders.length === 0) && !gradings.some((later) => later.round > round && later.graded >= later.answers);
    const rates = blended ? correctedWords(topologies, graders, instead) : "";
    return `Grading ${round + 1}, by ${few(graders)}${then}, of ${graded} of ${count(answers, "answer")}: ${what}${news}${words}.${changedWords(grading, same)}${mixWords(grading, blended)}${rates}`;
  });
}

/** Whose own graders are others than when they graded last. */
function changedWords({ changedGraders = [] }: Grading, same: boolean): string {
  if (changedGraders.length === 0) return same ? " The graders are as they were." : "";
  return ` The ${changedGraders.length === 1 ? "grader" : "graders"} of ${few(changedGraders, "tasks")} changed.`;
}

/** Whether figures are made of this grading: one of a part leaves those that stood before it. */
function counts({ round, topologies }: Pick<Grading, "round" | "topologies">): boolean {
  return topologies.some(({ standing }) => standing === undefined || standing.some(({ grading }) => grading === round + 1));
}

/** Which grader made which grades, where several gradings stand side by side. */
function mixWords({ round, graded, answers, topologies }: Grading, blended: boolean): string {
  if (graded >= answers || !blended) return "";
  if (!counts({ round, topologies })) {
    const stands = new Set(
      topologies.flatMap(({ standing = [] }) => standing.map(({ grader, grading }) => `${grader} (grading ${grading})`)),
    );
    return ` A part was graded, so the figures stay those by ${few([...stands])}.`;
  }
  const each = topologies.flatMap(({ name, standing = [] }) =>
    standing.length === 0
      ? []
      : [`${name}: ${standing.map(({ grading, grader, answers: own }) => `${own} by ${grader} (grading ${grading})`).join(", ")}`],
  );
  const kept = count(answers - graded, "answer keeps", "answers keep");
  return ` ${kept} an earlier grade: the figures mix graders${each.length === 0 ? "" : ` (${each.join("; ")})`}.`;
}

/** The first names, and how many more there are. */
function few(names: readonly string[], what = "graders"): string {
  const shown = names.length > 6 ? [...names.slice(0, 5), `${names.length - 5} more ${what}`] : names;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
}

/** What grading all would have brought, for each topology that enough of was graded. */
function correctedWords(topologies: Grading["topologies"], graders: readonly string[], instead: readonly string[]): string {
  const each = topologies.flatMap(({ name, corrected }) => {
    if (corrected === undefined) return [];
    const [low, high] = corrected.ci.map((end) => Math.round(100 * end));
    return [
      `${name} ${Math.round(100 * corrected.rate)}% (95% interval ${low} to ${high}, ${count(corrected.tasks, "task")} graded by both)`,
    ];
  });
  if (each.length === 0) return "";
  return ` Had ${graders.join(" and ")} graded all, pass rates corrected for the errors of ${instead.join(" and ")}, by prediction-powered inference and as far as the tasks graded are a random part: ${each.join("; ")}.`;
}

/** What became of one topology's grades; undefined where all stayed as they were. */
function changeWords(row: Grading["topologies"][number]): string | undefined {
  const [before, after] = [row.scoreBefore, row.scoreAfter].map((score) => (score === null ? "none" : score.toFixed(2)));
  const parts = [
    ...(row.changed === 0 && row.passedBefore === row.passedAfter
      ? []
      : [`${row.passedBefore} -> ${row.passedAfter} of ${row.graded} passed${row.changed === 0 ? "" : `, ${row.changed} changed`}`]),
    ...(row.first === undefined ? [] : [`${row.first} graded for the first time`]),
    ...(before === after ? [] : [`score ${before} -> ${after}`]),
    ...(row.unscored === 0 ? [] : [`${row.unscored} without a score`]),
  ];
  return parts.length === 0 ? undefined : `${row.name} ${parts.join(", ")}`;
}
