import { topologyKinds } from "../../topologies/index.ts";
import type { Task } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import { PartError } from "../../util/part-error.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { entryName } from "../experiment/planned-name.ts";
import type { PlannedTopology } from "./plan.ts";

/** Kinds of topologies that answer a task of several turns turn by turn. */
function turnKinds(): string[] {
  return topologyKinds.flatMap(({ name, turns }) => (turns === true ? [name] : [])).sort();
}

/**
 * What a plan says of tasks of several turns. Throws `UserError` before anything is paid where a topology cannot be asked turn by turn, and where shadow runs
 * would ask the first turn alone.
 */
export function turnNotes(
  experiment: Pick<Experiment, "topologies" | "shadow">,
  planned: readonly PlannedTopology[],
  tasks: readonly Task[],
): string[] {
  const several = tasks.filter(({ turns }) => turns !== undefined);
  const together = planned.filter(({ terms }) => terms.turns === "together");
  const [first] = several;
  if (first === undefined) return together.length === 0 ? [] : [`No task has several turns: \`turns: together\` changes nothing.`];
  for (const topology of planned) refuseBlind(experiment, topology, first);
  if (experiment.shadow > 0)
    throw PartError.of(
      ["shadow"],
      `Shadow runs ask every member once, and the task "${first.id}" has several turns. Leave out \`shadow\`, or run tasks of one turn.`,
    );
  return [...togetherNotes(together), ...functionNotes(experiment, planned)];
}

type Written = Pick<Experiment, "topologies">;

function refuseBlind({ topologies }: Written, planned: PlannedTopology, { id }: Task): void {
  const { entry, terms } = planned;
  const kind = kindOf({ topologies }, planned);
  if (terms.turns === "together" || kind === undefined || kind.turns === true) return;
  const index = topologies.findIndex((one) => entryName(one) === entry);
  const what = entry === kind.name ? `"${entry}"` : `"${entry}" (${kind.name})`;
  const words = `The topology ${what} does not answer turn by turn, and the task "${id}" has several turns: its members would not see the dialogue so far. ${turnKinds().join(", ")} do; any topology can be asked all turns in one prompt, with \`terms: { turns: together }\`.`;
  throw index < 0 ? new UserError(words) : PartError.of(["topologies", index], words);
}

/** The kind of a planned topology; undefined for a function. */
function kindOf({ topologies }: Written, { entry, topology: { name } }: PlannedTopology): (typeof topologyKinds)[number] | undefined {
  const written = topologies.find((one) => entryName(one) === entry);
  const use = typeof written === "object" ? written.use : (written ?? name);
  return topologyKinds.find((kind) => kind.name === use);
}

function togetherNotes(together: readonly PlannedTopology[]): string[] {
  const names = [...new Set(together.map(({ entry }) => entry))].join(", ");
  return names === "" ? [] : [`All turns of a task in one prompt (turns: together): ${names}.`];
}

/** A function is handed the dialogue; whether its members see it is its own affair. */
function functionNotes(experiment: Written, planned: readonly PlannedTopology[]): string[] {
  const own = planned.filter((topology) => topology.terms.turns !== "together" && kindOf(experiment, topology) === undefined);
  const names = [...new Set(own.map(({ entry }) => entry))].join(", ");
  return names === ""
    ? []
    : [`${names}: a function is given the turns before as \`task.dialogue\`; its members see of them what it passes on.`];
}
