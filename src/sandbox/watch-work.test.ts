import assert from "node:assert/strict";
import { test } from "node:test";
import { watchWork } from "./watch-work.ts";

/** How a process is ended that has used so much more processor time at each look. */
function causeOf(workPerLook: number): Promise<string> {
  let used = 0;
  return new Promise((resolve) => {
    const unwatch = watchWork(
      1,
      { workMs: 10_000, wallMs: 20, everyMs: 2 },
      (cause) => {
        unwatch();
        resolve(cause);
      },
      () => (used += workPerLook),
    );
  });
}

test("a program that is at work when the clock runs out is ended by its work, and one that waits by the clock", async () => {
  assert.equal(await causeOf(200), "late");
  assert.equal(await causeOf(0), "starved");
});
