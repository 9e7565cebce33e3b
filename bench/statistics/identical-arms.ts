import { compare, decider, byTopology, type DecisionPlan, type TrialRow } from "../../src/statistics/index.ts";
import { normalCdf } from "../../src/util/distributions.ts";
import { normal, stream } from "../../src/util/random.ts";
import { noUsage } from "../../src/util/money.ts";
import type { Figure } from "../figure.ts";

const experiments = 2000;
const tasks = 100;
const value = 1e9;
const names = ["a", "b", "c", "d"];

/** One trial of each of several identical topologies on each task: hard and easy tasks, log-normal cost. */
type World = readonly (readonly { readonly passed: number; readonly cost: number }[])[];
function world(seed: string, arms: number, size: number): World {
  const next = stream(seed);
  return Array.from({ length: size }, () => {
    const chance = normalCdf(1.5 * normal(next));
    const dear = 0.4 * normal(next);
    return Array.from({ length: arms }, () => ({ passed: Number(next() < chance), cost: 5e7 * Math.exp(dear + 0.4 * normal(next)) }));
  });
}

/** Identical topologies: how often a winner is named, or a difference printed. */
export function identicalFigures(): Figure[] {
  const rates: [string, number][] = [
    ...[2, 4].flatMap((arms) =>
      [0, 0.05].map((delta): [string, number] => [
        `A/A, ${arms} identical topologies, a look after every task: wrong winner of a decided run, delta ${delta * 100} points`,
        share((seed) => decides(world(seed, arms, tasks), arms, delta)),
      ]),
    ),
    ...(["passed", "cost"] as const).map((metric): [string, number] => [
      `A/A, 3 topologies, a look after every task: any difference in ${metric === "passed" ? "passes" : "cost"} printed by a decided run`,
      share((seed) => prints(seed, metric)),
    ]),
    ...(["passed", "cost"] as const).flatMap((metric) =>
      [20, 50].map((size): [string, number] => [
        `A/A, 3 topologies, ${size} tasks, one look: any difference in ${metric === "passed" ? "passes" : "cost"} printed by an ordinary run`,
        share((seed) => finds(seed, size, metric)),
      ]),
    ),
  ];
  const figures = rates.map(([name, rate]): Figure => ({ name, wanted: "at most 5%", measured: percent(rate), met: rate <= 0.05 }));
  const naive = share((seed) => peeks(world(seed, 2, 400)));
  return [...figures, { name: "  beside: naive z > 1.96 after every task up to 400", wanted: "told", measured: percent(naive), met: true }];
}

function share(wrong: (seed: string) => boolean): number {
  let count = 0;
  for (let i = 0; i < experiments; i++) if (wrong(`identical/${i}`)) count += 1;
  return count / experiments;
}

function percent(rate: number): string {
  return `${(rate * 100).toFixed(1)}% of ${experiments}`;
}

function decides(drawn: World, arms: number, delta: number): boolean {
  const plan: DecisionPlan = {
    question: { kind: "best", value, ceiling: value },
    topologies: names.slice(0, arms),
    tasks: drawn.map((_, i) => String(i)),
    delta: delta * value,
  };
  const machine = decider(plan);
  for (let wanted = machine.next(); wanted.length > 0; wanted = machine.next()) {
    for (const { topology, task } of wanted) {
      const trial = drawn[Number(task)]?.[names.indexOf(topology)];
      machine.take({ topology, task, passed: trial?.passed, cost: trial?.cost ?? 0 });
    }
  }
  return machine.decision().state === "decided";
}

/** The p of a decided run is its lowest at any look, so the last look tells of all. */
function prints(seed: string, metric: "passed" | "cost"): boolean {
  const drawn = world(seed, 3, tasks);
  const sequence = drawn.map((_, i) => String(i));
  const found = compare(byTopology(rowsOf(drawn)), undefined, seed, { sequence, ceiling: value });
  return found.rows.some((row) => row.metric === metric && (row.pHolm ?? 1) < 0.05);
}

function rowsOf(drawn: World): TrialRow[] {
  return drawn.flatMap((trials, i) => trials.map((trial, arm) => rowOf(names[arm] ?? "", String(i), trial)));
}

function rowOf(topology: string, task: string, { passed, cost }: { passed: number; cost: number }): TrialRow {
  const counts = { winningCost: 0, gradeCost: 0, ms: 0, calls: 1, attempts: 1, guards: 0, repetition: 0 };
  const empty = { byPurpose: {}, byMember: {}, awards: {}, outcomes: [], flags: {}, usage: noUsage };
  const done = { state: "answered" as const, answered: true, scored: true, passed: passed === 1, score: passed };
  return { ...counts, ...empty, ...done, trial: `${topology}/${task}`, topology, task, category: "c", cost };
}

function finds(seed: string, size: number, metric: "passed" | "cost"): boolean {
  const found = compare(byTopology(rowsOf(world(seed, 3, size))), undefined, seed, { draws: 2000 });
  return found.rows.some((row) => row.metric === metric && (row.pHolm ?? 1) < 0.05);
}

function peeks(drawn: World): boolean {
  let [sum, squares] = [0, 0];
  return drawn.some(([a, b], i) => {
    const d = (a?.passed ?? 0) - (b?.passed ?? 0);
    sum += d;
    squares += d * d;
    const n = i + 1;
    const variance = (squares - (sum * sum) / n) / Math.max(1, n - 1);
    return n >= 10 && variance > 0 && Math.abs(sum / n) / Math.sqrt(variance / n) > 1.96;
  });
}
