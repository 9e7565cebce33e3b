import type { Nano } from "../types.ts";
import type { Summary, TopologyRow } from "../summary.ts";
import { type AtBudget, budgetCurves } from "./budget-curves.ts";
import { type ByTask, byTopology, meanOverTasks } from "./by-task.ts";
import { categoryComparisons, testableCategories } from "./category-comparisons.ts";
import { compare, type Comparisons, type ComparisonTerms, type Worth, worthIn } from "./compare.ts";
import type { MetricLeader } from "./comparison-pairs.ts";
import { exchangeRows } from "./exchange-rows.ts";
import { armsOf } from "./from-rows.ts";
import { frontierShares } from "./frontier.ts";
import { leaderOf, mayLead, rankedRows } from "./leader.ts";
import { kept } from "./multiplicity.ts";
import { pooledRates, type PooledRate, type PooledRates } from "./pooled-rates.ts";
import { routing } from "./routing.ts";
import { topologyRow } from "./topology-row.ts";
import { toDollars } from "../util/money.ts";
import { counted, type TrialRow } from "./trial-row.ts";
import { warningsOf } from "./warnings.ts";
import { own } from "../util/own.ts";
import { defined } from "../util/defined.ts";
import { byName } from "../util/by-name.ts";

/** What a run knows of itself beyond its trials. */
export interface About {
  readonly run: string;
  readonly experiment: string;
  readonly world: Summary["world"];
  readonly seed: string;
  readonly repetitions: number;
  /** The fewest of any task, where those are fewer. */
  readonly leastRepetitions?: number;
  readonly state?: NonNullable<Summary["state"]>;
  readonly progress?: NonNullable<Summary["progress"]>;
  readonly size?: NonNullable<Summary["size"]>;
  readonly digest: string;
  readonly wallMs: number;
  /** The order of the report; the first is the baseline unless one is named. By name where nothing is said. */
  readonly topologies?: readonly string[];
  readonly baseline?: string;
  /** Topologies that may ask the truth itself. */
  readonly bounds?: readonly string[];
  /** The order of the tasks, where the run stopped by itself: its comparisons then hold at any time of looking. */
  readonly sequence?: readonly string[];
  /** What a trial's cost counted as at the most in such a run, in nano-dollars. */
  readonly ceiling?: Nano;
  /** How much worse is still no worse, as a share of passes or of the score; 3 points unless told. */
  readonly margin?: number;
  /** What a right answer is worth, where that is known: net values are then compared, too. */
  readonly worth?: Worth;
  /** False where many experiments are simulated and neither categories nor the frontier are looked at: those take longer than all else. */
  readonly pooling?: boolean;
  /** Sign flips drawn where the test cannot be exact; 100,000 unless told. */
  readonly draws?: number;
  /** The topology and the budget behind each name, in an equal-budget design. */
  readonly budgets?: Readonly<Record<string, AtBudget>>;
  /** What the run really paid, where shared draws made it less than the trials' cost, and for what. */
  readonly spending?: RunSpending;
  /** Cost without and with a perfect prompt cache; as billed where nothing is said. */
  readonly threeCosts?: Readonly<Record<string, { readonly cold: Nano; readonly warm: Nano; readonly idealised?: Nano }>>;
  /** How many trials each topology is to have in the end. */
  readonly planned?: Readonly<Record<string, number>>;
  /** What the record lacks for a topology, where recorded models answer; the rows of the tasks that it loses are not among the rows. */
  readonly replay?: Readonly<Record<string, NonNullable<TopologyRow["replay"]>>>;
  readonly warnings?: readonly string[];
}

/** Money of the run's ledger, every row in one place: `total` is the sum of all but `unsettled`, which is the part of it that is held for calls of unknown outcome. */
export interface RunSpending {
  readonly topologies: Readonly<Record<string, Nano>>;
  readonly grading: Readonly<Record<string, Nano>>;
  readonly learning: Nano;
  readonly shadow: Nano;
  readonly preflight: Nano;
  readonly unfinished: Nano;
  readonly cutOff: Nano;
  readonly other: Nano;
  readonly total: Nano;
  readonly unsettled: Nano;
  readonly unsettledCalls: number;
  /** What the trials cost, each alone: less `shared` and `reused`, what the topologies took. */
  readonly alone: Nano;
  readonly shared: Nano;
  readonly reused: Nano;
  /** The part of the total that nobody is paid. */
  readonly embedded: Nano;
}

/** The whole report of a run as figures. Contract: the same rows, in any order, and the same seed give the same summary to the byte. */
export function summarize(rows: Iterable<TrialRow>, about: About): Summary {
  const topologies = byTopology(rows, about.topologies);
  const { progress, planned = {} } = about;
  const left = progress !== undefined && progress.finished < progress.planned ? planned : {};
  const tables = tablesOf(topologies, about, left);
  const pooled = about.pooling === false ? (new Map() as PooledRates) : pooledRates(topologies);
  const shares = about.pooling === false ? new Map<string, FrontierShare>() : frontierOf(topologies, tables, about.seed);
  const categories = about.sequence === undefined ? testableCategories(topologies) : new Map<string, ReadonlySet<string>>();
  const truncated = categories.size === 0 ? {} : { truncation: kept };
  const found = compare(topologies, about.baseline, about.seed, { ...termsOf(about, tables), ...truncated });
  const { rows: comparisons } = found;
  const exchange = about.sequence === undefined ? exchangeRows(topologies, comparisons, about.repetitions) : [];
  const curves = budgetCurves(topologies, about.budgets ?? {});
  const summary: Summary = {
    schema: 1,
    run: about.run,
    experiment: about.experiment,
    world: about.world,
    seed: about.seed,
    ...defined({ state: about.state, progress: about.progress, size: about.size }),
    tasks: new Set([...topologies.values()].flatMap((tasks) => [...tasks.keys()])).size,
    repetitions: about.repetitions,
    ...defined({ leastRepetitions: about.leastRepetitions }),
    topologies: tables.map((row) => withPooled({ ...row, ...shares.get(row.name) }, pooled.get(row.name))),
    ...defined({ leader: leaderOf(tables, topologies) }),
    comparisons,
    ...byCategory(topologies, categories, found, about),
    ...valueOf(topologies, about.worth),
    ...(exchange.length === 0 ? {} : { exchange }),
    routing: routing(topologies),
    ...(about.spending === undefined ? {} : { spending: spendingRow(about.spending), money: moneyRow(about.spending) }),
    ...byJudge(topologies, "overruled"),
    ...byJudge(topologies, "unquoted"),
    digest: about.digest,
    wallMs: about.wallMs,
    ...(curves.length === 0 ? {} : { budgets: curves }),
    warnings: [],
  };
  return { ...summary, warnings: [...(about.warnings ?? []), ...warningsOf(summary, topologies)] };
}

/** One row per topology that has trials, in the order of the plan, and of those that an unfinished run has not come to or that a replay cannot tell of. */
function tablesOf(topologies: ReadonlyMap<string, ByTask>, about: About, left: Readonly<Record<string, number>>): TopologyRow[] {
  const { spending, replay = {}, bounds = [] } = about;
  const shown = (name: string): boolean => (own(left, name) ?? 0) > 0 || own(replay, name) !== undefined;
  return named(topologies, about.topologies ?? [], shown).map(([name, tasks]) => {
    const paid = spending === undefined ? {} : { spent: own(spending.topologies, name) ?? 0, grading: own(spending.grading, name) ?? 0 };
    const lacking = own(replay, name);
    const planned = lacking === undefined ? (own(left, name) ?? 0) : 0;
    return {
      ...topologyRow(name, tasks, { ...paid, ...own(about.threeCosts ?? {}, name) }, planned),
      ...netValueOf(tasks, about.worth),
      ...defined({ replay: lacking }),
      ...(bounds.includes(name) ? { bound: true as const } : {}),
    };
  });
}

const usualMargin = 0.03;

function termsOf(about: About, tables: readonly TopologyRow[]): ComparisonTerms {
  return {
    margin: about.margin ?? usualMargin,
    leaders: leadersOf(tables),
    ...defined({ sequence: about.sequence, ceiling: about.ceiling, draws: about.draws, worth: about.worth }),
  };
}

/** Who passes most and, where a right answer has a worth, who gives most, among all that could. */
function leadersOf(tables: readonly TopologyRow[]): MetricLeader[] {
  const ranked = rankedRows(tables);
  const among = ranked.map(({ name }) => name);
  const valued = ranked.filter(({ netValue }) => netValue !== undefined).sort((a, b) => (b.netValue as number) - (a.netValue as number));
  return [
    ...ranked.slice(0, 1).map(({ name }): MetricLeader => ({ metric: "passed", name, among })),
    ...valued.slice(0, 1).map(({ name }): MetricLeader => ({ metric: "value", name, among })),
  ];
}

/** The family of the comparisons, and what of it is asked by category. */
function byCategory(
  topologies: ReadonlyMap<string, ByTask>,
  categories: ReadonlyMap<string, ReadonlySet<string>>,
  comparisons: Comparisons,
  { seed, repetitions, draws }: About,
): Pick<Summary, "family" | "categories"> {
  const { family, rows } = comparisons;
  const [first] = rows;
  if (family.tests === 0 || first === undefined) return {};
  if (categories.size === 0) return { family };
  const screen = { comparisons, baseline: first.b, seed, repetitions, ...defined({ draws }) };
  const { rows: found, tests } = categoryComparisons(topologies, categories, screen);
  return { family: { ...family, categories: tests }, ...(found.length === 0 ? {} : { categories: found }) };
}

function netValueOf(tasks: ByTask, worth: Worth | undefined): Pick<TopologyRow, "netValue"> {
  if (worth === undefined) return {};
  const net = meanOverTasks(tasks.values(), (row) => (counted(row) ? Number(row.passed) * worthIn(worth, row.task) - row.cost : undefined));
  return net === null ? {} : { netValue: toDollars(net) };
}

/** The worth of a right answer, in the mean over the tasks that were run. */
function valueOf(topologies: ReadonlyMap<string, ByTask>, worth: Worth | undefined): Pick<Summary, "value"> {
  if (worth === undefined) return {};
  const tasks = [...new Set([...topologies.values()].flatMap((own) => [...own.keys()]))];
  if (typeof worth === "number" || tasks.length === 0) return { value: toDollars(typeof worth === "number" ? worth : 0) };
  return { value: toDollars(tasks.reduce((sum, task) => sum + worthIn(worth, task), 0) / tasks.length) };
}

type FrontierShare = Pick<TopologyRow, "frontierShare">;

/** How sure each topology's place on the frontier of passes and cost is; nothing where there are no two to compare on the same tasks. */
function frontierOf(topologies: ReadonlyMap<string, ByTask>, tables: readonly TopologyRow[], seed: string): Map<string, FrontierShare> {
  const placed = tables.filter(mayLead).map(({ name }) => name);
  const arms = armsOf(new Map([...topologies].filter(([name]) => placed.includes(name))));
  if (arms.length < 2 || (arms[0]?.quality.length ?? 0) < 2) return new Map();
  return new Map(frontierShares(arms, `${seed}/frontier`, 1_000).map(({ name, share }) => [name, { frontierShare: share }]));
}

/** The same row with the partially pooled rates of its categories beside the rates as they are. */
function withPooled(row: TopologyRow, pooled: ReadonlyMap<string, PooledRate> | undefined): TopologyRow {
  if (pooled === undefined) return row;
  const categories = Object.entries(row.byCategory).map(([name, category]) => {
    const found = pooled.get(name);
    return [
      name,
      found === undefined ? category : { ...category, pooledRate: found.rate, pooledCi: [found.ci[0], found.ci[1]] as [number, number] },
    ];
  });
  return { ...row, byCategory: Object.fromEntries(categories) };
}

/** The topologies that have trials and, in the order of the plan, those that are `shown` without. */
function named(found: ReadonlyMap<string, ByTask>, wanted: readonly string[], shown: (name: string) => boolean): [string, ByTask][] {
  const names = [...wanted.filter((name) => found.has(name) || shown(name)), ...found.keys()];
  return [...new Set(names)].map((name) => [name, found.get(name) ?? new Map()]);
}

function byJudge(topologies: ReturnType<typeof byTopology>, field: "overruled" | "unquoted"): Pick<Summary, "overruled" | "unquoted"> {
  const counts = new Map<string, number>();
  for (const { [field]: found = [] } of [...topologies.values()].flatMap((tasks) => [...tasks.values()].flat())) {
    for (const [judge, count] of found) counts.set(judge, (counts.get(judge) ?? 0) + count);
  }
  return counts.size === 0 ? {} : { [field]: Object.fromEntries(byName(counts)) };
}

const places = ["shadow", "preflight", "unfinished", "cutOff", "learning", "other", "unsettled"] as const;

function spendingRow(spending: RunSpending): NonNullable<Summary["spending"]> {
  const sum = (amounts: Readonly<Record<string, Nano>>): number => toDollars(Object.values(amounts).reduce((all, each) => all + each, 0));
  const rest = Object.fromEntries(places.map((place) => [place, toDollars(spending[place])])) as Record<(typeof places)[number], number>;
  return {
    total: toDollars(spending.total),
    topologies: sum(spending.topologies),
    grading: sum(spending.grading),
    ...rest,
    unsettledCalls: spending.unsettledCalls,
  };
}

/** Nobody is paid for simulated and recorded answers, whatever they cost in a trial. */
function moneyRow({ total, embedded, alone, shared, reused }: RunSpending): Summary["money"] {
  return { paid: toDollars(total - embedded), alone: toDollars(alone), shared: toDollars(shared), reused: toDollars(reused) };
}
