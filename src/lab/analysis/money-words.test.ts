import assert from "node:assert/strict";
import { test } from "node:test";
import type { RunRecord } from "../../ledger/index.ts";
import { openTopology } from "../../topologies/index.ts";
import type { Summary } from "../../summary.ts";
import { fake } from "../../models/fake.ts";
import { endOf, eventsOf, planOf, rowOf, topologyOf } from "../plan/fixtures/plan-of.ts";
import { openLedger } from "../plan/fixtures/open-ledger.ts";
import type { Spending } from "../record/spending-of.ts";
import type { KeptEstimate } from "../estimate/kept-estimate.ts";
import { lossWords, isLostTrial } from "./loss-words.ts";
import { endNotes, learningNote, moneyNotes } from "./run-notes.ts";
import { starvedNotes } from "./starved-notes.ts";
import { withMoney } from "./with-money.ts";

const spending = (change: Partial<Spending> = {}): Spending => ({
  topologies: { solo: 3e9, duo: 1e9 },
  grading: {},
  learning: 0,
  shadow: 0,
  preflight: 0,
  unfinished: 0,
  cutOff: 0,
  other: 0,
  total: 4e9,
  unsettled: 0,
  unsettledCalls: 0,
  cutOffHeld: 0,
  alone: 4e9,
  shared: 0,
  reused: 0,
  embedded: 0,
  calls: { made: 9, reused: 0, answered: 9, preflights: { most: 0, least: 0 } },
  ...change,
});
const record = (estimate?: KeptEstimate, more: object = {}): RunRecord =>
  ({ id: "r", config: { ...(estimate === undefined ? {} : { estimate }), ...more }, state: "done" }) as unknown as RunRecord;
const notes = (change: Partial<Spending> = {}, world: Summary["world"] = "live", kept?: RunRecord) =>
  moneyNotes(kept, { summary: { world } as Summary, spending: spending(change) });
const calls = (made: number, reused: number, answered: number) => ({ made, reused, answered, preflights: { most: 0, least: 0 } });

test("what a run cost is told with its parts, which add up, and what of it is held or was paid to nobody", () => {
  assert.deepEqual(notes(), ["It cost $4.00."]);
  assert.deepEqual(notes({}, "live", record()), ["It cost $4.00."]);
  const parts: Partial<Spending> = {
    grading: { solo: 1e7, duo: 2e7 },
    preflight: 4e7,
    shadow: 5e7,
    learning: 6e7,
    unfinished: 7e7,
    cutOff: 8e7,
    other: 9e7,
    total: 4.42e9,
    unsettled: 1.5e9,
    unsettledCalls: 2,
    embedded: 0.42e9,
  };
  const told =
    " = topologies $4.00 + grading $0.03 + preflight $0.04 + shadow runs $0.05 + trials for learning $0.06 + unfinished trials $0.07 + cut-off calls $0.08 + calls of trials that were begun anew or are no longer planned $0.09";
  const held = ", of which up to $1.50 is held for 2 calls of unknown outcome";
  const real = ", of which $0.42 is what simulated and recorded models would take, so that $4.00 was paid";
  assert.deepEqual(notes(parts), [`It cost $4.42${told}${held}${real}.`]);
  assert.deepEqual(notes({ unsettled: 5e8, unsettledCalls: 1 }), [
    "It cost $4.00, of which up to $0.50 is held for 1 call of unknown outcome.",
  ]);
  // Nobody is paid for what embedded models say.
  assert.deepEqual(notes({ embedded: 4e9 }, "simulated"), [
    `It cost $0.00: its models are simulated, so nobody is paid. At their prices it took $4.00.`,
  ]);
  assert.match(notes({ embedded: 4e9 }, "mixed")[0] ?? "", /its models are simulated or recorded, so/);
});

test("a run that cost nothing says why", () => {
  const free = (world: Summary["world"], made: number, reused: number, answered: number) =>
    notes({ total: 0, topologies: {}, alone: 0, calls: calls(made, reused, answered) }, world)[0];
  assert.equal(free("functions", 1, 0, 1), "It cost $0.00: its functions were free.");
  assert.equal(free("functions", 0, 0, 0), "It cost $0.00: its functions asked nobody.");
  assert.equal(free("live", 0, 0, 0), "It cost $0.00: no call was made.");
  assert.equal(free("simulated", 0, 0, 0), "It cost $0.00: no call was made.");
  assert.equal(free("simulated", 1, 0, 1), "It cost $0.00: its models are simulated, so nobody is paid.");
  assert.equal(free("recorded", 1, 0, 1), "It cost $0.00: its models are recorded, so nobody is paid.");
  assert.equal(free("live", 2, 2, 0), "It cost $0.00: its answers were paid for by earlier runs.");
  assert.equal(free("live", 2, 0, 0), "It cost $0.00: no call was answered, and none was billed.");
  assert.equal(
    free("live", 2, 1, 0),
    "It cost $0.00: 1 answer was paid for by earlier runs, and no other call was answered, and none was billed.",
  );
  assert.equal(free("live", 3, 2, 1), "It cost $0.00: 2 answers were paid for by earlier runs, and every other call was free.");
  assert.equal(free("live", 1, 0, 1), "It cost $0.00: every call was free.");
});

test("the tables' money leads to the topologies' by what is shared and what was reused", () => {
  const tie = "Topologies $4.00 = all trials, each alone, as in the tables $6.00 - ";
  assert.equal(notes({ alone: 6e9, shared: 2e9 })[1], `${tie}answers that trials share, paid once, $2.00.`);
  assert.equal(notes({ alone: 6e9, reused: 2e9 })[1], `${tie}answers of earlier runs $2.00.`);
  assert.equal(
    notes({ alone: 6e9, shared: 1e9, reused: 1e9 })[1],
    `${tie}answers that trials share, paid once, $1.00 - answers of earlier runs $1.00.`,
  );
});

test("that --reuse took over nothing is said where it was asked for and calls were made", () => {
  const reuse = record(undefined, { reuse: true });
  assert.equal(notes({}, "live", reuse)[1], "--reuse took over nothing: no other run of this ledger has an answer to any of these calls.");
  for (const world of ["simulated", "recorded"] as const)
    assert.equal(
      notes({}, world, reuse)[1],
      `--reuse took over nothing: it takes over answers of live models, and here they are ${world}.`,
    );
  assert.deepEqual(notes({ calls: calls(0, 0, 0) }, "live", reuse).length, 1);
  assert.deepEqual(notes({ calls: calls(2, 1, 1) }, "live", reuse).length, 1);
  assert.deepEqual(notes({}, "live", record(undefined, { reuse: false })).length, 1);
});

test("the estimate stands beside the cost, with what it did not know and how far off it was", () => {
  const of = (estimate: Partial<KeptEstimate>) => notes({}, "live", record({ likely: 2e9, most: 5e9, ...estimate }))[0];
  assert.equal(of({}), "Estimated likely $2.00, at most $5.00; it cost $4.00.");
  assert.equal(
    of({ unpriced: ["f", "g"] }),
    "Estimated likely $2.00 and what function members charge (f, g), at most $5.00; it cost $4.00.",
  );
  assert.equal(of({ most: 1e9 }), "Estimated likely $2.00, at most $1.00 by its cap; it cost $4.00.");
  assert.equal(of({ most: 2e9 }), "Estimated likely $2.00, at most $2.00; it cost $4.00.");
  assert.equal(of({ cap: 7e9 }), "Estimated likely $2.00, at most $5.00 by the cap that it had then (now $7.00); it cost $4.00.");
  assert.equal(
    of({ afterPilot: { tasks: 1, likely: 3e9, most: 6e9 } }),
    "Estimated likely $2.00, at most $5.00, after the pilot of 1 task likely $3.00; it cost $4.00.",
  );
  assert.equal(
    of({ before: { cost: 1.5e9, compared: 1e9 } }),
    "Estimated for what was added likely $2.00, at most $5.00; it cost $4.00 ($1.50 of it before).",
  );
  const off = (factor: number, compared = 4e9) =>
    of({ factor, compared })?.replace("Estimated likely $2.00, at most $5.00; it cost $4.00", "");
  assert.equal(off(1.5), "; the estimate was 1.5 times as high as the cost.");
  assert.equal(off(0.8), "; the cost was 1.3 times as high as the estimate.");
  assert.equal(off(1.04), "; the estimate was right to within 5%.");
  assert.equal(off(1.02, 3e9), "; the estimate was within 5% of the $3.00 that the trials it was for did cost.");
  assert.equal(off(1.5, 3e9), "; the estimate was 1.5 times as high as the $3.00 that the trials it was for did cost.");
  assert.equal(off(2), "; the estimate was 2 times as high as the cost.");
  // Far off: a warning of its own tells it.
  assert.equal(off(2.1), ".");
  assert.equal(off(0.4), ".");
  assert.equal(of({ factor: 1.5 })?.endsWith("it cost $4.00."), true);
});

const summaryOf = (change: object = {}): Summary => ({ run: "r", state: "done", warnings: ["w"], ...change }) as unknown as Summary;

test("a summary says first what is held for unknown calls, then why the run was stopped, then how far off its estimate was", () => {
  assert.deepEqual(withMoney(summaryOf(), undefined), summaryOf());
  const stopped = { config: { stopped: ["the cap", "w"] }, state: "interrupted" } as const;
  const unknown = { spending: { unsettledCalls: 1, unsettled: 0.25 } };
  const [first, ...rest] = withMoney(summaryOf(unknown), stopped, { ledger: "a.sqlite" }).warnings;
  assert.equal(
    first,
    "The outcome of 1 call is unknown, given up or cut off with their process: up to $0.250 of the cost is held for them and stays counted as spent. Once you know what they cost: `catallaxy settle r --ledger a.sqlite`",
  );
  // What is said already is not said twice.
  assert.deepEqual(rest, ["w", "the cap"]);
  assert.match(
    withMoney(summaryOf({ ...unknown, state: "running" }), undefined).warnings[0] ?? "",
    /^The outcome of 1 call is unknown, still in flight, or cut off/,
  );
  assert.deepEqual(withMoney(summaryOf({ spending: { unsettledCalls: 0, unsettled: 0.25 } }), undefined).warnings, ["w"]);
});

test("the kept estimate stands in dollars, and one that was more than a factor of two off is warned of", () => {
  const of = (estimate: Partial<KeptEstimate>) => {
    const { estimate: told, warnings } = withMoney(summaryOf(), record({ likely: 2e9, most: 5e9, ...estimate }));
    return [told, warnings.slice(1)];
  };
  const plain = { likely: 2, most: 5 };
  assert.deepEqual(of({}), [plain, []]);
  assert.deepEqual(
    of({
      unpriced: ["f"],
      afterPilot: { tasks: 3, likely: 3e9, most: 6e9 },
      before: { cost: 1e9, compared: 1 },
      compared: 1e9,
      factor: 3,
    }),
    [
      { ...plain, unpriced: ["f"], afterPilot: { tasks: 3, likely: 3, most: 6 }, before: 1, compared: 1, factor: 3 },
      ["The estimate after the pilot, likely $3.00, was 3 times as high as the cost: what it was for did cost $1.00."],
    ],
  );
  assert.deepEqual(of({ compared: 8e9, factor: 0.25 })[1], [
    "The cost was 4 times as high as the estimate, likely $2.00: what it was for did cost $8.00.",
  ]);
  assert.deepEqual(of({ compared: 8e9, factor: 0, likely: 0 })[1], [
    "The estimate, likely $0, was too low: what it was for did cost $8.00.",
  ]);
  for (const factor of [2, 0.5, 1]) assert.deepEqual(of({ compared: 1e9, factor })[1], []);
  assert.deepEqual(of({ factor: 3 })[1], []);
});

test("of a trial without a result it is said why and which command goes on with it", () => {
  const lost = (code: "provider" | "function") =>
    ({ state: "failed", answered: false, scored: false, failure: { code, message: "m" } }) as const;
  const at = { ledger: "a.sqlite", config: "lab.config.ts" };
  assert.deepEqual(lossWords(rowOf("solo", "t"), "r"), []);
  assert.deepEqual(lossWords(rowOf("solo", "t", lost("provider")), "r", at), [
    "# no result: lost to the provider, the network or the sandbox: m",
    "It waits to be asked again: `catallaxy resume r --failed --config lab.config.ts --ledger a.sqlite`",
  ]);
  assert.deepEqual(lossWords(rowOf("solo", "t", lost("function")), "r", at), [
    "# no result: ended by an error in a function of your own: m",
    "Fix the function, then type: `catallaxy run lab.config.ts --reuse --ledger a.sqlite`",
  ]);
  assert.deepEqual(
    lossWords(rowOf("solo", "t", { lost: { code: "rate", message: "slow" }, failure: { code: "timeout", message: "x" } }), "r"),
    [
      "# no result: lost to the provider, the network or the sandbox: slow",
      "Its answer was not graded, since a call was lost on the way to it.",
      "It waits to be asked again: `catallaxy resume r --failed`",
    ],
  );
  assert.match(lossWords(rowOf("solo", "t", { state: "failed" }), "r")[0] ?? "", /sandbox$/);
  assert.deepEqual(lossWords(rowOf("solo", "t", { ...lost("provider"), givenUp: true }), "r"), [
    "To ask once more all the same: `catallaxy resume r --failed`",
  ]);
  assert.deepEqual(lossWords(rowOf("solo", "t", { scored: false, gradeFailure: "malformed" }), "r"), [
    "# no result: its grader gave no verdict.",
    "Its answer waits for a grade: `catallaxy regrade r`",
  ]);
  assert.deepEqual(
    [lost("provider"), lost("function"), {}, { ...lost("provider"), givenUp: true }].map((change) =>
      isLostTrial(rowOf("solo", "t", change)),
    ),
    [true, false, false, false],
  );
});

const quoting = (quote: number) => [{ name: "m", model: { ...fake(["x"], { id: "m" }), quote: () => quote } }];
const capped = topologyOf("solo", { topology: openTopology("solo"), seats: quoting(2e8), caps: { session: 1e8, topology: 3e8 } });
const starved = (cap: "session" | "topology", repetition = 0, topology = "solo") => ({
  cap,
  topology,
  repetition,
  why: `Why ${repetition}.`,
});
const tables = (attempted: number) => ({ run: "r", topologies: [{ attempted }] as unknown as Summary["topologies"] });

test("caps that trials share say whose trials they ended, why, and how to go on", async () => {
  const plan = planOf([capped, topologyOf("free", { topology: openTopology("solo"), seats: quoting(0) })], ["t"], { repetitions: 2 });
  const words = (found: readonly ReturnType<typeof starved>[], change: object = {}, attempted = 1) =>
    starvedNotes(found, { ...plan, ...change }, tables(attempted), { ledger: "a.sqlite" });
  assert.deepEqual(await words([]), []);
  assert.deepEqual(await words([starved("topology"), starved("session", 1), starved("session", 0)]), [
    "The session cap of $0.100 (limits.session) ended solo in repetitions 0 and 1: trials from there on have no result, and none is counted. Why 1. Go on with: catallaxy resume r --raise session=<dollars> --ledger a.sqlite",
    "The topology cap of $0.300 (limits.topology) ended solo: trials from there on have no result, and none is counted. Why 0. Go on with: catallaxy resume r --raise topology=<dollars> --ledger a.sqlite",
  ]);
  assert.match((await words([starved("session", 1)]))[0] ?? "", / ended solo in repetition 1: /);
  assert.match((await words([starved("session")], { repetitions: 1 }))[0] ?? "", / ended solo: /);
  // A topology without that cap is told nothing of.
  assert.deepEqual(await words([starved("session", 0, "free")]), []);
  assert.match(
    (await words([starved("session")], {}, 0))[0] ?? "",
    /Why 0\. No trial could pay for an answer\. Too low: limits\.session is \$0\.100, and the cheapest call of solo holds \$0\.200, the most that it can cost\. Raise limits\.session, or lower terms\.outputCap\. Go on/,
  );
});

test("a cap that ended the run is told with its amount and how to go on, and a run in which nobody could pay says why", async () => {
  const plan = planOf([topologyOf("solo", { topology: openTopology("solo"), seats: quoting(2e8) })], ["t"], { cap: 5e8, day: 3e8 });
  const { ledger, store } = openLedger();
  const words = async (cap: "run" | "day" | undefined, change: object = {}, attempted = 1) =>
    endNotes(
      { ended: () => (cap === undefined ? undefined : { cap, why: "Why." }), starved: [] },
      { ...plan, ...change },
      tables(attempted) as unknown as Summary,
      ledger,
      { ledger: "a.sqlite" },
    );
  assert.deepEqual(await words(undefined), []);
  assert.deepEqual(await words("run"), [
    "The run's cap of $0.500 ended it. Why. Go on with: `catallaxy resume r --cap <dollars> --ledger a.sqlite`",
  ]);
  assert.deepEqual(await words("day"), [
    "The day's cap of $0.300, counted over all runs of this ledger, ended the run. Why. Tomorrow (UTC): `catallaxy resume r --ledger a.sqlite`",
  ]);
  assert.match((await words("day", { day: undefined }))[0] ?? "", /^The day's cap, counted over/);
  // No day has money for it.
  assert.match((await words("day", { day: 1e8 }))[0] ?? "", /Why\. Too low: limits\.day is \$0\.100, .* Raise limits\.day, or lower/);

  // No trial has ended yet.
  assert.deepEqual(await words(undefined, {}, 0), []);
  const failure = { code: "budget", message: "First." } as const;
  const append = (...events: ReturnType<typeof eventsOf>) => events.forEach((event) => ledger.append(event, event.fact));
  append(...eventsOf("a", endOf({ state: "failed", failure })), ...eventsOf("b", endOf({ failure: { ...failure, message: "Second." } })));
  assert.deepEqual(await words(undefined, {}, 0), ["No trial could pay for an answer. First. Raise the limits of the experiment."]);
  assert.match((await words(undefined, { cap: 1e8 }, 0))[0] ?? "", /First\. Too low: limits\.cap is \$0\.100/);
  assert.deepEqual(await words(undefined, {}, 1), []);
  // One ended for another reason.
  append(...eventsOf("d", endOf({ failure: { code: "timeout", message: "late" } })));
  assert.deepEqual(await words(undefined, {}, 0), []);
  store.close();
});

test("tasks that were run to learn by are in no figure, and that is said", () => {
  const { suite } = planOf([], ["a", "b", "c"]);
  assert.deepEqual(learningNote({ suite, learning: new Set() }), []);
  assert.deepEqual(learningNote({ suite, learning: new Set(["a"]) }), [
    "1 task was run first, to choose and learn by, and not scored: all figures are of the other 2.",
  ]);
  assert.match(learningNote({ suite, learning: new Set(["a", "b"]) })[0] ?? "", /^2 tasks were run first, .* the other 1\.$/);
});
