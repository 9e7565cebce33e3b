import assert from "node:assert/strict";
import { test } from "node:test";
import type { Fact, Json } from "../types.ts";
import { depthOf, stepsOf, workflowForm } from "./workflow.ts";
import { bestWorkflows, workflowNote, workflowView } from "./workflow-view.ts";

const { reply, shape, form } = workflowForm({ names: ["a", "b", "boss"], once: "boss", most: 5 });
const plan = (subtasks: Json, members: Json, access: Json): Json => ({ why: "", subtasks, members, access });

test("three lists are asked for, what reasons first, with the names that may be named", () => {
  const { properties } = shape as unknown as { properties: { [name: string]: { maxItems?: number; items?: { enum?: string[] } } } };
  assert.deepEqual(Object.keys(properties), ["why", "subtasks", "members", "access"]);
  assert.deepEqual([properties["members"]?.items?.enum, properties["subtasks"]?.maxItems], [["a", "b", "boss"], 5]);
});

const faults: readonly (readonly [string, Json, RegExp | undefined])[] = [
  ["a chain", plan(["x", "y"], ["a", "b"], [[], [1]]), undefined],
  ["lists of other lengths", plan(["x", "y"], ["a"], [[], [1]]), /equally long, one entry for each step; they have 2, 1, 2/],
  ["an empty subtask", plan(["x", " "], ["a", "b"], [[], [1]]), /subtask of step 2 is empty/],
  ["a step that sees itself", plan(["x"], ["a"], [[1]]), /Step 1 may see steps before it alone; its access names step 1/],
  ["a step that sees a later one", plan(["x", "y", "z"], ["a", "b", "a"], [[], [3], []]), /Step 2 may see .* names step 3/],
  ["the planner once", plan(["x", "y"], ["boss", "a"], [[], [1]]), undefined],
  ["the planner twice", plan(["x", "y"], ["boss", "boss"], [[], [1]]), /"boss" may be named for one step; it is named for 2/],
];
for (const [what, object, fault] of faults)
  test(`${what} ${fault === undefined ? "is a workflow" : "is a fault that says what is wrong"}`, () => {
    const found = form.faultOf(object);
    if (fault === undefined) assert.equal(found, undefined);
    else assert.match(found ?? "", fault);
    assert.equal(form.faultOf(form.example ?? null), undefined);
  });

test("depth is the longest way of steps that see one another", () => {
  const depth = (access: number[][]) =>
    depthOf(
      stepsOf(
        reply.parse(
          plan(
            access.map(() => "x"),
            access.map(() => "a"),
            access,
          ),
        ),
        (label) => label,
      ),
    );
  assert.deepEqual([depth([[]]), depth([[], [], [1, 2]]), depth([[], [1], [2], [1]]), depth([[], [], []])], [1, 2, 3, 1]);
});

const written = (subtask: string) => [{ member: "a", subtask, access: [] }];

test("past workflows are those that passed in the category: best score, then shortest, then latest, no two alike", () => {
  let state = workflowView.start;
  const event = (trial: string, fact: Fact) => {
    state = workflowView.step(state, { seq: 0, trial, span: "", at: 0, hash: "", fact });
  };
  const trial = (
    name: string,
    category: string,
    done: { text: string | null; steps: number; nested?: boolean; score: number; part?: string },
  ) => {
    event(name, { type: "trial-start", topology: "conductor", task: name, category, repetition: 0 });
    const { text, steps, nested = false, score, part } = done;
    event(name, { type: "own", name: workflowNote, value: { workflow: text === null ? null : written(text), steps, depth: 1, nested } });
    const of = part === undefined ? {} : { part };
    event(name, { type: "verdict", member: "a", passed: score >= 0.5, score, why: "", ...of });
  };
  trial("t1", "sums", { text: "long", steps: 3, score: 1 });
  trial("t2", "sums", { text: "failed", steps: 1, score: 0.4 });
  trial("t3", "sums", { text: "short", steps: 1, score: 1 });
  trial("t4", "sums", { text: "later", steps: 1, score: 1 });
  trial("t5", "sums", { text: "later", steps: 1, score: 1 });
  trial("t6", "sums", { text: "half", steps: 1, score: 0.6 });
  trial("t7", "sums", { text: "unread", steps: 1, score: 1, part: "p" });
  trial("t8", "other", { text: "elsewhere", steps: 1, score: 1 });
  trial("t9", "sums", { text: "inner", steps: 1, nested: true, score: 1 });
  trial("t10", "sums", { text: null, steps: 0, score: 1 });
  assert.deepEqual(bestWorkflows(state, "sums", 9), ["later", "short", "long", "half"].map(written));
  assert.deepEqual(bestWorkflows(state, "sums", 2), ["later", "short"].map(written));
  assert.deepEqual(bestWorkflows(state, "none", 2), []);
});
