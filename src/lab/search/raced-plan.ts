import type { RunLedger } from "../../ledger/index.ts";
import { Bug } from "../../util/bug.ts";
import type { Plan } from "../plan/plan.ts";
import { settledEvents } from "../trials/settled-events.ts";
import type { Cell } from "./cell.ts";
import { type Course, course } from "./course.ts";
import { courseEnds } from "./course-ends.ts";
import { type KnownTrials, knownTrials } from "./known-trials.ts";

/** A search as it stands: how each way of searching went, and the plan of those that are scored alone. */
export interface RacedPlan {
  readonly plan: Plan;
  readonly courses: readonly Course[];
}

/** What the trials of a search decided, from the rows alone; the plan as it is, and no course, where it is no search. */
export async function racedPlan(plan: Plan, ledger: Pick<RunLedger, "read" | "settlements">): Promise<RacedPlan> {
  const { race } = plan;
  if (race === undefined) return { plan, courses: [] };
  const [trials, ends] = [knownTrials(plan), courseEnds(race.strategies)];
  for await (const event of settledEvents(ledger)) {
    trials.take(event);
    ends.take(event);
  }
  const [known, ended] = [trials.made(), ends.made()];
  const bring = async (cells: readonly Cell[]): Promise<KnownTrials | "stopped"> =>
    cells.every((cell) => known.result(cell) !== undefined) ? known : "stopped";
  const courses: Course[] = [];
  for (const strategy of race.strategies) {
    const end = ended.get(strategy);
    courses.push({ ...(await course(race, strategy, bring, end)), ended: end !== undefined });
  }
  return { plan: finalists(plan, courses), courses };
}

/** A plan of the winners and the best single member alone; that one is the baseline. */
export function finalists(plan: Plan, courses: readonly Course[]): Plan {
  const [first] = courses;
  if (first === undefined) throw new Bug("A search has one way of searching at least; this one has none.");
  const single = first.verdict.single?.name;
  const chosen = first.verdict.chosen?.name;
  const names = new Set([single, ...courses.map(({ verdict }) => verdict.chosen?.name)]);
  const topologies = plan.topologies.filter(({ name }) => names.has(name));
  return { ...plan, topologies, baseline: single ?? topologies[0]?.name ?? plan.baseline, raced: { chosen, single } };
}
