import assert from "node:assert/strict";
import { test } from "node:test";
import { fake } from "../../models/fake.ts";
import type { Suite, Task } from "../../types.ts";
import { unanswerable } from "./unanswerable.ts";

const right = (id: string): Task => ({ id, category: "c", prompt: "1 + 1", grader: { kind: "exact", answer: "2" } });
/** A program, with nothing that says which one would be right. */
const open = (id: string): Task => ({
  id,
  category: "c",
  prompt: "Write f.",
  grader: { kind: "program", language: "javascript", checks: [] },
});
const suite = (tasks: readonly Task[]): Suite => ({ name: "s", tasks: [...tasks] });
const simulated = [{ name: "a", model: fake(["x"]) }];

test("simulated members are told to have nothing to be right with in the tasks where they have not, five by name", () => {
  assert.deepEqual(unanswerable(simulated, suite([right("r1"), right("r2")])), []);
  const [words = ""] = unanswerable(simulated, suite([right("r1"), open("o1"), open("o2")]));
  assert.match(words, /nothing to be right with in o1, o2: /);
  const many = [1, 2, 3, 4, 5, 6, 7].map((n) => open(`o${n}`));
  assert.match(unanswerable(simulated, suite(many))[0] ?? "", /in o1, o2, o3, o4, o5 and 2 more: /);
  assert.match(unanswerable(simulated, suite(many.slice(0, 5)))[0] ?? "", /in o1, o2, o3, o4, o5: /);
  const told = { ...open("o1"), meta: { reference: "const f = () => 1;" } };
  assert.deepEqual(unanswerable(simulated, suite([told])), []);
});

test("live members may write what they like", () => {
  assert.deepEqual(unanswerable([{ name: "a", model: fake(["x"], { world: "live" }) }], suite([open("o1")])), []);
});
