import assert from "node:assert/strict";
import { test } from "node:test";
import type { Model, Reply } from "../types.ts";
import { noUsage } from "../util/money.ts";
import { fake } from "./fake.ts";
import { admission, type RateClock, rateLimiter } from "./rate-limit.ts";
import { defined } from "../util/defined.ts";

/** A clock that moves only when told to; waits that are over by then end in order. */
function handClock(): RateClock & { to(ms: number): Promise<void> } {
  let now = 0;
  const waits: { until: number; end: () => void }[] = [];
  return {
    now: () => now,
    wait: (ms) => new Promise((end) => void waits.push({ until: now + ms, end })),
    async to(ms) {
      now = ms;
      for (const wait of waits.filter((one) => one.until <= ms)) {
        waits.splice(waits.indexOf(wait), 1);
        wait.end();
      }
      await settle();
    },
  };
}
const settle = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
const fine = { limited: false };

/** Asks for so many places and keeps the releases of those that were let through. */
function crowd(limiter: ReturnType<typeof rateLimiter>, size: number, tokens = 1) {
  const through: ((outcome: { limited: boolean; retryAfterMs?: number; tokens?: number }) => void)[] = [];
  for (let i = 0; i < size; i++) void limiter.acquire(tokens).then(({ release }) => through.push(release));
  return through;
}

test("four calls leave at first, and a full window of successes lets one more in", async () => {
  const limiter = rateLimiter({}, handClock());
  const through = crowd(limiter, 20);
  await settle();
  assert.equal(through.length, 4);
  for (const release of through.slice(0, 4)) release(fine);
  await settle();
  assert.equal(limiter.window, 5);
  assert.equal(through.length, 9);
});

test("refusals of one round trip halve the window once and freeze until Retry-After", async () => {
  const clock = handClock();
  const limiter = rateLimiter({ start: 8 }, clock);
  const through = crowd(limiter, 20);
  await clock.to(100);
  for (const release of through.slice(0, 8)) release({ limited: true, retryAfterMs: 7000 });
  assert.equal(limiter.window, 4);
  await clock.to(7099);
  assert.equal(through.length, 8);
  await clock.to(7100);
  assert.equal(through.length, 12);
});

test("a refusal without Retry-After freezes five seconds, and the window never falls under one", async () => {
  const clock = handClock();
  const limiter = rateLimiter({ start: 1 }, clock);
  const through = crowd(limiter, 3);
  await settle();
  through[0]?.({ limited: true });
  await clock.to(4999);
  assert.equal(through.length, 1);
  await clock.to(5000);
  assert.equal(through.length, 2);
  assert.equal(limiter.window, 1);
});

test("requests leave evenly over the minute, also after a pause, so that nobody who counts by the second or by the minute refuses", async () => {
  const clock = handClock();
  const limiter = rateLimiter({ start: 100, requestsPerMinute: 60 }, clock);
  const through = crowd(limiter, 5);
  for (const [second, left] of [1, 2, 3, 4, 5].entries()) {
    await clock.to(second * 1000);
    assert.equal(through.length, left);
  }
  await clock.to(300_000);
  const later = crowd(limiter, 5);
  await settle();
  assert.equal(later.length, 1);
  await clock.to(301_000);
  assert.equal(later.length, 2);
});

test("of many requests per minute those of a tenth of a second leave together", async () => {
  const clock = handClock();
  const limiter = rateLimiter({ start: 1000, most: 1000, requestsPerMinute: 12_000 }, clock);
  const through = crowd(limiter, 300);
  await settle();
  assert.equal(through.length, 20);
  for (let ms = 5; ms <= 1000; ms += 5) await clock.to(ms);
  assert.equal(through.length, 220);
});

test("unused tokens go back, and a call larger than the bucket leaves when it is full", async () => {
  const clock = handClock();
  const limiter = rateLimiter({ start: 100, tokensPerMinute: 1000 }, clock);
  const through = crowd(limiter, 2, 800);
  await settle();
  assert.equal(through.length, 1);
  through[0]?.({ limited: false, tokens: 100 });
  await settle();
  assert.equal(through.length, 2);
  const large = crowd(limiter, 1, 5000);
  await clock.to(53_000);
  assert.equal(large.length, 0);
  await clock.to(54_000);
  assert.equal(large.length, 1);
});

test("one that gives up waiting takes no place and lets the next go on", async () => {
  const limiter = rateLimiter({ start: 1 }, handClock());
  const stop = new AbortController();
  const { release: first } = await limiter.acquire(1);
  const given = limiter.acquire(1, stop.signal);
  let third = false;
  void limiter.acquire(1).then(() => (third = true));
  stop.abort();
  (await given).release(fine);
  assert.equal(third, false);
  first(fine);
  await settle();
  assert.equal(third, true);
});

test("releasing twice frees one place", async () => {
  const limiter = rateLimiter({ start: 1, most: 1 }, handClock());
  const through = crowd(limiter, 4);
  await settle();
  through[0]?.(fine);
  through[0]?.(fine);
  await settle();
  assert.equal(through.length, 2);
});

test("each model has a window of its own and learns from the replies", async () => {
  const admit = admission(handClock());
  const limited: Reply = {
    ok: false,
    failure: { code: "rate", message: "slow down", retryAfterMs: 60_000 },
    usage: noUsage,
    cost: 0,
    ms: 1,
  };
  const named = (id: string): Model => fake(["x"], { id, world: "live" });
  (await admit(named("a"), 10)).release(limited);
  let again = false;
  void admit(named("a"), 10).then(() => (again = true));
  await admit(named("b"), 10);
  await settle();
  assert.equal(again, false);
});

test("a member's own limits per minute hold for all that share its lane, and who waits is told", async () => {
  const clock = handClock();
  const waits: { model: string; ms: number; waiting: number }[] = [];
  const admit = admission(clock, (wait) => waits.push(wait));
  const model: Model = { ...fake(["x"], { id: "m", world: "live" }), pace: { lane: "m at home", requestsPerMinute: 2 } };
  let left = 0;
  for (let i = 0; i < 3; i++) void admit(model, 1).then(() => left++);
  await settle();
  assert.equal(left, 1);
  assert.deepEqual(waits, [{ model: "m", lane: "m at home", ms: 30_000, waiting: 1 }]);
  await clock.to(30_000);
  assert.equal(left, 2);
  await clock.to(60_000);
  assert.equal(left, 3);
});

/** A model of a lane with this pace, and the reply of a provider that refuses for rate. */
const paced = (pace: Omit<NonNullable<Model["pace"]>, "lane">): Model => ({
  ...fake(["x"], { id: "m", world: "live" }),
  pace: { lane: "m at home", ...pace },
});
const refusal = (retryAfterMs?: number): Reply => ({
  ok: false,
  failure: { code: "rate", message: "slow down", ...defined({ retryAfterMs }) },
  usage: noUsage,
  cost: 0,
  ms: 1,
});

test("a wait that nobody sits out freezes nobody", async () => {
  const clock = handClock();
  const admit = admission(clock);
  const model = paced({ maxWaitMs: 60_000 });
  (await admit(model, 1)).release(refusal(2_592_000_000));
  let again = false;
  void admit(model, 1).then(() => (again = true));
  await clock.to(5000);
  assert.equal(again, true);
});

test("a call that may wait less than its limit lasts is refused at once, and those behind it that may wait go on", async () => {
  const clock = handClock();
  const admit = admission(clock);
  const model = paced({ maxWaitMs: 60_000 });
  (await admit(model, 1)).release(refusal(10_000));
  const short = await admit(model, 1, undefined, { leftMs: 9000 });
  assert.deepEqual([short.refused, short.waitedMs], [{ moreMs: 10_000, cause: "provider", words: "slow down" }, 0]);
  const long = admit(model, 1, undefined, { leftMs: 10_000 });
  await clock.to(10_000);
  assert.deepEqual([(await long).refused, (await long).waitedMs], [undefined, 10_000]);
});

const done: Reply = { ok: true, text: "x", stop: "end", usage: noUsage, cost: 0, ms: 1 };

test("a call is refused when its own pace lets it leave too late from the head of the line; its place in line is no part of its wait", async () => {
  for (const [pace, cause, tokens, first] of [
    [{ requestsPerMinute: 2 }, "requests", 1, 1],
    [{ tokensPerMinute: 200 }, "tokens", 100, 2],
  ] as const) {
    const clock = handClock();
    const admit = admission(clock);
    const used: Reply = { ...done, usage: { ...noUsage, output: tokens } };
    for (let i = 0; i < first; i++) (await admit(paced(pace), tokens)).release(used);
    const soon = await admit(paced(pace), tokens, undefined, { leftMs: 29_999 });
    assert.deepEqual([soon.refused, soon.waitedMs], [{ moreMs: 30_000, cause }, 0]);
    const waits: number[] = [];
    for (let i = 0; i < 4; i++)
      void admit(paced(pace), tokens, undefined, { leftMs: 30_000 }).then(({ release, refused, waitedMs }) => {
        assert.equal(refused, undefined);
        waits.push(waitedMs);
        release(used);
      });
    for (const ms of [30_000, 60_000, 90_000, 120_000]) await clock.to(ms);
    assert.deepEqual(waits, [30_000, 30_000, 30_000, 30_000]);
  }
});

test("nobody is refused for a pace of one's own while calls are in flight, whose unused tokens come back", async () => {
  const clock = handClock();
  const admit = admission(clock);
  const model = paced({ tokensPerMinute: 500 });
  const first = [await admit(model, 230), await admit(model, 230)];
  let third: number | undefined;
  void admit(model, 230, undefined, { leftMs: 20_000 }).then(({ waitedMs, refused }) => {
    third = refused === undefined ? waitedMs : -1;
  });
  await settle();
  assert.equal(third, undefined);
  // 40 tokens are left; each call used 30 of its 230, so 200 come back: 240 are enough.
  first[0]?.release({ ...done, usage: { ...noUsage, output: 30 } });
  await settle();
  assert.equal(third, 0);
});

test("the wait at a provider's limit counts for everybody in line, that for a pace of one's own before the head for nobody", async () => {
  const clock = handClock();
  const admit = admission(clock);
  const model = paced({ requestsPerMinute: 1 });
  (await admit(model, 1)).release(done);
  const waits: number[] = [];
  for (let i = 0; i < 2; i++)
    void admit(model, 1).then(({ release, waitedMs }) => {
      waits.push(waitedMs);
      release(i === 0 ? refusal(90_000) : done);
    });
  await clock.to(60_000);
  await clock.to(150_000);
  assert.deepEqual(waits, [60_000, 90_000]);
});

test("a wait that starts anew when another call gets through holds nobody up whose lane moves on", async () => {
  const clock = handClock();
  const admit = admission(clock);
  const model = paced({ requestsPerMinute: 2 });
  const patience = { leftMs: 40_000, anewMs: 40_000 };
  const through: number[] = [];
  for (let i = 0; i < 5; i++)
    void admit(model, 1, undefined, patience).then(({ release, refused }) => {
      through.push(refused === undefined ? clock.now() : -1);
      release({ ok: true, text: "x", stop: "end", usage: noUsage, cost: 0, ms: 1 });
    });
  for (const ms of [0, 30_000, 60_000, 90_000, 120_000]) await clock.to(ms);
  assert.deepEqual(through, [0, 30_000, 60_000, 90_000, 120_000]);
});

test("waiting for calls in flight is no wait for a limit", async () => {
  const clock = handClock();
  const limiter = rateLimiter({ start: 1, most: 1 }, clock);
  const first = await limiter.acquire(1);
  const second = limiter.acquire(1, undefined, { leftMs: 10 });
  await clock.to(5000);
  first.release(fine);
  assert.deepEqual([(await second).waitedMs, (await second).refused], [0, undefined]);
});

test("a wait for an overloaded server is told in its words, one for a limit or for a pace of one's own is not", async () => {
  const clock = handClock();
  const waits: [ms: number, why: string | undefined][] = [];
  const admit = admission(clock, ({ ms, why }) => waits.push([ms, why]));
  const model = paced({ requestsPerMinute: 600 });
  const failure = { code: "rate", message: "Upstream is overloaded", retryAfterMs: 7000, overloaded: true } as const;
  const overloaded: Reply = { ok: false, failure, usage: noUsage, cost: 0, ms: 1 };
  (await admit(model, 1)).release(overloaded);
  assert.deepEqual(waits.splice(0), [[7000, "Upstream is overloaded"]]);
  // What a call ends with that got no turn is not what the provider said.
  const early = await admit(model, 1, undefined, { leftMs: 1000 });
  early.release(refusal(60_000));
  assert.deepEqual([early.refused?.words, early.refused?.overloaded], ["Upstream is overloaded", true]);
  const turn = admit(model, 1);
  await settle();
  assert.deepEqual(waits.splice(0), [[7000, "Upstream is overloaded"]]);
  await clock.to(7000);
  (await turn).release(refusal(9000));
  assert.deepEqual(waits.splice(0), [[9000, undefined]]);
  const refused = await admit(model, 1, undefined, { leftMs: 1000 });
  assert.deepEqual([refused.refused?.cause, refused.refused?.overloaded], ["provider", undefined]);
});
