import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeDesk } from "../../calls/fake-desk.ts";
import { fake } from "../../models/fake.ts";
import type { Model } from "../../types.ts";
import { likelyCost } from "./worth.ts";

/** Quotes 7 for what it reads and 3 for each token that it may write. */
const priced = (hidden: number): Model => ({
  ...fake(["x"]),
  quote: ({ maxTokens, maxThinking = 0 }) => 7 + 3 * (maxTokens + maxThinking),
  thinking: () => (hidden === 0 ? {} : { maxThinking: hidden }),
});

test("a likely cost has the usual tokens and not the cap of hidden ones, which few calls reach", () => {
  const { desk, task } = fakeDesk({ members: { plain: priced(0), thinks: priced(16_000) }, terms: { outputCap: 1000 } });
  // A quarter of the cap while nothing is known: 7 + 3 x 250.
  assert.deepEqual([likelyCost(task, desk, "plain"), likelyCost(task, desk, "thinks")], [757, 757]);
  assert.deepEqual(
    desk.members.map(({ maxThinking }) => maxThinking),
    [undefined, 16_000],
  );
});
