import { resampledSums, summarize, type TrialRow } from "../../src/statistics/index.ts";
import { noUsage } from "../../src/util/money.ts";
import { stream } from "../../src/util/random.ts";
import type { Figure } from "../figure.ts";

const [topologies, tasks, repetitions] = [10, 1000, 100];

/** The whole analysis of a million trials, and the resampling under it. Runs first, so that the memory is its own. */
export function speedFigures(): Figure[] {
  const rows = trials();
  const about = { run: "r", experiment: "e", world: "simulated", seed: "1", repetitions, digest: "", wallMs: 0 } as const;
  const [seconds] = timed(() => summarize(rows, about));
  const gigabytes = process.resourceUsage().maxRSS / 1024 / 1024;
  const next = stream("columns");
  const columns = Array.from({ length: topologies }, () => Float64Array.from({ length: tasks }, () => next()));
  const [resampling] = timed(() => resampledSums(columns, 10_000, "speed"));
  return [
    {
      name: "the whole analysis of 1,000,000 trial rows",
      wanted: "under 10 s and 1.5 GB",
      measured: `${seconds.toFixed(1)} s, ${gigabytes.toFixed(2)} GB with the rows`,
      met: seconds < 10 && gigabytes < 1.5,
    },
    {
      name: "10,000 bootstrap resamples of 1,000 tasks x 10 topologies",
      wanted: "under 2 s",
      measured: `${resampling.toFixed(2)} s`,
      met: resampling < 2,
    },
  ];
}

function trials(): TrialRow[] {
  const next = stream("rows");
  const empty = { byMember: {}, awards: {}, outcomes: [], flags: {}, usage: noUsage };
  const rows: TrialRow[] = [];
  for (let topology = 0; topology < topologies; topology++) {
    for (let task = 0; task < tasks; task++) {
      for (let repetition = 0; repetition < repetitions; repetition++) {
        const passed = next() < 0.3 + 0.05 * topology;
        const cost = Math.round(1e7 * (0.5 + next()));
        const money = { cost, winningCost: cost, gradeCost: 0, byPurpose: { attempt: cost } };
        const done = { state: "answered" as const, answered: true, scored: true, passed, score: Number(passed) };
        const counts = { ms: 1000 * next(), calls: 1, attempts: 1, guards: 0 };
        const where = { topology: `t${topology}`, task: `task-${task}`, category: `c${task % 5}`, repetition };
        rows.push({ trial: `t${topology}/task-${task}/${repetition}`, ...where, ...done, ...money, ...counts, ...empty });
      }
    }
  }
  return rows;
}

function timed<T>(work: () => T): [number, T] {
  const began = performance.now();
  const made = work();
  return [(performance.now() - began) / 1000, made];
}
