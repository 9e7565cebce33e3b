import assert from "node:assert/strict";
import { test } from "node:test";
import type { CallLine } from "../../ledger/index.ts";
import type { Summary } from "../../summary.ts";
import type { FailureCode, Json } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import { openLedger } from "../plan/fixtures/open-ledger.ts";
import { rowOf, startOf, endOf } from "../plan/fixtures/plan-of.ts";
import { ended, faultWords, type RunEvents, unreachable, whyEnded } from "./ending.ts";
import { giveUp, lostAgain } from "./give-up.ts";
import { nothingLost } from "./nothing-lost.ts";
import { preflightCost } from "./preflight.ts";

const line = (change: Partial<CallLine>): CallLine => ({
  key: "k",
  attempt: 0,
  state: "settled",
  model: "live/m",
  trial: "t",
  hold: 9,
  cost: 5,
  ask: "",
  opened: 0,
  reply: "answer",
  ...change,
});
const failed = (code: FailureCode, text?: string): Json => ({
  ok: false,
  failure: { code, message: "" },
  ...(text === undefined ? {} : { text }),
});
const bodies: Readonly<Record<string, Json>> = {
  answer: { ok: true, text: "x" },
  refused: failed("refused"),
  rate: failed("rate"),
  prose: failed("malformed", "prose"),
  empty: failed("malformed", ""),
  gone: failed("provider"),
};
const ledgerOf = (...rows: Partial<CallLine>[]) => ({ calls: () => rows.map(line), body: (address: string) => bodies[address] });
const plain: RunEvents = { interrupted: false, paused: undefined, ends: [] };
const whole = { topologies: [], warnings: ["w"], progress: { finished: 2, planned: 2, lost: 0 } } as unknown as Summary;
const stateOf = (happened: Partial<RunEvents>, ...rows: Partial<CallLine>[]) =>
  ended(whole, { ...plain, ...happened }, ledgerOf(...rows)).state;

test("a run is done unless something stopped it, and failed where nothing came of any call", () => {
  assert.equal(stateOf({}), "done");
  assert.equal(stateOf({}, {}), "done");
  const part = { ...whole, progress: { finished: 1, planned: 2, lost: 0 } } as unknown as Summary;
  assert.equal(ended(part, plain, ledgerOf({})).state, "unfinished");
  assert.equal(stateOf({ interrupted: true, ends: ["cap"], late: "late" }, {}), "interrupted");
  assert.equal(stateOf({ ends: ["cap"], late: "late" }, {}), "budget");
  assert.equal(stateOf({ late: "late" }, {}), "unfinished");
  assert.equal(stateOf({ paused: "no key", interrupted: true }, {}), "paused");
  assert.equal(stateOf({ paused: "no key" }, { reply: "gone", state: "failed" }), "failed");
  for (const reply of ["gone", "empty", "lost body"]) assert.equal(stateOf({}, { reply, state: "failed" }), "failed", reply);
  for (const state of ["open", "unknown"] as const) assert.equal(stateOf({}, { state }), "failed", state);
  // A refusal, a limit and a text that could not be used tell that key, model and address are right.
  for (const reply of ["refused", "rate", "prose"])
    assert.equal(stateOf({}, { reply: "gone", state: "failed" }, { reply, state: "failed" }), "done", reply);
  // Questions before the run are no calls of it.
  assert.equal(stateOf({}, { purpose: "preflight", reply: "gone", state: "failed" }), "done");
  assert.equal(stateOf({}, { purpose: "preflight" }, { reply: "gone", state: "failed" }), "failed");
});

test("why a run ended stands among its warnings, a provider's words closed before ours begin", () => {
  assert.deepEqual(whyEnded(plain), []);
  assert.deepEqual(whyEnded({ ...plain, paused: "no key", mute: 'm said "no."', ends: ["cap"], late: "late" }), [
    "Paused, since no further call could help: no key. Trials that were hit have no score; they are asked again when the run goes on.",
    'm said "no." What was lost so has no score; it is asked again when the run goes on.',
    "cap",
    "late",
  ]);
  assert.deepEqual(ended(whole, { ...plain, ends: ["cap"] }, ledgerOf()).warnings, ["w", "cap"]);
});

test("models that could not be asked are told with who sits on them, what the check cost, and what stands", () => {
  const fault = (name: string, message: string) => ({ names: [name, "b"], model: "live/m", failure: { code: "setup", message } as const });
  assert.equal(faultWords([]), undefined);
  assert.equal(
    faultWords([fault("a", "no key"), fault("c", "gone!")]),
    "a, b (live/m) could not be asked: no key. c, b (live/m) could not be asked: gone!",
  );
  const told = (faults: number, cost: number, results: number) => {
    const { message, exitCode } = unreachable(
      Array.from({ length: faults }, () => fault("a", "no key")),
      cost,
      "Next.",
      results,
    );
    return [message.split("\n")[0], exitCode];
  };
  assert.deepEqual(told(1, 0, 0), ["A model could not be asked, so the run did not start; nothing was scored and nothing was spent.", 1]);
  assert.deepEqual(told(2, 5e6, 0), [
    "2 models could not be asked, so the run did not start; nothing was scored and the check cost $0.00500.",
    1,
  ]);
  assert.deepEqual(told(1, 0, 1), [
    "A model could not be asked, so the run did not go on; its 1 result stands, and nothing more was spent.",
    4,
  ]);
  assert.deepEqual(told(1, 5e6, 2), [
    "A model could not be asked, so the run did not go on; its 2 results stand, and the check cost $0.00500.",
    4,
  ]);
  assert.match(
    unreachable([fault("a", "no key")], 0, "Next.", 0).message,
    /\n {2}a, b \(live\/m\): no key\nNext\.\nTo leave this check out: --no-preflight\.$/,
  );
});

test("preflights cost what they were billed, and their holds while nobody can tell", () => {
  const purpose = "preflight" as const;
  assert.equal(
    preflightCost(
      ledgerOf(
        {},
        { purpose },
        { purpose, state: "failed", cost: 7 },
        { purpose, state: "open", hold: 20 },
        { purpose, state: "unknown", hold: 100 },
      ),
    ),
    132,
  );
  assert.equal(preflightCost(ledgerOf({})), 0);
});

const lost = { state: "failed", answered: false, scored: false, failure: { code: "provider", message: "gone" } } as const;

test("what was asked again and lost again can be given up, but for what was asked once, and for topologies without any result", async () => {
  const { store, ledger } = openLedger();
  for (const trial of ["solo/t1/0", "solo/t2/0"]) {
    const where = { trial, span: "", at: 0 };
    ledger.append(where, startOf("solo", trial));
    ledger.append(where, endOf({ state: "failed" }));
  }
  const rows = [
    rowOf("solo", "t1", { ...lost, ms: 7 }),
    rowOf("solo", "t3"),
    rowOf("solo", "t4", { ...lost, failure: { code: "function", message: "" } }),
  ];
  const refused = (some: typeof rows, words: RegExp) =>
    assert.rejects(giveUp(ledger, some, "r"), (error) => error instanceof UserError && words.test(error.message));
  await refused(
    rows,
    /^1 trial was lost \(solo\/t1\/0\) and not asked again yet\. Ask again first: `catallaxy resume r --failed`\. What is lost then too can be given up\.$/,
  );
  await refused(
    rows.slice(0, 1),
    /^No trial of solo has a result: its provider may be gone, .* Ask again once it answers: `catallaxy resume r --failed`\.$/,
  );
  const many = ["a", "b", "c", "d", "e"].map((task) => rowOf("solo", task, lost));
  await refused([...many, rowOf("solo", "t3")], /^5 trials were lost \(solo\/a\/0, solo\/b\/0, solo\/c\/0 and 2 more\)/);
  await refused([...many.slice(0, 3), rowOf("solo", "t3")], /^3 trials were lost \(solo\/a\/0, solo\/b\/0, solo\/c\/0\)/);
  // Begun again for another reason it was not asked again because it was lost.
  ledger.restart("solo/t2/0", "task-changed");
  await refused([rowOf("solo", "t2", lost), rowOf("solo", "t3")], /not asked again yet/);
  ledger.restart("solo/t1/0", "lost");
  assert.equal(await giveUp(ledger, rows, "r"), 1);
  const given: string[] = [];
  for await (const { trial, at, fact } of ledger.read()) if (fact.type === "given-up") given.push(`${trial} ${at}`);
  assert.deepEqual(given, ["solo/t1/0 7"]);
  assert.equal(await giveUp(ledger, rows.slice(1), "r"), 0);
  store.close();
});

test("trials that were lost again are told with what can be done, and where nothing was lost what else there is", () => {
  assert.deepEqual(lostAgain(0, "r"), []);
  assert.match(
    lostAgain(1, "r")[0] ?? "",
    /^1 trial was asked again and lost again\. .* count it as not passed, within bounds: `catallaxy resume r --give-up`$/,
  );
  assert.match(lostAgain(2, "r")[0] ?? "", /^2 trials were asked again and lost again\. .* count them as not passed/);
  const late = rowOf("solo", "t1", { state: "failed", answered: false, scored: false, failure: { code: "timeout", message: "" } });
  const ungraded = rowOf("solo", "t2", { scored: false, gradeFailure: "malformed" });
  const head = "Nothing to ask again: no trial was lost to the provider, the network or the sandbox";
  assert.equal(nothingLost([rowOf("solo", "t3")], "r"), `${head}.`);
  const where = "where the limit was too low, raise settings.timeouts and run again with --reuse";
  assert.equal(
    nothingLost([late, ungraded], "r"),
    `${head}; 1 timeout counts as a result: ${where}; 1 answer waits for its grade: \`catallaxy regrade r\`.`,
  );
  assert.equal(
    nothingLost([late, late, ungraded, ungraded], "r"),
    `${head}; 2 timeouts count as results: ${where}; 2 answers wait for their grades: \`catallaxy regrade r\`.`,
  );
});
