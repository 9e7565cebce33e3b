import type { Task } from "../../types.ts";
import { count } from "../../util/count.ts";
import { dollars } from "../../util/money.ts";
import type { PlannedTopology, Plan } from "./plan.ts";
import { assumesWorth } from "./assumes-worth.ts";
import { worthOf } from "./worth-of.ts";

/** What topologies that go by the worth of a right answer assume of it where nobody says it. */
export function worthNotes(topologies: readonly PlannedTopology[], tasks: readonly Task[], worth: Plan["worth"]): string[] {
  const assumed = topologies.flatMap((topology) =>
    tasks.flatMap((task) =>
      assumesWorth(topology, task, worth) ? [{ topology, task, worth: worthOf(task, topology.seats, topology.terms) }] : [],
    ),
  );
  if (assumed.length === 0) return [];
  const names = [...new Set(assumed.map(({ topology }) => topology.entry))];
  const worths = assumed.map((one) => one.worth);
  const [least, most] = [dollars(Math.min(...worths)), dollars(Math.max(...worths))];
  const lacking = new Set(assumed.map(({ task }) => task.id)).size;
  const where = lacking === tasks.length ? "" : ` of ${count(lacking, "task")}`;
  return [
    `No worth of a right answer${where} is stated: ${names.join(", ")} ${names.length === 1 ? "takes" : "take"} it for ten times the most that an ` +
      `attempt can cost (${least === most ? least : `${least} to ${most}`}), beside which prices decide little. State yours in dollars: \`value\` of the ` +
      "experiment, or `worth` of each task.",
  ];
}
