import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { ComparisonRow } from "../summary.ts";
import { noUsage } from "../util/money.ts";
import { type About, summarize } from "./summarize.ts";
import type { TrialRow } from "./trial-row.ts";

type Pair = readonly [number, number];
interface Task {
  readonly passed: readonly boolean[];
  readonly score: readonly number[];
  readonly cost: readonly number[];
}
interface Row extends Pick<ComparisonRow, "a" | "b" | "metric" | "difference" | "p" | "pHolm" | "minDetectable" | "findable"> {
  readonly ci: Pair | null;
  readonly deviation: number;
  readonly median: number;
  readonly below: number;
  readonly above: number;
  readonly why?: string | null;
  readonly equivalence?: string;
}
interface Screen {
  readonly topologies: Readonly<Record<string, readonly Task[]>>;
  readonly margin: number;
  readonly rows: readonly Row[];
  readonly each: Readonly<Record<string, { readonly passRateCi: Pair; readonly meanScoreCi: Pair }>>;
  readonly leader: { readonly name: string; readonly ci: Pair };
}
// Made by test/golden/statistics.py: data drawn once and kept, every printed interval and p of it by SciPy.
const { screens } = JSON.parse(readFileSync(new URL("../../test/golden/statistics.json", import.meta.url), "utf8")) as {
  screens: Screen[];
};

function near(got: number | null | undefined, wanted: number | null | undefined, what: string, tolerance = 1e-9): void {
  if (typeof got !== "number" || typeof wanted !== "number") return assert.equal(got ?? null, wanted ?? null, what);
  assert.ok(Math.abs(got - wanted) <= tolerance, `${what}: ${got} against ${wanted}`);
}
function nearPair(got: readonly number[] | null | undefined, wanted: readonly number[] | null, what: string): void {
  for (const end of [0, 1]) near(got?.[end], wanted?.[end], what);
}

function rowsOf({ topologies }: Screen): TrialRow[] {
  return Object.entries(topologies).flatMap(([topology, tasks]) =>
    tasks.flatMap((task, t) => task.cost.map((dollars, repetition) => trialOf(topology, `t${100 + t}`, repetition, task, dollars))),
  );
}

function trialOf(topology: string, task: string, repetition: number, { passed, score }: Task, dollars: number): TrialRow {
  return {
    trial: `${topology}/${task}/${repetition}`,
    topology,
    task,
    repetition,
    category: "c",
    state: "answered",
    answered: true,
    scored: true,
    by: "m",
    passed: passed[repetition] ?? false,
    score: Number(score[repetition]),
    cost: Math.round(dollars * 1e9),
    gradeCost: 0,
    winningCost: 0,
    ms: 1,
    calls: 1,
    usage: noUsage,
    byPurpose: {},
    byMember: {},
    awards: {},
    attempts: 1,
    outcomes: [],
    guards: 0,
    flags: {},
  };
}

for (const [index, screen] of screens.entries()) {
  test(`every interval, p and power of screen ${index + 1} is SciPy's, skewed costs included`, () => {
    const names = Object.keys(screen.topologies);
    const repetitions = Math.max(...Object.values(screen.topologies).flatMap((tasks) => tasks.map(({ cost }) => cost.length)));
    const about: About = {
      run: "r",
      experiment: "e",
      world: "simulated",
      seed: "s",
      digest: "d",
      wallMs: 1,
      repetitions,
      topologies: names,
      margin: screen.margin,
    };
    const summary = summarize(rowsOf(screen), about);
    for (const row of summary.topologies) {
      nearPair(row.passRateCi, screen.each[row.name]?.passRateCi ?? null, `pass rate of ${row.name}`);
      nearPair(row.meanScoreCi, screen.each[row.name]?.meanScoreCi ?? null, `score of ${row.name}`);
    }
    assert.deepEqual([summary.leader?.name, summary.leader?.among], [screen.leader.name, names.length]);
    nearPair(summary.leader?.passRateCi, screen.leader.ci, "leader");
    assert.equal(summary.comparisons.length, screen.rows.length);
    for (const wanted of screen.rows) {
      const what = `${wanted.metric} of ${wanted.a} less ${wanted.b}`;
      const got = summary.comparisons.find(({ a, b, metric }) => a === wanted.a && b === wanted.b && metric === wanted.metric);
      nearPair(got?.ci, wanted.ci, `${what}, interval`);
      for (const key of ["difference", "deviation", "median", "p", "pHolm"] as const) near(got?.[key], wanted[key], `${what}, ${key}`);
      // The power of the exact test steps; its inverse is found to a few in ten thousand, that of a mean cost to a few in a thousand.
      const off = (size: number | null | undefined): number => (wanted.metric === "cost" ? 5e-3 * (size ?? 0) + 3e-5 : 2e-4);
      near(got?.minDetectable, wanted.minDetectable, `${what}, smallest`, off(wanted.minDetectable));
      for (const side of ["more", "less"] as const)
        near(got?.findable?.[side], wanted.findable?.[side], `${what}, ${side}`, off(wanted.findable?.[side]));
      assert.deepEqual([got?.below, got?.above], [wanted.below, wanted.above], what);
      assert.deepEqual([got?.noInterval, got?.equivalence?.finding], [wanted.why ?? undefined, wanted.equivalence], what);
    }
  });
}
