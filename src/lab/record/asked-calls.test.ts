import assert from "node:assert/strict";
import { test } from "node:test";
import type { CallLine } from "../../ledger/index.ts";
import type { Json } from "../../types.ts";
import { callOf, endOf, eventsOf, planOf, startOf } from "../plan/fixtures/plan-of.ts";
import { folded } from "../trials/fold.ts";
import { askedCalls, takenBy } from "./asked-calls.ts";

const plan = planOf(["solo", "duo"], ["t1", "t2"], { learning: new Set(["t1"]) });
const line = (key: string, change: Partial<CallLine> = {}): CallLine => ({
  key,
  attempt: 0,
  state: "settled",
  model: "live/m",
  trial: "solo/t2/0",
  hold: 9,
  cost: 5,
  ask: "",
  opened: 0,
  ...change,
});
const ledgerOf = (rows: readonly CallLine[], bodies: Readonly<Record<string, Json>> = {}) => ({
  calls: () => rows,
  body: (address: string) => bodies[address],
});

test("a trial's calls count once it has ended, gradings at once; what trials for learning asked is in no sum", () => {
  const asked = folded(askedCalls(plan), [
    ...eventsOf("solo/t1/0", startOf("solo", "t1"), callOf("a", { cost: 10 }), callOf("ga", { cost: 1, purpose: "grade" }), endOf()),
    ...eventsOf("solo/t2/0", startOf("solo", "t2"), callOf("b", { cost: 20, flags: ["reused"], ms: 7 }), endOf()),
    // Its repair and its grading come after the end.
    ...eventsOf("solo/t2/0", callOf("c", { cost: 40, flags: ["overrun"] }), callOf("gc", { cost: 2, purpose: "grade" })),
    // Never ended: only its grading counts.
    ...eventsOf("duo/t2/0", startOf("duo", "t2"), callOf("b", { cost: 80 }), callOf("gb", { cost: 4, purpose: "grade" })),
    // Not planned.
    ...eventsOf("gone/t9/0", startOf("gone", "t9"), callOf("d", { cost: 160 }), endOf()),
  ]);
  // Places in plan order: solo t1, solo t2, duo t1, duo t2.
  assert.deepEqual(
    [...asked.working],
    [
      ["a", [{ place: 0, learning: true, ok: true, cost: 10, ms: 1, reused: false }]],
      ["b", [{ place: 1, learning: false, ok: true, cost: 20, ms: 7, reused: true }]],
      ["c", [{ place: 1, learning: false, ok: true, cost: 40, ms: 1, reused: false }]],
    ],
  );
  assert.deepEqual(
    [...asked.grading].map(([key, calls]) => [key, ...calls.map(({ place, cost }) => [place, cost])]),
    [
      ["ga", [0, 1]],
      ["gc", [1, 2]],
      ["gb", [3, 4]],
    ],
  );
  assert.deepEqual([...asked.ended], ["solo/t1/0", "solo/t2/0"]);
  assert.deepEqual(Object.fromEntries(asked.topologies), {
    "solo/t1/0": "solo",
    "solo/t2/0": "solo",
    "duo/t2/0": "duo",
    "gone/t9/0": "gone",
  });
  assert.equal(asked.alone, 60);
});

test("a trial that is begun again is what its last start made of it", () => {
  const asked = folded(
    askedCalls(plan),
    eventsOf("solo/t2/0", startOf("solo", "t2"), callOf("a", { cost: 10 }), startOf("solo", "t2"), callOf("b", { cost: 20 }), endOf()),
  );
  assert.deepEqual([[...asked.working.keys()], asked.alone], [["b"], 20]);
});

test("a row that nobody has on record stands alone; of several trials the first in plan order takes it, those for learning last", () => {
  const asked = folded(askedCalls(plan), [
    ...eventsOf("solo/t1/0", startOf("solo", "t1"), callOf("k", { cost: 1 }), endOf()),
    ...eventsOf("duo/t2/0", startOf("duo", "t2"), callOf("k", { cost: 3 }), callOf("g", { cost: 6, purpose: "grade" }), endOf()),
    ...eventsOf("solo/t2/0", startOf("solo", "t2"), callOf("k", { cost: 2 }), callOf("g", { cost: 5, purpose: "grade" }), endOf()),
  ]);
  const rows = [line("k"), line("g"), line("none"), line("open", { state: "open" })];
  const found = [...takenBy(asked, ledgerOf(rows))].map(({ row, working, graded }) => [row.key, working?.cost, graded?.cost]);
  assert.deepEqual(found, [
    ["k", 2, undefined],
    ["g", undefined, 5],
    ["none", undefined, undefined],
    ["open", undefined, undefined],
  ]);
  assert.deepEqual([...takenBy(asked, ledgerOf([]))], []);
});

test("of several rows of one key each has the call that it answered, told by how long it took, the newest first", () => {
  const failure = { code: "provider", message: "gone" } as const;
  const asked = folded(
    askedCalls(plan),
    eventsOf(
      "solo/t2/0",
      startOf("solo", "t2"),
      callOf("k", { failure, ms: 30, cost: 1 }),
      callOf("k", { failure, ms: 20, cost: 2 }),
      callOf("k", { ms: 10, cost: 4 }),
      callOf("o", { failure, ms: 5, cost: 8 }),
      endOf(),
    ),
  );
  const rows = [
    line("k", { attempt: 0, state: "failed", reply: "30" }),
    line("k", { attempt: 1, state: "failed", reply: "99" }),
    line("k", { attempt: 2, state: "failed", reply: "20" }),
    line("k", { attempt: 3, reply: "11" }),
    line("o", { attempt: 0, state: "failed", reply: "5" }),
    line("o", { attempt: 1, state: "open" }),
    line("o", { attempt: 2, state: "failed" }),
  ];
  const bodies = Object.fromEntries([5, 11, 20, 30, 99].map((ms) => [String(ms), { ms }]));
  const found = [...takenBy(asked, ledgerOf(rows, bodies))].map(({ row, working }) => [row.key, row.attempt, working?.cost]);
  assert.deepEqual(found, [
    ["k", 3, 4],
    ["k", 2, 2],
    ["k", 1, undefined],
    ["k", 0, 1],
    ["o", 2, undefined],
    ["o", 1, undefined],
    ["o", 0, 8],
  ]);
});

test("a settled row also answers a try that came to nothing after as long, one that failed never an answer", () => {
  const failure = { code: "malformed", message: "prose" } as const;
  const asked = folded(
    askedCalls(plan),
    eventsOf("solo/t2/0", startOf("solo", "t2"), callOf("k", { failure, ms: 10, cost: 1 }), callOf("k", { ms: 20, cost: 2 }), endOf()),
  );
  const bodies = { ten: { ms: 10 }, twenty: { ms: 20 } };
  const taken = (rows: CallLine[]) => [...takenBy(asked, ledgerOf(rows, bodies))].map(({ working }) => working?.cost);
  assert.deepEqual(taken([line("k", { reply: "ten" }), line("k", { attempt: 1, reply: "twenty" })]), [2, 1]);
  // The row of 20 ms failed: the call that took as long was answered, so it is not its.
  assert.deepEqual(taken([line("k", { state: "failed", reply: "ten" }), line("k", { attempt: 1, state: "failed", reply: "twenty" })]), [
    undefined,
    1,
  ]);
});

test("a failure that took as long as the answer of a later try is the failed row's, and the answer its own trial's", () => {
  const asked = folded(askedCalls(plan), [
    ...eventsOf("solo/t2/0", startOf("solo", "t2"), callOf("k", { cost: 7, ok: false, ms: 9 }), endOf()),
    ...eventsOf("duo/t2/0", startOf("duo", "t2"), callOf("k", { cost: 7, ms: 9 }), endOf()),
  ]);
  const rows = [line("k", { state: "failed", reply: "r" }), line("k", { attempt: 1, trial: "duo/t2/0", reply: "r" })];
  const taken = [...takenBy(asked, ledgerOf(rows, { r: { ms: 9 } }))];
  assert.deepEqual(
    taken.map(({ row, working }) => [row.state, working?.place, working?.ok]),
    [
      ["settled", 3, true],
      ["failed", 1, false],
    ],
  );
});
