import assert from "node:assert/strict";
import { test } from "node:test";
import { sleepers } from "./sleepers.ts";

/** The look, each 50 ms, at which processes are found to sleep, if they are within a minute. */
function foundAt(able: (look: number) => boolean, usedPerLook: number, everyMs = 50): number | undefined {
  const asleep = sleepers(10_000);
  for (let look = 0; look * everyMs <= 60_000; look++)
    if (asleep({ at: look * everyMs, usedMs: look * usedPerLook, able: able(look) })) return look;
  return undefined;
}

test("who sleeps, at one go or again and again, is found after ten seconds", () => {
  assert.equal(
    foundAt(() => false, 0),
    200,
  );
  // Awake at each fifth look, with 0.5 ms of work for each 50 ms of the clock.
  assert.equal(
    foundAt((look) => look % 5 === 0, 0.5),
    200,
  );
});

test("who works, or would if the machine let it, is not, and few looks tell nothing", () => {
  assert.equal(
    foundAt(() => false, 1),
    undefined,
  );
  assert.equal(
    foundAt(() => true, 0),
    undefined,
  );
  assert.equal(
    foundAt((look) => look % 3 !== 0, 0),
    undefined,
  );
  // A busy machine looks each two seconds only.
  assert.equal(
    foundAt(() => false, 0, 2000),
    undefined,
  );
});

test("work behind which a sleep comes is forgotten after ten seconds", () => {
  const asleep = sleepers(10_000);
  const found = Array.from({ length: 600 }, (_, i) => asleep({ at: i * 50, usedMs: Math.min(i, 200) * 50, able: i < 200 })).indexOf(true);
  // Between the looks 196 and 396 lie 200 ms of work, a fiftieth of their ten seconds, and between the next two 150 ms.
  assert.equal(found, 397);
});
