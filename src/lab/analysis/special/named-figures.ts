import type { NamedClaim, NamedFigures, NamedRow } from "../../../report/index.ts";
import { byTopology, type ByTask, counted, figures, meanOverTasks, rateInterval, type TrialRow } from "../../../statistics/index.ts";
import type { ComparisonRow } from "../../../summary.ts";
import type { Task } from "../../../types.ts";
import { stepRows } from "./step-rows.ts";
import type { TableSource } from "./table-source.ts";
import { defined } from "../../../util/defined.ts";

/** What an experiment holds against its publication: its claims, what it says beside them, and where a simulated effect comes from. */
export interface NamedStudy {
  readonly title: string;
  readonly claims: readonly Pick<NamedClaim, "published" | "sign" | "a" | "b">[];
  readonly construction: string;
  /** In words, which tasks an arm is told apart by: each such group has the arms once more. */
  readonly groups?: (task: Task) => string;
  /** Further lines, from the run itself. */
  readonly notes?: (source: TableSource) => string[];
}

/** Every arm beside the baseline, and each published difference beside the same one here; paired by task, intervals at 95%. */
export function namedFigures(source: TableSource, study: NamedStudy): NamedFigures {
  const { plan, summary, rows } = source;
  const { baseline } = plan;
  const names = summary.topologies.map(({ name }) => name);
  const seed = `${plan.seed}/${plan.table ?? "named"}`;
  const between = differences(byTopology(rows), [...besideOf(names, baseline), ...study.claims], seed);
  const groups = groupsOf(source, study);
  return {
    kind: "named",
    title: study.title,
    simulated: plan.world === "simulated",
    baseline,
    rows: [
      ...armRows(rows, names, baseline, between, ""),
      ...groups.flatMap(([group, tasks]) => {
        const own = rows.filter(({ task }) => tasks.has(task));
        return armRows(own, names, baseline, differences(byTopology(own), besideOf(names, baseline), `${seed}/${group}`), `, ${group}`);
      }),
    ],
    claims: study.claims.map((claim) => ({ ...claim, ...differenceOf(between(claim.a, claim.b)) })),
    family: `the differences from ${baseline} and the published ones${groups.length === 0 ? "" : ", and in each group over its own"}`,
    notes: study.notes?.(source) ?? [],
    construction: study.construction,
  };
}

interface Pair {
  readonly a: string;
  readonly b: string;
}
type Between = (a: string, b: string) => ComparisonRow | undefined;

function besideOf(names: readonly string[], baseline: string): Pair[] {
  return names.filter((name) => name !== baseline).map((a) => ({ a, b: baseline }));
}

/** The differences of passes of these pairs, each once. */
function differences(groups: ReadonlyMap<string, ByTask>, pairs: readonly Pair[], seed: string): Between {
  const asked = new Map(pairs.map(({ a, b }) => [JSON.stringify([a, b]), { name: a, over: b, metrics: ["passed"] as const }]));
  const { steps } = stepRows(groups, [...asked.values()], seed);
  return (a, b) => steps.find(({ name, over }) => name === a && over === b)?.passed;
}

/** The tasks of each group, in the order in which groups first stand in the suite; none where a study has none. */
function groupsOf({ plan }: TableSource, { groups }: NamedStudy): [string, ReadonlySet<string>][] {
  if (groups === undefined) return [];
  const found = Map.groupBy(plan.suite.tasks, groups);
  return [...found].map(([group, tasks]) => [group, new Set(tasks.map(({ id }) => id))]);
}

function armRows(rows: readonly TrialRow[], names: readonly string[], baseline: string, between: Between, group: string): NamedRow[] {
  const found = byTopology(rows, names);
  return names.map((name) => {
    const tasks = found.get(name) ?? new Map<string, TrialRow[]>();
    const known = [...tasks.values()].flat().filter(counted);
    const each = (of: (row: TrialRow) => number) =>
      known.length === 0 ? null : known.reduce((sum, row) => sum + of(row), 0) / known.length;
    return {
      arm: `${name}${group}`,
      passRate: meanOverTasks(tasks.values(), figures.passed),
      passRateCi: rateInterval(passesOf(tasks)) ?? null,
      perTask: each(({ cost }) => cost / 1e9),
      tokens: each(({ usage }) => usage.uncached + usage.cacheRead + usage.cacheWrite5m + usage.cacheWrite1h + usage.output),
      calls: each(({ calls }) => calls),
      ...shownOf(name === baseline ? undefined : between(name, baseline)),
    };
  });
}

function passesOf(tasks: ByTask): { passes: number; trials: number }[] {
  return [...tasks.values()]
    .map((trials) => trials.filter(counted))
    .filter((trials) => trials.length > 0)
    .map((trials) => ({ passes: trials.filter(({ passed }) => passed).length, trials: trials.length }));
}

/** A row's difference with the p that its family leaves it. */
function shownOf(row: ComparisonRow | undefined): Pick<NamedRow, "difference" | "ci" | "p"> {
  return { ...differenceOf(row), ...defined({ p: row?.pHolm ?? undefined }) };
}

function differenceOf(row: ComparisonRow | undefined): Pick<NamedRow, "difference" | "ci"> {
  return { difference: row?.difference ?? null, ci: row?.ci ?? null };
}
