import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { openSharedBudget, openStore } from "../../ledger/index.ts";
import type { Json } from "../../types.ts";
import { noUsage } from "../../util/money.ts";
import { plainJson } from "../../util/plain-json.ts";
import { check } from "../experiment/load-experiment.ts";
import { callOf, endOf, startOf } from "../plan/fixtures/plan-of.ts";
import { settleByProvider, settleCalls, statedCalls, unknownCalls } from "./settle.ts";

const folder = mkdtempSync(join(tmpdir(), "catallaxy-settle-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const day = Date.UTC(2026, 10, 21, 12);
const price = { input: 1, output: 4 };
const experimentAt = (url: string) =>
  check(
    {
      suite: "inline",
      tasks: [{ id: "t", prompt: "Say 1.", grader: { kind: "exact", answer: "1" } }],
      members: [
        { name: "other", model: "openrouter/m", baseUrl: `${url}/other`, price },
        { name: "a", model: "openrouter/m", baseUrl: url, price },
        { name: "b", model: "compatible/m", baseUrl: url, price },
      ],
      topologies: ["solo"],
      verifier: "none",
    },
    "settle",
  );
const gone = (ms: number, response?: string) =>
  ({
    ok: false,
    failure: { code: "unknown", message: "gone" },
    usage: noUsage,
    cost: 0,
    ms,
    receipt: { flags: ["outcome-unknown"], ...(response === undefined ? {} : { response }) },
  }) as const;

/** A run of a file with unknown calls of these members, each held at 100. */
function unknownRun(
  name: string,
  url: string,
  calls: readonly { readonly member: string; readonly model: string; readonly response?: string }[],
  change: { state?: "done"; summary?: Json; config?: object } = {},
) {
  const store = openStore(join(folder, `${name}.sqlite`), "write", () => day);
  const config = { experiment: plainJson(experimentAt(url)), live: true, ...change.config } as Json;
  store.create({
    id: "r",
    experiment: "settle",
    config,
    state: change.state ?? "interrupted",
    world: "live",
    seed: "1",
    created: "2026-11-21T12:00:00.000Z",
  });
  if (change.summary !== undefined) store.update("r", { summary: change.summary });
  const ledger = store.ledger("r");
  for (const [index, { member, model, response }] of calls.entries()) {
    const key = `k${index}`;
    ledger.open({ key, model, trial: "solo/t/0", hold: 100, ask: "a", member, purpose: "attempt" });
    ledger.close(key, gone(5, response));
    ledger.append({ trial: "solo/t/0", span: "", at: 0 }, index === 0 ? startOf("solo", "t") : { type: "own", name: "n", value: 1 });
    ledger.append(
      { trial: "solo/t/0", span: "", at: 0 },
      callOf(key, { member, model, ms: 5, failure: { code: "unknown", message: "gone" }, flags: ["outcome-unknown"] }),
    );
  }
  const budgetOf = (account: string) => openSharedBudget(store.file, { name: () => "day:2026-11-21", account, cap: Infinity });
  // The process of the run died with its holds.
  const own = budgetOf("r");
  for (const _ of calls) own.hold(100);
  own.close();
  const today = () => {
    const budget = budgetOf("reader");
    const { spent, held } = budget.total();
    budget.close();
    return spent + held;
  };
  return { store, ledger, today };
}

test("calls of unknown outcome are booked at what a person says, in the ledger, in their day and once more when that is corrected", async () => {
  const { store, ledger, today } = unknownRun("stated", "http://127.0.0.1:4000", [
    { member: "a", model: "openrouter/m" },
    { member: "b", model: "compatible/m" },
  ]);
  ledger.open({ key: "known", model: "compatible/m", trial: "solo/t/0", hold: 100, ask: "a", member: "b", purpose: "attempt" });
  ledger.close("known", { ok: true, text: "1", stop: "end", usage: noUsage, cost: 7, ms: 1 });
  const unknown = unknownCalls(store, "r");
  assert.deepEqual([unknown.map(({ key }) => key), statedCalls(store, "r")], [["k0", "k1"], []]);
  assert.deepEqual(ledger.spentAndHeld(), { spent: 7, held: 200, unknown: 2 });
  await settleCalls(store, "r", unknown.slice(0, 1), 30);
  assert.deepEqual(ledger.spentAndHeld(), { spent: 37, held: 100, unknown: 1 });
  // What the day held for them, less the 70 that one did not cost.
  assert.equal(today(), 130);
  const [settlement] = ledger.settlements();
  assert.deepEqual(
    [settlement?.key, settlement?.cost, settlement?.by, settlement?.how],
    ["k0", 30, userInfo().username, "stated with catallaxy settle"],
  );
  assert.deepEqual([unknownCalls(store, "r").map(({ key }) => key), statedCalls(store, "r").map(({ key }) => key)], [["k1"], ["k0"]]);
  await settleCalls(store, "r", statedCalls(store, "r"), 50);
  assert.deepEqual([ledger.spentAndHeld().spent, today()], [57, 150]);
  // No figures were kept with the run, and none are.
  assert.equal(store.run("r")?.summary, undefined);
  store.close();
});

test("figures that are kept with a finished run follow, its estimate too", async () => {
  const estimate = { likely: 60, most: 90 };
  const { store, ledger } = unknownRun("done", "http://127.0.0.1:4000", [{ member: "a", model: "openrouter/m" }], {
    state: "done",
    summary: { wallMs: 1234 },
    config: { estimate },
  });
  ledger.append({ trial: "solo/t/0", span: "", at: 0 }, endOf({ state: "failed" }));
  await settleCalls(store, "r", unknownCalls(store, "r"), 30);
  const record = store.run("r") ?? assert.fail("no run");
  const {
    spending,
    wallMs,
    estimate: told,
  } = record.summary as { spending: { total: number; unsettledCalls: number }; wallMs: number; estimate: { factor: number } };
  assert.deepEqual([spending.total, spending.unsettledCalls, wallMs], [3e-8, 0, 1234]);
  const kept = (record.config as { estimate: { cost: number } }).estimate;
  assert.equal(kept.cost, 30);
  assert.equal(typeof told, "object");
  store.close();
});

test("providers that tell such things are asked, each call's own member; where none does it is said why", async () => {
  const paths: string[] = [];
  const server = createServer((request, response) => {
    paths.push(`${request.url} ${request.headers.authorization}`);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ data: { id: "gen-1", total_cost: 0.00000004 } }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { store, ledger } = unknownRun("asked", url, [
    { member: "a", model: "openrouter/m", response: "gen-1" },
    { member: "b", model: "compatible/m", response: "x" },
    { member: "a", model: "openrouter/m" },
    { member: "inner", model: "openrouter/m", response: "gen-2" },
  ]);
  const told = await settleByProvider(store, "r", unknownCalls(store, "r"), { OPENROUTER_API_KEY: "key" });
  await new Promise((resolve) => server.close(resolve));
  assert.deepEqual(
    told.map(({ call, cost, why }) => [call.key, cost, why]),
    [
      ["k0", 40, undefined],
      ["k1", undefined, "its provider has no address that tells afterwards what a call cost"],
      ["k2", undefined, "the ledger knows no answer's id for it: the call was cut off before the provider named one"],
      ["k3", 40, undefined],
    ],
  );
  // A member of nobody's name is any of its model: the first.
  assert.deepEqual(
    paths.map((path) => path.split(" ")[0]),
    ["/generation?id=gen-1", "/other/generation?id=gen-2"],
  );
  assert.deepEqual(
    ledger.settlements().map(({ key, cost, by, how }) => [key, cost, by, how]),
    [
      ["k0", 40, "the provider", "asked for answer gen-1"],
      ["k3", 40, "the provider", "asked for answer gen-2"],
    ],
  );
  assert.deepEqual(statedCalls(store, "r"), []);
  store.close();
});
