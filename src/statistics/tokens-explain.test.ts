import assert from "node:assert/strict";
import { test } from "node:test";
import { stream } from "../util/random.ts";
import { tokensExplain } from "./tokens-explain.ts";
import type { Observation } from "./variance-explained.ts";

const row = (task: number, topology: string, logTokens: number, score: number): Observation => ({
  task: String(task),
  topology,
  model: "m",
  tokens: Math.exp(logTokens) - 1,
  score,
});

test("what tokens explain, by hand: three of four tasks follow the tokens, one goes against them", () => {
  // Within a task x is -1/2 and 1/2, y the same or reversed: xx = yy = 1/2 a task, xy = 1/2 or -1/2; r = (30 - 10) / 40, r2 = 1/4.
  const rows = Array.from({ length: 40 }, (_, i) => [row(i, "a", 1, Number(i % 4 === 0)), row(i, "b", 2, Number(i % 4 !== 0))]).flat();
  const equal = [row(99, "a", 1, 1), row(99, "b", 7, 1)];
  const found = tokensExplain([...rows, ...equal]);
  assert.ok(Math.abs((found?.share ?? 0) - 0.25) < 1e-9);
  assert.deepEqual([found?.rising, found?.tasks, found?.tries], [true, 40, 80]);
  // Topology and tokens are one here: nothing is left to it; chance alone gives 1 of 80 - 40 - 1 parts.
  assert.ok(Math.abs(found?.beyond ?? 1) < 1e-9 && Math.abs((found?.byChance ?? 0) - 1 / 39) < 1e-12);
  const [low, high] = found?.ci ?? [1, 0];
  // R: r without a task is 9.5 / 19.5 or 10.5 / 19.5; tanh(atanh(.5) -+ qt(.975, 39) se)^2 with the jackknife's se on that scale.
  assert.ok(Math.abs(low - 0.0278458971063) < 1e-9 && Math.abs(high - 0.5338805859958) < 1e-9, `${low} to ${high}`);
  const falling = tokensExplain(rows.map((each) => ({ ...each, score: 1 - each.score })));
  assert.deepEqual([falling?.rising, falling?.share], [false, found?.share]);
  assert.ok(Math.abs((falling?.ci[0] ?? 0) - low) < 1e-9 && Math.abs((falling?.ci[1] ?? 0) - high) < 1e-9);
});

test("too few tasks with differences, and tokens that do not differ, explain nothing", () => {
  const few = Array.from({ length: 29 }, (_, i) => [row(i, "a", 1, 0), row(i, "b", 2, 1)]).flat();
  assert.equal(tokensExplain(few), undefined);
  const alike = Array.from({ length: 60 }, (_, i) => [row(i, "a", 1, 0), row(i, "b", 1, 1)]).flat();
  assert.equal(tokensExplain(alike), undefined);
  assert.equal(tokensExplain([]), undefined);
});

test("where tokens and topology say nothing, the interval holds 0 and topology explains what chance does", () => {
  const next = stream("nothing");
  let held = 0;
  let beyond = 0;
  let chance = 0;
  const runs = 300;
  for (let run = 0; run < runs; run++) {
    const rows = Array.from({ length: 60 }, (_, task) =>
      ["a", "b", "c", "d"].map((topology) => row(task, topology, 5 + next(), Number(next() < 0.5))),
    ).flat();
    const found = tokensExplain(rows);
    held += Number(found?.ci[0] === 0);
    beyond += (found?.beyond ?? 0) / runs;
    chance += (found?.byChance ?? 0) / runs;
  }
  assert.ok(held / runs > 0.92 && held / runs < 0.985, `${held / runs}`);
  assert.ok(Math.abs(beyond - chance) < 0.003, `${beyond} and ${chance}`);
});
