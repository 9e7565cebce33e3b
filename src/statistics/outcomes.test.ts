import assert from "node:assert/strict";
import { test } from "node:test";
import type { CallFact, Event, Fact, Purpose } from "../types.ts";
import { noUsage } from "../util/money.ts";
import { foldTrials } from "./fold-trials.ts";
import { summarize } from "./summarize.ts";

const failure = { code: "provider", message: "no" } as const;

function call(purpose: Purpose, reply: string, cost: number, more: Partial<CallFact> = {}): CallFact {
  const base = { type: "call", key: reply, member: "m", model: "x", purpose, ok: true, usage: noUsage, start: 0, ms: 1, ask: "a" } as const;
  return { ...base, reply, cost, ...more };
}

/** One trial of the calls, ended with the text that `answer` names, or without one when it is empty. */
function trial(calls: readonly CallFact[], answer: string): Event[] {
  const state = answer === "" ? "failed" : "answered";
  const facts: Fact[] = [
    { type: "trial-start", topology: "t", task: "a", category: "c", repetition: 0 },
    ...calls,
    { type: "grade", grader: "g", scored: true, passed: true, score: 1, why: "", cost: 0 },
    { type: "trial-end", state, ...(answer === "" ? { failure } : { answer, by: "m" }), cost: 0, ms: 1 },
  ];
  return facts.map((fact, index) => ({ seq: index + 1, trial: "t/a/0", span: "", at: index, fact, hash: "" }));
}

test("an odd call that topologies share is counted once, with its money", () => {
  const shared = call("attempt", "r1", 60_000_000, { flags: ["no-usage"] });
  const alone = call("retry", "r2", 10_000_000, { flags: ["no-usage"] });
  const events = ["s", "t", "u"].flatMap((name, i) =>
    trial(i === 0 ? [shared, alone] : i === 1 ? [shared] : [], "r1").map((event) => ({
      ...event,
      trial: `${name}/a/0`,
      fact: event.fact.type === "trial-start" ? { ...event.fact, topology: name } : event.fact,
    })),
  );
  const about = { run: "r", experiment: "e", world: "live", seed: "1", repetitions: 1, digest: "", wallMs: 0 } as const;
  const line = summarize(foldTrials(events), about).warnings.find((words) => words.includes("usage report")) ?? "";
  assert.ok(line.endsWith(": s 2, t 1 (2 in all trials: topologies share some); $0.0700 is charged for them."), line);
});

function parts(calls: readonly CallFact[], answer: string): (number | undefined)[] {
  const [row] = foldTrials(trial(calls, answer));
  return [row?.winningCost, row?.lostCost, row?.wastedCost, row?.cost];
}

test("the accepted attempt is won, other attempts are lost, failed calls and repairs wasted, and the rest is coordination", () => {
  const failed = call("attempt", "r3", 5, { ok: false, failure });
  const calls = [
    call("bid", "r0", 2),
    call("attempt", "r1", 10),
    call("verdict", "v", 7),
    failed,
    call("repair", "r4", 3),
    call("retry", "r2", 20),
  ];
  assert.deepEqual(parts(calls, "r2"), [20, 10, 8, 47]);
});

test("a repair whose text is the answer is won, not wasted; without an answer every attempt is lost", () => {
  assert.deepEqual(parts([call("attempt", "r1", 10), call("repair", "r2", 4)], "r2"), [4, 10, 0, 14]);
  assert.deepEqual(parts([call("attempt", "r1", 10), call("retry", "r2", 20)], ""), [0, 30, 0, 30]);
});

test("a merged answer is won, and the attempts that it was made from are told beside it", () => {
  assert.deepEqual(parts([call("attempt", "r1", 10), call("attempt", "r2", 10), call("merge", "r3", 6)], "r3"), [6, 20, 0, 26]);
});

test("odd calls are warned of with what is charged for them, each once however it is told", () => {
  const unknown = call("attempt", "r1", 120_000_000, {
    ok: false,
    failure: { code: "unknown", message: "?" },
    flags: ["outcome-unknown", "no-usage"],
  });
  const untold = call("critique", "r3", 70_000_000, { flags: ["no-usage"] });
  const settled = call("vote", "r4", 30_000_000, {
    ok: false,
    failure: { code: "unknown", message: "?" },
    flags: ["no-usage", "settled-later"],
  });
  const odd = call("retry", "r2", 50_000_000, { flags: ["overrun", "price-differs"], computed: 60_000_000, stop: "length" });
  const about = { run: "r", experiment: "e", world: "live", seed: "1", repetitions: 1, digest: "", wallMs: 0 } as const;
  const { warnings } = summarize(foldTrials(trial([unknown, untold, settled, odd], "r2")), about);
  for (const [start, money] of [
    ["Calls whose outcome is unknown", "$0.120"],
    ["Calls with an answer and without a usage report", "$0.0700"],
    ["Calls whose outcome was unknown and whose cost was settled later", ""],
    ["Calls billed above their quote", "$0.0500"],
    ["Calls whose provider states a cost more than 1% away", "$0.0500 is charged for them, as stated; the price book makes it $0.0600."],
  ] as const) {
    const line = warnings.find((warning) => warning.startsWith(start)) ?? "";
    assert.ok(line.includes(": 1 in all trials") && line.includes(money), `${start}: ${line}`);
  }
  assert.ok(
    warnings.some((line) => line.startsWith("Answers cut at the output cap: 1 in all trials.")),
    warnings.join("\n"),
  );
});

test("how odd ends and unpriced tiers were called is told with their count, and a full context is not the output cap", () => {
  const calls = [
    call("attempt", "r1", 10_000_000, { flags: ["odd-end=pause_turn", "unpriced-tier=priority"] }),
    call("retry", "r2", 20_000_000, { flags: ["odd-end=new_word", "context-full"], stop: "length" }),
  ];
  const about = { run: "r", experiment: "e", world: "live", seed: "1", repetitions: 1, digest: "", wallMs: 0 } as const;
  const { warnings } = summarize(foldTrials(trial(calls, "r2")), about);
  for (const wanted of [
    "Replies that ended for a reason that ends no answer or is not known; what came stands (pause_turn, new_word): 2 in all trials.",
    "Calls served by a tier, at a speed or in a place whose price is not known, priced at the standard rate unless `price.served` of the member states it (priority): 1 in all trials; $0.0100 is charged for them.",
    "Replies cut where their model's context was full, below the output cap: 1 in all trials.",
  ])
    assert.ok(warnings.includes(wanted), warnings.join("\n"));
  assert.equal(
    warnings.some((line) => line.startsWith("Answers cut at the output cap")),
    false,
  );
});
