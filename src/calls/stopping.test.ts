import assert from "node:assert/strict";
import { test } from "node:test";
import { fake } from "../models/fake.ts";
import type { Ask, Event, Model, Reply } from "../types.ts";
import { noUsage } from "../util/money.ts";
import { fakeDesk } from "./fake-desk.ts";

const ask = (text: string): Ask => ({ purpose: "attempt", messages: [{ role: "user", text }], maxTokens: 10 });

/** A model whose answers come when the test lets them; it heeds `signal` as providers do. */
function waiting(heeds = true): Model & { readonly left: string[]; readonly answer: (text: string) => void } {
  const left: string[] = [];
  const open = new Map<string, (reply: Reply) => void>();
  return {
    ...fake([""], { id: "slow", world: "live" }),
    left,
    quote: () => 100,
    answer: (text) => open.get(text)?.({ ok: true, text, stop: "end", usage: noUsage, cost: 30, ms: 5 }),
    call: ({ messages }, { signal }) => {
      const text = messages[0]?.text ?? "";
      left.push(text);
      const given: Reply = {
        ok: false,
        failure: { code: "aborted", message: "given up" },
        usage: noUsage,
        cost: 100,
        ms: 5,
        receipt: { flags: ["outcome-unknown"] },
      };
      return new Promise((resolve) => {
        open.set(text, resolve);
        if (heeds) signal?.addEventListener("abort", () => resolve(given), { once: true });
      });
    },
  };
}

function stopped(model: Model) {
  const [stop, cut] = [new AbortController(), new AbortController()];
  const desk = fakeDesk({ members: { a: model }, stop: stop.signal, cut: cut.signal });
  return { ...desk, stop, cut };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

test("a stop lets the call in flight end and books what it cost; no new call leaves", async () => {
  const model = waiting();
  const { desk, stop, spent, events, ledger, trial } = stopped(model);
  const first = desk.ask("a", ask("one"));
  await turn();
  stop.abort();
  const second = await desk.ask("a", ask("two"));
  assert.deepEqual([second.ok ? "" : second.failure.code, second.cost, model.left], ["aborted", 0, ["one"]]);
  model.answer("one");
  assert.equal((await first).ok, true);
  assert.equal(spent(), 30);
  const rows = ledger.call(keyOf(events()));
  assert.equal(rows?.state, "settled");
  assert.equal(trial.halted, true);
});

test("a trial that needs no new call after the stop is not halted", async () => {
  const model = waiting();
  const { desk, stop, trial } = stopped(model);
  const first = desk.ask("a", ask("one"));
  await turn();
  stop.abort();
  model.answer("one");
  await first;
  assert.notEqual(trial.halted, true);
});

test("a call that is given up after the grace period is of unknown outcome and stays charged at its hold", async () => {
  for (const heeds of [true, false]) {
    const model = waiting(heeds);
    const { desk, stop, cut, spent, events, ledger, trial } = stopped(model);
    const first = desk.ask("a", ask("one"));
    await turn();
    stop.abort();
    cut.abort();
    const reply = await first;
    assert.deepEqual([reply.ok ? "" : reply.failure.code, reply.cost, spent()], ["aborted", 100, 100]);
    assert.equal(ledger.call(keyOf(events()))?.state, "unknown");
    assert.equal(trial.halted, true);
  }
});

function keyOf(found: readonly Event[]): string {
  const fact = found[0]?.fact;
  return fact?.type === "call" ? fact.key : "";
}
