import assert from "node:assert/strict";
import { test } from "node:test";
import { tasksAfforded } from "./tasks-afforded.ts";

const [choose, confirm] = [
  { tasks: 100, likely: 6e9 },
  { tasks: 80, likely: 2e9 },
];

test("a budget that pays for all tasks leaves all; a lower one leaves each half its share of nine tenths of it", () => {
  assert.deepEqual(tasksAfforded(choose, confirm, undefined), { choose: 100, confirm: 80 });
  assert.deepEqual(tasksAfforded(choose, confirm, 8), { choose: 100, confirm: 80 });
  // .9 x 4 / 8 = .45 of the tasks.
  assert.deepEqual(tasksAfforded(choose, confirm, 4), { choose: 45, confirm: 36 });
});

test("a budget for fewer than ten tasks to choose on is refused with what would do", () => {
  // Ten tasks are a tenth of 8 dollars, over nine tenths: .889.
  assert.throws(
    () => tasksAfforded(choose, confirm, 0.8),
    /pays for all arms on 9 tasks to choose on.*10 are wanted at least, for about \$0\.889/s,
  );
  // Of fewer than ten tasks all are wanted.
  assert.throws(() => tasksAfforded({ tasks: 4, likely: 4e9 }, { tasks: 4, likely: 0 }, 1), /on 0 tasks.*4 are wanted/s);
});
