import assert from "node:assert/strict";
import { test } from "node:test";
import { ask, fixture, opened, secret, specs, watch } from "./fixtures/opened.ts";
import { replays, wireServer } from "./fixtures/wire.ts";
import { costOf } from "../util/money.ts";

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
