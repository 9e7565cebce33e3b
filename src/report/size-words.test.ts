import assert from "node:assert/strict";
import { test } from "node:test";
import type { Summary } from "../summary.ts";
import { sizeWords } from "./size-words.ts";

const whole = { tasks: 9, repetitions: 2, progress: { planned: 54, finished: 54, lost: 0 } } as unknown as Summary;

test("a run that stopped says what was planned and how much of it ended; a whole one its tasks and repetitions", () => {
  assert.equal(sizeWords(whole), "9 tasks x 2 repetitions");
  const stopped: Summary = { ...whole, tasks: 1, progress: { planned: 54, finished: 3, lost: 0 } };
  assert.equal(sizeWords(stopped), "54 trials planned, 3 ended, on 1 task");
});
