import assert from "node:assert/strict";
import { test } from "node:test";
import type { Fact } from "../../types.ts";
import type { Plan } from "../plan/plan.ts";
import { silenceOf } from "./silence-of.ts";

test("the retries that a silent verifier kept from being made are the tries that the terms allow, less those that were made", () => {
  const tasks = ["one", "two", "three"].map((id) => ({ id }));
  const topologies = [{ name: "solo", verifier: { kind: "rubric", member: "judge" }, terms: { attempts: 4 } }];
  const plan = { suite: { tasks }, topologies, repetitions: 1, learning: new Set() } as unknown as Plan;
  const fold = silenceOf(plan, new Set(tasks.map(({ id }) => `solo/${id}/0`)));
  const note = (task: string, fact: object): void =>
    fold.take({ trial: `solo/${task}/0`, fact: fact as Fact } as Parameters<typeof fold.take>[0]);
  const silent = { type: "unverified", member: "m", code: "malformed", why: "no verdict" };
  const failed = { type: "verdict", member: "m", passed: false };
  const end = { type: "trial-end", answer: "a" };
  // Of four tries: silent at the first, so three were not made; silent at the second, two; never silent, none.
  for (const fact of [silent, end]) note("one", fact);
  for (const fact of [failed, silent, end]) note("two", fact);
  for (const fact of [failed, failed, failed, end]) note("three", fact);
  assert.equal(fold.made()?.topologies[0]?.retriesNotMade, 5);
});
