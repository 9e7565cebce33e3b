import assert from "node:assert/strict";
import { test } from "node:test";
import type { Summary } from "../../../summary.ts";
import { planOf, rowOf, taskOf } from "../../plan/fixtures/plan-of.ts";
import { edgesFigures } from "./edges-figures.ts";

const tasks = Array.from({ length: 40 }, (_, i) => `t${i}`);
const summary = { topologies: [], run: "r", experiment: "e", world: "live" } as unknown as Summary;

/** The held-out half of a study: the whole, and each arm with what it passes of 40 tasks. */
function heldOut(whole: (task: number) => boolean, arms: readonly ((task: number) => boolean)[]) {
  const names = ["team", ...arms.map((_, at) => `team~${at}`)];
  const plan = planOf(
    names,
    tasks.map((id) => taskOf(id)),
    {
      margin: 0.1,
      edges: { of: "team", stage: "held-out", edges: arms.map((_, at) => `e${at}`), out: [[], ...arms.map((_, at) => [at])] },
    },
  );
  const rows = names.flatMap((name, at) =>
    tasks.map((task, i) => rowOf(name, task, { passed: (at === 0 ? whole : arms[at - 1])?.(i) === true, cost: 100 - at })),
  );
  return (edgesFigures(plan, rows, summary)?.smaller ?? []).map(({ confirmed, passes }) => ({
    confirmed,
    ends: (passes.interval ?? []).map((end) => Number(end.toFixed(3))),
  }));
}

test("what is confirmed on the held-out half is corrected for how many lines there are (Holm)", () => {
  const some = (i: number): boolean => i < 30;
  const all = (): boolean => true;
  // No task differs: .1 above -.1 by an error of sqrt(.1 x .9 / 40) is t = 2.108, p = .0208 at 39 degrees of freedom. Alone that is below .025, and one of three it is not below .025 / 3;
  // intervals reach t^2 / (40 + t^2), with t at 39 degrees 2.023 and, at a level of .05 / 3, 2.500.
  assert.deepEqual(heldOut(some, [some]), [{ confirmed: true, ends: [-0.093, 0.093] }]);
  assert.deepEqual(
    heldOut(some, [some, some, some]),
    [1, 2, 3].map(() => ({ confirmed: false, ends: [-0.135, 0.135] })),
  );
  // Where the two others pass ten tasks more, they are sure, and the third is tested as if alone.
  assert.deepEqual(
    heldOut(some, [all, some, all]).map(({ confirmed }) => confirmed),
    [true, true, true],
  );
});
