import assert from "node:assert/strict";
import { test } from "node:test";
import { openBudget, openRun } from "../../calls/index.ts";
import { fake, type ScriptedAnswer } from "../../models/fake.ts";
import type { Failure, FailureCode, Model, NestedTask, Reply, Seat } from "../../types.ts";
import { keepFunction } from "../../util/functions.ts";
import { noUsage } from "../../util/money.ts";
import { openLedger } from "../plan/fixtures/open-ledger.ts";
import { planOf, topologyOf } from "../plan/fixtures/plan-of.ts";
import { preflight, preflightCost } from "./preflight.ts";
import { preflightGate } from "./preflight-gate.ts";

const live = (script: readonly ScriptedAnswer[], id: string, identity?: string) =>
  fake(script, { id, world: "live", ...(identity === undefined ? {} : { identity }) });
const fault = (code: FailureCode, message: string = code): { readonly failure: Failure } => ({ failure: { code, message } });
const sat = (name: string, model: Model): Seat => ({ name, model });

/** A run whose waits are written down instead of waited for. */
function runOf(cost = 1e12) {
  const { store, ledger } = openLedger();
  const slept: number[] = [];
  const sleep = async (ms: number) => void slept.push(ms);
  const run = openRun({ seed: "1", ledger, budget: openBudget({ cost }), patience: { tries: 4, callMs: 60_000, sleep } });
  return { store, ledger, slept, run };
}
const asking = (seats: readonly Seat[], judgeSeats: readonly Seat[] = []) =>
  planOf([topologyOf("crew", { seats, verifier: { kind: "rubric" } })], ["t"], { judgeSeats });

test("each live model is asked one tiny question, whoever shares it, and those on it are named where it fails", async () => {
  const { store, ledger, run } = runOf();
  const [well, gone, judge] = [live(["ready"], "live/well"), live([fault("setup", "no key")], "live/gone"), live(["ready"], "live/judge")];
  const [here, there] = [live(["ready"], "live/two", "two here"), live(["ready"], "live/two", "two there")];
  const [simulated, own] = [
    fake(["ready"]),
    live(
      ["ready"],
      keepFunction("mine", () => "ready"),
    ),
  ];
  const seats = [sat("a", well), sat("b", gone), sat("c", gone), sat("h", here), sat("t", there), sat("s", simulated), sat("f", own)];
  const plan = planOf(
    [topologyOf("crew", { seats, verifier: { kind: "rubric" } }), topologyOf("again", { seats: [sat("b", gone), sat("a", well)] })],
    ["t"],
    { judgeSeats: [sat("judge", judge)] },
  );
  assert.deepEqual(await preflight(plan, run, ledger), [
    { names: ["b", "c"], model: "live/gone", failure: { code: "setup", message: "no key" } },
  ]);
  assert.deepEqual(
    [well, gone, here, there, judge, simulated, own].map(({ asked }) => asked.length),
    [1, 1, 1, 1, 1, 0, 0],
  );
  const [{ messages, maxTokens, purpose } = assert.fail()] = well.asked;
  assert.deepEqual(
    [messages.map(({ role, text }) => `${role}: ${text}`), maxTokens, purpose],
    [["user: Reply with the word ready."], 16, "preflight"],
  );
  // One chain each, numbered in the order of the plan; the next check of the run goes on counting.
  const chains = () => ledger.trials().map(({ trial }) => trial);
  assert.deepEqual(
    chains().toSorted(),
    [0, 1, 2, 3, 4].map((number) => `@preflight/${number}`),
  );
  assert.deepEqual(
    [...ledger.calls()].map(({ purpose: why }) => why),
    Array(5).fill("preflight"),
  );
  // Trials do not count.
  ledger.append({ trial: "crew/t/0", span: "", at: 0 }, { type: "own", name: "n", value: 1 });
  await preflight(planOf([topologyOf("crew", { seats: [sat("a", well)] })], ["t"]), run, ledger);
  assert.deepEqual([well.asked.length, chains().includes("@preflight/5"), chains().length], [2, true, 7]);
  store.close();
});

test("a busy server is asked three times, half a second and a second apart; every other end is told at once", async () => {
  for (const [script, asked, waits, code] of [
    [[fault("provider"), fault("provider"), "ready"], 3, [500, 1000], undefined],
    [[fault("provider"), fault("provider"), fault("provider"), "ready"], 3, [500, 1000], "provider"],
    [[fault("provider"), fault("setup")], 2, [500], "setup"],
    [[fault("setup"), "ready"], 1, [], "setup"],
    [[fault("timeout"), "ready"], 1, [], "timeout"],
    [[fault("aborted"), fault("setup")], 1, [], undefined],
    [[fault("refused"), fault("setup")], 1, [], undefined],
  ] as const) {
    const { store, ledger, slept, run } = runOf();
    const model = live(script, "live/m");
    const found = await preflight(asking([sat("a", model)]), run, ledger);
    assert.deepEqual([model.asked.length, slept, found[0]?.failure.code], [asked, waits, code], JSON.stringify(script));
    store.close();
  }
});

test("a server that is overloaded for as long as a call waits is no fault of key or address", async () => {
  const { store, ledger, slept, run } = runOf();
  const model = live([{ failure: { code: "rate", message: "busy", overloaded: true } }], "live/m");
  assert.deepEqual(await preflight(asking([sat("a", model)]), run, ledger), []);
  // Two minutes without a word of how long it lasts.
  assert.equal(Math.round(slept.reduce((sum, ms) => sum + ms, 0)), 120_000);
  store.close();
});

test("where the run's money does not hold the question nobody is asked, and nobody is at fault", async () => {
  const { store, ledger, run } = runOf(1);
  const model = live([fault("setup")], "live/m");
  assert.deepEqual([await preflight(asking([sat("a", model)]), run, ledger), model.asked.length], [[], 0]);
  store.close();
});

test("an answer without text and without any word of its end is no answer in the form that was asked for", async () => {
  const found = async (text: string | undefined, flags: readonly string[], code: FailureCode = "malformed") => {
    const { store, ledger, run } = runOf();
    const reply: Reply = {
      ok: false,
      failure: { code, message: "odd" },
      ...(text === undefined ? {} : { text }),
      usage: { ...noUsage, output: 3 },
      cost: 15,
      ms: 1,
      receipt: { flags },
    };
    const model: Model = { ...live([], "live/m"), call: async () => reply };
    const [first] = await preflight(asking([sat("a", model)]), run, ledger);
    assert.equal(preflightCost(ledger), 15);
    store.close();
    return first?.failure;
  };
  const words =
    "live/m answered with tokens that are billed, and without any text or a reason for its end. Check that baseUrl leads to the interface that the provider before the model's name stands for, and that the server runs this model.";
  for (const text of [undefined, "", " \n"]) assert.deepEqual(await found(text, ["no-end"]), { code: "setup", message: words });
  assert.equal(await found("ready", ["no-end"]), undefined);
  assert.equal(await found("", []), undefined);
  assert.equal((await found("", ["no-end"], "timeout"))?.code, "timeout");
});

test("a firm is asked whom it would hire, to any depth: its models are checked, and nobody is hired", async () => {
  const { store, ledger, run } = runOf();
  const [inner, deep, lead] = [live([fault("setup", "gone")], "live/inner"), live(["ready"], "live/deep"), live(["ready"], "live/lead")];
  const firm = (id: string, seats: readonly Seat[]): Model => ({
    ...live([], id),
    composite: true,
    call: async (_ask, { runNested }) => {
      const part = { task: { id: "t", category: "c", prompt: "" }, seats } as unknown as NestedTask;
      const ran = await runNested?.(part, () => assert.fail("nobody is hired"));
      return { ...(ran?.ok === false ? ran : assert.fail("nobody is hired")), usage: noUsage, cost: 0, ms: 0 };
    },
  });
  const holding = firm("firm/holding", [sat("lead", lead), sat("works", firm("firm/works", [sat("inner", inner), sat("deep", deep)]))]);
  const empty = firm("firm/empty", []);
  const found = await preflight(asking([sat("holding", holding), sat("empty", empty)]), run, ledger);
  assert.deepEqual(
    found.map(({ names, model }) => [names, model]),
    [[["inner"], "live/inner"]],
  );
  assert.deepEqual(
    [inner, deep, lead].map(({ asked }) => asked.length),
    [1, 1, 1],
  );
  store.close();
});

test("a gate asks once, for all that wait at it, and halts the run for good where somebody cannot be asked", async () => {
  let [asked, halted] = [0, 0];
  const gateOf = (faults: readonly string[]) =>
    preflightGate(
      async () => {
        asked += 1;
        return faults.map((name) => ({ names: [name], model: "m", failure: fault("setup").failure }));
      },
      () => void (halted += 1),
    );
  const well = gateOf([]);
  assert.deepEqual([well.open, well.faults()], [false, []]);
  assert.deepEqual(await Promise.all([well.pass(), well.pass()]), [true, true]);
  assert.equal(await well.pass(), true);
  assert.deepEqual([well.open, asked, halted], [true, 1, 0]);
  const barred = gateOf(["a"]);
  assert.deepEqual(await Promise.all([barred.pass(), barred.pass()]), [false, false]);
  assert.deepEqual([barred.open, barred.faults().map(({ names }) => names), asked, halted], [false, [["a"]], 2, 1]);
});
