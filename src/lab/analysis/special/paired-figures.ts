import type { NamedClaim, NamedFigures, NamedRow } from "../../../report/index.ts";
import {
  boundedMeanInterval,
  boundedMeanP,
  type ByTask,
  byTopology,
  counted,
  type Figure,
  figures,
  holm,
  mean,
  meanOverTasks,
  taskMean,
} from "../../../statistics/index.ts";
import { defined } from "../../../util/defined.ts";
import { toDollars } from "../../../util/money.ts";
import { equalSpending } from "./equal-spending.ts";
import { equalVotes, type PairedStudy } from "./paired-study.ts";
import type { TableSource } from "./table-source.ts";

const tokens: Figure = (row) => {
  const { uncached, cacheRead, cacheWrite5m, cacheWrite1h, output } = row.usage;
  return counted(row) ? uncached + cacheRead + cacheWrite5m + cacheWrite1h + output : undefined;
};
const calls: Figure = (row) => (counted(row) ? row.calls : undefined);

/** A difference of pass rates with its 95% interval. */
interface Points {
  readonly difference: number;
  readonly ci: readonly [number, number] | null;
}

/** Every arm beside its base and beside one model at equal spending, and each published difference beside the same one here; paired by task. */
export function pairedFigures(source: TableSource, study: PairedStudy): NamedFigures {
  const { plan, summary, rows } = source;
  const arms = byTopology(
    rows,
    plan.topologies.map(({ name }) => name),
  );
  const compared = new Compared(study, arms);
  const raised = raisedOf(study, compared, [...arms.keys()]);
  const rates = new Map(summary.topologies.map((row) => [row.name, row]));
  return {
    kind: "named",
    title: study.title,
    simulated: plan.world === "simulated",
    baseline: plan.baseline,
    equal: study.equal.measure,
    ...defined({ equalBy: study.equal.by?.long }),
    family: "all differences of both columns",
    rows: [...arms].map(([name, arm]): NamedRow => {
      const each = (figure: Figure): number | null => meanOverTasks(arm.values(), figure);
      const cost = each(figures.cost);
      const { passRate = null, passRateCi = null } = rates.get(name) ?? {};
      const base = study.baseOf(name);
      const beside = base === undefined ? undefined : pointsOf(compared.apart(name, base));
      const equal = compared.atEqual(name);
      const { own, same } = raised.get(name) ?? {};
      return {
        arm: name,
        passRate,
        passRateCi,
        perTask: cost === null ? null : toDollars(cost),
        tokens: each(tokens),
        calls: each(calls),
        ...(beside ?? { difference: null, ci: null }),
        ...defined({
          p: own,
          base: beside === undefined ? undefined : base,
          equal: equal === undefined ? undefined : { ...equal, ...defined({ p: same }) },
        }),
      };
    }),
    claims: claimsOf(study, compared),
    notes: typeof study.notes === "function" ? study.notes(source) : (study.notes ?? []),
    construction: study.construction,
  };
}

/** Passes of arms by task, over the tasks that all arms have. */
class Compared {
  readonly #study: PairedStudy;
  readonly #arms: ReadonlyMap<string, ByTask>;
  readonly #tasks: readonly string[];

  constructor(study: PairedStudy, arms: ReadonlyMap<string, ByTask>) {
    const [first = new Map(), ...others] = arms.values();
    const has = (arm: ByTask, task: string): boolean => taskMean(arm.get(task) ?? [], figures.passed) !== undefined;
    this.#study = study;
    this.#arms = arms;
    this.#tasks = [...first.keys()].filter((task) => [first, ...others].every((arm) => has(arm, task)));
  }

  /** What one arm passes more than another, by task; empty where either is missing. */
  apart(name: string, base: string): Float64Array {
    return less(this.#values(name, figures.passed), this.#values(base, figures.passed));
  }

  /** The same beside one model that tries as often as the same spending allows. */
  atEqual(name: string): NamedRow["equal"] {
    const same = this.#same(name);
    const points = same === undefined ? undefined : pointsOf(less(this.#values(name, figures.passed), same.passes));
    return same === undefined || points === undefined ? undefined : { short: same.short, ...points };
  }

  differences(name: string, base: string): Float64Array {
    if (base !== equalVotes) return this.apart(name, base);
    const same = this.#same(name);
    return same === undefined ? new Float64Array() : less(this.#values(name, figures.passed), same.passes);
  }

  #same(name: string) {
    const { equal } = this.#study;
    const tries = equal.triesOf(name);
    if (tries.includes(name) || !tries.every((arm) => this.#arms.has(arm))) return undefined;
    const figure = equal.measure === "tokens" ? tokens : figures.cost;
    const spent = (arm: string): number => mean(this.#values(arm, figure));
    return equalSpending(
      tries.map((arm) => ({ passes: this.#values(arm, figures.passed), spent: spent(arm) })),
      spent(name),
    );
  }

  #values(name: string, figure: Figure): Float64Array {
    const arm = this.#arms.get(name);
    return Float64Array.from(arm === undefined ? [] : this.#tasks.map((task) => taskMean(arm.get(task) ?? [], figure) ?? 0));
  }
}

function less(a: Float64Array, b: Float64Array): Float64Array {
  return a.length === b.length ? a.map((own, i) => own - (b[i] ?? 0)) : new Float64Array();
}

function pointsOf(differences: Float64Array): Points | undefined {
  return differences.length === 0 ? undefined : { difference: mean(differences), ci: boundedMeanInterval(differences) ?? null };
}

/** The p of each arm beside its base and at equal spending, raised by Holm over all of them. */
function raisedOf(study: PairedStudy, compared: Compared, names: readonly string[]) {
  const asked = names.flatMap((name) => {
    const base = study.baseOf(name);
    const pairs = [["own", base] as const, ["same", equalVotes] as const];
    return pairs.flatMap(([column, other]) => {
      const found = other === undefined ? new Float64Array() : compared.differences(name, other);
      return found.length === 0 ? [] : [{ name, column, p: twoSided(found) }];
    });
  });
  const ps = holm(asked.map(({ p }) => p));
  const raised = new Map<string, { own?: number; same?: number }>();
  for (const [i, { name, column }] of asked.entries()) raised.set(name, { ...raised.get(name), [column]: ps[i] });
  return raised;
}

/** The published differences beside ours, with each p by Holm over all for which a sign was published. */
function claimsOf({ claims, equal }: PairedStudy, compared: Compared): NamedClaim[] {
  const differences = claims.map(({ a, b }) => compared.differences(a, b));
  const tested = claims.flatMap(({ sign }, i) => (sign === null ? [] : [i]));
  const ps = holm(tested.map((i) => twoSided(differences[i] ?? new Float64Array())));
  return claims.map((claim, i) => {
    const ours = pointsOf(differences[i] ?? new Float64Array()) ?? { difference: null, ci: null };
    const b = claim.b === equalVotes ? (equal.by?.short ?? `a vote of tries of as many ${equal.measure}`) : claim.b;
    return { ...claim, b, ...ours, ...defined({ p: ps[tested.indexOf(i)] }) };
  });
}

function twoSided(differences: Float64Array): number {
  const [more, fewer] = [boundedMeanP(differences, 0), boundedMeanP(differences.map(negative), 0)];
  return Math.min(1, 2 * Math.min(more, fewer));
}

function negative(value: number): number {
  return -value;
}
