import { judgeKinds } from "../../judges/index.ts";
import { topologyKind, topologyKinds } from "../../topologies/index.ts";
import type { Json, JudgeSpec, Nano, Seat, Suite, Task, Terms } from "../../types.ts";
import { toNano } from "../../util/money.ts";
import { calledFunction } from "../../util/functions.ts";
import { durationMs } from "../../util/duration.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { PartError, within } from "../../util/part-error.ts";
import { shuffled, stream } from "../../util/random.ts";
import type { Experiment, NamedExperiment, TopologyEntry } from "../experiment/experiment.ts";
import { destinationsOf } from "./destinations.ts";
import { chooseIds, type Environment, openSeats, worldOf } from "./open-members.ts";
import { openTopologyOf } from "./open-topology-of.ts";
import { openWorlds } from "./open-worlds.ts";
import { judgePlaces } from "../experiment/judge-places.ts";
import { memberNotes } from "./member-notes.ts";
import { thinkingNotes } from "./thinking-notes.ts";
import { checkCloser, closerNotes } from "./closers.ts";
import { checkOptionSeats } from "../experiment/option-seats.ts";
import { budgetsOf, entryName, plannedName } from "../experiment/planned-name.ts";
import { pickSeats } from "../experiment/pick-seats.ts";
import { checkJudges } from "./plan-judges.ts";
import { pinNotes, type PinnedPrices, priceNotes } from "./pinned-prices.ts";
import { raceOf } from "./planned-race.ts";
import { planRepeats } from "./repeats.ts";
import type { Plan, PlannedTopology } from "./plan.ts";
import { untilOf } from "./question.ts";
import { type Variant, variantsOf } from "./variants.ts";
import { placedIn } from "../experiment/sources.ts";
import { capacityNotes, checkCapacity } from "./batches.ts";
import { unanswerable } from "./unanswerable.ts";
import { turnNotes } from "./turn-support.ts";
import { unreached } from "./unreached.ts";
import { worthNotes } from "./worth-notes.ts";
import { defined } from "../../util/defined.ts";

const defaultTerms: Terms = {
  attempts: 2,
  feedback: "reason",
  outputCap: 4096,
  visibility: "all",
  warmFirst: false,
  selfJudging: "refused",
  closer: "strongest",
  showNames: false,
};

/** What a stored run was begun with and goes on with. */
export interface StoredStart {
  readonly live: boolean;
  readonly prices?: PinnedPrices | undefined;
}

/** Resolves every name of an experiment and checks it as a whole. Throws `UserError` that says where a fault stands; asks no model. */
export async function makePlan(experiment: NamedExperiment, environment: Environment, began?: StoredStart): Promise<Plan> {
  try {
    return await resolved(experiment, environment, began);
  } catch (thrown) {
    throw placedIn(experiment, thrown);
  }
}

async function resolved(experiment: NamedExperiment, environment: Environment, began?: StoredStart): Promise<Plan> {
  const worlds = await openWorlds(experiment);
  const { live, wanted } = chooseIds(experiment, environment, began?.live);
  const opening = { live, worlds, environment, prices: began?.prices?.models, ca: experiment.ca, secrets: new Set<string>() };
  const seats = await openSeats(experiment.members, opening, ["members"]);
  const judgeSeats = await openSeats(experiment.judges, opening, ["judges"]);
  const topologies = planTopologies(experiment, { seats, judges: judgeSeats });
  const baseline = baselineOf(experiment, topologies);
  const ids = worlds.suite.tasks.map((task) => task.id);
  const learning = experiment.holdOut !== false ? firstHalf(ids, experiment.seed) : new Set<string>();
  // What is learnt from comes first, so that a topology that remembers has it before it is scored.
  const tasks = [...worlds.suite.tasks].sort((a, b) => Number(learning.has(b.id)) - Number(learning.has(a.id)));
  const suite = { ...worlds.suite, tasks };
  const worth = statedWorth(experiment, tasks);
  const { notes: repeatNotes, ...repeated } = planRepeats(tasks, worlds.record, experiment.repetitions);
  checkJudges({ topologies, judgeSeats, seed: experiment.seed, suite, record: worlds.record }, judgePlaces(experiment));
  return {
    name: experiment.name,
    description: experiment.description ?? worlds.suite.description ?? "",
    suite,
    learning,
    topologies,
    judgeSeats,
    live,
    world: worldOf([...seats, ...judgeSeats], [...experiment.members, ...experiment.judges]),
    ...repeated,
    seed: experiment.seed,
    draws: experiment.draws,
    ...limitsOf(experiment),
    baseline,
    margin: experiment.margin,
    ...defined({ worth }),
    ...goalOf(experiment),
    shadow: shadowed(tasks, experiment),
    ...defined({ record: worlds.record }),
    ...toFindOut({ ...experiment, ...repeated }, suite, topologies, learning),
    ...defined({ table: experiment.table, edges: experiment.edges }),
    warnings: [
      ...worlds.warnings,
      ...repeatNotes,
      ...keyWarnings(live, wanted),
      ...priceNotes([...seats, ...judgeSeats], began?.prices),
      ...pinNotes(began?.prices),
      ...memberNotes(experiment, [...seats, ...judgeSeats]).concat(thinkingNotes(experiment, seats, judgeSeats)),
      ...axisWarnings(experiment),
      ...unanswerable(seats, suite).concat(turnNotes(experiment, topologies, suite.tasks)),
      ...topologyNotes(topologies, tasks, worth),
    ],
    destinations: destinationsOf(experiment, live, environment),
  };
}

/** What is to be said of topologies before they work. */
function topologyNotes(topologies: readonly PlannedTopology[], tasks: readonly Task[], worth: Plan["worth"]): string[] {
  const open = [unreached(topologies), closerNotes(topologies), capacityNotes(topologies), worthNotes(topologies, tasks, worth)];
  return [...verifierNotes(topologies), ...open.flat()];
}

/** What a run that stops when it is decided, or a search, is to find out. */
function toFindOut(
  experiment: Parameters<typeof untilOf>[0],
  suite: Suite,
  topologies: readonly PlannedTopology[],
  learning: ReadonlySet<string>,
): Pick<Plan, "until" | "race"> {
  const { goal } = goalOf(experiment);
  return {
    ...untilOf(experiment, suite, topologies, learning),
    ...raceOf(experiment, { topologies, tasks: suite.tasks, learning, goal }),
  };
}

/** What bounds the run as a whole: money of the run and of the day, and time. */
function limitsOf({ deadline, limits: { cap, day } }: Experiment): Pick<Plan, "cap" | "day" | "deadlineMs"> {
  const ms = deadline === undefined ? undefined : durationMs(deadline);
  return {
    cap: cap === undefined ? Infinity : toNano(cap),
    ...(day === undefined ? {} : { day: toNano(day) }),
    ...defined({ deadlineMs: ms }),
  };
}

/** What the experiment says that a right answer is worth, else what each task says. */
function statedWorth({ value, until }: Experiment, tasks: readonly Task[]): Plan["worth"] {
  const said = value ?? (typeof until === "object" ? until.value : undefined);
  if (said !== undefined) return toNano(said);
  const own = tasks.flatMap((task): [string, Nano][] => (task.value === undefined ? [] : [[task.id, task.value]]));
  return own.length > 0 && own.length === tasks.length ? Object.fromEntries(own) : undefined;
}

/** What is chosen for: what `holdOut` says, else most net value where a right answer has a worth, else the best single model's passes at the least cost. */
function goalOf({ holdOut, value }: Experiment): Pick<Plan, "goal"> {
  if (holdOut === false) return {};
  const said = typeof holdOut === "object" ? holdOut.goal : value === undefined ? "match" : { budget: undefined, value };
  if (said === "match") return { goal: { kind: "match" } };
  const { budget, value: worth = 0 } = said;
  return { goal: budget === undefined ? { kind: "value", worth: toNano(worth) } : { kind: "budget", most: toNano(budget) } };
}

/** The topology that is named, else the first; at the largest of its budgets, where there are several. */
function baselineOf({ baseline, limits }: Experiment, topologies: readonly PlannedTopology[]): string {
  const budgets = budgetsOf({ limits });
  const plain = topologies.find(({ tried }) => tried === undefined);
  const wanted = baseline ?? plain?.entry ?? topologies[0]?.name ?? "";
  const names = topologies.map(({ name }) => name);
  const found = names.includes(wanted) ? wanted : plannedName(wanted, Math.max(...budgets), budgets);
  if (names.includes(found)) return found;
  throw PartError.of(["baseline"], `Wanted a baseline among the topologies; got "${found}".${didYouMean(found, names)}`);
}

/** The same words whoever reads the run later, and whatever keys that reader has. */
function keyWarnings(live: boolean, wanted: readonly string[]): string[] {
  if (live) return [];
  const names = wanted.length < 2 ? wanted.join("") : `${wanted.slice(0, -1).join(", ")} and ${wanted.at(-1)}`;
  const keys = wanted.length === 1 ? `the key in ${names}` : `every key of ${names}`;
  return [`The live models were not asked, for they need ${keys}: the embedded models answered instead.`];
}

interface Room {
  readonly seats: readonly Seat[];
  readonly judges: readonly Seat[];
}
/** One planned topology per entry and budget. */
function planTopologies(experiment: Experiment, room: Room): PlannedTopology[] {
  const budgets = budgetsOf(experiment);
  within(["terms"], () => checkCapacity(termsOf({ ...defaultTerms, ...present(experiment.terms) }), namesOf(experiment)));
  const planned = experiment.topologies.flatMap((entry, index) =>
    within(["topologies", index], () => variantsFor(experiment, entry)).flatMap((variant, at) =>
      budgets.map((budget) => ({
        index,
        topology: within(["topologies", index], () => planTopology(experiment, entry, room, { budget, budgets }, { ...variant, at })),
      })),
    ),
  );
  const names = planned.map(({ topology }) => topology.name);
  const twice = planned.find(({ topology: { name } }, at) => names.indexOf(name) !== at);
  if (twice !== undefined)
    throw PartError.of(
      ["topologies", twice.index],
      `Two topologies are named "${twice.topology.name}". Give one of them a \`name\` of its own.`,
    );
  return planned.map(({ topology }) => topology);
}

/** The attempts of a configuration, where those are tried, too. */
function attemptsOf(tried: Variant["tried"]): Partial<Terms> {
  const attempts = tried?.["attempts"];
  if (attempts === undefined) return {};
  if (typeof attempts === "number" && Number.isInteger(attempts) && attempts > 0) return { attempts };
  throw PartError.of(["choose", "attempts"], `Wanted whole numbers of attempts; got ${JSON.stringify(attempts)}.`);
}

/** The configurations of an entry that are tried; several only where there are tasks to choose on. */
function variantsFor(experiment: Experiment, entry: TopologyEntry): Variant[] {
  const variants = variantsOf(entry);
  if (variants.length > 1 && experiment.until !== undefined)
    throw PartError.of(["choose"], "A run that stops when it is decided chooses by itself. Leave out `until` or `choose`.");
  if (variants.length < 2 || experiment.holdOut !== false) return variants;
  throw PartError.of(
    ["choose"],
    "Configurations are chosen on one half of the tasks and scored on the other. Add `holdOut: true` to the experiment.",
  );
}

interface Money {
  readonly budget: number;
  readonly budgets: readonly number[];
}
function planTopology(
  experiment: Experiment,
  entry: TopologyEntry,
  room: Room,
  money: Money,
  { options, tried, at }: Variant & { readonly at: number },
): PlannedTopology {
  const settings = { ...(typeof entry === "string" ? { use: entry } : entry), options };
  const name = tried === undefined ? entryName(entry) : `${entryName(entry)}#${at + 1}`;
  const terms = termsOf({ ...defaultTerms, ...present(experiment.terms), ...present(settings.terms ?? {}), ...attemptsOf(tried) });
  const verifier = settings.verifier ?? experiment.verifier;
  const seats = within(["members"], () => pickSeats(room.seats, settings.members, `The topology "${name}"`));
  within(["options"], () => checkOptionSeats(topologyKind(settings.use), settings.options, seats, `The topology "${name}"`));
  within(settings.terms?.capacity === undefined ? [] : ["terms"], () => checkCapacity(terms, namesOf(experiment)));
  within(settings.terms?.closer === undefined ? [] : ["terms"], () => checkCloser(name, terms, seats));
  return {
    name: plannedName(name, money.budget, money.budgets),
    entry: entryName(entry),
    ...defined({ tried }),
    ...(settings.use === "solo" && terms.attempts === 1 ? { single: true } : {}),
    topology: openTopologyOf(settings.use, settings.options, name),
    terms,
    seats,
    limits: money.budget === Infinity ? {} : { cost: toNano(money.budget) },
    ...unheardBy(settings.without, seats),
    ...(settings.options?.["curation"] === "ask" ? { operated: true } : {}),
    caps: capsOf(experiment.limits),
    verifier: verifier === "none" ? { kind: "none" } : withDefaultMember(verifier, room.judges),
    bound: knowsTruth(settings.verifier) && !knowsTruth(experiment.verifier),
  };
}

function namesOf({ members }: Experiment): string[] {
  return members.map(({ name }) => name);
}

/** The terms of an entry, which may free its members of the capacity that holds for the others. */
function termsOf({ capacity, ...terms }: Omit<Terms, "capacity"> & { readonly capacity?: Terms["capacity"] | "unlimited" }): Terms {
  return capacity === "unlimited" ? terms : { ...terms, ...defined({ capacity }) };
}

/** Messages that are left out. What a recorded model would have said to another text was never recorded. Throws `UserError`. */
function unheardBy(without: readonly string[] | undefined, seats: readonly Seat[]): Pick<PlannedTopology, "unheard"> {
  if (without === undefined) return {};
  const recorded = seats.find(({ model }) => model.world === "recorded");
  if (recorded === undefined) return { unheard: new Set(without) };
  throw PartError.of(
    ["without"],
    `What comes of leaving out a message cannot be replayed: what ${recorded.name} (${recorded.model.id}) says without it was never recorded. Leave out members instead, or ask live or simulated models.`,
  );
}

function capsOf({ call, session, topology }: Experiment["limits"]): NonNullable<PlannedTopology["caps"]> {
  return Object.fromEntries(Object.entries(present({ call, session, topology })).map(([name, dollars]) => [name, toNano(dollars)]));
}

function knowsTruth(verifier: JudgeSpec | "none" | undefined): boolean {
  return typeof verifier === "object" && verifier.kind === "oracle";
}

function present<T extends object>(settings: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

/** A verifier that asks a model and names none asks the first of the judges. */
function withDefaultMember(spec: JudgeSpec, judges: readonly Seat[]): JudgeSpec {
  const first = judges[0];
  const asks = judgeKinds.find(({ name }) => name === spec.kind)?.needs.includes("member") === true;
  return asks && spec["member"] === undefined && spec["members"] === undefined && first !== undefined
    ? { ...spec, member: first.name }
    : spec;
}

/** A verifier of known error rates is said once, with the topologies that have it. */
function verifierNotes(topologies: readonly PlannedTopology[]): string[] {
  const groups = new Map<string, string[]>();
  for (const { name, verifier } of topologies) groups.set(verifierWords(verifier), [...(groups.get(verifierWords(verifier)) ?? []), name]);
  const [most] = [...groups].sort((a, b) => b[1].length - a[1].length);
  const others = [...groups].filter(([words]) => words !== most?.[0]).map(([words, names]) => `${names.join(", ")}: ${words}`);
  return most === undefined ? [] : [`Verifier: ${[most[0], ...others].join("; ")}.`];
}

function verifierWords(verifier: JudgeSpec): string {
  const { kind, member, function: address, falsePositive, falseNegative } = verifier;
  if (kind === "noisy")
    return `the right answer with errors added (noisy: passes ${percent(falsePositive)} of wrong answers, fails ${percent(falseNegative)} of right ones)`;
  if (kind === "oracle") return "each task's own grader, which knows the right answer (oracle)";
  if (kind === "function" && typeof address === "string") return calledFunction(address);
  return typeof member === "string" ? `${kind} by ${member}` : kind;
}

function percent(rate: Json | undefined): string {
  return `${(Number(rate ?? 0) * 100).toFixed(1)}%`;
}

/** What a topology cannot use of the axes that are set for it is said once. */
function axisWarnings(experiment: Experiment): string[] {
  const common = Object.keys(present(experiment.terms));
  const said = experiment.topologies.flatMap((entry) => {
    const { use, terms = {} } = typeof entry === "string" ? { use: entry } : entry;
    const set = new Set([...common, ...Object.keys(present(terms))]);
    const unused = topologyKinds.find((kind) => kind.name === use)?.ignores.filter((axis) => set.has(axis)) ?? [];
    return unused.length === 0 ? [] : [`${use} cannot use ${unused.join(", ")}.`];
  });
  return [...new Set(said)];
}

/** A seeded sample of the tasks, in suite order. */
function shadowed(tasks: readonly Task[], { shadow, seed }: Experiment): Task[] {
  const drawn = shuffled(tasks, stream(`${seed}/shadow`)).slice(0, Math.round(shadow * tasks.length));
  return tasks.filter((task) => drawn.includes(task));
}

function firstHalf(ids: readonly string[], seed: string): ReadonlySet<string> {
  return new Set(shuffled(ids, stream(`${seed}/hold-out`)).slice(0, Math.floor(ids.length / 2)));
}
