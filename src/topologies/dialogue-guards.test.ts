import assert from "node:assert/strict";
import { test } from "node:test";
import { detectFailures, shingles, similarity, type Turn } from "./dialogue-guards.ts";

const instructor = (text: string, tokens = 10): Turn => ({ speaker: "user", role: "instructor", text, tokens });
const assistant = (text: string, tokens = 100): Turn => ({ speaker: "helper", role: "assistant", text, tokens });
const plain = (speaker: string, text: string, tokens = 5): Turn => ({ speaker, text, tokens });

test("a sound dialogue fires nothing", () => {
  const turns = [
    instructor("Instruction: write a function that adds two numbers"),
    assistant("Solution: const add = (a, b) => a + b;"),
    instructor("Instruction: now test it with negative numbers"),
    assistant("Solution: add(-1, 2) gives 1, and add(-1, -2) gives -3."),
  ];
  assert.deepEqual(detectFailures(turns, { task: "Write and test a function that adds two numbers" }), []);
});

test("roles that flip stop the dialogue and what follows is waste", () => {
  const turns = [
    instructor("Instruction: list the steps"),
    assistant("Instruction: you list the steps"),
    instructor("fine, here they are"),
    assistant("thanks", 7),
  ];
  assert.deepEqual(detectFailures(turns)[0], { guard: "role-flip", at: 1, stopped: true, wastedTokens: 17 });
});

test("an echo warns once, then stops", () => {
  const say = "please sort the list of names by their last letter";
  const other = "please count how many names there are in this list";
  const found = detectFailures([instructor(say), assistant(say, 50), instructor(other), assistant(other, 60)]);
  assert.deepEqual(
    found.filter((one) => one.guard === "echo"),
    [
      { guard: "echo", at: 1, stopped: false, wastedTokens: 70 },
      { guard: "echo", at: 3, stopped: true, wastedTokens: 0 },
    ],
  );
});

test("promises without anything made, twice running, are a flake", () => {
  const promise = assistant("Sure, I will look into the matter and get back to you soon.");
  const other = assistant("Certainly, let me prepare everything that is needed for it.");
  assert.deepEqual(
    detectFailures([instructor("Instruction: do it now please"), promise, instructor("Instruction: well, do it then"), other]),
    [{ guard: "flake", at: 3, stopped: true, wastedTokens: 0 }],
  );
  const made = assistant("I will use a map:\n```js\nnew Map()\n```");
  assert.deepEqual(
    detectFailures([instructor("Instruction: do it now please"), promise, instructor("Instruction: well, do it then"), made]),
    [],
  );
});

test("a turn that comes back is a loop, and so are two farewells", () => {
  const a = plain("a", "we should split the work into parts and begin");
  const b = plain("b", "first decide who of us takes which of the parts");
  assert.deepEqual(detectFailures([a, b, a, b])[0], { guard: "loop", at: 2, stopped: true, wastedTokens: 5 });
  assert.equal(detectFailures([plain("a", "Goodbye then!"), plain("b", "Farewell, and thanks."), plain("a", "So long")])[0]?.at, 1);
});

test("three turns far from the task are flagged as drift, not stopped", () => {
  const task = "plan a garden with roses tulips and a pond near the house";
  const near = [
    "the roses stand near the house",
    "tulips go by the pond",
    "a pond near the roses",
    "the house and the garden",
    "roses and tulips by the pond",
  ];
  const far = ["my favorite film is about trains", "yesterday football was on television", "computers become faster every year"];
  const steady = Array.from({ length: 9 }, (_, at) => plain(at % 2 === 0 ? "a" : "b", `${near[at % 5]} number ${at}`));
  const turns = [
    ...steady.slice(0, 5),
    plain("b", far[0] ?? ""),
    ...steady.slice(0, 5),
    plain("b", far[1] ?? ""),
    ...steady.slice(0, 5),
    plain("b", far[2] ?? ""),
  ];
  const drifted = detectFailures(turns, { task }).filter((one) => one.guard === "drift");
  assert.deepEqual(drifted, [{ guard: "drift", at: 17, stopped: false, wastedTokens: 0 }]);
});

test("three rounds without an instruction are a stall", () => {
  const turns = [
    instructor("Thank you very much!"),
    assistant("Step one is 1 + 1."),
    instructor("Great."),
    assistant("Step two is 2 + 2."),
    instructor("Ok, perfect."),
    assistant("Step three is 3.", 33),
  ];
  assert.deepEqual(detectFailures(turns), [{ guard: "stall", at: 4, stopped: true, wastedTokens: 33 }]);
});

test("talk after the done token and beyond the cap is counted as waste", () => {
  const done = detectFailures([plain("a", "the result is 4"), plain("b", "TASK_DONE"), plain("a", "indeed it was done", 9)]);
  assert.deepEqual(done, [{ guard: "done", at: 1, stopped: true, wastedTokens: 9 }]);
  const long = Array.from({ length: 44 }, (_, at) =>
    plain(at % 2 === 0 ? "a" : "b", `point ${at * 7919} concerns item ${at * 104729} of ${at}`),
  );
  assert.deepEqual(detectFailures(long), [{ guard: "cap", at: 39, stopped: true, wastedTokens: 20 }]);
});

test("turns of one round do not hear one another: only a later round can echo or loop", () => {
  const claim = "the train leaves at nine from the second platform";
  const said = (speaker: string, text: string, round: number): Turn => ({ speaker, text, tokens: 5, round });
  assert.deepEqual(detectFailures([said("a", claim, 1), said("b", claim, 1), said("c", claim, 1)]), []);
  const late = detectFailures([
    said("a", claim, 1),
    said("b", "I looked at the other timetable", 1),
    said("b", claim, 2),
    said("c", claim, 2),
  ]);
  assert.deepEqual(late, [
    { guard: "echo", at: 2, stopped: false, wastedTokens: 5 },
    { guard: "echo", at: 3, stopped: true, wastedTokens: 0 },
  ]);
});

test("one voice that repeats itself among many is a warning, no stop", () => {
  const said = (speaker: string, text: string, round: number): Turn => ({ speaker, text, tokens: 5, round });
  const round = (n: number): Turn[] => [
    said("a", "the same few words as in every round", n),
    ...["b", "c"].map((name) => said(name, `${name} looks at point ${n} of ${n * 7919} in turn ${n * 104729}`, n)),
  ];
  const found = detectFailures([...round(1), ...round(2), ...round(3)]);
  assert.deepEqual(found, [{ guard: "loop", at: 3, stopped: false, wastedTokens: 25 }]);
});

test("likeness between whole answers is agreement; a round in which all return to earlier answers is a loop", () => {
  const answer = (speaker: string, text: string, round: number): Turn => ({ speaker, text, tokens: 10, round, whole: true });
  const agreed = [answer("a", "Answer: 4", 1), answer("b", "Answer: 5", 1), answer("a", "Answer: 4", 2), answer("b", "Answer: 4", 2)];
  assert.deepEqual(detectFailures(agreed), []);
  const swapped = [...agreed.slice(0, 2), answer("a", "Answer: 5", 2), answer("b", "Answer: 4", 2)];
  assert.deepEqual(detectFailures(swapped), []);
  const back = [...swapped, answer("a", "Answer: 4", 3), answer("b", "So it is. Answer: 5", 3), answer("a", "Answer: 9", 4)];
  assert.deepEqual(detectFailures(back), [{ guard: "loop", at: 5, stopped: true, wastedTokens: 10 }]);
});

test("similarity is the share of common word triples", () => {
  assert.equal(similarity(shingles("a b c d"), shingles("a b c e")), 1 / 3);
  assert.equal(similarity(shingles(""), shingles("")), 0);
});
