import assert from "node:assert/strict";
import { test } from "node:test";
import { fake, type ScriptedAnswer } from "../models/fake.ts";
import type { Ask, Model, Reply } from "../types.ts";
import { fail } from "../util/failure.ts";
import { noUsage } from "../util/money.ts";
import type { RunContext } from "./context.ts";
import { fakeDesk } from "./fake-desk.ts";
import { defined } from "../util/defined.ts";

const ask: Ask = { purpose: "attempt", messages: [{ role: "user", text: "x" }], maxTokens: 10 };
const limited = (retryAfterMs?: number): ScriptedAnswer => ({
  failure: { code: "rate", message: "slow down", ...defined({ retryAfterMs }) },
});
const fault: ScriptedAnswer = { failure: { code: "provider", message: "boom" } };

test("waiting for a limit is no try: an answer after twelve refusals counts, at three tries", async () => {
  const model = fake([...Array.from({ length: 12 }, () => limited(1000)), "fine"]);
  const { desk, events } = fakeDesk({ members: { a: model } });
  const reply = await desk.ask("a", ask);
  assert.equal(reply.ok && reply.text, "fine");
  assert.equal(events().length, 13);
});

test("faults use tries up, whatever limits come between", async () => {
  const model = fake([fault, limited(1000), fault, limited(1000), fault, "too late"]);
  const { desk } = fakeDesk({ members: { a: model } });
  const reply = await desk.ask("a", ask);
  assert.equal(reply.ok ? "" : reply.failure.code, "provider");
  assert.equal(model.asked.length, 5);
});

test("a try that may have been billed keeps its hold, another follows it where it says when, and both answer a replay", async () => {
  const scripted = fake(["fine"]);
  const gone: Reply = {
    ...fail("timeout", "m answered 504.", 1000),
    usage: noUsage,
    cost: scripted.quote(ask),
    ms: 100,
    receipt: { flags: ["no-usage", "outcome-unknown"] },
  };
  let calls = 0;
  const model: Model = { ...scripted, call: (...asked) => (++calls === 1 ? Promise.resolve(gone) : scripted.call(...asked)) };
  const first = fakeDesk({ members: { a: model } });
  const reply = await first.desk.ask("a", ask);
  assert.equal(reply.ok && reply.text, "fine");
  // "x" is a token of $1 per million, the cap 10 tokens of $5: the hold is 51 micro-dollars; "fine" is one token more of output.
  assert.deepEqual([calls, first.spent()], [2, 51_000 + 6_000]);
  const replay = fakeDesk({ members: { a: model }, ledger: first.ledger });
  assert.deepEqual([(await replay.desk.ask("a", ask)).cost, calls], [57_000, 2]);
  const silent: Model = { ...scripted, call: () => Promise.resolve({ ...gone, ...fail("timeout", "m was silent.") }) };
  const lost = fakeDesk({ members: { a: silent } });
  assert.deepEqual([(await lost.desk.ask("a", ask)).ok, lost.events().length], [false, 1]);
});

test("a limit that never ends is a matter of setup once ten minutes were waited", async () => {
  const model = fake(() => limited(60_000));
  const { desk } = fakeDesk({ members: { a: model } });
  const reply = await desk.ask("a", ask);
  assert.deepEqual([reply.ok ? "" : reply.failure.code, model.asked.length], ["setup", 11]);
  assert.match(
    reply.ok ? "" : reply.failure.message,
    /slow down\. a has waited 10 minutes and would have to wait 60 seconds more for the provider's limit; it may wait 10 minutes in all/,
  );
});

test("a wait of zero is no busy wait: it ends after a bounded number of calls", async () => {
  const model = fake(() => limited(0));
  const { desk } = fakeDesk({ members: { a: model } });
  const reply = await desk.ask("a", ask);
  assert.equal(reply.ok ? "" : reply.failure.code, "setup");
  assert.ok(model.asked.length < 100, String(model.asked.length));
});

test("a wait of a month is not begun", async () => {
  const model = fake([limited(2_592_000_000), "fine"]);
  const { desk } = fakeDesk({ members: { a: model } });
  const reply = await desk.ask("a", ask);
  assert.deepEqual([reply.ok ? "" : reply.failure.code, model.asked.length, desk.now < 60_000], ["setup", 1, true]);
  assert.match(
    reply.ok ? "" : reply.failure.message,
    /a would have to wait 30 days for the provider's limit; it may wait 10 minutes in all \(settings\.maxWaitMs/,
  );
});

test("a member's own bound holds", async () => {
  const pace = { lane: "a", maxWaitMs: 5000 };
  const short = { ...fake([limited(6000), "fine"]), pace };
  const reply = await fakeDesk({ members: { a: short } }).desk.ask("a", ask);
  assert.equal(reply.ok ? "" : reply.failure.code, "setup");
  const enough = { ...fake([limited(4000), "fine"]), pace };
  assert.equal((await fakeDesk({ members: { a: enough } }).desk.ask("a", ask)).ok, true);
});

test("what fails without a limit is asked as often as its tries allow and stays what it is, however little its member may wait", async () => {
  for (const failure of [
    { code: "provider", message: "502", retryAfterMs: 1000 },
    { code: "provider", message: "503" },
    { code: "timeout", message: "late" },
    { code: "setup", message: "refused", retryAfterMs: 1000 },
  ] as const) {
    let asked = 0;
    const model = { ...fake(() => ({ failure: (asked++, failure) })), pace: { lane: "a", maxWaitMs: 10 } };
    const reply = await fakeDesk({ members: { a: model } }).desk.ask("a", ask);
    assert.deepEqual([reply.ok ? "" : reply.failure.code, reply.ok ? "" : reply.failure.message], [failure.code, failure.message]);
    // The fake desk allows three tries.
    assert.equal(asked, 3);
  }
});

test("a bound of the member's own holds for all waits of one call: between its tries, and for its turn", async () => {
  const pace = { lane: "a", maxWaitMs: 4000 };
  const model = { ...fake(() => limited(), { world: "live" }), pace };
  const left: number[] = [];
  // Each turn takes a second, until no second is left.
  const admit: RunContext["admit"] = async (_model, _tokens, _signal, patience) => {
    const { leftMs } = patience ?? { leftMs: 0 };
    left.push(leftMs);
    const refused = leftMs < 1000 ? { refused: { moreMs: 1000, cause: "provider" as const, words: "slow down" } } : {};
    return { release: () => {}, waitedMs: leftMs < 1000 ? 0 : 1000, ...refused };
  };
  const { desk } = fakeDesk({ members: { a: model }, admit });
  const reply = await desk.ask("a", ask);
  const words = reply.ok ? "" : reply.failure.message;
  assert.equal(reply.ok ? "" : reply.failure.code, "setup");
  assert.match(words, /^slow down\. a has waited \d(\.\d)? seconds?/);
  assert.match(words, /it may wait 4 seconds in all \(settings\.maxWaitMs\)/);
  assert.ok(left.length >= 2 && left.length <= 5, String(left.length));
  // What is left falls by the turn's second and by the wait before the next try.
  for (const [i, ms] of left.entries()) if (i > 0) assert.ok(ms <= (left[i - 1] ?? 0) - 1000 && ms >= 0, String(left));
});

test("a limit of unsaid length that lets nothing through is given up after two minutes, not ten", async () => {
  const model = fake(() => limited());
  const { desk } = fakeDesk({ members: { a: model } });
  const reply = await desk.ask("a", ask);
  assert.equal(reply.ok ? "" : reply.failure.code, "setup");
  // Full jitter of half a second doubled: ten waits are four minutes at the very most, and two on average.
  const words = reply.ok ? "" : reply.failure.message;
  assert.match(words, /does not say how long its limit lasts.*--concurrency, settings\.requestsPerMinute/);
  assert.doesNotMatch(words, /maxWaitMs/);
  // Each of the calls itself takes a tenth of a second.
  assert.ok(model.asked.length > 6 && desk.now - 100 * model.asked.length <= 120_000, `${model.asked.length} ${desk.now}`);
});

test("a question that stays overloaded is lost alone, however many others are answered in between, and says what to do", async () => {
  const overloaded: ScriptedAnswer = { failure: { code: "rate", message: "Upstream is overloaded, try later.", overloaded: true } };
  const model = fake(({ messages }) => (messages[0]?.text === "bad" ? overloaded : "fine"));
  const { desk } = fakeDesk({ members: { a: model } });
  const bad: Ask = { ...ask, messages: [{ role: "user", text: "bad" }] };
  const wait = { over: false };
  const lost = desk.ask("a", bad).finally(() => {
    wait.over = true;
  });
  const others: boolean[] = [];
  for (let number = 0; !wait.over; number++) {
    const reply = await desk.ask("a", { ...ask, messages: [{ role: "user", text: `good ${number}` }] });
    others.push(reply.ok);
  }
  const reply = await lost;
  assert.equal(reply.ok ? "" : reply.failure.code, "rate");
  assert.match(
    reply.ok ? "" : reply.failure.message,
    /^Upstream is overloaded, try later\. a has waited .* its server.* overloaded or failing.* Try again later, or (raise|set) settings\.maxWaitMs of a/,
  );
  assert.doesNotMatch(reply.ok ? "" : reply.failure.message, /concurrency|PerMinute|limit/);
  assert.ok(others.length > 0 && others.every(Boolean));
});

test("a bound of the member's own holds for an overloaded server too, be it longer than two minutes or shorter", async () => {
  for (const maxWaitMs of [4000, 400_000]) {
    const failure = { code: "rate", message: "Overloaded", overloaded: true } as const;
    const model = { ...fake(() => ({ failure })), pace: { lane: "a", maxWaitMs } };
    const { desk } = fakeDesk({ members: { a: model } });
    const reply = await desk.ask("a", ask);
    assert.equal(reply.ok ? "" : reply.failure.code, "rate");
    // Each of the calls itself takes a tenth of a second.
    const waited = desk.now - 100 * model.asked.length;
    assert.ok(waited >= 0.9 * maxWaitMs && waited <= maxWaitMs, `${waited}`);
  }
});
