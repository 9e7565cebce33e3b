import { openStore } from "../../src/lab/index.ts";
import { check } from "../../src/lab/experiment/load-experiment.ts";
import { startRun } from "../../src/lab/run/run.ts";
import { byTopology, figures as measures, foldTrialsFrom, pairedDifferences } from "../../src/statistics/index.ts";
import { mean, variance } from "../../src/statistics/moments.ts";
import { dollars, toNano } from "../../src/util/money.ts";
import type { Figure } from "../figure.ts";
import { defined } from "../../src/util/defined.ts";

const pairs = [
  ["solo+retry", "solo"],
  ["cascade", "solo"],
] as const;

/** The same simulated experiment with shared and with independent draws: how much less a paired difference varies, and what is not paid twice. */
export async function sharedFigures(): Promise<Figure[]> {
  const [shared, independent] = [await runWith("shared"), await runWith("independent")];
  const ratios = pairs.map(([a, b]) => shared.spread(a, b) / independent.spread(a, b));
  const saved = 1 - shared.spent / shared.cost;
  return [
    {
      name: "shared draws: variance of the paired difference in passes, against independent draws",
      wanted: "at most half",
      measured: pairs.map(([a, b], i) => `${((ratios[i] ?? 1) * 100).toFixed(0)}% (${a} - ${b})`).join(", "),
      met: ratios.every((ratio) => ratio <= 0.5),
    },
    {
      name: "shared draws: money that is not paid twice",
      wanted: "told",
      measured: `${(saved * 100).toFixed(0)}% of ${dollars(toNano(shared.cost))}`,
      met: true,
    },
    ...(await overSeeds()),
  ];
}

const seeds = 40;
const tasksPerSeed = 60;

/**
 * The error that one run claims of a difference beside the spread of that difference over seeds, each with tasks and draws of its own: were first attempts
 * of two topologies tied together by more than what they share, or tasks by more than chance, runs would claim too little.
 */
async function overSeeds(): Promise<Figure[]> {
  const runs: Awaited<ReturnType<typeof runWith>>[] = [];
  for (let seed = 0; seed < seeds; seed++) runs.push(await runWith("shared", { n: tasksPerSeed, seed: `over seeds ${seed}` }));
  const ratios = pairs.map(([a, b]) => {
    const claimed = runs.reduce((sum, run) => sum + run.spread(a, b) / tasksPerSeed, 0) / seeds;
    return variance(Float64Array.from(runs, (run) => run.mean(a, b))) / claimed;
  });
  return [
    {
      name: `shared draws: variance of the difference in passes over ${seeds} seeds, against what the runs claim`,
      wanted: "between 55% and 160%, what chance leaves of 100% with so many seeds",
      measured: pairs.map(([a, b], i) => `${((ratios[i] ?? 0) * 100).toFixed(0)}% (${a} - ${b})`).join(", "),
      met: ratios.every((ratio) => ratio > 0.55 && ratio < 1.6),
    },
  ];
}

async function runWith(draws: "shared" | "independent", { n, seed }: { n: number; seed?: string } = { n: 400 }) {
  const plain = {
    suite: "generated",
    generate: { n, families: ["counting"], ...defined({ seed }) },
    ...defined({ seed }),
    members: ["large", "medium", "small"].map((name) => ({ name, model: `simulated/${name}` })),
    topologies: [
      { use: "solo", options: { member: "medium" }, terms: { attempts: 1 } },
      { use: "solo", name: "solo+retry", options: { member: "medium" } },
      { use: "cascade", options: { order: ["medium", "large"] } },
    ],
    verifier: { kind: "noisy", judge: { kind: "oracle" }, falsePositive: 0.1, falseNegative: 0.1 },
    draws,
  };
  const store = openStore(":memory:");
  const place = { store, environment: {}, concurrency: 8, now: () => 0, signal: new AbortController().signal };
  const { run, summary } = await startRun({ ...check(plain, draws), name: draws }, place);
  const tables = byTopology(await foldTrialsFrom(store.ledger(run).read()));
  store.close();
  const differences = (a: string, b: string): Float64Array =>
    pairedDifferences(tables.get(a) ?? new Map(), tables.get(b) ?? new Map(), measures.passed);
  return {
    cost: summary.topologies.reduce((sum, row) => sum + row.cost.total, 0),
    spent: summary.topologies.reduce((sum, row) => sum + row.spent, 0),
    spread: (a: string, b: string) => variance(differences(a, b)),
    mean: (a: string, b: string) => mean(differences(a, b)),
  };
}
