import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import type { Json, Usage } from "../types.ts";
import { ask, fixture, opened, secret, specs, watch } from "./fixtures/opened.ts";
import { replays, wireServer } from "./fixtures/wire.ts";
import { costOf } from "../util/money.ts";
import { openModel } from "./registry.ts";
import { type Dialect, rawUsage } from "./usage.ts";

for (const name of Object.keys(specs)) {
  test(`${name}: the whole answer and the streamed one give the same text, partition and cost`, async () => {
    const recorded = fixture(name);
    const server = await wireServer(replays(recorded));
    const model = await opened(name, server.url);
    assert.ok(model.price);
    let firsts = 0;
    const whole = await model.call(ask, watch);
    const streamed = await model.call(ask, { ...watch, onFirst: () => firsts++ });
    await server.close();
    for (const reply of [whole, streamed]) {
      assert.ok(reply.ok, JSON.stringify(reply));
      assert.equal(reply.text, recorded.text);
      assert.equal(reply.stop, "end");
      assert.deepEqual(reply.usage, recorded.usage);
      assert.equal(reply.cost, costOf(recorded.usage, model.price));
      assert.equal(reply.receipt?.model, recorded.model);
      assert.equal(reply.receipt?.price, model.price.id);
      assert.equal(reply.receipt?.flags, undefined);
      assert.ok(!JSON.stringify(reply).includes(secret));
    }
    assert.equal(firsts, 1);
    assert.equal(streamed.receipt?.firstMs !== undefined, true);
    assert.equal(server.asked.length, 2);
    assert.ok(server.asked.every((asked) => asked.path.startsWith(recorded.path)));
  });
}

const tokens = fc.integer({ min: 0, max: 900_000 });
for (const name of Object.keys(specs)) {
  test(`${name}: any sound usage comes through the wire unchanged, streamed or not`, async () => {
    const recorded = fixture(name);
    const dialect = recorded.dialect as Dialect;
    const server = await wireServer(replays(recorded));
    const model = await opened(name, server.url);
    const property = fc.asyncProperty(fc.tuple(tokens, tokens, tokens, tokens, tokens, tokens), async (counts) => {
      const usage = partition(dialect, counts);
      const raw = rawUsage(dialect, usage);
      const events = recorded.events.map((event) => ({ ...event, data: withUsage(event.data, raw) }));
      server.answer = replays({ ...recorded, body: withUsage(recorded.body, raw), events });
      const whole = await model.call(ask, watch);
      const streamed = await model.call(ask, { ...watch, onFirst: () => {} });
      assert.deepEqual([whole.usage, streamed.usage], [usage, usage]);
      assert.equal(whole.cost, streamed.cost);
    });
    try {
      await fc.assert(property, { seed: 9, numRuns: 12 });
    } finally {
      await server.close();
    }
  });
}

/** A sound partition that the dialect can tell. */
function partition(
  dialect: Dialect,
  [uncached, cacheRead, w5, w1, output, part]: readonly [number, number, number, number, number, number],
): Usage {
  const cacheWrite5m = dialect === "google" ? 0 : w5;
  const cacheWrite1h = dialect === "anthropic" ? w1 : 0;
  // A text takes input and output: a report without is none.
  return { uncached: uncached + 1, cacheRead, cacheWrite5m, cacheWrite1h, output: output + 1, reasoning: Math.min(part, output) };
}

/** The same answer with another usage object wherever it carries one. */
function withUsage(value: Json, raw: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => withUsage(item, raw));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]: [string, Json]) => {
      const carries = (key === "usage" || key === "usageMetadata") && inner !== null;
      return [key, carries ? raw : withUsage(inner, raw)];
    }),
  );
}

test("a clock that runs backwards gives no negative time", async () => {
  const server = await wireServer(replays(fixture("anthropic")));
  let now = 1_000_000;
  const surroundings = { env: { ANTHROPIC_API_KEY: secret }, now: () => (now -= 1000) };
  const model = await openModel({ model: "anthropic/claude-sonnet-5", baseUrl: server.url }, surroundings);
  const reply = await model.call(ask, watch);
  await server.close();
  assert.deepEqual([reply.ok, reply.ms], [true, 0]);
});
