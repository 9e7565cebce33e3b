import assert from "node:assert/strict";
import { test } from "node:test";
import { statementsIn, statedView } from "../../topologies/market/stated-view.ts";
import type { Event, Fact, Json } from "../../types.ts";
import { tQuantile } from "../../util/distributions.ts";
import { stream } from "../../util/random.ts";
import { callOf, endOf, eventsOf } from "../plan/fixtures/plan-of.ts";
import { bidWorth } from "./bid-worth.ts";

interface Award {
  readonly task: string;
  readonly members: readonly { readonly member: string; readonly [field: string]: Json }[];
  readonly outcomes: readonly { readonly member: string; readonly passed: boolean; readonly attempt?: number }[];
  readonly repetition?: number;
  readonly cost?: number;
  readonly asked?: boolean;
}
/** A trial of a market whose learned bids ask members. */
function trialOf({ task, members, outcomes, repetition = 0, cost = 0, asked = true }: Award): Event[] {
  const start: Fact = { type: "trial-start", topology: "market", task, category: "c", repetition };
  const note: Fact = { type: "own", name: "learned-bids", value: { failed: 0, ...(asked ? { asked } : {}), members: [...members] } };
  const bids = members.map(({ member }): Fact => callOf(`${task}/${member}`, { member, purpose: "bid", cost }));
  const judged = outcomes.map((one): Fact => ({ type: "outcome", p: 0.5, attempt: 1, ...one }));
  return eventsOf(`market/${task}/${repetition}`, start, ...bids, note, ...judged, endOf());
}
const near = (found: number | undefined, wanted: number, within = 1e-9): void =>
  assert.ok(Math.abs((found ?? Number.NaN) - wanted) < within, `${found} is not ${wanted}`);

test("prequential scores of a short session are those that a reader works out: first attempts alone, tasks weighed alike, bids in dollars a task", () => {
  const a = (without: number, given: number) => ({ member: "a", without, given });
  const events = [
    // Twice the same task: 0.5 passed, then 0.5 with 0.8 given, passed.
    ...trialOf({ task: "t1", members: [a(0.5, 0.5)], outcomes: [{ member: "a", passed: true }], cost: 1e6 }),
    ...trialOf({ task: "t1", members: [a(0.5, 0.8)], outcomes: [{ member: "a", passed: true }], repetition: 1, cost: 3e6 }),
    // A failure of 0.6 that was given 0.3, and a second attempt that does not count.
    ...trialOf({
      task: "t2",
      members: [a(0.6, 0.3), { member: "b", without: 0.5, given: 0.9 }],
      outcomes: [
        { member: "a", passed: false },
        { member: "b", passed: true, attempt: 2 },
      ],
      cost: 2e6,
    }),
    // Bids that nobody was asked for are of no other market's account.
    ...trialOf({ task: "t3", members: [a(0.5, 0.5)], outcomes: [{ member: "a", passed: true }], asked: false }).map((event) => ({
      ...event,
      trial: "other/t3/0",
    })),
  ];
  const [found, ...others] = bidWorth(events);
  assert.equal(others.length, 0);
  assert.deepEqual([found?.topology, found?.awards, found?.tasks], ["market", 3, 2]);
  // 1e6 + 3e6 + 2 x 2e6 nano-dollars over three trials.
  near(found?.bids, 0.008 / 3);
  near(found?.log?.without, (2 * Math.LN2 - Math.log(0.4)) / 3);
  near(found?.log?.given, (Math.LN2 - Math.log(0.8) - Math.log(0.7)) / 3);
  // By task: half of ln 1.6, and ln 1.75.
  const [first, second] = [Math.log(0.8 / 0.5) / 2, Math.log(0.7 / 0.4)];
  near(found?.log?.gain, (first + second) / 2);
  near(found?.brier?.without, (0.25 + 0.25 + 0.36) / 3);
  near(found?.brier?.given, (0.25 + 0.04 + 0.09) / 3);
  // (0 + .21) / 2 and .27.
  near(found?.brier?.gain, (0.105 + 0.27) / 2);
  // Two tasks are as far above as below their mean, so that the interval is Student's with one degree of freedom.
  const reach = (tQuantile(0.975, 1) * Math.abs(0.27 - 0.105)) / 2;
  near(found?.brier?.interval?.[0], 0.1875 - reach);
  near(found?.brier?.interval?.[1], 0.1875 + reach);
});

/** A session in which each award is foretold from those before it: one member passes six in ten and says so much of it. */
function session(says: number, seed: string): Event[] {
  const next = stream(seed);
  const tasks = statedView.start;
  const events: Event[] = [];
  for (let i = 0; i < 300; i++) {
    const passed = next() < 0.6;
    const likely = next() < says ? passed : next() < 0.5;
    const stated = Math.round(100 * ((likely ? 0.75 : 0.55) + 0.2 * next())) / 100;
    const { given, without } = statementsIn(tasks, ["a"], []);
    const said = { p: stated, tokens: 200 };
    const noted = { member: "a", mean: 0.6, stated, tokens: 200, without: without(0, 0.6), given: given(0, 0.6, said) };
    const trial = trialOf({ task: `t${i}`, members: [noted], outcomes: [{ member: "a", passed }], cost: 5e5 });
    for (const event of trial) statedView.step(tasks, event);
    events.push(...trial);
  }
  return events;
}

test("in a planted world whose statements tell right from wrong they are worth something, by an interval above 0; where they are noise it holds 0", () => {
  const [informed] = bidWorth(session(0.6, "informed"));
  assert.ok((informed?.log?.interval?.[0] ?? 0) > 0 && (informed?.brier?.interval?.[0] ?? 0) > 0, JSON.stringify(informed));
  // The same member by the truth: high with 4 / 5 where it passes and 1 / 5 where it fails, so that .6 becomes 6 / 7 and 3 / 11.
  const entropy = (p: number): number => -p * Math.log(p) - (1 - p) * Math.log(1 - p);
  const most = entropy(0.6) - 0.56 * entropy(6 / 7) - 0.44 * entropy(3 / 11);
  assert.ok((informed?.log?.gain ?? 1) < most + 0.05 && (informed?.log?.gain ?? 0) > most / 2, `${informed?.log?.gain} of ${most}`);
  for (const seed of ["one", "two", "three", "four"]) {
    const [idle] = bidWorth(session(0, seed));
    const [low = 1, high = -1] = idle?.log?.interval ?? [];
    assert.ok(low <= 0 && high >= 0, JSON.stringify(idle));
    near(idle?.bids, 0.0005);
  }
});
