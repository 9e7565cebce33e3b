import assert from "node:assert/strict";
import { test } from "node:test";
import { memoryLedger, openRun } from "../../calls/index.ts";
import { fake } from "../../models/fake.ts";
import { openTopology } from "../../topologies/index.ts";
import type { CallFact, CallRow, Event, Fact, Model, Reply, Seat, Task } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import { noUsage } from "../../util/money.ts";
import { callOf, endOf, eventsOf, gradeOf, planOf, startOf, taskOf, topologyOf } from "../plan/fixtures/plan-of.ts";
import { openLedger } from "../plan/fixtures/open-ledger.ts";
import type { Plan, PlannedTopology } from "../plan/plan.ts";
import { graderOf } from "../plan/plan-judges.ts";
import type { PlannedRace } from "../plan/race-plan.ts";
import { noteSilence, openRegrading } from "./open-regrading.ts";
import { raceEstimate } from "./race-estimate.ts";
import { rehearseGrading } from "./rehearse-grading.ts";
import { rehearse } from "./rehearse.ts";
import { tooLow, unaffordable } from "./too-low.ts";
import { refuseUnpaced, unpaced } from "./unpaced.ts";

const priceOf = (output: number) => ({
  id: "m",
  source: "test",
  date: "",
  input: 1,
  output,
  cacheRead: 1,
  cacheWrite5m: 1,
  cacheWrite1h: 1,
});
/** A model whose calls hold so many thousandths of a dollar at the most. */
const modelOf = (id: string, hold: number, change: Partial<Model> = {}): Model => ({
  ...fake([], { id: `live/${id}`, world: "live" }),
  price: priceOf(hold),
  quote: () => hold * 1_000_000,
  ...change,
});
const seatOf = (name: string, hold: number, change: Partial<Model> = {}): Seat => ({ name, model: modelOf(name, hold, change) });
const solo = (name: string, hold: number, change: Partial<PlannedTopology> = {}): PlannedTopology =>
  topologyOf(name, {
    topology: openTopology("solo"),
    seats: [seatOf(`m-${name}`, hold)],
    terms: { ...topologyOf("x").terms, attempts: 1 },
    ...change,
  });
const milli = 1_000_000;

const raise = (limits: string, amounts: string): string =>
  `Too low: ${amounts}, and the cheapest call of a holds $0.0050, the most that it can cost. Raise ${limits}, or lower terms.outputCap.`;

test("a limit below what the cheapest call holds is told by its setting, with what to raise; one as high is not", async () => {
  const told = (caps: PlannedTopology["caps"], change: Partial<Plan> = {}, limits: PlannedTopology["limits"] = {}) =>
    tooLow(planOf([solo("a", 5, { ...(caps === undefined ? {} : { caps }), limits })], ["t"], change));
  assert.equal(await told({}), undefined);
  const cases: readonly (readonly [string | undefined, string, string])[] = [
    [await told({ call: 4 * milli }), "limits.call", "limits.call is $0.0040"],
    [await told({}, {}, { cost: 4 * milli }), "limits.budget (or --budget)", "limits.budget is $0.0040"],
    [await told({ session: 4 * milli }), "limits.session", "limits.session is $0.0040"],
    [await told({ topology: 4 * milli }), "limits.topology", "limits.topology is $0.0040"],
    [await told({}, { cap: 4 * milli }), "limits.cap (or --cap)", "limits.cap is $0.0040"],
    [await told({}, { day: 4 * milli }), "limits.day", "limits.day is $0.0040"],
    [
      await told({ call: milli }, { cap: 2 * milli }),
      "limits.call and limits.cap (or --cap)",
      "limits.call is $0.0010, limits.cap is $0.0020",
    ],
  ];
  for (const [words, limits, amounts] of cases) assert.equal(words?.replaceAll(/\$0\.00(\d)0*\b/g, "$0.00$10"), raise(limits, amounts));
  const all = { call: 5 * milli, session: 5 * milli, topology: 5 * milli };
  assert.equal(await told(all, { cap: 5 * milli, day: 5 * milli }, { cost: 5 * milli }), undefined);
});

test("of several topologies that a limit is too low for, the one with the cheapest call is told", async () => {
  const caps = { call: milli };
  const words = await tooLow(planOf([solo("dear", 9, { caps }), solo("cheap", 3, { caps }), solo("free", 1)], ["t"]));
  assert.match(words ?? "", /the cheapest call of cheap holds \$0\.0030*,/);
});

test("no trial can pay for an answer only where every topology has such a limit, and somebody pays or a day's cap binds", async () => {
  const [low, high] = [{ call: milli }, { call: 9 * milli }];
  const told = (topologies: readonly PlannedTopology[], change: Partial<Plan> = {}) => unaffordable(planOf(topologies, ["t"], change));
  assert.match(
    (await told([solo("a", 5, { caps: low }), solo("b", 3, { caps: low })])) ?? "",
    /^No trial could pay for an answer\. Too low: limits\.call is .* of b holds/,
  );
  assert.match((await told([solo("a", 5, { caps: low })], { world: "mixed" })) ?? "", /^No trial/);
  assert.equal(await told([solo("a", 5, { caps: low }), solo("b", 3, { caps: high })]), undefined);
  assert.equal(await told([]), undefined);
  // Nobody pays for simulated models: there the day's cap alone ends a run.
  assert.equal(await told([solo("a", 5, { caps: low })], { world: "simulated" }), undefined);
  assert.equal(await told([solo("a", 5, { caps: low })], { world: "simulated", day: 9 * milli }), undefined);
  assert.match(
    (await told([solo("a", 5, { caps: low })], { world: "simulated", day: 2 * milli })) ?? "",
    /limits\.call is .*limits\.day is/,
  );
  // The day binds one of two: the other may run.
  assert.equal(await told([solo("a", 5), solo("b", 1)], { world: "simulated", day: 2 * milli }), undefined);
});

test("whether anybody can pay is asked of the shortest task, its context counted", async () => {
  const byLength = {
    quote: ({ messages }: { messages: readonly { text: string }[] }) => messages.reduce((sum, { text }) => sum + text.length, 0) * milli,
  };
  const plan = (prompts: readonly Partial<Task>[]) =>
    planOf(
      [solo("a", 5, { seats: [seatOf("m", 5, byLength)], caps: { call: 200 * milli } })],
      prompts.map((change, i) => taskOf(`t${i}`, change)),
    );
  const [long, short] = [{ prompt: "x".repeat(5000) }, { prompt: "x?" }];
  assert.equal(await unaffordable(plan([long, short, long])), undefined);
  assert.match((await unaffordable(plan([long, { ...short, context: "y".repeat(5000) }]))) ?? "", /^No trial could pay/);
  // The first task is asked of where a trial is only told to be short.
  assert.match((await tooLow(plan([long, short]))) ?? "", /limits\.call/);
  assert.equal(await tooLow(plan([short, long])), undefined);
});

test("an answer or a call that is longer than a member's minute is refused with the settings that mend it", async () => {
  const paced = (tokensPerMinute: number, change: Partial<Model> = {}) =>
    solo("one", 5, { seats: [seatOf("m", 5, { pace: { lane: "m", tokensPerMinute }, ...change })] });
  // topologyOf caps an answer at 100 tokens.
  assert.equal(
    await unpaced(planOf([paced(99)], ["t"])),
    "settings.tokensPerMinute of m is 99, and one answer in one may take 100 tokens (terms.outputCap): no call fits into a minute. Raise settings.tokensPerMinute, or lower terms.outputCap.",
  );
  assert.equal(await unpaced(planOf([paced(99, { world: "simulated" })], ["t"])), undefined);
  assert.match((await unpaced(planOf([solo("free", 5), paced(99)], ["t"]))) ?? "", /of m is 99/);
  assert.match(
    (await unpaced(planOf([solo("free", 5)], ["t"], { judgeSeats: [seatOf("j", 1, { pace: { lane: "j", tokensPerMinute: 99 } })] }))) ?? "",
    /of j is 99, and one answer in free/,
  );
  const long = (id: string, length: number) => taskOf(id, { prompt: "x".repeat(length) });
  const words = await unpaced(planOf([paced(300)], ["t", long("a", 900), long("b", 1200), long("c", 1000), long("d", 100)]));
  const [, prompt = "", all = ""] =
    /takes about (\d+) tokens \(task "b": (\d+) of prompt and up to 100 of answer\)/.exec(words ?? "") ?? [];
  assert.equal(Number(prompt), Number(all) + 100);
  assert.ok(Number(all) >= 300 && Number(all) < 400, all);
  // 900 letters are 225 tokens and 1000 are 250: with 100 of answer more than 300.
  assert.match(
    words ?? "",
    /it would never fit into a minute, and so would those of 2 more tasks\. Raise settings\.tokensPerMinute, lower terms\.outputCap, or shorten or leave out such tasks\.$/,
  );
  assert.match((await unpaced(planOf([paced(300)], ["t", long("b", 1200)]))) ?? "", /never fit into a minute\. Raise/);
  await assert.rejects(refuseUnpaced(planOf([paced(99)], ["t"])), UserError);
  await refuseUnpaced(planOf([paced(9999)], ["t"]));
  assert.equal(await unpaced(planOf([paced(300)], [])), undefined);
});

const judged = taskOf("x", { grader: { kind: "rubric", member: "j", criteria: [{ id: "c", statement: "says x" }] } });
const raceOf = (change: Partial<PlannedRace> = {}): PlannedRace => ({
  arms: ["s", "o", "p"].map((name) => ({ name, single: name === "s", traits: [] })),
  goal: { kind: "match" },
  tasks: ["t0", "t1", "t2", "t3", "t4", "t5"],
  money: 1000 * milli,
  alpha: 0.05,
  margin: 0.03,
  seed: "1",
  strategies: ["racing", "thompson"],
  ...change,
});
const names = Array.from({ length: 10 }, (_, i) => `t${i}`);
async function raced(change: Partial<PlannedRace> = {}, more: Partial<Plan> = {}) {
  const race = raceOf(change);
  const tasks = names.map((id) => ({ ...judged, id }));
  const plan = planOf([solo("s", 2), solo("o", 4), solo("p", 8)], tasks, {
    cap: Infinity,
    judgeSeats: [seatOf("j", 1)],
    learning: new Set(race.tasks),
    draws: "independent",
    ...more,
  });
  const three = await rehearse({ ...plan, cap: Infinity, learning: new Set(), suite: { ...plan.suite, tasks: tasks.slice(0, 3) } });
  return { estimate: await raceEstimate({ ...plan, race }, race, undefined), three: three.rows, notes: three.notes ?? [] };
}
const rowsOf = (rows: Awaited<ReturnType<typeof raced>>["three"]) => {
  const [s, o, p, grading] = rows;
  if (s === undefined || o === undefined || p === undefined || grading === undefined) assert.fail("four rows");
  return { s, o, p, grading };
};

test("a search is estimated by three tasks: all candidates on all tasks to choose on, and on the others the single member and a winner for each way", async () => {
  const { estimate, three, notes } = await raced();
  const { s, o, p, grading } = rowsOf(three);
  assert.equal(grading.topology, "(grading)");
  // Six tasks to choose on are twice three; four to score on are a third more.
  const sum = (field: "trials" | "calls" | "inputTokens" | "outputTokens" | "likely" | "most"): number =>
    s[field] + o[field] + p[field] + grading[field];
  const [choosing, scoring] = estimate.rows;
  assert.deepEqual(choosing, {
    topology: "(choosing)",
    trials: 18,
    calls: 2 * sum("calls"),
    inputTokens: 2 * sum("inputTokens"),
    outputTokens: 2 * sum("outputTokens"),
    likely: 2 * sum("likely"),
    most: 2 * sum("most"),
  });
  // The single member, and twice the mean of the others: 3 + 2 x 3 trials of three tasks.
  const usual = (field: "calls" | "likely"): number => s[field] + 2 * ((o[field] + p[field]) / 2);
  assert.deepEqual([scoring?.topology, scoring?.trials, scoring?.calls], ["(scoring)", 12, Math.round((usual("calls") * 4) / 3)]);
  assert.ok(Math.abs((scoring?.likely ?? 0) - (usual("likely") * 4) / 3) <= 2, `${scoring?.likely}`);
  // At most the dearest of them each time.
  assert.ok(Math.abs((scoring?.most ?? 0) - ((s.most + 2 * p.most) * 4) / 3) <= 2, `${scoring?.most}`);
  assert.deepEqual([estimate.tasks, estimate.rows.length, estimate.cap], [10, 2, undefined]);
  assert.equal(estimate.likely, (choosing?.likely ?? 0) + (scoring?.likely ?? 0));
  assert.equal(estimate.most, (choosing?.most ?? 0) + (scoring?.most ?? 0));
  assert.deepEqual(estimate.notes, [
    "3 candidates race on 6 tasks for 2 times $1.00 at most; the winner is scored on the others.",
    ...notes,
  ]);
});

test("to choose costs no more than the ways of searching may spend, and their trials shrink with the money", async () => {
  const whole = (await raced()).estimate.rows[0];
  const money = Math.round((whole?.likely ?? 0) / 8);
  const { estimate } = await raced({ money });
  const [choosing] = estimate.rows;
  // Two ways of an eighth each: a quarter of the trials.
  assert.deepEqual([choosing?.likely, choosing?.most, choosing?.trials], [2 * money, 2 * money, Math.round(18 / 4)]);
  assert.ok(Math.abs((choosing?.calls ?? 0) - (whole?.calls ?? 0) / 4) <= 1);
  const { estimate: one } = await raced({ strategies: ["racing"], arms: raceOf().arms.slice(0, 2), tasks: ["t0"], money: 5 * milli });
  assert.match(one.notes?.[0] ?? "", /^2 candidates race on 1 task for \$0\.0050* at most;/);
});

test("a search's estimate is under the caps of run and day, which it tells; single members alone are scored where there are no others", async () => {
  const capped = (await raced({}, { cap: 7 * milli })).estimate;
  assert.deepEqual([capped.most, capped.cap], [7 * milli, 7 * milli]);
  assert.equal((await raced({}, { day: 6 * milli })).estimate.most, 6 * milli);
  const { estimate, three } = await raced({ arms: raceOf().arms.map((arm) => ({ ...arm, single: true })) });
  const { s, o, p } = rowsOf(three);
  // One usual single member, and one for each way of searching: three times their mean.
  assert.ok(Math.abs((estimate.rows[1]?.likely ?? 0) - ((s.likely + o.likely + p.likely) * 4) / 3) <= 3);
});

const spec = (plan: Plan) => ({ id: "solo/x/0", topology: plan.topologies[0] ?? assert.fail(), task: judged, repetition: 0 });
const judgeCall = (key: string, ask: string, purpose: CallFact["purpose"] = "grade", member = "j"): Fact =>
  callOf(key, { purpose, member, ask });
function regraded(facts: readonly Fact[], ledger = memoryLedger()) {
  const plan = planOf([solo("solo", 2)], [judged], { judgeSeats: [seatOf("j", 1, { identity: "who j is" }), seatOf("k", 1)] });
  const context = openRun({ seed: "1", ledger, draws: "shared" });
  const nobody = { name: "nobody", judge: () => Promise.reject(new Error("Nobody is to be asked.")) };
  const services = { context, verifierOf: () => nobody, judgeSeats: plan.judgeSeats, graderOf: () => nobody };
  const events: Event[] = eventsOf("solo/x/0", startOf("solo", "x"), ...facts).map((event, i) => ({ ...event, at: 10 * i }));
  return openRegrading(services, { spec: spec(plan), events, answer: { text: "x", by: "m-solo" } });
}

test("a grader is asked anew what its own grading before left without a verdict, and finds its verdict where it gave one", () => {
  const asks = (...facts: Fact[]) => Object.fromEntries(regraded(facts).occurrences);
  const [silent, given] = [gradeOf({ scored: false, code: "unknown" }), gradeOf({ passed: true })];
  const silence: Fact = { type: "own", name: "ungraded", value: { round: 1, why: "x" } };
  // Verdicts inside the topology count as asked, a first try and its repetition once.
  assert.deepEqual(asks(judgeCall("1", "a", "verdict"), judgeCall("2", "a", "verdict"), judgeCall("2.1", "a", "verdict")), {
    "who j is a": 2,
  });
  assert.deepEqual(asks(judgeCall("1", "a"), given), {});
  assert.deepEqual(asks(judgeCall("1", "a"), judgeCall("2", "b", "grade", "k"), silent), { "who j is a": 1, "live/k b": 1 });
  // One that could not be heard is asked as it was.
  for (const code of ["timeout", "provider"] as const) assert.deepEqual(asks(judgeCall("1", "a"), gradeOf({ scored: false, code })), {});
  assert.deepEqual(asks(judgeCall("1", "a"), silent, judgeCall("2", "a"), silent, judgeCall("3", "a"), given), { "who j is a": 2 });
  assert.deepEqual(asks(judgeCall("1", "a")), {});
  assert.deepEqual(asks(callOf("1", { member: "m-solo", ask: "a" }), silent), {});
  // A later grading that was silent is told by its note, not by a grade.
  assert.deepEqual(asks(judgeCall("1", "a"), silence), { "who j is a": 1 });
  assert.deepEqual(asks(judgeCall("1", "a"), { ...silence, name: "other" }), {});
});

test("a trial that is graded again goes on at the end of its clock; a round without a verdict is noted there with its reason", async () => {
  const ledger = memoryLedger();
  const trial = regraded([callOf("1"), endOf(), gradeOf()], ledger);
  assert.deepEqual([trial.clock.now(), trial.anew, trial.id, regraded([]).clock.now()], [30, true, "solo/x/0", 0]);
  noteSilence(trial, "it could not tell", 2);
  const told: unknown[] = [];
  for await (const { trial: id, span, at, fact } of ledger.read()) told.push([id, span, at, fact]);
  assert.deepEqual(told, [["solo/x/0", "grade", 30, { type: "own", name: "ungraded", value: { round: 2, why: "it could not tell" } }]]);
});

test("what grading answers again may cost is what its judges' calls do, likely and at most, and nothing where the ledger has the verdicts", async () => {
  const { store, ledger } = openLedger();
  const plan = planOf([solo("solo", 2)], [judged], { judgeSeats: [seatOf("j", 3)] });
  const events = eventsOf("solo/x/0", startOf("solo", "x"), endOf({ answer: "a" }));
  const answered = ["one", "two"].map((text) => ({ spec: spec(plan), events, answer: { text, by: "m-solo" } }));
  const estimate = await rehearseGrading(plan, ledger, answered, (task) => graderOf(plan, task));
  assert.deepEqual([estimate.answers, estimate.calls, estimate.most], [2, 2, 2 * 3 * milli]);
  assert.ok(estimate.likely > 0 && estimate.likely < estimate.most, `${estimate.likely}`);
  assert.deepEqual(await rehearseGrading(plan, ledger, [], (task) => graderOf(plan, task)), { answers: 0, calls: 0, likely: 0, most: 0 });
  assert.equal([...ledger.trials()].length, 0);
  // What is on record answers every first try: nothing is paid.
  const text = JSON.stringify({ criteria: [{ id: "c", met: true, quote: "one" }] });
  const reply: Reply = { ok: true, text, object: JSON.parse(text), stop: "end", usage: noUsage, cost: 9, ms: 1 };
  const known = (key: string): CallRow | undefined =>
    key.includes(".") ? undefined : { key, state: "settled", model: "", trial: "", hold: 0, reply };
  const free = await rehearseGrading(plan, { ...ledger, call: known }, answered.slice(0, 1), (task) => graderOf(plan, task));
  assert.deepEqual([free.calls, free.likely, free.most], [0, 0, 0]);
  store.close();
});
