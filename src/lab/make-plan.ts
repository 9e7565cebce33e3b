import { openTopology, topologyKinds } from "../topologies/index.ts";
import type { JudgeSpec, Limits, Seat, Terms } from "../types.ts";
import { UserError } from "../util/bug.ts";
import { toNano } from "../util/money.ts";
import { nearest } from "../util/nearest.ts";
import { shuffled, stream } from "../util/random.ts";
import type { Experiment, TopologyEntry } from "./experiment.ts";
import { chooseIds, type Environment, openSeats, pickSeats, worldOf } from "./open-members.ts";
import { openWorlds } from "./open-worlds.ts";
import type { Plan, PlannedTopology } from "./plan.ts";

const defaultTerms: Terms = {
  attempts: 2,
  feedback: "reason",
  outputCap: 4096,
  visibility: "all",
  warmFirst: false,
  selfJudging: "refused",
};

/** Resolves every name of an experiment and checks it as a whole. Throws `UserError`; asks no model. */
export async function makePlan(
  experiment: Experiment & { readonly name: string },
  environment: Environment,
  wasLive?: boolean,
): Promise<Plan> {
  const worlds = await openWorlds(experiment);
  const { live, missing } = chooseIds(experiment, environment, wasLive);
  const seats = await openSeats(experiment.members, live, worlds, environment);
  const judgeSeats = await openSeats(experiment.judges, live, worlds, environment);
  const topologies = planTopologies(experiment, seats);
  const names = topologies.map((topology) => topology.name);
  const baseline = experiment.baseline ?? names[0] ?? "";
  if (!names.includes(baseline))
    throw new UserError(`Wanted a baseline among the topologies; got "${baseline}".${nearest(baseline, names)}`);
  const suite = worlds.suite;
  return {
    name: experiment.name,
    suite,
    learning: experiment.holdOut
      ? firstHalf(
          suite.tasks.map((task) => task.id),
          experiment.seed,
        )
      : new Set(),
    topologies,
    verifier: experiment.verifier === "none" ? { kind: "none" } : withDefaultMember(experiment.verifier, judgeSeats),
    judgeSeats,
    live,
    world: worldOf([...seats, ...judgeSeats]),
    repetitions: experiment.repetitions,
    seed: experiment.seed,
    draws: experiment.draws,
    cap: experiment.limits.cap === undefined ? Infinity : toNano(experiment.limits.cap),
    baseline,
    warnings: [...worlds.warnings, ...keyWarnings(live, missing), ...axisWarnings(experiment)],
  };
}

function keyWarnings(live: boolean, missing: readonly string[]): string[] {
  if (live) return [];
  return [`No key was found in ${missing.join(", ")}: the embedded models answered instead of the live ones.`];
}

/** One planned topology per entry and budget. */
function planTopologies(experiment: Experiment, seats: readonly Seat[]): PlannedTopology[] {
  const budgets = [experiment.limits.budget ?? Infinity].flat();
  const planned = experiment.topologies.flatMap((entry) =>
    budgets.map((budget) => planTopology(experiment, entry, seats, budget, budgets.length > 1)),
  );
  const names = planned.map((topology) => topology.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new UserError(`Two topologies are named "${twice}". Give one of them a \`name\` of its own.`);
  return planned;
}

function planTopology(
  experiment: Experiment,
  entry: TopologyEntry,
  seats: readonly Seat[],
  budget: number,
  several: boolean,
): PlannedTopology {
  const settings = typeof entry === "string" ? { use: entry } : entry;
  const name = settings.name ?? settings.use;
  const own = pickSeats(seats, settings.members, `The topology "${name}"`);
  const terms = { ...defaultTerms, ...present(experiment.terms), ...present(settings.terms ?? {}) };
  const limits: Partial<Limits> = budget === Infinity ? {} : { cost: toNano(budget) };
  return { name: several ? `${name}@$${budget}` : name, topology: openTopology(settings.use, settings.options), terms, seats: own, limits };
}

function present<T extends object>(settings: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

/** A verifier that names no member asks the first of the judges. */
function withDefaultMember(spec: JudgeSpec, judges: readonly Seat[]): JudgeSpec {
  const first = judges[0];
  return spec["member"] === undefined && spec["members"] === undefined && first !== undefined ? { ...spec, member: first.name } : spec;
}

/** What a topology cannot use of the axes that the experiment sets is said once. */
function axisWarnings(experiment: Experiment): string[] {
  const set = Object.keys(present(experiment.terms));
  return experiment.topologies.flatMap((entry) => {
    const use = typeof entry === "string" ? entry : entry.use;
    const unused = topologyKinds.find((kind) => kind.name === use)?.ignores.filter((axis) => set.includes(axis)) ?? [];
    return unused.length === 0 ? [] : [`${use} cannot use ${unused.join(", ")}.`];
  });
}

function firstHalf(ids: readonly string[], seed: string): ReadonlySet<string> {
  return new Set(shuffled(ids, stream(`${seed}/hold-out`)).slice(0, Math.floor(ids.length / 2)));
}
