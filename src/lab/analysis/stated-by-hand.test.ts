import assert from "node:assert/strict";
import { test } from "node:test";
import { fitPlatt } from "../../market/index.ts";
import { calibrationErrorInterval } from "../../statistics/index.ts";
import { fake } from "../../models/fake.ts";
import type { Event, Fact, Json } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import { noUsage } from "../../util/money.ts";
import { openLedger } from "../plan/fixtures/open-ledger.ts";
import { callOf, endOf, eventsOf, gradeOf, planOf, startOf, taskOf, topologyOf } from "../plan/fixtures/plan-of.ts";
import { openTruths } from "../trials/truths.ts";
import { calibrationMaps, calibrationReport } from "./calibration-report.ts";
import { calibrationOf } from "./calibration-of.ts";
import { answerIn, forecastsIn, type StatedForecast } from "./forecasts-in.ts";

const seats = ["a", "b"].map((name) => ({ name, model: fake(["x"], { id: name }) }));
const tasks = [
  taskOf("t1", { grader: { kind: "exact", answer: "4" }, category: "north" }),
  taskOf("t2", { grader: { kind: "rubric", member: "judge" } }),
];
const plan = planOf([topologyOf("market", { seats }), topologyOf("other", { seats })], tasks, {
  shadow: tasks.slice(0, 1),
  repetitions: 2,
});
const bid = (member: string, p: number, change: object = {}): Fact => ({ type: "bid", member, p, ask: 1, valid: true, ...change });

async function statedIn(events: (put: (body: Json) => string) => readonly Event[]): Promise<unknown[]> {
  const { store, ledger } = openLedger();
  const made = events((body) => ledger.put(body));
  const truths = openTruths(plan, ledger, made);
  const found = await forecastsIn(plan, ledger, made, truths);
  await truths.close();
  store.close();
  return found.map(({ member, topology, category, task, stated, used, passed, tokens }) =>
    [topology, task, category, member, stated, used, passed, ...(tokens === undefined ? [] : [tokens.stated, tokens.actual])].join(" "),
  );
}
const asked = (member: string, change: object = {}) => callOf(`bid of ${member}`, { member, purpose: "bid", ...change });
const output = (tokens: number) => ({ usage: { ...noUsage, output: tokens } });

test("a stated bid is held against its member's first try in its trial, else against its first at the same task and repetition anywhere", async () => {
  const found = await statedIn((put) => {
    const [right, wrong] = [put({ text: "Answer: 4" }), put({ text: "", object: { answer: "Answer: 5" } })];
    const tried = (member: string, reply: string, change: object = {}) => callOf(`${member} ${reply}`, { member, reply, ...change });
    return [
      ...eventsOf(
        "market/t1/0",
        asked("a"),
        bid("a", 0.9, { stated: 0.6, tokens: 30 }),
        asked("b", { purpose: "repair" }),
        bid("b", 0.3, { tokens: 20 }),
        // A first answer that failed is none; the second try is no statement's.
        tried("a", wrong, { ok: false }),
        tried("a", right, output(40)),
        tried("a", wrong),
      ),
      // The loser answered here: another topology, the same task and repetition.
      ...eventsOf("other/t1/0", tried("b", wrong, output(0)), tried("a", wrong)),
      // In the second repetition it answered in a shadow run alone.
      ...eventsOf("market/t1/1", asked("b"), bid("b", 0.8, { tokens: 0 })),
      ...eventsOf("@shadow/t1/1", asked("a"), bid("a", 1), tried("b", right, { purpose: "shadow", ...output(5) })),
      // Never asked for, not valid, never tried, of no planned trial, its truth unknown.
      ...eventsOf("other/t1/1", bid("b", 0.7), asked("a"), bid("a", 0.7, { valid: false })),
      ...eventsOf("market/t2/0", asked("a"), bid("a", 0.5), asked("b"), bid("b", 0.5), tried("b", right)),
      ...eventsOf("gone/t1/0", asked("b"), bid("b", 0.5)),
      // A bid whose call failed states nothing; a retry is no first try.
      ...eventsOf("other/t2/1", asked("a", { ok: false }), bid("a", 0.4), tried("a", right, { purpose: "retry" })),
    ];
  });
  assert.deepEqual(found, ["market t1 north a 0.6 0.9 true 30 40", "market t1 north b 0.3 0.3 false", "market t1 north b 0.8 0.8 true"]);
});

test("learned bids that ask: what was stated counts once, void statements not at all, and a drawn p is no correction of them", async () => {
  const found = await statedIn((put) => {
    const right = put({ text: "Answer: 4" });
    return eventsOf(
      "market/t1/0",
      asked("a"),
      asked("b"),
      bid("b", 0, { valid: false }),
      { type: "own", name: "learned-bids", value: { asked: true, members: [] } },
      bid("a", 0.9, { stated: 0.6 }),
      bid("b", 0.4, { stated: 0.4 }),
      callOf("a tries", { member: "a", reply: right }),
      callOf("b tries", { member: "b", reply: right }),
      // Made anew after a failed answer.
      bid("a", 0.2, { stated: 0.6 }),
    );
  });
  assert.deepEqual(found, ["market t1 north a 0.6 0.6 true"]);
});

test("a stored reply's answer is the one of its object, else its text", () => {
  assert.equal(answerIn({ text: "t", object: { answer: "o" } }), "o");
  assert.equal(answerIn({ text: "t", object: { answer: 7 } }), "t");
  assert.equal(answerIn({ text: "t" }), "t");
  assert.equal(answerIn(undefined), undefined);
});

const said = (member: string, stated: number, passed: boolean, change: Partial<StatedForecast> = {}): StatedForecast => ({
  member,
  topology: "market",
  category: "north",
  task: `${member} ${stated}`,
  stated,
  used: stated,
  passed,
  ...change,
});

test("a member's figures are those of a hand computation, members in the order of their names", () => {
  const stated = [
    said("b", 0.5, true),
    said("a", 0.85, true, { tokens: { stated: 10, actual: 20 } }),
    said("a", 0.45, false, { tokens: { stated: 30, actual: 10 } }),
    said("a", 0.25, true, { task: "a 0.85", tokens: { stated: 10, actual: 10 }, used: 0.75 }),
    said("a", 0.35, false, { topology: "plain" }),
  ];
  const [a, b, ...more] = calibrationOf(stated, "seed");
  assert.deepEqual(more, []);
  assert.ok(a !== undefined && b !== undefined);
  assert.deepEqual([a.member, a.category, a.forecasts, a.tasks, a.passed, a.tokenRatio], ["a", undefined, 4, 3, 0.5, 1]);
  const near = (got: number | null | undefined, want: number, what: string) =>
    assert.ok(Math.abs((got ?? Number.NaN) - want) < 1e-12, `${what}: ${got}`);
  near(a.stated, 1.9 / 4, "stated");
  // Squares of .15, .45, .75 and .35.
  near(a.brier, (0.0225 + 0.2025 + 0.5625 + 0.1225) / 4, "brier");
  near(a.skill, 1 - 0.2275 / 0.25, "skill");
  // Each is alone in its bin.
  near(a.reliability, 0.2275, "reliability");
  near(a.resolution, 0.25, "resolution");
  near(a.ece, (0.15 + 0.45 + 0.75 + 0.35) / 4, "ece");
  // Of the four pairs of a passed and a failed one, .85 is above both, .25 above none.
  near(a.auc, 0.5, "auc");
  // The market corrected one of its three: with .85, .45 and .75.
  near(a.corrected?.brier, (0.0225 + 0.2025 + 0.0625) / 3, "corrected brier");
  near(a.corrected?.ece, (0.15 + 0.45 + 0.25) / 3, "corrected ece");
  const own = stated.filter(({ member }) => member === "a");
  assert.deepEqual(a.map, fitPlatt(own.map(({ stated: p, passed }) => ({ p, passed }))));
  assert.deepEqual(
    a.eceInterval,
    calibrationErrorInterval(
      own.map(({ stated: p, passed, task }) => ({ p, passed, task })),
      "seed/a/",
    ),
  );
  assert.deepEqual(
    a.bins.map(({ count }) => count),
    [1, 1, 1, 1],
  );
  // One forecast, all passed, nothing corrected, no tokens.
  assert.deepEqual([b.member, b.skill, b.auc, b.corrected, b.tokenRatio, b.passed], ["b", null, null, null, null, 1]);
});

test("where there are several categories each member has a row of each after the whole ones", () => {
  const rows = calibrationOf([said("b", 0.5, true), said("a", 0.7, true, { category: "south" }), said("a", 0.2, false)], "seed");
  assert.deepEqual(
    rows.map(({ member, category, forecasts }) => [member, category, forecasts]),
    [
      ["a", undefined, 2],
      ["b", undefined, 1],
      ["a", "south", 1],
      ["a", "north", 1],
      ["b", "north", 1],
    ],
  );
  assert.deepEqual(rows[2]?.eceInterval, calibrationErrorInterval([{ p: 0.7, passed: true, task: "a 0.7" }], "seed/a/south"));
  assert.deepEqual(calibrationOf([], "seed"), []);
});

test("a report is made of a run's own ledger, its maps have four digits, and a run in which nobody stated any is refused", async () => {
  const { store, ledger } = openLedger();
  await assert.rejects(
    calibrationReport(plan, ledger, "r"),
    (error) => error instanceof UserError && /members of r stated before a try/.test(error.message),
  );
  const answer = ledger.put("Answer: 4");
  const facts = [
    startOf("market", "t1"),
    asked("a"),
    bid("a", 0.75),
    callOf("work", { member: "a", reply: ledger.put({ text: "Answer: 4" }) }),
    gradeOf({ passed: true }),
    endOf({ answer }),
  ];
  for (const fact of facts) ledger.append({ trial: "market/t1/0", span: "", at: 0 }, fact);
  const report = await calibrationReport(plan, ledger, "r");
  assert.deepEqual([report.run, report.world, report.bins], ["r", "live", [{ count: 1, stated: 0.75, passed: 1 }]]);
  assert.deepEqual(
    report.rows.map(({ member, forecasts }) => [member, forecasts]),
    [["a", 1]],
  );
  const row = report.rows[0] ?? assert.fail();
  assert.deepEqual(
    calibrationMaps({
      ...report,
      rows: [
        { ...row, map: { a: 1.23456, b: -0.00004 } },
        { ...row, category: "north", map: { a: 9, b: 9 } },
      ],
    }),
    { a: { a: 1.2346, b: -0 } },
  );
  store.close();
});
