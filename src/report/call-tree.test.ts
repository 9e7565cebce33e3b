import assert from "node:assert/strict";
import { test } from "node:test";
import type { CallFact, Event, Fact } from "../types.ts";
import { noUsage } from "../util/money.ts";
import { callTree } from "./call-tree.ts";

const call = (member: string, purpose: CallFact["purpose"], dollars: number, more: Partial<CallFact> = {}): CallFact => ({
  type: "call",
  key: member,
  member,
  model: "x",
  purpose,
  ok: true,
  usage: noUsage,
  cost: dollars * 1e9,
  start: 0,
  ms: 1500,
  ask: "q",
  reply: "r",
  ...more,
});
const treeOf = (...facts: [span: string, fact: Fact][]): string[] =>
  callTree(facts.map(([span, fact], seq): Event => ({ seq, trial: "t", span, at: 0, fact, hash: "" }))).split("\n");
const start: Fact = { type: "trial-start", topology: "bazaar", task: "request", category: "c", repetition: 0 };

test("each call has its line and price, a firm the sum of its own, and what a verification took stands beside what it verified", () => {
  assert.deepEqual(
    treeOf(
      ["", start],
      ["/0:fair", call("one", "bid", 0.02)],
      ["/0:fair", { type: "bid", member: "one", p: 0.5, ask: 3e7, valid: true }],
      ["/0:fair", call("two", "attempt", 0.5)],
      ["/0:fair/1:verify", call("judge", "verdict", 0.1)],
      ["/0:fair/1:verify", { type: "verdict", member: "two", passed: true, score: 1, why: "It holds." }],
      ["", call("strong", "attempt", 0, { ok: false, failure: { code: "timeout", message: "too slow" } })],
      ["", { type: "trial-end", state: "answered", answer: "a", by: "fair", cost: 62e7, ms: 2400 }],
    ),
    [
      "bazaar  $0.620, 4 calls, 2.4 s",
      "├─ fair                $0.620",
      "│  ├─ bid, one        $0.0200  1.5 s",
      "│  ├─ bid of one  p 0.50, asks $0.0300",
      "│  ├─ attempt, two     $0.500  1.5 s",
      "│  ├─ verdict, judge   $0.100  1.5 s",
      "│  └─ accepted, two's answer  It holds.",
      "├─ attempt, strong         $0  failed: too slow",
      "└─ answer by fair",
    ],
  );
});

test("what has no answer ends with why, and a void bid is no line", () => {
  assert.deepEqual(
    treeOf(
      ["", start],
      ["", { type: "bid", member: "one", p: 2, ask: 0, valid: false }],
      ["", { type: "unfilled", reason: "no-bid" }],
      ["", { type: "trial-end", state: "unfilled", cost: 0, ms: 0 }],
    ),
    ["bazaar  $0, 0 calls, 0 ms", "├─ nobody took it  no-bid", "└─ unfilled"],
  );
});
