import { bestBatch, falseSignal } from "../../../market/index.ts";
import type { FiatLoss, ScarcityFigures, ScarcityRow } from "../../../report/index.ts";
import { counted, mean, skewedMeanInterval, type TrialRow } from "../../../statistics/index.ts";
import type { Event, Nano } from "../../../types.ts";
import { addTo } from "../../../util/add-to.ts";
import { toDollars } from "../../../util/money.ts";
import { own } from "../../../util/own.ts";
import { trialsOf } from "../../plan/plan.ts";
import type { TableSource } from "./table-source.ts";

/** Ways of allotting work among scarce members: what each comes to beside the baseline and beside an allocator that foresees all. */
export function scarcityFigures(source: TableSource): ScarcityFigures {
  const { plan, summary, rows, events } = source;
  const known = knownIn(source);
  const nets = new Map([...Map.groupBy(rows.filter(counted), ({ topology }) => topology)].map(([name, own]) => [name, netsOf(known, own)]));
  const base = nets.get(plan.baseline);
  const briers = briersIn(known, rows, events);
  const oracle = oracleOf(known);
  const trials = Map.groupBy(rows, ({ topology }) => topology);
  return {
    kind: "scarcity",
    simulated: plan.world === "simulated",
    baseline: plan.baseline,
    batches: known.batches.length,
    rows: summary.topologies.map((row): ScarcityRow => {
      const alone = known.solos.has(row.name);
      const mine = nets.get(row.name);
      return {
        name: row.name,
        passRate: row.passRate,
        passRateCi: row.passRateCi,
        perTask: row.cost.perTrial,
        bids: alone ? null : (row.cost.byPurpose["bid"] ?? 0) / Math.max(1e-12, row.cost.total),
        net: mine === undefined ? null : toDollars(mean([...mine.values()])),
        beside: alone || row.name === plan.baseline ? null : besideOf(known, mine, base),
        ofOracle: oracle > 0 && !alone ? surplusOf(known, trials.get(row.name) ?? []) / oracle : null,
        unfilled: row.trials === 0 ? null : row.unfilled / row.trials,
        brier: briers.get(row.name) ?? null,
      };
    }),
    fiat: fiatLosses(known, source),
  };
}

/** What all figures go by: worths, batches, and what each member does alone, by task and repetition. */
interface Known {
  readonly worths: ReadonlyMap<string, Nano>;
  readonly batches: readonly (readonly string[])[];
  readonly capacity: Readonly<Record<string, number>>;
  readonly solos: ReadonlySet<string>;
  /** By member, then by task and repetition. */
  readonly alone: ReadonlyMap<string, ReadonlyMap<string, TrialRow>>;
  readonly repetitions: number;
}

function knownIn({ plan, rows }: TableSource): Known {
  const specs = trialsOf(plan);
  const bound = plan.topologies.find(({ terms }) => terms.capacity !== undefined);
  const batches = specs.flatMap(({ topology, repetition, batch, task }) =>
    topology === bound && repetition === 0 && batch?.[0]?.id === task.id ? [batch.map(({ id }) => id)] : [],
  );
  const solos = plan.topologies.filter(({ topology, terms }) => topology.name === "solo" && terms.capacity === undefined);
  const alone = new Map(
    solos.map(({ name, seats, topology }) => {
      const { member } = (topology.settings ?? {}) as { readonly member?: string };
      const tried = rows.filter((row) => row.topology === name && counted(row));
      return [member ?? seats[0]?.name ?? name, new Map(tried.map((row) => [keyOf(row), row]))];
    }),
  );
  return {
    worths: new Map(specs.map(({ task }) => [task.id, task.value ?? 0])),
    batches,
    capacity: bound?.terms.capacity?.of ?? {},
    solos: new Set(solos.map(({ name }) => name)),
    alone,
    repetitions: plan.repetitions,
  };
}

function keyOf({ task, repetition }: Pick<TrialRow, "task" | "repetition">): string {
  return `${task}/${repetition}`;
}

function netOf({ worths }: Known, { task, passed, cost }: TrialRow): Nano {
  return (passed ? (worths.get(task) ?? 0) : 0) - cost;
}

/** Net value by task, repetitions averaged. */
function netsOf(known: Known, rows: readonly TrialRow[]): Map<string, number> {
  const byTask = Map.groupBy(rows, ({ task }) => task);
  return new Map([...byTask].map(([task, own]) => [task, mean(own.map((row) => netOf(known, row)))]));
}

/** The difference of net values a task, paired by batch: bids of a batch stand in its first task, and its tasks share places. */
function besideOf(
  { batches }: Known,
  mine: ReadonlyMap<string, number> | undefined,
  base: ReadonlyMap<string, number> | undefined,
): ScarcityRow["beside"] {
  const differences = batches.flatMap((ids) => {
    const both = ids.flatMap((id) => {
      const [a, b] = [mine?.get(id), base?.get(id)];
      return a === undefined || b === undefined ? [] : [a - b];
    });
    return both.length === 0 ? [] : [mean(both)];
  });
  if (differences.length === 0) return null;
  const interval = skewedMeanInterval(differences);
  return {
    difference: toDollars(mean(differences)),
    interval: interval === undefined ? null : [toDollars(interval[0]), toDollars(interval[1])],
  };
}

/** What the best assignment makes that knows every outcome beforehand, over all batches and repetitions. */
function oracleOf(known: Known): Nano {
  const members = [...known.alone.keys()];
  const capacity = members.map((member) => own(known.capacity, member) ?? Number.POSITIVE_INFINITY);
  let total = 0;
  for (const ids of known.batches)
    for (let repetition = 0; repetition < known.repetitions; repetition++) {
      const worth = ids.map((task) =>
        members.map((member) => {
          const row = known.alone.get(member)?.get(keyOf({ task, repetition }));
          return row === undefined ? Number.NEGATIVE_INFINITY : netOf(known, row);
        }),
      );
      total += bestBatch({ worth, capacity }).total;
    }
  return total;
}

function surplusOf(known: Known, rows: readonly TrialRow[]): Nano {
  return rows.filter(counted).reduce((sum, row) => sum + netOf(known, row), 0);
}

/** Of each topology the mean squared error of the chances that it cleared with, wherever it is known what the member does alone. */
function briersIn({ alone }: Known, rows: readonly TrialRow[], events: readonly Event[]): Map<string, number> {
  const trials = new Map(rows.map((row) => [row.trial, row]));
  const errors = new Map<string, number[]>();
  for (const { trial, fact } of events) {
    const row = trials.get(trial);
    if (row === undefined || fact.type !== "bid" || !fact.valid) continue;
    const truth = alone.get(fact.member)?.get(keyOf(row));
    if (truth !== undefined) addTo(errors, row.topology, (fact.p - Number(truth.passed)) ** 2);
  }
  return new Map([...errors].map(([name, all]) => [name, mean(all)]));
}

/** What false prices lose where tasks are cleared one by one, by what was sealed: each member's own ask beside the house's. */
function fiatLosses({ worths }: Known, { plan, rows, events }: TableSource): FiatLoss[] {
  const arms = plan.topologies.filter(({ topology: { settings } }) => {
    const { clearing } = (settings ?? {}) as { readonly clearing?: { readonly batch: string; readonly fiat?: unknown } };
    return clearing?.batch === "none" && clearing.fiat !== undefined;
  });
  const trials = new Map(rows.map((row) => [row.trial, row]));
  return arms.flatMap(({ name }): FiatLoss[] => {
    const own = Map.groupBy(
      events.filter(({ trial }) => trials.get(trial)?.topology === name),
      ({ trial }) => trial,
    );
    const signals = [...own].flatMap(([trial, facts]) => {
      const bids = facts.flatMap(({ fact }) => (fact.type === "bid" && fact.valid ? [fact] : []));
      const sealed = new Map(
        facts.flatMap(({ fact }) => (fact.type === "own" && fact.name === "bid-reveal" ? [revealOf(fact.value)] : [])),
      );
      const value = worths.get(trials.get(trial)?.task ?? "") ?? 0;
      const told = [bids.map(({ p, ask }) => value * p - ask)];
      const worth = [bids.map(({ member, p, ask }) => value * p - (sealed.get(member) ?? ask))];
      return bids.length === 0 ? [] : [falseSignal({ worth, capacity: bids.map(() => 1) }, told)];
    });
    if (signals.length === 0) return [];
    return [{ name, lost: toDollars(mean(signals.map(({ lost }) => lost))), moved: mean(signals.map(({ moved }) => moved)) }];
  });
}

function revealOf(value: unknown): [string, number] {
  const { member, ask } = value as { readonly member: string; readonly ask: number };
  return [member, ask];
}
