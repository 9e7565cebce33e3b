import assert from "node:assert/strict";
import { test } from "node:test";
import { check } from "../experiment/load-experiment.ts";
import { makePlan } from "../plan/make-plan.ts";
import { askedSeats } from "./asked-seats.ts";

test("a judge is asked where a topology may consult it or a task is graded by it, and nowhere else", async () => {
  const askedOf = async (attempts: number, topologies: readonly unknown[], grader: unknown): Promise<string[]> => {
    const experiment = {
      suite: "inline",
      tasks: [{ id: "a", prompt: "What is 2 + 2?", category: "sums", grader }],
      members: [{ name: "m", model: "simulated/small" }],
      judges: [{ name: "j", model: "simulated/judge" }],
      verifier: { kind: "rubric", criteria: [{ id: "c", statement: "says four" }] },
      terms: { attempts },
      topologies,
    };
    const plan = await makePlan({ ...check(experiment, "test"), name: "test" }, {});
    return (await askedSeats(plan)).map(({ name }) => name).sort();
  };
  const exact = { kind: "exact", answer: "4" };
  assert.deepEqual(await askedOf(1, ["solo"], exact), ["m"]);
  assert.deepEqual(await askedOf(2, ["solo"], exact), ["j", "m"]);
  assert.deepEqual(await askedOf(1, ["solo", { use: "solo", name: "twice", terms: { attempts: 2 } }], exact), ["j", "m", "m"]);
  assert.deepEqual(await askedOf(1, ["solo"], { kind: "rubric", criteria: [{ id: "c", statement: "says four" }] }), ["j", "m"]);
});
