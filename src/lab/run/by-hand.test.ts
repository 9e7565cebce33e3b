import assert from "node:assert/strict";
import { test } from "node:test";
import { openStore } from "../../ledger/index.ts";
import { foldTrials } from "../../statistics/index.ts";
import type { Summary, TopologyRow } from "../../summary.ts";
import type { Event, Model, Purpose, Reply, Seat, Task } from "../../types.ts";
import { noUsage } from "../../util/money.ts";
import { analyzeRun } from "../analysis/summarize-run.ts";
import { check } from "../experiment/load-experiment.ts";
import { makePlan } from "../plan/make-plan.ts";
import type { Plan } from "../plan/plan.ts";
import { openRunResources } from "../trials/run-resources.ts";
import { execute } from "../trials/execute.ts";

const cent = 10_000_000;
interface Line {
  readonly text: string;
  readonly cents: number;
}

/** A seat whose bills are written down here: at most `most` cents a call, 10 tokens in, 1 out, a tenth of a second each. */
function seatOf(seat: Seat, most: number, says: (text: string, purpose: Purpose) => Line): Seat {
  const call: Model["call"] = async (ask) => {
    const { text, cents } = says(ask.messages.map((message) => message.text).join("\n"), ask.purpose);
    const usage = { ...noUsage, uncached: 10, output: 1 };
    const object = text.startsWith("{") ? { object: JSON.parse(text) } : {};
    return { ok: true, text, ...object, stop: "end", usage, cost: cents * cent, ms: 100 } satisfies Reply;
  };
  return { ...seat, model: { ...seat.model, cache: "none", quote: () => most * cent, call } };
}

/** Task n costs the cheap member n cents and a retry five; it is right at once on 1 and 4, at the retry on 2, never on 3. */
function cheap(text: string, purpose: Purpose): Line {
  const n = Number(/T(\d)/.exec(text)?.[1]);
  if (purpose === "attempt") return { text: n === 1 || n === 4 ? "ANSWER-GOOD" : "ANSWER-BAD", cents: n };
  return { text: n === 2 ? "ANSWER-GOOD" : "ANSWER-BAD", cents: 5 };
}

/** Half a cent for a verdict, a quarter for a grade. Its first verdict on the wrong answer to T2 is prose, which it repairs. */
function judge(text: string, purpose: Purpose): Line {
  const good = text.includes("ANSWER-GOOD");
  if (purpose === "grade")
    return { text: JSON.stringify({ criteria: [{ id: "right", met: good, quote: good ? "ANSWER-GOOD" : "" }] }), cents: 0.25 };
  if (text.includes("Do T2") && !good && !text.includes("could not be used")) return { text: "Looks fine.", cents: 0.5 };
  return { text: JSON.stringify({ why: "w", passed: good, score: Number(good) }), cents: 0.5 };
}

async function planOf(): Promise<Plan> {
  const experiment = {
    suite: "generated",
    generate: { families: ["counting"], n: 4, seed: "money" },
    members: [
      { name: "cheap", model: "simulated/small" },
      { name: "dear", model: "simulated/large" },
    ],
    judges: [{ name: "judge", model: "simulated/judge" }],
    topologies: [
      { use: "solo", options: { member: "cheap" } },
      { use: "cascade", options: { order: ["cheap", "dear"] } },
    ],
    verifier: { kind: "rubric", member: "judge" },
    terms: { attempts: 2, outputCap: 1000 },
    limits: { budget: [0.26, 5] },
    seed: "1",
  };
  const plan = await makePlan({ ...check(experiment, "money"), name: "money" }, {});
  const grader = { kind: "rubric", pass: 0.5, member: "judge", criteria: [{ id: "right", statement: "It is right.", points: 1 }] };
  const tasks = [1, 2, 3, 4].map((n): Task => ({ id: `T${n}`, category: n < 3 ? "easy" : "hard", prompt: `Do T${n}.`, grader }));
  const seated = (seat: Seat): Seat =>
    seat.name === "cheap" ? seatOf(seat, 10, cheap) : seatOf(seat, 25, () => ({ text: "ANSWER-GOOD", cents: 20 }));
  return {
    ...plan,
    suite: { ...plan.suite, tasks },
    topologies: plan.topologies.map((topology) => ({ ...topology, seats: topology.seats.map(seated) })),
    judgeSeats: plan.judgeSeats.map((seat) => seatOf(seat, 5, judge)),
  };
}

async function ran(): Promise<{ summary: Summary; events: Event[]; rows: { cost: number; purpose: string }[] }> {
  const plan = await planOf();
  const store = openStore(":memory:");
  store.create({ id: "r", experiment: "money", config: {}, state: "running", world: plan.world, seed: plan.seed, created: "" });
  const ledger = store.ledger("r");
  const { services, close } = openRunResources(plan, ledger, new AbortController().signal, { spent: 0 }, { tries: 2, callMs: 60_000 });
  await execute(plan, services, ledger, 1, () => {});
  await close();
  const { summary } = await analyzeRun(plan, ledger, "r", 0);
  const events: Event[] = [];
  for await (const event of ledger.read()) events.push(event);
  const rows = [...ledger.calls()].map(({ cost, purpose }) => ({ cost, purpose: purpose ?? "" }));
  store.close();
  return { summary, events, rows };
}

/** Dollars as cents, to the nano-dollar. */
const cents = (dollars: number | null | undefined): number => Math.round((dollars ?? Number.NaN) * 1e9) / cent;
const centsOf = (amounts: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(amounts).map(([name, dollars]) => [name, cents(dollars)]));

function moneyOf({ cost, spent, grading, byCategory, latencyMs, calls }: TopologyRow) {
  return {
    ...centsOf({
      total: cost.total,
      p95: cost.p95 ?? Number.NaN,
      perTrial: cost.perTrial ?? Number.NaN,
      perPass: cost.perPass ?? Number.NaN,
    }),
    ...centsOf({ spent, grading: grading ?? Number.NaN }),
    byPurpose: centsOf(cost.byPurpose),
    byMember: centsOf(cost.byMember),
    byOutcome: centsOf(cost.byOutcome ?? {}),
    byCategory: Object.fromEntries(Object.entries(byCategory).map(([name, row]) => [name, cents(row.cost)])),
    latencyMs,
    calls,
  };
}

test("a run of sixteen trials costs in every view what its bills add up to by hand", async () => {
  const { summary, events, rows } = await ran();
  // Each trial's bills: attempt, verdict (and its repair), retry. A cascade with 26 cents may not hold 25 more for the dear member.
  const bills = {
    "solo@$0.26": [1 + 0.5, 2 + 0.5 + 0.5 + 5, 3 + 0.5 + 5, 4 + 0.5],
    "solo@$5": [1 + 0.5, 2 + 0.5 + 0.5 + 5, 3 + 0.5 + 5, 4 + 0.5],
    "cascade@$0.26": [1 + 0.5, 2 + 0.5 + 0.5, 3 + 0.5, 4 + 0.5],
    "cascade@$5": [1 + 0.5, 2 + 0.5 + 0.5 + 20, 3 + 0.5 + 20, 4 + 0.5],
  };
  const trials = foldTrials(events);
  for (const [name, wanted] of Object.entries(bills)) {
    const own = trials.filter(({ topology }) => topology === name).toSorted((one, other) => (one.task < other.task ? -1 : 1));
    assert.deepEqual(
      own.map(({ cost }) => cost / cent),
      wanted,
      name,
    );
    assert.deepEqual(
      own.map(({ gradeCost }) => gradeCost / cent),
      [0.25, 0.25, 0.25, 0.25],
      name,
    );
  }
  const [solo, again, poor, rich] = summary.topologies;
  assert.ok(solo !== undefined && again !== undefined && poor !== undefined && rich !== undefined);
  const shared = { verdict: 2.5 };
  assert.deepEqual(moneyOf(solo), {
    total: 22.5,
    // Between 8 and 8.5 cents, the third and the fourth of four: 0.95 * 3 = 2.85 steps from the first.
    p95: 8.425,
    perTrial: 5.625,
    perPass: 7.5,
    // The first to ask pays: its calls, and the grades of its four answers.
    spent: 22.5,
    grading: 1,
    byPurpose: { attempt: 10, retry: 10, ...shared },
    byMember: { cheap: 20, judge: 2.5 },
    byOutcome: { won: 1 + 5 + 5 + 4, lost: 2 + 3, wasted: 0.5, coordination: 4 * 0.5, unrated: 0 },
    byCategory: { easy: 9.5, hard: 13 },
    // 200, 400, 300 and 200 ms.
    latencyMs: { p50: 250, p95: 385 },
    calls: 2 + 4 + 3 + 2,
  });
  // The same calls with more money: nothing is paid twice.
  assert.deepEqual(moneyOf(again), { ...moneyOf(solo), spent: 0, grading: 0 });
  assert.deepEqual(moneyOf(poor), {
    total: 12.5,
    p95: 4.35,
    perTrial: 3.125,
    perPass: 6.25,
    // Only the grade of the wrong answer to T2 is new.
    spent: 0,
    grading: 0.25,
    byPurpose: { attempt: 10, ...shared },
    byMember: { cheap: 10, judge: 2.5 },
    byOutcome: { won: 10, lost: 0, wasted: 0.5, coordination: 2, unrated: 0 },
    byCategory: { easy: 4.5, hard: 8 },
    latencyMs: { p50: 200, p95: 285 },
    calls: 2 + 3 + 2 + 2,
  });
  assert.deepEqual(moneyOf(rich), {
    total: 52.5,
    p95: 23.425,
    perTrial: 13.125,
    perPass: 13.125,
    // Two calls of the dear member, and the grade of its answer to T3; T2's is what solo wrote.
    spent: 40,
    grading: 0.25,
    byPurpose: { attempt: 10, retry: 40, ...shared },
    byMember: { cheap: 10, dear: 40, judge: 2.5 },
    byOutcome: { won: 1 + 20 + 20 + 4, lost: 2 + 3, wasted: 0.5, coordination: 2, unrated: 0 },
    byCategory: { easy: 24.5, hard: 28 },
    latencyMs: { p50: 250, p95: 385 },
    calls: 2 + 4 + 3 + 2,
  });
  const { spending, money, budgets = [] } = summary;
  assert.ok(spending !== undefined && money !== undefined);
  const { unsettledCalls, ...places } = spending;
  const none = { shadow: 0, preflight: 0, unfinished: 0, cutOff: 0, learning: 0, other: 0, unsettled: 0 };
  assert.deepEqual([centsOf(places), unsettledCalls], [{ total: 64, topologies: 62.5, grading: 1.5, ...none }, 0]);
  // 22.5 twice, 12.5 and 52.5 if each had run alone. Nobody is paid for simulated answers.
  assert.deepEqual(centsOf(money), { paid: 0, alone: 110, shared: 47.5, reused: 0 });
  assert.equal(rows.reduce((sum, { cost }) => sum + cost, 0) / cent, 64);
  const curve = budgets.map(({ topology, points }) => [
    topology,
    ...points.map((point) => [point.budget, point.score, cents(point.cost), point.ended]),
  ]);
  assert.deepEqual(curve, [
    ["solo", [0.26, 0.75, 5.625, 0], [5, 0.75, 5.625, 0]],
    ["cascade", [0.26, 0.5, 3.125, 2], [5, 1, 13.125, 0]],
  ]);
  const reach = budgets.find(({ topology }) => topology === "cascade")?.reach ?? [];
  assert.deepEqual(reach.map(({ score, budget, cost }) => [score, budget, cost === null ? null : cents(cost)]).at(-1), [1, 5, 13.125]);
});
