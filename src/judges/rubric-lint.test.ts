import assert from "node:assert/strict";
import { test } from "node:test";
import { rubricOptions } from "./rubric.ts";
import { rubricFaults } from "./rubric-lint.ts";

const faults = (criteria: readonly { id: string; statement: string; points?: number }[], prompt = "") =>
  rubricFaults(rubricOptions.parse({ kind: "rubric", criteria }), prompt);

test("a rubric of checkable claims has no faults", () => {
  const sound = [
    "names the write skew that snapshot isolation allows",
    "says that a quorum needs more than half",
    "gives one case for each choice",
  ];
  assert.deepEqual(faults(sound.map((statement, at) => ({ id: String(at), statement }))), []);
});

test("rewards for length, names and taste are found", () => {
  assert.match(
    faults([
      { id: "a", statement: "is longer than a page" },
      { id: "b", statement: "says why" },
    ])[0] ?? "",
    /"a" rewards length/,
  );
  const named = [
    { id: "a", statement: "praises the market" },
    { id: "b", statement: "says why" },
  ];
  assert.match(faults(named)[0] ?? "", /names a model or a topology/);
  assert.deepEqual(faults(named, "Should prices be left to the market?"), []);
  assert.match(
    faults([
      { id: "a", statement: "is well written" },
      { id: "b", statement: "says why" },
    ])[0] ?? "",
    /taste/,
  );
  assert.match(faults([{ id: "a", statement: "says why it is so" }])[0] ?? "", /one criterion alone/);
  assert.match(
    faults([
      { id: "a", statement: "says why", points: 9 },
      { id: "b", statement: "says when" },
    ])[0] ?? "",
    /reaches the pass line/,
  );
});
