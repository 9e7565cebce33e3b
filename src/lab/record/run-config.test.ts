import assert from "node:assert/strict";
import { test } from "node:test";
import { openStore, type RunRecord } from "../../ledger/index.ts";
import type { Model } from "../../types.ts";
import { fake } from "../../models/fake.ts";
import { planOf } from "../plan/fixtures/plan-of.ts";
import { digestOrder } from "./digest-order.ts";
import { findRun } from "./find-run.ts";
import { liveReplies } from "./live-replies.ts";
import { begun, neverStarted, notStarted, whyNotStarted } from "./not-started.ts";
import { stopReasons, withReasons } from "./stop-reasons.ts";

const record = (id: string, change: Partial<RunRecord> = {}) =>
  ({ id, experiment: "e", config: {}, state: "failed", world: "live", seed: "1", created: "2026-01-01T00:00:00.000Z", ...change }) as const;

test("a run that never began says why as long as it stands as failed, and forgets it when it begins", () => {
  const config = { a: 1, notStarted: "no key", stopped: ["cap"] };
  assert.equal(notStarted({ config, state: "failed" }), "no key");
  assert.equal(notStarted({ config, state: "running" }), undefined);
  assert.equal(notStarted({ config: { notStarted: 7 }, state: "failed" }), undefined);
  assert.deepEqual(begun({ ...record("r"), config }), { a: 1 });
  assert.deepEqual(begun(undefined), {});
  assert.deepEqual(neverStarted({ ...record("r"), config }, "no money"), { a: 1, notStarted: "no money", stopped: ["cap"] });
  assert.deepEqual(neverStarted(undefined, "no money"), { notStarted: "no money" });
});

test("a failed run without figures or trials did not start, its reason known or not", () => {
  const store = openStore(":memory:");
  const make = (id: string, change: Partial<RunRecord>) => {
    store.create(record(id, change));
    return store.run(id) ?? assert.fail(id);
  };
  const where = (trial: string) => ({ trial, span: "", at: 0 });
  assert.equal(whyNotStarted(store, make("told", { config: { notStarted: "no key" } })), "no key");
  assert.equal(whyNotStarted(store, make("bare", {})), "It did not start (reason not recorded).");
  assert.equal(whyNotStarted(store, make("going", { state: "running" })), undefined);
  const asked = make("asked", {});
  store.ledger("asked").append(where("@preflight/0"), { type: "own", name: "n", value: 1 });
  assert.equal(whyNotStarted(store, asked), "It did not start (reason not recorded).");
  store.ledger("asked").append(where("solo/t/0"), { type: "trial-start", topology: "solo", task: "t", category: "c", repetition: 0 });
  assert.equal(whyNotStarted(store, asked), undefined);
  assert.equal(whyNotStarted(store, { ...make("figures", {}), summary: {} }), undefined);
  store.close();
});

test("why a run was stopped is told while it is neither done nor running, and goes with the next ending", () => {
  const config = { stopped: ["the cap", 7, "the deadline"] };
  for (const state of ["failed", "interrupted", "paused"] as RunRecord["state"][])
    assert.deepEqual(stopReasons({ config, state }), ["the cap", "the deadline"], state);
  for (const state of ["done", "running"] as const) assert.deepEqual(stopReasons({ config, state }), []);
  assert.deepEqual(stopReasons({ config: { stopped: "cap" }, state: "failed" }), []);
  assert.deepEqual(stopReasons(undefined), []);
  assert.deepEqual(withReasons({ config: { a: 1, stopped: ["old"] } }, ["new"]), { config: { a: 1, stopped: ["new"] } });
  assert.deepEqual(withReasons({ config: { a: 1, stopped: ["old"] } }, []), { config: { a: 1 } });
  assert.deepEqual(withReasons(undefined, []), { config: {} });
});

test("a run is found by its name; the last is the newest that began, else the newest; unknown names are refused with the nearest", () => {
  const store = openStore(":memory:");
  assert.throws(() => findRun(store, "last"), /there is none named "last"\. There is no run yet: `catallaxy run` makes one\.$/);
  store.create(record("old", { state: "done" }));
  store.create(record("newer", { state: "done", created: "2026-01-02T00:00:00.000Z" }));
  store.create(record("newest", { config: { notStarted: "no key" }, created: "2026-01-03T00:00:00.000Z" }));
  assert.deepEqual(
    ["last", "old", "newest"].map((id) => findRun(store, id).id),
    ["newer", "old", "newest"],
  );
  assert.throws(() => findRun(store, "newet"), /there is none named "newet"\. Did you mean "newest"\?$/);
  const failed = openStore(":memory:");
  failed.create(record("one", { config: { notStarted: "no key" } }));
  assert.equal(findRun(failed, "last").id, "one");
  // Which is the last nobody can tell of records that were changed; the first few are named.
  const among = (...ids: string[]) => {
    const runs = ids.map((id) => record(id) as RunRecord);
    const check = () => ({ ok: false, failure: { code: "malformed", message: "a date was changed" } }) as const;
    return () => findRun({ ...failed, runs: () => runs, check }, "last");
  };
  assert.throws(among("a", "b", "c", "d"), /which run is the last cannot be told among a, b, c, d: a date was changed/);
  assert.throws(among("a", "b", "c", "d", "e"), /cannot be told among a, b, c and 2 more: a date was changed/);
  store.close();
  failed.close();
});

test("a digest goes over the planned trials and then the shadow ones", () => {
  const plan = planOf(["solo", "duo"], ["t1", "t2"]);
  const planned = ["solo/t1/0", "solo/t2/0", "duo/t1/0", "duo/t2/0"];
  assert.deepEqual(digestOrder(plan), planned);
  assert.deepEqual(digestOrder({ ...plan, shadow: plan.suite.tasks.slice(1) }), [...planned, "@shadow/t2/0"]);
});

test("live replies are those of live rows with a body, where any seat is live", () => {
  const store = openStore(":memory:");
  store.create(record("r"));
  const ledger = store.ledger("r");
  for (const model of ["live/m", "simulated/m", "recorded/m", "live/open"]) {
    ledger.open({ key: model, model, trial: "t", hold: 9, ask: "a" });
    if (model !== "live/open")
      ledger.close(model, {
        ok: true,
        text: model,
        stop: "end",
        usage: { uncached: 1, cacheRead: 0, cacheWrite5m: 0, cacheWrite1h: 0, output: 1, reasoning: 0 },
        cost: 3,
        ms: 1,
      });
  }
  const seats = (world: Model["world"]) => [{ name: "m", model: fake(["x"], { id: "m", world }) }];
  const found = (plan: Parameters<typeof liveReplies>[0]) =>
    [...liveReplies(plan, ledger)].map(({ line, reply }) => [line.model, reply.ok && reply.text]);
  const simulated = planOf(["solo"], []);
  assert.deepEqual(found({ ...simulated, judgeSeats: seats("live") }), [["live/m", "live/m"]]);
  assert.deepEqual(
    found({ topologies: simulated.topologies.map((one) => ({ ...one, seats: seats("live") })), judgeSeats: seats("simulated") }),
    [["live/m", "live/m"]],
  );
  assert.deepEqual(found({ ...simulated, judgeSeats: seats("simulated") }), []);
  const calls = () => [...ledger.calls()].map((line) => ({ ...line, reply: line.reply === undefined ? "gone" : line.reply }));
  assert.equal([...liveReplies({ ...simulated, judgeSeats: seats("live") }, { calls, body: (address) => ledger.body(address) })].length, 1);
  store.close();
});
