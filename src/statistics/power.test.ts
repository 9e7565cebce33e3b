import assert from "node:assert/strict";
import { test } from "node:test";
import { inBand } from "./in-band.ts";
import { deviationOf, lengthened, meanOf, noLead } from "./lead.ts";
import { mcNemar, mcNemarMidP } from "./pair-tests.ts";
import { detectableExactly } from "./power.ts";
import { expectedRegret, regretSaved } from "./regret.ts";

const near = (got: number | undefined, wanted: number, within = 1e-9): void =>
  assert.ok(Math.abs((got ?? Number.NaN) - wanted) < within, `${got} against ${wanted}`);

test("beside one that passes everything, a fall is found where six tasks are lost: its sixth power is the power", () => {
  // Two-sided, 2 x .5^6 = .03 is the first below 5%: of six tasks all must be lost, .8^(1/6); the search has 2^14 steps.
  const steps = 2 ** 14;
  near(detectableExactly({ rate: 1, discordance: 0 }, -1, 6), Math.ceil(0.8 ** (1 / 6) * steps) / steps);
  near(detectableExactly({ rate: 0, discordance: 0 }, 1, 6), Math.ceil(0.8 ** (1 / 6) * steps) / steps);
  assert.equal(detectableExactly({ rate: 1, discordance: 0 }, -1, 5), undefined);
  // Nothing passes more than everything.
  assert.equal(detectableExactly({ rate: 1, discordance: 0 }, 1, 60), undefined);
});

test("pairs that never differ have a p of 1, with mid-p too", () => {
  assert.deepEqual([mcNemar(0, 0), mcNemarMidP(0, 0)], [1, 1]);
  // One pair: both tails are all there is; mid-p takes half of it off.
  near(mcNemar(1, 0), 1);
  near(mcNemarMidP(1, 0), 0.5);
  // 5 to 0: 2 / 32, less 1 / 32.
  near(mcNemar(0, 5), 2 / 32);
  near(mcNemarMidP(0, 5), 1 / 32);
});

test("a band beyond the scale is cut there, and one that is turned round holds nothing", () => {
  near(inBand(1, 3, [-1, 2]), 1);
  near(inBand(1, 3, [0.8, 0.2]), 0);
});

test("before its first task a lead is 0, and as uncertain as one made-up task of half the scale", () => {
  const none = noLead("a", "b");
  assert.deepEqual([meanOf(none), deviationOf(none, 3)], [0, 1.5]);
  // Differences 2 and 0: mean 1, squares about it 2; with (3 / 2)^2 made up, over two tasks.
  const two = [2, 0].reduce((lead, difference) => lengthened(lead, difference, 3), none);
  near(meanOf(two), 1);
  near(deviationOf(two, 3), Math.sqrt((2 + 2.25) / 2));
});

test("a rival whose lead is certain is lost in full, and one that is certainly behind costs nothing", () => {
  assert.equal(expectedRegret([]), 0);
  assert.equal(expectedRegret([{ behind: -2, error: 0 }]), 2);
  assert.equal(expectedRegret([{ behind: 2, error: 0 }]), 0);
  // Far behind, by more than eight errors: nothing.
  assert.equal(expectedRegret([{ behind: 10, error: 1 }]), 0);
  // A standard normal's mean above 0 is .3989; beside a certain loss of 10 it adds nothing.
  near(expectedRegret([{ behind: 0, error: 1 }]), 0.39894, 1e-4);
  assert.equal(
    expectedRegret([
      { behind: 0, error: 1 },
      { behind: -10, error: 0 },
    ]),
    10,
  );
  // E max(0, N(1, 1)) = 1 x .8413 + .2420.
  near(expectedRegret([{ behind: -1, error: 1 }]), 1.08332, 1e-4);
  // Nobody asked yet, or nobody more to ask, saves nothing; three times as many tasks more take away sqrt(3 / 4) of the error.
  assert.deepEqual([regretSaved([{ behind: 0, error: 1 }], 0, 5), regretSaved([{ behind: 0, error: 1 }], 5, 0)], [0, 0]);
  near(regretSaved([{ behind: 0, error: 1 }], 5, 15), 0.39894 * Math.sqrt(0.75), 1e-4);
});
