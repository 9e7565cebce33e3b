import assert from "node:assert/strict";
import { test } from "node:test";
import { betaQuantile } from "../util/distributions.ts";
import { stream } from "../util/random.ts";
import { evidenceOf, type Outcome } from "./evidence.ts";
import { fitCells, fitTables } from "./tables.ts";

// Members A and B on two clusters of four outcomes each: A passed 3 and 1 of them, B 2 and 2.
const counts = { members: 2, clusters: 2, n: Float64Array.of(4, 4, 4, 4), s: Float64Array.of(3, 2, 1, 2) };

test("a cell's posterior is the Beta that a hand works out: the member elsewhere and the others here, then the cell's own outcomes", () => {
  const { chances } = fitCells(counts, 6);
  // Common rate (8 + 1/2) / (16 + 1) = 1/2. A elsewhere (1 + 1/2) / 5 = .3, others here (2 + 1/2) / 5 = .5, so the prior is .3 and
  // the posterior (3 + 6 x .3) / (4 + 6). B elsewhere .5, A here (3 + 1/2) / 5 = .7: (2 + 6 x .7) / 10.
  assert.ok(Math.abs((chances[0]?.[0]?.p ?? 0) - 0.48) < 1e-12);
  assert.ok(Math.abs((chances[0]?.[1]?.p ?? 0) - 0.62) < 1e-12);
  assert.equal(chances[0]?.[0]?.n, 10);
});

test("the strength is the one under which the outcomes are likeliest, one outcome after another", () => {
  const uneven = { members: 3, clusters: 2, n: Float64Array.of(9, 9, 9, 9, 9, 9), s: Float64Array.of(8, 4, 1, 2, 7, 5) };
  const likelihood = (strength: number): number => {
    // The prior means are those at which a cell without outcomes of its own would stand.
    const means = fitCells(uneven, 1)
      .chances.flat()
      .map(({ p, n }, cell) => p * n - (uneven.s[cell] ?? 0));
    return means.reduce((sum, mean, cell) => {
      let ln = 0;
      for (let i = 0; i < 9; i++) {
        const passed = i < (uneven.s[cell] ?? 0);
        const [a, b] = [strength * mean + Math.min(i, uneven.s[cell] ?? 0), strength * (1 - mean) + Math.max(0, i - (uneven.s[cell] ?? 0))];
        ln += Math.log((passed ? a : b) / (a + b));
      }
      return sum + ln;
    }, 0);
  };
  const { strength, evidence } = fitCells(uneven);
  assert.ok(Math.abs(evidence - likelihood(strength)) < 1e-9);
  for (const other of [strength * 1.05, strength / 1.05]) assert.ok(likelihood(other) < evidence);
});

/** Outcomes of members whose true rate is drawn for each category. */
function drawn(seed: string, items: number): { outcomes: Outcome[]; truth: Map<string, number> } {
  const next = stream(seed);
  const truth = new Map<string, number>();
  const outcomes = Array.from({ length: items }, (_, i) => i).flatMap((i) =>
    ["a", "b", "c", "d"].map((member) => {
      const category = `c${i % 8}`;
      const key = `${member}/${category}`;
      if (!truth.has(key)) truth.set(key, 0.15 + 0.7 * next());
      return { item: `i${i}`, category, member, passed: next() < (truth.get(key) ?? 0) };
    }),
  );
  return { outcomes, truth };
}

test("nine in ten of the intervals of nine tenths hold the true rate", () => {
  let [held, all] = [0, 0];
  for (let round = 0; round < 12; round++) {
    const { outcomes, truth } = drawn(`coverage ${round}`, 240);
    const { chances, members } = fitTables(evidenceOf(outcomes), "1");
    for (let c = 0; c < 8; c++) {
      for (const [m, { p, n }] of chances({ id: "new", category: `c${c}` }).entries()) {
        const rate = truth.get(`${members[m]}/c${c}`) ?? 0;
        held += Number(betaQuantile(0.05, p * n, (1 - p) * n) <= rate && rate <= betaQuantile(0.95, p * n, (1 - p) * n));
        all += 1;
      }
    }
  }
  // 384 intervals: a standard error of 1.5 points.
  assert.ok(held / all > 0.86 && held / all < 0.95, `${held} of ${all}`);
});

test("in a category never seen members stand at what they do elsewhere", () => {
  const outcomes = Array.from("abcdefghij").flatMap((item, i) => [
    { item, category: i < 5 ? "x" : "y", member: "good", passed: i !== 0 },
    { item, category: i < 5 ? "x" : "y", member: "poor", passed: i === 0 },
  ]);
  const [good, poor] = fitTables(evidenceOf(outcomes), "1").chances({ id: "new", category: "never" });
  assert.ok((good?.p ?? 0) > 0.7 && (poor?.p ?? 1) < 0.3, `${good?.p} ${poor?.p}`);
});
