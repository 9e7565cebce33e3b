import assert from "node:assert/strict";
import { test } from "node:test";
import { noUsage } from "../util/money.ts";
import { byTopology } from "./by-task.ts";
import { row } from "./fixtures/row.ts";
import { armsOf, forecastsOf, observationsOf, pairedPasses } from "./from-rows.ts";

const lost = { state: "failed", answered: false, scored: false, passed: false, score: 0 } as const;

test("forecasts stand by member, in order of the alphabet, whoever came first", () => {
  const outcome = (member: string, p: number, passed: boolean) => ({ member, p, passed, attempt: 1 });
  const found = forecastsOf([
    row({ outcomes: [outcome("m", 0.1, true), outcome("b", 0.2, false)] }),
    row({ outcomes: [outcome("z", 0.3, true), outcome("m", 0.4, false)] }),
  ]);
  assert.deepEqual(
    [...found],
    [
      ["b", [{ p: 0.2, passed: false }]],
      [
        "m",
        [
          { p: 0.1, passed: true },
          { p: 0.4, passed: false },
        ],
      ],
      ["z", [{ p: 0.3, passed: true }]],
    ],
  );
});

test("outcomes of two topologies are paired by task and repetition, those without an outcome left out on both sides", () => {
  const tasks = (topology: string, passes: readonly (readonly [string, number, boolean | undefined])[]) =>
    byTopology(
      passes.map(([task, repetition, passed]) => row({ topology, task, repetition, ...(passed === undefined ? lost : { passed }) })),
    ).get(topology) ?? new Map();
  const a = tasks("a", [
    ["x", 0, true],
    ["x", 1, false],
    ["x", 2, true],
    ["y", 0, undefined],
    ["z", 0, true],
  ]);
  const b = tasks("b", [
    ["x", 1, true],
    ["x", 0, false],
    ["x", 2, undefined],
    ["y", 0, true],
  ]);
  assert.deepEqual(pairedPasses(a, b), { a: [true, false], b: [false, true] });
});

test("observations are of the trials that are counted, their tokens those of all inputs and the output", () => {
  const usage = { ...noUsage, uncached: 1, cacheRead: 2, cacheWrite5m: 4, cacheWrite1h: 8, output: 16, reasoning: 5 };
  const found = observationsOf([
    row({ by: "m", usage, score: 0.4 }),
    row({ task: "b", ...lost }),
    row({ task: "c", state: "censored", answered: false, scored: false, score: 0 }),
  ]);
  assert.deepEqual(found, [
    { task: "a", topology: "t", model: "m", tokens: 31, score: 0.4 },
    { task: "c", topology: "t", model: "nobody", tokens: 0, score: 0 },
  ]);
});

test("arms are means by task over the tasks that all topologies have an outcome for", () => {
  const rows = [
    row({ topology: "a", task: "x", cost: 2 }),
    row({ topology: "a", task: "x", repetition: 1, passed: false, cost: 4 }),
    row({ topology: "a", task: "y", ...lost }),
    row({ topology: "a", task: "z" }),
    row({ topology: "a", task: "w", cost: 5 }),
    row({ topology: "b", task: "x", cost: 7 }),
    row({ topology: "b", task: "y" }),
    row({ topology: "b", task: "w", passed: false, cost: 9 }),
  ];
  const found = armsOf(byTopology(rows)).map(({ name, quality, cost }) => [name, [...quality], [...cost]]);
  assert.deepEqual(found, [
    ["a", [1, 0.5], [5, 3]],
    ["b", [0, 1], [9, 7]],
  ]);
  assert.deepEqual(armsOf(new Map()), []);
});
