import { topologyKinds } from "../../topologies/index.ts";
import { taskOrder } from "../../statistics/decide.ts";
import type { Task } from "../../types.ts";
import type { Goal } from "../../util/goal.ts";
import { toNano } from "../../util/money.ts";
import { PartError } from "../../util/part-error.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { budgetsOf, entryName } from "../experiment/planned-name.ts";
import type { PlannedTopology } from "./plan.ts";
import type { PlannedRace, RaceArm } from "./race-plan.ts";

interface Resolved {
  readonly topologies: readonly PlannedTopology[];
  readonly tasks: readonly Task[];
  readonly learning: ReadonlySet<string>;
  readonly goal: Goal | undefined;
}

/** The race of an experiment that has one. Throws a `UserError` where there is nothing to choose among, or nothing to choose on. */
export function raceOf(experiment: Experiment, { topologies, tasks, learning, goal }: Resolved): { race?: PlannedRace } {
  const { race } = experiment;
  if (race === undefined) return {};
  const refuse = (words: string): PartError => PartError.of(["race"], words);
  if (experiment.until !== undefined) throw refuse("A search decides by itself when it stops. Leave out `until` or `race`.");
  if (goal === undefined) throw refuse("A search chooses on one half of the tasks and scores on the other. Add `holdOut: true`.");
  if (budgetsOf(experiment).length > 1) throw refuse("A search has one budget per trial. Give limits.budget as one amount.");
  if (learning.size === 0)
    throw refuse(`No task is left to choose on: of ${tasks.length} every other one is to be scored. A search wants two tasks or more.`);
  const arms = topologies.filter(({ bound }) => bound !== true).map((topology): RaceArm => armOf(experiment, topology));
  if (arms.length < 2)
    throw refuse(
      `A search wants two candidates or more; there is ${arms.length === 1 ? `one, ${arms[0]?.name ?? ""}` : "none"}. Widen the space, or use \`catallaxy run\`.`,
    );
  if (!arms.some(({ single }) => single))
    throw refuse(
      "A search compares its winner with the best single member. Add topology solo with `terms: { attempts: 1 }` for each member.",
    );
  const { seed, margin } = experiment;
  const chosenOn = tasks.filter(({ id }) => learning.has(id));
  const order = taskOrder(chosenOn, `${seed}/search`);
  const { alpha, strategies, space, spend } = race;
  return {
    race: { arms, goal, tasks: order, money: toNano(spend), alpha, margin, seed, strategies, ...(space === undefined ? {} : { space }) },
  };
}

function armOf({ topologies }: Experiment, { name, entry, single = false, terms, seats, tried }: PlannedTopology): RaceArm {
  const written = topologies.find((one) => entryName(one) === entry);
  const { use, options = {} } = typeof written === "object" ? written : { use: written ?? entry };
  const settings = Object.entries(optionsOf(options, tried)).map(([option, value]) => `${option}=${JSON.stringify(value)}`);
  const kind = topologyKinds.find((one) => one.name === use);
  const members = seats.map((seat) => seat.name);
  return {
    name,
    single,
    traits: [`use=${use}`, `attempts=${terms.attempts}`, ...settings, ...members.map((seat) => `seat=${seat}`)],
    ...(kind === undefined ? {} : { asks: { members, least: kind.calls(seats.length, terms, optionsOf(options, tried)).least } }),
  };
}

/** How often is tried is a term, not an option. */
function optionsOf(options: Readonly<Record<string, unknown>>, tried: PlannedTopology["tried"]): Readonly<Record<string, unknown>> {
  const { attempts: _attempts, ...own } = tried ?? {};
  return { ...options, ...own };
}
