import assert from "node:assert/strict";
import { test } from "node:test";
import { UserError } from "../../util/bug.ts";
import { openJudge } from "../../judges/index.ts";
import { check } from "./load-experiment.ts";

const whole = { suite: "tasks.yaml", members: [{ name: "a", model: "simulated/large" }], topologies: ["solo"] };
function told(more: object, where = "lab.yaml"): string {
  try {
    check({ ...whole, ...more }, where);
  } catch (thrown) {
    if (thrown instanceof UserError) return thrown.message;
    throw thrown;
  }
  return "";
}

test("data that asks for a function is told where functions can be given, and how, at each place that takes one", () => {
  const cases: readonly (readonly [object, RegExp])[] = [
    [{ topologies: [{ kind: "function", function: "f" }] }, /^ {2}topologies\.0: .*as in \{ name: "own", use: async \(task, desk\)/m],
    [{ topologies: [{ use: "function" }] }, /^ {2}topologies\.0: .*use: async/m],
    [{ members: [{ name: "a", kind: "function" }] }, /^ {2}members\.0: .*as in \{ name: "own", model: async/m],
    [{ members: [{ name: "a", model: "function" }] }, /^ {2}members\.0: .*model: async/m],
    [{ judges: [{ name: "a", kind: "function" }] }, /^ {2}judges\.0: .*model: async/m],
    [{ verifier: { kind: "function" } }, /^ {2}verifier: .*as in verifier: \(answer, task\)/m],
    [
      { topologies: [{ use: "solo", verifier: { kind: "function", function: "f" } }] },
      /^ {2}topologies\.0\.verifier: .*verifier: \(answer/m,
    ],
  ];
  for (const [more, words] of cases) {
    assert.match(told(more), words);
    assert.match(told(more), /functions can be given only in lab\.config\.ts or lab\.config\.js/);
    // What such an entry lacks as data is nothing to mend.
    assert.doesNotMatch(told(more), /is missing|unknown field|and \d+ more/);
    assert.match(told(more, "lab.config.ts"), /: write the function itself, as in /);
  }
  assert.equal(told({ verifier: { kind: "function", function: "function:strict#0123456789ab" } }), "");
  assert.equal(told({}), "");
});

test("a grader that asks for a function by its kind is told the same, with a name and without", () => {
  for (const spec of [{ kind: "function" }, { kind: "function", function: "check" }])
    assert.throws(() => openJudge(spec, "grade"), /"function": functions can be given only in lab\.config\.ts .*grader: \(answer, task\)/);
});
