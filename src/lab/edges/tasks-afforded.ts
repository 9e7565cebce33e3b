import { UserError } from "../../util/bug.ts";
import { count } from "../../util/count.ts";
import { dollars, toNano } from "../../util/money.ts";
import type { Nano } from "../../types.ts";

/** On fewer tasks little is told. */
const fewest = 10;
/** Of a budget that does not pay for all tasks so much is planned: what is likely is a guess. */
const planned = 0.9;

/** One half of a study: its tasks, and what they are all likely to cost. */
export interface StudyHalf {
  readonly tasks: number;
  readonly likely: Nano;
}

/** On how many tasks of each half a budget in dollars lets a study run, each half with its share; all without a budget. Throws a `UserError` for too small a one. */
export function tasksAfforded(
  choose: StudyHalf,
  confirm: StudyHalf,
  budget: number | undefined,
): { readonly choose: number; readonly confirm: number } {
  const likely = choose.likely + confirm.likely;
  const money = budget === undefined ? Number.POSITIVE_INFINITY : toNano(budget);
  if (likely <= money) return { choose: choose.tasks, confirm: confirm.tasks };
  const share = (planned * money) / likely;
  const afforded = { choose: Math.floor(share * choose.tasks), confirm: Math.floor(share * confirm.tasks) };
  const wanted = Math.min(fewest, choose.tasks);
  if (afforded.choose >= wanted) return afforded;
  const enough = Math.ceil(((wanted / choose.tasks) * likely) / planned);
  throw new UserError(
    `A budget of ${dollars(money)} pays for all arms on ${count(afforded.choose, "task")} to choose on, likely; ${wanted} are wanted at least, for about ${dollars(enough)} with the other half. Raise --budget, or try fewer edges, each named with --edge.`,
  );
}
