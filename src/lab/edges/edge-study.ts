import { factorialContrasts, mostFactors, type TwoLevelDesign, twoLevelDesign } from "../../statistics/index.ts";
import { UserError } from "../../util/bug.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { shuffled, stream } from "../../util/random.ts";
import type { NamedExperiment, TopologyEntry } from "../experiment/experiment.ts";
import { budgetsOf, entryName } from "../experiment/planned-name.ts";
import { rehearsedAsks } from "../estimate/rehearse.ts";
import { makePlan } from "../plan/make-plan.ts";
import type { Environment } from "../plan/open-members.ts";
import type { Plan } from "../plan/plan.ts";
import { type EdgeArm, edgeArm } from "./edge-arms.ts";
import { type Edge, edgesOf } from "./edges-of.ts";

/** What a study of edges is told beside the experiment. */
export interface EdgesWish {
  readonly topology?: string;
  /** The edges to try, by name; all when left out. */
  readonly edges?: readonly string[];
}

/** A study of what a topology can do without: its design on one half of the tasks, and what is left out on the other. */
export interface EdgeStudy {
  readonly topology: string;
  readonly edges: readonly Edge[];
  readonly design: Pick<TwoLevelDesign, "resolution" | "made"> & { readonly runs: number; readonly arms: number };
  /** Kinds of messages that are not tried, since a replay cannot tell what comes of leaving them out. */
  readonly unplayed: readonly string[];
  /** Ids of the tasks to choose on, and of the others, each in an order by seed. */
  readonly tasks: { readonly choose: readonly string[]; readonly confirm: readonly string[] };
  /** The design's arms on so many of the tasks to choose on. */
  readonly chosenOn: (tasks: number) => NamedExperiment;
  /** The topology whole, without all of these edges and, where these are several, without each alone, on so many of the others. */
  readonly confirmedOn: (out: readonly number[], tasks: number) => NamedExperiment;
  /** These edges less those without which nobody would be left to ask: the last members stay. */
  readonly together: (out: readonly number[]) => readonly number[];
}

/**
 * Lays out a study: finds the edges of a topology by rehearsal, and the arms that tell their effects apart. Asks no model. Throws a `UserError` for a topology
 * that is not there, that has no edges, or whose edges are too many or cannot be told apart.
 */
export async function edgeStudy(experiment: NamedExperiment, environment: Environment, wish: EdgesWish): Promise<EdgeStudy> {
  const entry = entryOf(experiment, wish.topology);
  const name = entryName(entry);
  const bare = plainOf(experiment, [entry]);
  const plan = await makePlan({ ...bare, holdOut: true }, environment);
  if (plan.learning.size < 1)
    throw new UserError(
      `One half of the tasks is to choose on and the other to confirm; here is ${plan.suite.tasks.length} task. Name a suite of more.`,
    );
  const { edges, unplayed } = await edgesWanted(plan, name, wish.edges);
  const { runs, arms, ...design } = await armsOf(experiment, environment, entry, edges);
  const order = shuffled(
    plan.suite.tasks.map(({ id }) => id),
    stream(`${experiment.seed}/edges`),
  );
  const tasks = { choose: order.filter((id) => plan.learning.has(id)), confirm: order.filter((id) => !plan.learning.has(id)) };
  const staged = (stage: "design" | "held-out", run: readonly EdgeArm[], only: readonly string[]): NamedExperiment => ({
    ...plainOf(
      experiment,
      run.map((arm) => arm.entry),
    ),
    name: stage === "design" ? `edges/${experiment.name}` : `edges/${experiment.name}/held-out`,
    only: [...only],
    baseline: name,
    edges: { of: name, stage, edges: edges.map((edge) => edge.name), out: run.map(({ out }) => [...out]) },
  });
  const armOf = (out: readonly number[]): EdgeArm[] => [edgeArm(experiment, entry, edges, out)].filter((arm) => arm !== undefined);
  return {
    topology: name,
    edges,
    unplayed,
    design: { ...design, runs, arms: arms.length },
    tasks,
    chosenOn: (many) => staged("design", arms, tasks.choose.slice(0, many)),
    confirmedOn: (out, many) => {
      const alone = out.length < 2 ? [] : out.map((at) => [at]);
      return staged("held-out", [[], out, ...alone].flatMap(armOf), tasks.confirm.slice(0, many));
    },
    together: (out) => seating(edges, out),
  };
}

function seating(edges: readonly Edge[], out: readonly number[]): readonly number[] {
  const members = edges.flatMap(({ kind }, at) => (kind === "member" ? [at] : []));
  const stays = members.length > 0 && members.every((at) => out.includes(at)) ? out.filter((at) => members.includes(at)).at(-1) : undefined;
  return out.filter((at) => at !== stays);
}

/** The experiment with these topologies and nothing that is of another kind of run, on tasks that are named one by one. */
function plainOf(experiment: NamedExperiment, topologies: readonly TopologyEntry[]): NamedExperiment {
  const { table: _table, search: _search, until: _until, race: _race, baseline: _baseline, ...rest } = experiment;
  return { ...rest, topologies: [...topologies], before: [], shadow: 0, holdOut: false };
}

function entryOf({ topologies, limits }: NamedExperiment, wanted: string | undefined): TopologyEntry {
  const names = topologies.map(entryName);
  if (wanted === undefined && topologies.length > 1)
    throw new UserError(`The experiment has several topologies; say which one is studied: --topology <name>, one of ${names.join(", ")}.`);
  const entry = wanted === undefined ? topologies[0] : topologies.find((one) => entryName(one) === wanted);
  if (entry === undefined)
    throw new UserError(
      `The experiment has no topology "${wanted ?? ""}".${didYouMean(wanted ?? "", names)} Its topologies: ${names.join(", ")}.`,
    );
  if (typeof entry === "object" && entry.choose !== undefined)
    throw new UserError(
      `The topology "${entryName(entry)}" tries several configurations (\`choose\`); edges are those of one. Write its values under \`options\`.`,
    );
  if (budgetsOf({ limits }).length > 1) throw new UserError("A study of edges has one budget per trial. Give limits.budget as one amount.");
  return entry;
}

async function edgesWanted(
  plan: Plan,
  name: string,
  wanted: readonly string[] | undefined,
): Promise<Pick<EdgeStudy, "edges" | "unplayed">> {
  const [topology] = plan.topologies;
  const all = topology === undefined ? [] : await edgesOf(plan, topology);
  const recorded = topology?.seats.find(({ model }) => model.world === "recorded");
  const playable = recorded === undefined ? all : all.filter(({ kind }) => kind === "member");
  for (const edge of wanted ?? []) {
    const known = all.find((one) => one.name === edge);
    if (known === undefined)
      throw new UserError(
        `The topology "${name}" has no edge "${edge}".${didYouMean(
          edge,
          all.map((one) => one.name),
        )} Its edges: ${all.map((one) => one.name).join(", ") || "none"}.`,
      );
    if (!playable.includes(known))
      throw new UserError(
        `What comes of leaving out "${edge}" cannot be replayed: what ${recorded?.name ?? ""} says without that message was never recorded. Members can be left out on a recorded set; for messages ask live or simulated models.`,
      );
  }
  const edges = wanted === undefined ? playable : playable.filter((one) => wanted.includes(one.name));
  const unplayed = wanted === undefined ? all.filter((one) => !playable.includes(one)).map((one) => one.name) : [];
  if (edges.length === 0) throw new UserError(noEdges(name, topology?.seats.length ?? 0, unplayed));
  if (edges.length > mostFactors)
    throw new UserError(
      `The topology "${name}" has ${edges.length} edges; a study tries ${mostFactors} at most. Name those to try, each with --edge: ${edges.map((one) => `"${one.name}"`).join(", ")}.`,
    );
  return { edges, unplayed };
}

function noEdges(name: string, seats: number, unplayed: readonly string[]): string {
  const members = seats === 1 ? "it has one member" : "it asks one of its members alone";
  if (unplayed.length > 0)
    return `The topology "${name}" has nothing to leave out on a recorded set: ${members}, and messages (${unplayed.join(", ")}) cannot be replayed.`;
  return `The topology "${name}" has nothing to leave out: ${members}, and passes no message on. Study one of several members, or one that tries again with feedback.`;
}

/** The arms of the least design that tells the edges apart, without those in which nobody is left to be asked. */
async function armsOf(experiment: NamedExperiment, environment: Environment, entry: TopologyEntry, edges: readonly Edge[]) {
  const { rows, ...design } = twoLevelDesign(edges.length);
  const arms = rows.flatMap(
    (row) =>
      edgeArm(
        experiment,
        entry,
        edges,
        row.flatMap((level, at) => (level < 0 ? [at] : [])),
      ) ?? [],
  );
  const plan = await makePlan(
    plainOf(
      experiment,
      arms.map((arm) => arm.entry),
    ),
    environment,
  );
  const able: EdgeArm[] = [];
  for (const [at, topology] of plan.topologies.entries()) {
    const [arm, task] = [arms[at], plan.suite.tasks[0]];
    if (arm === undefined || task === undefined) continue;
    const asked = await rehearsedAsks(plan, topology, task);
    if (at === 0 || asked.some(({ seat }) => topology.seats.some(({ name }) => name === seat.name))) able.push(arm);
  }
  const levels = able.map(({ out }) => edges.map((_, at) => (out.includes(at) ? -1 : 1)));
  if (factorialContrasts(levels) === undefined)
    throw new UserError(
      `What these edges do cannot be told apart: too few arms have somebody to ask (${able.length} of ${rows.length}). Name fewer, each with --edge: ${edges.map((one) => `"${one.name}"`).join(", ")}.`,
    );
  return { ...design, runs: rows.length, arms: able };
}
