import type { JudgeSpec } from "../../types.ts";
import { destinationWords } from "../plan/destinations.ts";
import type { Plan } from "../plan/plan.ts";
import { graderSpec } from "../plan/plan-judges.ts";
import { askedSeats, judgesAsked } from "./asked-seats.ts";

/** Where the asks of a run go, one line per host: of the members and judges that it may ask, and no others. */
export async function askedDestinations(plan: Plan): Promise<string[]> {
  if (plan.destinations.length === 0) return [];
  const judges = new Set(plan.judgeSeats);
  const asked = await askedSeats(plan);
  const names = {
    judge: new Set(asked.flatMap((seat) => (judges.has(seat) ? [seat.name] : []))),
    member: new Set(asked.flatMap((seat) => (judges.has(seat) ? [] : [seat.name]))),
  };
  return destinationWords(plan.destinations.filter(({ seat, role }) => names[role].has(seat)));
}

/** Where the asks of a grading go: of the judges that the graders ask, one named for all tasks or each task's own. */
export function graderDestinations(plan: Plan, grader?: JudgeSpec): string[] {
  const specs = plan.suite.tasks.map((task) => graderSpec(plan, grader === undefined ? task : { ...task, grader }));
  const judges = new Set(judgesAsked(plan, specs).map(({ name }) => name));
  return destinationWords(plan.destinations.filter(({ seat, role }) => role === "judge" && judges.has(seat)));
}
