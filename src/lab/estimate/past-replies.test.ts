import assert from "node:assert/strict";
import { test } from "node:test";
import { memoryLedger } from "../../calls/index.ts";
import type { CallFact } from "../../types.ts";
import { read } from "./past-replies.ts";

/** A ledger with calls of these models: characters that were sent, input tokens that were billed. */
function ledgerOf(calls: readonly { readonly trial: string; readonly model: string; readonly sent: number; readonly billed: number }[]) {
  const ledger = memoryLedger();
  for (const [index, { trial, model, sent, billed }] of calls.entries()) {
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
