import assert from "node:assert/strict";
import { test } from "node:test";
import { taskOf } from "../plan/fixtures/plan-of.ts";
import { taskTitle } from "./task-title.ts";

test("a task is called by its title, else by the first sentence of its prompt, and a recorded one by its id alone", () => {
  const titled = (prompt: string, change = {}) => taskTitle(taskOf("t", { prompt, ...change }));
  assert.equal(titled("Say it.", { meta: { title: " An interval\n store " } }), "An interval store");
  assert.equal(titled("Say it.", { meta: { title: "" } }), "Say it");
  assert.equal(titled("\n---\n# Two trains. One leaves at noon, v1.5 of it."), "Two trains");
  assert.equal(titled("It costs 1.5 dollars. How much is two?"), "It costs 1.5 dollars");
  assert.equal(titled("4 houses stand in a row.", { meta: { family: "logic-grid" } }), "logic grid: 4 houses stand in a row");
  assert.equal(titled("recorded item a/1 of set", { grader: { kind: "recorded" } }), undefined);
  assert.equal(titled("?!"), undefined);
  // 80 characters at the most, at the end of a word.
  const long = titled("word ".repeat(30)) ?? "";
  assert.equal(long, `${"word ".repeat(15).trim()}…`);
  assert.equal(Array.from(titled("x".repeat(300)) ?? "").length, 80);
});
