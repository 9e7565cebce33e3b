import assert from "node:assert/strict";
import { test } from "node:test";
import { type FakeDeskSettings, fakeDesk } from "../calls/fake-desk.ts";
import { balanceView } from "../market/balance-view.ts";
import { fake } from "../models/fake.ts";
import type { Ask, DomainFact, Event, Task } from "../types.ts";
import { market } from "./market.ts";

const value = 1_000_000_000;
const tasks = ["one", "two", "three"].map((id): Task => ({ id, category: "x", prompt: `Task ${id}.`, value, grader: { kind: "none" } }));
const facts = <T extends DomainFact["type"]>(events: readonly Event[], type: T) =>
  events.flatMap(({ fact }) => (fact.type === type ? [fact as Extract<DomainFact, { type: T }>] : []));

/** A member whose p of each task is told; asks nothing unless told, so that scores are p x value. */
function bidder(name: string, p: Readonly<Record<string, number>>, { ask = 0, says = "right" } = {}) {
  const script = (asked: Ask) => {
    const text = asked.messages.map((message) => message.text).join("\n");
    const task = tasks.find(({ prompt }) => text.includes(prompt))?.id ?? "";
    return asked.purpose === "bid" ? { object: { p: p[task] ?? 0, ask, tokens: 10 } } : says;
  };
  return fake(script, { id: `fake/${name}`, family: `family/${name}`, priced: false });
}

/** The trials of a batch, one after another, as a session has them. */
async function batch(
  options: Parameters<typeof market>[0],
  members: FakeDeskSettings["members"],
  of: Readonly<Record<string, number>>,
  { attempts = 1, own = tasks }: { readonly attempts?: number; readonly own?: readonly Task[] } = {},
) {
  let earlier: readonly Event[] = [];
  const trials: { readonly result: unknown; readonly events: readonly Event[] }[] = [];
  let balances: ReadonlyMap<string, number> = new Map();
  for (const task of own) {
    const terms = { attempts, capacity: { batch: own.length, of } };
    const verifier: FakeDeskSettings["verifier"] = ({ text }) => ({
      ok: true,
      passed: text === "right",
      score: Number(text === "right"),
      why: "",
    });
    const room = fakeDesk({ members, terms, verifier, task, batch: own, trial: `market/${task.id}/0`, earlier });
    const { grader: _, ...brief } = task;
    const result = await market({ reputation: "none", ...options }).solve(brief, room.desk);
    trials.push({ result, events: room.events().slice(earlier.length) });
    earlier = room.events();
    balances = room.desk.view(balanceView);
  }
  return { trials, events: earlier, balances };
}
const winners = (events: readonly Event[]) => facts(events, "award").map(({ member }) => member);

// The first is worth .9, .8, .2 to the tasks and the second .5, .1, .1: with one place at the first, it is worth most on task two
// (.5 + .8 = 1.3 against .9 + .1 = 1.0), while first come, first served gives it to task one.
const members = () => ({
  scarce: bidder("scarce", { one: 0.9, two: 0.8, three: 0.2 }),
  plenty: bidder("plenty", { one: 0.5, two: 0.1, three: 0.1 }),
});

test("first come, first served gives the scarce member to the first task; the batch gives it to the task that needs it most", async () => {
  const served = await batch({}, members(), { scarce: 1 });
  assert.deepEqual(winners(served.events), ["scarce", "plenty", "plenty"]);
  for (const rule of ["ascending", "vcg"] as const) {
    const cleared = await batch({ clearing: { batch: rule } }, members(), { scarce: 1 });
    assert.deepEqual(winners(cleared.events), ["plenty", "scarce", "plenty"], rule);
  }
});

test("all tasks of a batch are bid for in its first trial and in no other, and each bid is on record in its own task's trial", async () => {
  const { trials } = await batch({ clearing: { batch: "ascending" } }, members(), { scarce: 1 });
  const bids = trials.map(({ events }) => events.filter(({ fact }) => fact.type === "call" && fact.purpose === "bid").length);
  assert.deepEqual(bids, [6, 0, 0]);
  assert.deepEqual(
    trials.map(({ events }) => facts(events, "bid").map(({ stated }) => stated)),
    [
      [0.9, 0.5],
      [0.8, 0.1],
      [0.2, 0.1],
    ],
  );
});

test("rising prices pay the ask and the price of the place, which is what the next task would have given for it", async () => {
  const { events, balances } = await batch({ clearing: { batch: "ascending" } }, members(), { scarce: 1 });
  const paid = facts(events, "award").map(({ payment = 0, rule }) => [payment, rule] as const);
  // Task one would leave .5 for .9, so that the place goes at .4; in thousandths of the most that a pair is worth, .9.
  const price = paid[1]?.[0] ?? 0;
  assert.ok(Math.abs(price - 0.4e9) <= 2 * 0.9e6, String(price));
  assert.deepEqual(paid[0], [0, "ascending"]);
  assert.equal(balances.get("scarce"), price);
  assert.equal(
    [...balances.values()].reduce((sum, one) => sum + one, 0),
    0,
  );
});

test("VCG pays the value less what the member keeps the others from, on a pass, and takes that on a failure", async () => {
  const { events, balances } = await batch({ clearing: { batch: "vcg" } }, members(), { scarce: 1 });
  // Without the second, task one would be left open, and three: the scarce one's place is wanted by task one. W without it = .9 (scarce at one),
  // beside it the scarce one makes .8: charge .1 on what it makes, .5 at one and .1 at three. Without the scarce one: .5 + .1 + .1 = .7, beside it .6.
  const payments = facts(events, "award").map(({ payment }) => payment);
  assert.deepEqual(payments, [Math.floor(value - (0.1e9 * 5) / 6), 0.9 * value, Math.floor(value - 0.1e9 / 6)]);
  const failing = { ...members(), scarce: bidder("scarce", { one: 0.9, two: 0.8, three: 0.2 }, { says: "wrong" }) };
  const failed = await batch({ clearing: { batch: "vcg" } }, failing, { scarce: 1 });
  assert.ok(Math.abs((failed.balances.get("scarce") ?? 0) + 0.1 * value) <= 1);
  assert.ok((balances.get("scarce") ?? 0) > 0);
});

test("a failed answer goes to a member with a place that nobody was promised, and to nobody where there is none", async () => {
  const failing = { scarce: bidder("scarce", { one: 0.9, two: 0.8 }), plenty: bidder("plenty", { one: 0.7, two: 0.1 }, { says: "wrong" }) };
  const two = { attempts: 2, own: tasks.slice(0, 2) };
  // Task one's plenty fails; scarce has one place, promised to task two.
  const promised = await batch({ clearing: { batch: "ascending" } }, failing, { scarce: 1 }, two);
  assert.deepEqual(winners(promised.trials[0]?.events ?? []), ["plenty", "plenty"]);
  assert.deepEqual(winners(promised.trials[1]?.events ?? []), ["scarce"]);
  // With a second place it mends it.
  const spare = await batch(
    { clearing: { batch: "ascending" } },
    { ...failing, plenty: bidder("plenty", { one: 0.95, two: 0.1 }, { says: "wrong" }) },
    { scarce: 2 },
    two,
  );
  assert.deepEqual(winners(spare.trials[0]?.events ?? []), ["plenty", "scarce"]);
});

test("where nothing is scarce every task has the member that is worth most to it, and no place costs anything", async () => {
  const { events } = await batch({ clearing: { batch: "ascending" } }, members(), {});
  assert.deepEqual(winners(events), ["scarce", "scarce", "scarce"]);
  assert.ok(facts(events, "award").every(({ payment }) => payment === 0));
});

test("a task that no place is left for is unfilled, and says so; so is one that nobody is worth asking for", async () => {
  const crew = { scarce: bidder("scarce", { one: 0.8, two: 0.9 }), idle: bidder("idle", {}) };
  const { events, trials } = await batch({ clearing: { batch: "ascending" } }, crew, { scarce: 1 });
  assert.deepEqual(
    facts(events, "unfilled").map(({ reason }) => reason),
    ["capacity", "no-positive-score"],
  );
  assert.deepEqual(winners(trials[1]?.events ?? []), ["scarce"]);
});

test("by lot the order of tasks is drawn anew for each batch, and whoever comes first takes the best that is left", async () => {
  const first = new Set<string>();
  for (const seed of ["a", "b", "c", "d", "e", "f"]) {
    const room = fakeDesk({
      members: members(),
      terms: { capacity: { batch: 3, of: { scarce: 1 } } },
      verifier: () => ({ ok: true, passed: true, score: 1, why: "" }),
      task: tasks[0] as Task,
      batch: tasks,
      trial: "market/one/0",
      seed,
    });
    await market({ reputation: "none", clearing: { batch: "lot" } }).solve(tasks[0] as Task, room.desk);
    first.add(winners(room.events()).join());
  }
  assert.deepEqual([...first].sort(), ["plenty", "scarce"]);
});

test("what a batch cannot go with is refused in words", () => {
  assert.throws(() => market({ clearing: { batch: "vcg" }, bidding: "learned" }), /not used with learned bids/);
  assert.throws(() => market({ clearing: { batch: "vcg" }, house: { awards: 2 } }), /one member: leave out/);
  assert.throws(() => market({ clearing: { batch: "vcg" }, mechanism: "posted" }), /payment of its own: leave out/);
  assert.throws(() => market({ clearing: { batch: "auction" as "vcg" } }), /ascending/);
});
