import assert from "node:assert/strict";
import { test } from "node:test";
import { check } from "../experiment/load-experiment.ts";
import { makePlan } from "../plan/make-plan.ts";
import { askedDestinations, graderDestinations } from "./asked-destinations.ts";
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

test("the places that asks go to are those of members and judges that are asked, and of a grading those of its judges", async () => {
  const local = { baseUrl: "http://127.0.0.1:20999/v1", price: "free" };
  const experiment = {
    suite: "inline",
    tasks: [{ id: "a", prompt: "What is 2 + 2?", category: "sums", grader: { kind: "exact", answer: "4" } }],
    members: [
      { name: "m", model: "compatible/m", ...local },
      { name: "idle", model: "compatible/idle", ...local },
    ],
    judges: [
      { name: "j", model: "compatible/j", ...local },
      { name: "k", model: "compatible/k", ...local },
    ],
    verifier: { kind: "rubric", criteria: [{ id: "c", statement: "says four" }] },
    topologies: [{ use: "solo", options: { member: "m" } }],
  };
  const asked = async (attempts: number): Promise<string[]> => {
    const plan = await makePlan({ ...check({ ...experiment, terms: { attempts } }, "test"), name: "test" }, {});
    assert.deepEqual(graderDestinations(plan), []);
    assert.match(graderDestinations(plan, { kind: "rubric", member: "k" }).join(), /^k asks compatible\/k at 127/);
    return (await askedDestinations(plan)).map((line) => line.replace(/ at .*/, ""));
  };
  assert.deepEqual(await asked(1), ["m asks compatible/m"]);
  assert.deepEqual(await asked(2), ["m (compatible/m) and j (compatible/j) ask"]);
});

test("members that the options of a topology leave out are asked by nobody, whatever its members are", async () => {
  const askedOf = async (topology: unknown): Promise<string> => {
    const experiment = {
      suite: "coase-hayek",
      only: ["seed-envelopes"],
      members: ["a", "b", "c", "operator"].map((name) => ({ name, model: "simulated/small" })),
      verifier: { kind: "oracle" },
      terms: { attempts: 2 },
      topologies: [topology],
    };
    const plan = await makePlan({ ...check(experiment, "test"), name: "test" }, {});
    return (await askedSeats(plan)).map(({ name }) => name).join(" ");
  };
  const cases: [topology: unknown, asked: string][] = [
    [{ use: "cascade", options: { order: ["c", "a"] } }, "a c"],
    // A rung that gives no answer is passed over within its attempt, so that a third one may be asked all the same.
    [{ use: "cascade", options: { order: ["c", "a", "b"] } }, "a b c"],
    [{ use: "cascade", options: { order: ["b", "b"], check: "self" } }, "b"],
    [{ use: "cascade", members: ["a", "b"] }, "a b"],
    [{ use: "agreement", options: { order: ["b", "c"] } }, "b c"],
    [{ use: "recursive" }, "a"],
    [{ use: "recursive", options: { member: "b", reader: "c" } }, "b c"],
    [{ use: "personas", members: ["operator", "b", "c"] }, "b"],
    [{ use: "personas", options: { curation: "ask" } }, "a operator"],
    [{ use: "experts", options: { member: "c" } }, "c"],
    [{ use: "experts", options: { deal: true } }, "a b c operator"],
    ["debate", "a b c operator"],
  ];
  for (const [topology, asked] of cases) assert.equal(await askedOf(topology), asked, JSON.stringify(topology));
});
