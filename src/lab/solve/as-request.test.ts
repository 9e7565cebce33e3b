import assert from "node:assert/strict";
import { test } from "node:test";
import { experimentSchema } from "../experiment/experiment.ts";
import { UserError } from "../../util/bug.ts";
import { asRequest } from "./as-request.ts";
import { oneTopology } from "./one-topology.ts";

test("of an experiment who works and on which terms is kept, and all about its tasks and comparisons is left out", () => {
  const config = {
    suite: "mine.yaml",
    only: ["a"],
    repetitions: 5,
    until: "decided",
    holdOut: true,
    members: [1],
    terms: { attempts: 3 },
    seed: 7,
  };
  assert.deepEqual(asRequest({ prompt: "Go.", context: "Long.", category: "law" })(config), {
    members: [1],
    terms: { attempts: 3 },
    seed: 7,
    suite: "inline",
    tasks: [{ id: "request", category: "law", prompt: "Go.", context: "Long.", grader: { kind: "none" } }],
  });
  assert.equal(asRequest({ prompt: "Go." })("text"), "text");
});

test("each field that is left out is one of an experiment", () => {
  const all = Object.fromEntries(Object.keys(experimentSchema.shape).map((field) => [field, field]));
  const kept = asRequest({ prompt: "Go." })(all) as object;
  assert.deepEqual(
    Object.keys(all).filter((field) => !(field in kept)),
    [
      "generate",
      "only",
      "tags",
      "limit",
      "sample",
      "repetitions",
      "holdOut",
      "until",
      "search",
      "race",
      "edges",
      "shadow",
      "baseline",
      "margin",
      "table",
      "before",
    ],
  );
});

test("recorded outcomes answer no request", () => {
  for (const suite of ["recorded/zeroeval", { recorded: "mine.csv" }])
    assert.throws(
      () => asRequest({ prompt: "Go." })({ suite }),
      (thrown: unknown) => thrown instanceof UserError && /recorded outcomes, which can answer nothing new/.test(thrown.message),
    );
});

test("the only topology answers, or the one that is named; a kind may be named that is not listed", () => {
  const { members: _, ...rest } = experimentSchema.parse({
    suite: "s",
    members: [{ name: "a", model: "m" }],
    topologies: ["solo", { use: "market", name: "bazaar" }],
  });
  const two = { ...rest, members: [], name: "mine" };
  assert.deepEqual(oneTopology(two, "bazaar").topologies, [{ use: "market", name: "bazaar" }]);
  assert.deepEqual(oneTopology(two, "cascade").topologies, ["cascade"]);
  assert.deepEqual(oneTopology({ ...two, topologies: ["solo"] }, undefined).topologies, ["solo"]);
  assert.throws(
    () => oneTopology(two, undefined),
    (thrown: unknown) => thrown instanceof UserError && /mine has 2 topologies: solo, bazaar\. .*--topology/.test(thrown.message),
  );
});
