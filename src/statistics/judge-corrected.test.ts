import assert from "node:assert/strict";
import { test } from "node:test";
import { stream } from "../util/random.ts";
import { correctedRate } from "./judge-corrected.ts";

test("rates that a judge alone gets wrong are covered once a part is labelled, near the edges too", () => {
  // Tasks, labels, true rate, share of right answers that the judge passes, and of wrong ones that it fails.
  for (const [tasks, labels, rate, passes, fails] of [
    [60, 15, 0.6, 0.9, 0.7],
    [200, 40, 0.7, 0.9, 0.5],
    [60, 20, 0.9, 0.95, 0.5],
    [100, 25, 0.6, 1, 1],
  ] as const) {
    let held = 0;
    let sum = 0;
    for (let world = 0; world < 1_000; world++) {
      const next = stream(`labels ${tasks} ${rate} ${world}`);
      const drawn = Array.from({ length: tasks }, (_, i) => {
        const label = Number(next() < rate);
        const judged = Number(next() < (label === 1 ? passes : 1 - fails));
        return i < labels ? { judged, label } : { judged };
      });
      const found = correctedRate(drawn) ?? assert.fail();
      sum += found.rate;
      if (found.interval[0] <= rate && rate <= found.interval[1]) held += 1;
    }
    assert.ok(held > 930, `${held} of 1000 at ${tasks} tasks`);
    assert.ok(Math.abs(sum / 1_000 - rate) < 0.015, `${sum / 1_000} in the mean, true ${rate}`);
  }
});
