import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Ballot, majority, unanimous } from "./majority.ts";

const ballots = (...texts: string[]): Ballot[] => texts.map((text, i) => ({ by: `m${i}`, text }));
const never = () => assert.fail("chance was drawn where votes decide");

test("the answer that most members state wins, however they word it", () => {
  const winner = majority(ballots("4", "5", "Answer: 4."), never);
  assert.equal(winner?.ballot.by, "m0");
  assert.equal(winner?.how, "majority");
  assert.equal(winner?.share, 2 / 3);
  assert.deepEqual(winner?.scores, { "4": 2, "5": 1 });
});

test("weight, not heads, decides, and the heaviest of equal answers speaks", () => {
  const weighted = [
    { by: "a", text: "4", weight: 0.3 },
    { by: "b", text: "Answer: 4", weight: 0.5 },
    { by: "c", text: "5", weight: 1 },
  ];
  assert.equal(majority(weighted, never)?.ballot.by, "c");
  assert.equal(majority([...weighted, { by: "d", text: "4", weight: 0.3 }], never)?.ballot.by, "b");
});

test("empty answers abstain, and without any vote there is no winner", () => {
  assert.equal(majority(ballots("", "", "7"), never)?.share, 1);
  assert.equal(majority(ballots("", " "), never), undefined);
  assert.equal(majority([], never), undefined);
});

test("two camps of one size are decided by chance", () => {
  const tie = ballots("4", "5", "4", "5");
  assert.equal(majority(tie, () => 0)?.ballot.text, "4");
  assert.equal(majority(tie, () => 0.99)?.ballot.text, "5");
  assert.equal(majority(tie, () => 0)?.how, "tie");
});

test("texts that never coincide are decided by likeness to the others", () => {
  const winner = majority(
    ballots(
      "a wholly different text about something else, long enough to be nobody's short answer at all; really",
      "the store keeps intervals sorted and merges those that touch each other when one is added; it works",
      "the store keeps intervals sorted and merges those that touch when a new one is added; it does work",
      "the store keeps intervals in a list and merges those that touch each other when one is added; it works",
    ),
    never,
  );
  assert.equal(winner?.how, "central");
  assert.equal(winner?.ballot.by, "m1", "like both of the others");
  assert.equal(majority(ballots("17", "23", "29"), () => 0.99)?.ballot.text, "29", "answers that are nothing like one another: chance");
});

test("a tie goes to the member that is named, where one of the tied answers is its own", () => {
  assert.deepEqual(
    [majority(ballots("4", "5", "6"), never, "m2")?.ballot.text, majority(ballots("4", "5", "6"), never, "m2")?.how],
    ["6", "named"],
  );
  assert.equal(majority(ballots("4", "4", "6"), never, "m2")?.ballot.text, "4", "two votes beat it");
  assert.equal(majority(ballots("4", "4", "5", "5", "6"), () => 0.99, "m4")?.ballot.text, "5", "it is not among the tied");
  assert.equal(majority(ballots("4", "5", "6"), () => 0.5, "chance")?.ballot.text, "5");
});

test("a recorded blank abstains", () => {
  assert.equal(majority(ballots("[blank answer 0123456789abcdef]", "[blank answer 0123456789abcdef]", "7"), never)?.ballot.text, "7");
});

test("unanimity needs an answer, and one answer only", () => {
  assert.equal(unanimous(["4", "Answer: 4", ""]), true);
  assert.equal(unanimous(["4", "5"]), false);
  assert.equal(unanimous([""]), false);
});

test("a strict plurality wins in whatever order the ballots come", () => {
  const votes = fc.array(fc.constantFrom("4", "5", "6"), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(votes, fc.double({ min: 0, max: 0.999, noNaN: true }), (texts, draw) => {
      const counts = ["4", "5", "6"].map((text) => texts.filter((vote) => vote === text).length);
      const most = Math.max(...counts);
      const winner = majority(ballots(...texts), () => draw);
      const reversed = majority(ballots(...texts.toReversed()), () => draw);
      assert.equal(texts.filter((vote) => vote === winner?.ballot.text).length, most);
      assert.equal(winner?.share, most / texts.length);
      if (counts.filter((count) => count === most).length === 1) assert.equal(winner?.ballot.text, reversed?.ballot.text);
    }),
    { seed: 7, numRuns: 300 },
  );
});
