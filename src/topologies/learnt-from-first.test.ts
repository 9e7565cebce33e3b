import assert from "node:assert/strict";
import { test } from "node:test";
import { learntFromFirst } from "./learnt-from-first.ts";

test("a session learns anew at every tenth task, from a hundred on at every tenth more, so that twelve thousand tasks are some sixty fits", () => {
  const used = [0, 9, 10, 19, 95, 100, 109, 110, 120, 121, 132, 133].map(learntFromFirst);
  assert.deepEqual(used, [0, 0, 10, 10, 90, 100, 100, 110, 110, 121, 121, 133]);
  const fits = new Set(Array.from({ length: 12_001 }, (_, tasks) => learntFromFirst(tasks)));
  // Ten to a hundred, then as often as 1.1 goes into 120: ln 120 / ln 1.1 = 50.2, one more for what is rounded down; and none from no task.
  assert.ok(fits.size >= 61 && fits.size <= 63, `${fits.size}`);
});
