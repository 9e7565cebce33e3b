import assert from "node:assert/strict";
import { test } from "node:test";
import { stream } from "../util/random.ts";
import { effectiveAttempts, overlap, phi } from "./diversity.ts";
import { independence, sameIndependence } from "./independence.ts";

const near = (a: number | undefined, b: number | undefined, within = 1e-9) =>
  assert.ok(a !== undefined && b !== undefined && Math.abs(a - b) < within, `${a} and ${b}`);

/** Members that share a task's difficulty by `rho`, on the probit scale; each passes half of all tasks. */
function drawn(next: () => number, members: number, tasks: number, rho: number): number[][] {
  const gauss = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  const hard = Array.from({ length: tasks }, gauss);
  return Array.from({ length: members }, () => hard.map((d) => Number(Math.sqrt(rho) * d + Math.sqrt(1 - rho) * gauss() < 0)));
}

test("of one try a task the figures are phi and the effective number of attempts by counts", () => {
  const members = drawn(stream("by counts"), 3, 60, 0.5);
  const passes = members.map((own) => own.map((pass) => pass === 1));
  const [a = [], b = [], c = []] = passes;
  const found = independence(members);
  const pairs = [phi(overlap(a, b)), phi(overlap(a, c)), phi(overlap(b, c))].map((each) => each ?? Number.NaN);
  near(found.correlation?.value, pairs.reduce((sum, each) => sum + each, 0) / 3);
  near(found.effective?.value, effectiveAttempts(passes));
});

test("shares of several tries count as one try does: by hand, 20 tasks hard and 30 easy", () => {
  // Both pass 1/4 of the tries at 20 tasks and 3/4 at 30: f = .45, both fail (20 x 9/16 + 30 / 16) / 50 = .2625; phi (.2625 - .2025) / .2475.
  const shares = [...Array.from({ length: 20 }, () => 0.25), ...Array.from({ length: 30 }, () => 0.75)];
  const found = independence([shares, shares]);
  near(found.correlation?.value, 0.06 / 0.2475);
  near(found.effective?.value, Math.log(0.2625) / Math.log(0.45));
  // The same tries of one member, four at each task: two of them both fail with 3/4 x 2/3 and never.
  const counts = shares.map((share) => ({ passed: share * 4, tries: 4 }));
  near(sameIndependence(counts, 2)?.value, Math.log(0.2) / Math.log(0.45));
  assert.equal(sameIndependence(counts, 5), undefined);
});

test("few tasks, a member that hardly fails and tasks that hardly all fail leave a figure out", () => {
  const next = stream("few");
  assert.deepEqual(independence(drawn(next, 2, 29, 0.5)), {});
  assert.deepEqual(independence(drawn(next, 1, 60, 0.5)), {});
  const sure = Array.from({ length: 60 }, (_, i) => Number(i > 3));
  const [other = []] = drawn(next, 1, 60, 0.5);
  assert.deepEqual(independence([sure, other]), {});
  const halves = [Array.from({ length: 60 }, (_, i) => i % 2), Array.from({ length: 60 }, (_, i) => (i + 1) % 2)];
  // Never the same task, or always: no task moves the figure, and 60 tasks are no certainty.
  assert.deepEqual(independence(halves), {});
  assert.deepEqual(independence([halves[0] ?? [], halves[0] ?? []]), {});
  // One member, two tries a task: four tasks that both fail, or four tasks passed, are one too few.
  const tries = (passed: readonly number[]) => passed.map((each) => ({ passed: each, tries: 2 }));
  const failing = (n: number, rest: number) => Array.from({ length: 40 }, (_, i) => (i < n ? 0 : rest));
  assert.equal(sameIndependence(tries(failing(4, 1)), 2), undefined);
  assert.equal(sameIndependence(tries(failing(36, 2)), 2), undefined);
  // All fail on 10 of 40; one try fails on those and on half of the others: 25 of 40.
  near(sameIndependence(tries(failing(10, 1)), 2)?.value, Math.log(10 / 40) / Math.log(25 / 40));
});

test("their intervals hold the truth as often as they say, from 30 tasks on", () => {
  // Truth of the probit model with thresholds at 0: P(both fail) = 1/4 + asin(rho) / 2 pi (Sheppard 1899).
  const rho = 0.5;
  const both = 1 / 4 + Math.asin(rho) / (2 * Math.PI);
  const truth = { correlation: (both - 1 / 4) * 4, effective: Math.log(both) / Math.log(1 / 2) };
  const next = stream("coverage");
  for (const tasks of [30, 100]) {
    const held = { correlation: 0, effective: 0 };
    const runs = 600;
    for (let run = 0; run < runs; run++) {
      const found = independence(drawn(next, 2, tasks, rho));
      for (const name of ["correlation", "effective"] as const) {
        const [low, high] = found[name]?.ci ?? [0, 9];
        held[name] += Number(low <= truth[name] && truth[name] <= high);
      }
    }
    for (const [name, times] of Object.entries(held)) {
      const rate = times / runs;
      assert.ok(rate > 0.925 && rate < 0.985, `${name} of ${tasks} tasks: ${rate}`);
    }
  }
});
