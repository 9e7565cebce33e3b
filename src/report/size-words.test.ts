import assert from "node:assert/strict";
import { test } from "node:test";
import type { Summary } from "../summary.ts";
import { sizeWords } from "./size-words.ts";

const whole = { tasks: 9, repetitions: 2, progress: { planned: 54, finished: 54, lost: 0 } } as unknown as Summary;

test("a run that stopped says what was planned and how much of it ended; a whole one its tasks and repetitions", () => {
  assert.equal(sizeWords(whole), "9 tasks x 2 repetitions");
  const stopped: Summary = { ...whole, ...parts({ finished: 3, size: { tasks: 9, trials: 54, endedTasks: 1, endedTrials: 3 } }) };
  assert.equal(sizeWords(stopped), "54 trials planned on 9 tasks; 3 ended on 1 task");
});

test("trials that ended without a result are counted with their tasks: sixteen planned on eight, six ended on six, four of use", () => {
  const lost: Summary = { ...whole, ...parts({ finished: 4, size: { tasks: 8, trials: 16, endedTasks: 6, endedTrials: 6 } }) };
  assert.equal(sizeWords(lost), "16 trials planned on 8 tasks; 6 ended on 6 tasks, 4 with a result");
  const none: Summary = { ...whole, ...parts({ finished: 0, size: { tasks: 8, trials: 16, endedTasks: 0, endedTrials: 0 } }) };
  assert.equal(sizeWords(none), "16 trials planned on 8 tasks; 0 ended");
});

function parts({ finished, size }: { finished: number; size: NonNullable<Summary["size"]> }): Partial<Summary> {
  return { tasks: size.endedTasks, progress: { planned: size.trials, finished, lost: size.endedTrials - finished }, size };
}
