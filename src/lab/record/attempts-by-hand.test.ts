import assert from "node:assert/strict";
import { test } from "node:test";
import type { Event, Json } from "../../types.ts";
import { addressOf } from "../../util/hash.ts";
import { callOf, endOf, eventsOf, gradeOf, startOf } from "../plan/fixtures/plan-of.ts";
import { attemptRows } from "./attempt-rows.ts";
import { verdictOn } from "./fixtures/verdict-on.ts";

const bodies: Readonly<Record<string, Json>> = {
  one: { text: "one" },
  two: { text: "two" },
  three: { text: "three" },
  number: { text: 7 },
  list: ["text"],
  bare: "one",
};
const rows = (...events: Event[][]) =>
  attemptRows(events.flat(), (address) => bodies[address]).map(
    ({ item, category, model, passed }) => `${item} ${category} ${model} ${passed}`,
  );
const attempt = (reply: string, change: object = {}) => callOf(reply, { reply, member: `by ${reply}`, ...change });

test("the accepted answer's row passes by its grade, a rejected one's by the verdict, and what nobody judged has none", () => {
  assert.deepEqual(
    rows(
      eventsOf(
        "solo/t1/0",
        startOf("solo", "t1"),
        attempt("one"),
        verdictOn("one", false),
        attempt("two", { purpose: "retry" }),
        verdictOn("two", true),
        // Neither the answer nor judged as a whole, not ok, no attempt, without a text.
        attempt("three"),
        verdictOn("three", true, "part"),
        attempt("number"),
        attempt("list"),
        attempt("bare"),
        attempt("gone"),
        callOf("plan", { reply: "one", purpose: "plan", member: "planner" }),
        callOf("failed", { reply: "one", member: "failed", failure: { code: "timeout", message: "" } }),
        gradeOf({ passed: true }),
        endOf({ answer: addressOf("two") }),
        gradeOf({ passed: false, round: 1 }),
      ),
    ),
    // The last grade counts, whatever the verifier said.
    ["t1 c by one false", "t1 c by two false"],
  );
});

test("an answer that nobody could grade goes by its verdict; a trial without end or start has no rows", () => {
  const facts = [attempt("one"), verdictOn("one", true), gradeOf({ scored: false })];
  assert.deepEqual(rows(eventsOf("a", startOf("solo", "t1"), ...facts, endOf({ answer: addressOf("one") }))), ["t1 c by one true"]);
  assert.deepEqual(rows(eventsOf("a", startOf("solo", "t1"), ...facts)), []);
  assert.deepEqual(rows(eventsOf("a", ...facts, endOf())), []);
});

test("a call that several topologies share is one row, by a grade where any of them has one, the first of grades", () => {
  const rejected = eventsOf("a", startOf("retry", "t1"), attempt("one"), verdictOn("one", false), endOf());
  const graded = (passed: boolean, trial: string) =>
    eventsOf(trial, startOf("solo", "t1"), attempt("one"), gradeOf({ passed }), endOf({ answer: addressOf("one") }));
  assert.deepEqual(rows(rejected, graded(true, "b")), ["t1 c by one true"]);
  assert.deepEqual(rows(graded(true, "b"), rejected), ["t1 c by one true"]);
  assert.deepEqual(rows(graded(false, "b"), graded(true, "d")), ["t1 c by one false"]);
});

test("shadow tries come with their own grades", () => {
  const value = { member: "s", attempt: 1, passed: true, cost: 3 };
  assert.deepEqual(rows(eventsOf("@shadow/t1/0", startOf("@shadow", "t1"), { type: "own", name: "shadow", value }, endOf())), [
    "t1 c s true",
  ]);
});
