import assert from "node:assert/strict";
import { test } from "node:test";
import { callOf, endOf, eventsOf } from "../plan/fixtures/plan-of.ts";
import { folded } from "../trials/fold.ts";
import { callEnds } from "./call-ends.ts";

const failure = { code: "provider", message: "gone" } as const;

test("plain answers keep who was asked for what; failures, repairs, gradings, verdicts and answers taken over keep their asks", () => {
  const ends = folded(
    callEnds(),
    eventsOf(
      "t",
      endOf(),
      callOf("plain"),
      callOf("again"),
      callOf("other", { member: "n" }),
      callOf("retry", { purpose: "retry" }),
      callOf("preflight", { purpose: "preflight" }),
      callOf("repair", { purpose: "repair", ask: "r" }),
      callOf("grade", { purpose: "grade", ask: "g" }),
      callOf("verdict", { purpose: "verdict", ask: "v" }),
      callOf("failed", { failure, ask: "f", ms: 3 }),
      callOf("odd", { ok: true, failure, ask: "o" }),
      callOf("taken", { flags: ["reused"], cost: 8, ask: "t" }),
    ),
  );
  const m = { member: "m", ok: true };
  assert.deepEqual(Object.fromEntries(ends), {
    plain: { ...m, purpose: "attempt" },
    again: { ...m, purpose: "attempt" },
    other: { member: "n", ok: true, purpose: "attempt" },
    retry: { ...m, purpose: "retry" },
    repair: { ...m, purpose: "repair", ask: "r" },
    grade: { ...m, purpose: "grade", ask: "g" },
    verdict: { ...m, purpose: "verdict", ask: "v" },
    "failed 3": { ...m, ok: false, purpose: "attempt", ask: "f", failure },
    odd: { ...m, purpose: "attempt", ask: "o", failure },
    taken: { ...m, purpose: "attempt", ask: "t", reused: 8 },
  });
  // One for each member and purpose: very many answers must not fill the memory.
  assert.equal(ends.get("plain"), ends.get("again"));
  assert.notEqual(ends.get("plain"), ends.get("other"));
});
