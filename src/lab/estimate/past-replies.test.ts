import assert from "node:assert/strict";
import { test } from "node:test";
import { memoryLedger } from "../../calls/index.ts";
import type { CallFact, Event, Purpose, Task } from "../../types.ts";
import { noUsage } from "../../util/money.ts";
import { read } from "./past-replies.ts";

/** A ledger with calls of these models: characters that were sent, input tokens that were billed. */
function ledgerOf(
  calls: readonly {
    readonly trial: string;
    readonly task?: string;
    readonly model: string;
    readonly sent: number;
    readonly billed: number;
  }[],
) {
  const ledger = memoryLedger();
  for (const [index, { trial, task, model, sent, billed }] of calls.entries()) {
    if (task !== undefined)
      ledger.append({ trial, span: "", at: 0 }, { type: "trial-start", topology: "solo", task, category: "c", repetition: 0 });
    // Long texts are bodies of their own.
    const text = "x".repeat(sent);
    const ask = ledger.put({ messages: [{ role: "user", text: sent > 200 ? { body: ledger.put(text) } : text }], maxTokens: 10 });
    const usage = { uncached: billed / 2, cacheRead: billed / 2, cacheWrite5m: 0, cacheWrite1h: 0, output: 5, reasoning: 0 };
    const purpose = trial.startsWith("@") ? "preflight" : "attempt";
    const fact = { type: "call", key: `k${index}`, member: "m", model, purpose, ok: true, stop: "end", usage, cost: 1 };
    ledger.append({ trial, span: "", at: 0 }, { ...fact, start: 0, ms: 1, ask, reply: ask } as CallFact);
  }
  return ledger;
}

test("how many input tokens a model bills per four characters is learnt from its asks, cached ones too, preflights left out", async () => {
  const ledger = ledgerOf([
    { trial: "solo/t/0", model: "a", sent: 400, billed: 200 },
    { trial: "solo/u/0", model: "a", sent: 200, billed: 40 },
    { trial: "@preflight/0", model: "a", sent: 24, billed: 900 },
    { trial: "solo/t/0", model: "b", sent: 40, billed: 100 },
  ]);
  const past = await read([ledger], []);
  // a: (200 + 40) tokens for (400 + 200) / 4.
  assert.equal(past.inputRatio("a"), 1.6);
  assert.equal(past.inputRatio("b"), 1, "ten tokens tell too little");
  assert.equal(past.inputRatio("never asked"), 1);
});

/** Trials of one call each, asked with 400 characters, and how each was graded. */
function otherSuite(
  trials: readonly { readonly model: string; readonly output: number; readonly grader?: string; readonly purpose?: Purpose }[],
) {
  const ledger = memoryLedger();
  const ask = ledger.put({ messages: [{ role: "user", text: { body: ledger.put("x".repeat(400)) } }], maxTokens: 10 });
  for (const [index, { model, output, grader, purpose = "attempt" }] of trials.entries()) {
    const place = { trial: `solo/other-${index}/0`, span: "", at: 0 };
    const fact = {
      type: "call",
      key: `k${index}`,
      member: "m",
      model,
      purpose,
      ok: true,
      stop: "end",
      usage: { ...noUsage, uncached: 100, output },
      cost: 1,
    };
    ledger.append(place, { ...fact, start: 0, ms: 1, ask, reply: ask } as CallFact);
    if (grader !== undefined) ledger.append(place, { type: "grade", grader, cost: 0, scored: true, passed: true, score: 1, why: "" });
  }
  return ledger;
}

test("a model that never saw these tasks is taken to write as much as elsewhere, drawn a quarter of the way to the suite's own lengths", async () => {
  const task: Task = { id: "t", category: "c", prompt: "x".repeat(400), grader: { kind: "exact", answer: "twelve!!" } };
  const past = await read(
    [],
    [task],
    [
      otherSuite([
        { model: "a", output: 80, grader: "exact" },
        { model: "a", output: 120, grader: "exact" },
        { model: "a", output: 900, grader: "rubric" },
        { model: "b", output: 242, grader: "program" },
        { model: "a", output: 30, purpose: "verdict" },
      ]),
    ],
  );
  const likely = (model: string, purpose: Purpose = "attempt") => past.outputTokens({ model, purpose, task: "t" });
  assert.equal(past.elsewhere, 5);
  // The suite's own: 20 + 2 + 100 = 122. 100 ** .75 * 122 ** .25 = 105.1: tasks of the same kind alone.
  assert.equal(likely("a"), 105);
  assert.equal(likely("a", "retry"), 105);
  // Programs after 100 tokens are foreseen at 121: 242 * (122 / 121) ** .5 = 243.0, and 243.0 ** .75 * 122 ** .25 = 204.5.
  assert.equal(likely("b"), 205);
  assert.equal(likely("a", "verdict"), 30);
  assert.equal(likely("c"), undefined);
});

test("replies to these tasks go before those to others, by the task that a trial began with, whatever its name", async () => {
  const task: Task = { id: "t", category: "c", prompt: "x".repeat(400), grader: { kind: "exact", answer: "1" } };
  const after = async (began: { readonly trial: string; readonly task: string }) => {
    const past = await read(
      [ledgerOf([{ ...began, model: "a", sent: 400, billed: 100 }])],
      [task],
      [otherSuite([{ model: "a", output: 700 }])],
    );
    return past.calls;
  };
  assert.equal(await after({ trial: "solo/t/0", task: "t" }), 1);
  assert.equal(await after({ trial: "one of a kind", task: "t" }), 1);
  assert.equal(await after({ trial: "solo/t/0", task: "u" }), 0);
});

test("of a long history the first fifty thousand events are read, of one model's asks a hundred", async () => {
  const task: Task = { id: "t", category: "c", prompt: "x".repeat(400), grader: { kind: "exact", answer: "1" } };
  const call = ledgerOf([{ trial: "solo/t/0", task: "t", model: "a", sent: 400, billed: 100 }]);
  const events: Event[] = [];
  for await (const event of call.read()) events.push(event);
  const after = (idle: number) => ({
    body: (address: string) => call.body(address),
    async *read() {
      for (let i = 0; i < idle; i++) yield { ...events[0], fact: { type: "own", name: "idle", value: null } } as Event;
      yield* events;
    },
  });
  assert.deepEqual([(await read([after(49_998)], [task])).calls, (await read([after(49_999)], [task])).calls], [1, 0]);
  assert.deepEqual([(await read([], [task], [after(49_998)])).elsewhere, (await read([], [task], [after(49_999)])).elsewhere], [1, 0]);
  // 99 asks of 100 tokens billed at 100 each and the hundredth at 1,100; one more, billed at 10,000, is not looked at.
  const asks = Array.from({ length: 101 }, (_, i) => ({
    trial: `solo/t/${i}`,
    task: "t",
    model: "a",
    sent: 400,
    billed: i < 99 ? 100 : i === 99 ? 1100 : 10_000,
  }));
  assert.equal((await read([ledgerOf(asks)], [task])).inputRatio("a"), 1.1);
  // Asks elsewhere tell of the model as well.
  assert.equal((await read([], [task], [ledgerOf(asks)])).inputRatio("a"), 1.1);
});
