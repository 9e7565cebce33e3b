import assert from "node:assert/strict";
import { test } from "node:test";
import { stream } from "../util/random.ts";
import { type Forecaster, judgedForecaster, newForecaster, pooledChance, type StatedChance, type Valuation } from "./forecast-pool.ts";

const near = (actual: number | undefined, expected: number, within = 1e-9) =>
  assert.ok(actual !== undefined && Math.abs(actual - expected) <= within, `${actual} is not within ${within} of ${expected}`);
const said: StatedChance[] = [
  { by: "a", of: "a", p: 0.9 },
  { by: "b", of: "a", p: 0.5 },
  { by: "c", of: "a", p: 0.3 },
  { by: "a", of: "b", p: 1 },
];
const pool = { known: new Map<string, Forecaster>(), order: ["a", "b", "c"], start: 0.5 };
const p = (rule: Valuation, own = pool) => pooledChance(rule, said, "a", own).p;

test("own word, the others' mean without it, and the mean of all, by hand", () => {
  near(p("own"), 0.9);
  near(p("peers"), 0.4);
  near(p("mean"), 1.7 / 3);
  assert.equal(pooledChance("peers", said, "c", pool).p, undefined);
  assert.equal(pooledChance("own", said, "b", pool).p, undefined);
});

test("the best expert is whoever has been wrong least; the mean of those who are level, and of all before anything came out", () => {
  const known = new Map([
    ["a", { squared: 0.9, n: 1, wealth: 1 }],
    ["b", { squared: 0.6, n: 3, wealth: 1 }],
    ["c", { squared: 0.1, n: 1, wealth: 1 }],
  ]);
  near(p("best-expert", { ...pool, known }), 0.3);
  near(p("best-expert", { ...pool, known: new Map([...known, ["b", { squared: 0.2, n: 2, wealth: 1 }]]) }), 0.4);
  near(p("best-expert"), 1.7 / 3);
});

test("traders move the price as far as a quarter of their money lets them lose, by hand", () => {
  // Up from .5: 1 - .5 x e^-.25 = .6106; b wants .5 and can: within .6106 x e^-.25 = .4755; c wants .3, down to .5 x e^-.25 = .3894.
  const { p, trades } = pooledChance("prediction-market", said, "a", pool);
  near(p, 0.5 * Math.exp(-0.25));
  near(trades[0]?.to, 1 - 0.5 * Math.exp(-0.25));
  near(trades[1]?.to, 0.5);
  // Whoever has more money moves it further: four times the stake takes c to what it says.
  const rich = new Map([["c", { ...newForecaster, wealth: 4 }]]);
  near(pooledChance("prediction-market", said, "a", { ...pool, known: rich }).p, 0.3);
});

test("a trade settles at b ln(price after / before) of what came true, and loses at most its stake", () => {
  const [trade] = pooledChance("prediction-market", said, "a", pool).trades;
  near(judgedForecaster(newForecaster, true, { p: 0.9, trade }).wealth, 1 + Math.log((1 - 0.5 * Math.exp(-0.25)) / 0.5));
  const lost = judgedForecaster(newForecaster, false, { p: 0.9, trade });
  near(lost.wealth, 0.75);
  near(lost.squared, 0.81);
  assert.equal(lost.n, 1);
  // What all gain together is what the house loses: ln(last price / first) where it came true.
  const { p, trades } = pooledChance("prediction-market", said, "a", pool);
  const gains = trades.map((trade) => judgedForecaster(newForecaster, true, { trade }).wealth - 1);
  near(
    gains.reduce((sum, gain) => sum + gain, 0),
    Math.log((p ?? 0) / 0.5),
  );
});

test("nobody gains by stating another chance than it believes, wherever the market stands", () => {
  for (const belief of [0.1, 0.35, 0.5, 0.8])
    for (const start of [0.2, 0.5, 0.7]) {
      const worth = (told: number) => {
        const [trade] = pooledChance("prediction-market", [{ by: "a", of: "m", p: told }], "m", { ...pool, start }).trades;
        const after = (passed: boolean) => judgedForecaster(newForecaster, passed, { trade }).wealth;
        return belief * after(true) + (1 - belief) * after(false);
      };
      const honest = worth(belief);
      for (let lie = 0.01; lie < 1; lie += 0.01) assert.ok(worth(lie) <= honest + 1e-9, `${lie} beats ${belief} from ${start}`);
    }
});

test("money and the record of errors find out who knows: after 200 outcomes the market and the best expert beat the mean", () => {
  const next = stream("forecasters");
  let known = new Map<string, Forecaster>();
  const scores = new Map<Valuation, number>([
    ["mean", 0],
    ["best-expert", 0],
    ["prediction-market", 0],
  ]);
  for (let round = 0; round < 400; round++) {
    const truth = next();
    const passed = next() < truth;
    const all: StatedChance[] = [
      { by: "knows", of: "m", p: truth },
      { by: "guesses", of: "m", p: next() },
      { by: "always", of: "m", p: 0.9 },
    ];
    const order = next() < 0.5 ? ["knows", "guesses", "always"] : ["always", "guesses", "knows"];
    const pooled = (rule: Valuation) => pooledChance(rule, all, "m", { known, order, start: 0.5 });
    if (round >= 200) for (const [rule, sum] of scores) scores.set(rule, sum + ((pooled(rule).p ?? 0) - Number(passed)) ** 2 / 200);
    const { trades } = pooled("prediction-market");
    known = new Map(
      all.map(({ by, p }) => [
        by,
        judgedForecaster(known.get(by) ?? newForecaster, passed, { p, trade: trades.find((one) => one.by === by) }),
      ]),
    );
  }
  // Stating the truth itself has the error p(1 - p), 1/6 in the mean.
  near(scores.get("best-expert"), 1 / 6, 0.03);
  assert.ok((scores.get("prediction-market") ?? 1) < (scores.get("mean") ?? 0) - 0.02, JSON.stringify([...scores]));
  assert.ok((scores.get("best-expert") ?? 1) < (scores.get("mean") ?? 0) - 0.02);
});

test("who lost all may still be heard, and nothing said settles nothing", () => {
  assert.deepEqual(judgedForecaster({ ...newForecaster, wealth: 0.01 }, false, { trade: { by: "a", from: 0.5, to: 0.9 } }).wealth, 0.01);
  assert.deepEqual(judgedForecaster(newForecaster, true, {}), newForecaster);
});
