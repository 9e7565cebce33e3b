import assert from "node:assert/strict";
import { test } from "node:test";
import { openStore } from "../../ledger/index.ts";
import type { FunctionReply } from "../../models/function-model.ts";
import { dryRun, estimateWords } from "../../report/index.ts";
import { keepFunction } from "../../util/functions.ts";
import { inlineSuite } from "../experiment/keep-functions.ts";
import { check } from "../experiment/load-experiment.ts";
import { makePlan } from "../plan/make-plan.ts";
import { rehearse } from "./rehearse.ts";
import { startRun } from "../run/run.ts";

const tasks = Array.from({ length: 8 }, (_, i) => ({ id: `t${i}`, prompt: `What is ${i}?`, grader: { kind: "exact", answer: String(i) } }));
function experiment(name: string, work: () => FunctionReply, more: object = {}, limits: object = {}) {
  const member = { name: "own", model: keepFunction(name, work), ...more };
  const plain = { suite: inlineSuite, tasks, members: [member], topologies: ["solo"], verifier: "none", limits };
  return { ...check(plain, name), name };
}
const at = () => ({
  store: openStore(":memory:"),
  environment: {},
  concurrency: 1,
  now: () => Date.now(),
  signal: new AbortController().signal,
});

test("what a function charges that states no price is unknown before it is asked, and counts towards the run's cap", async () => {
  const dear = experiment("dear", () => ({ text: "1", cost: 0.01 }), {}, { cap: 0.05 });
  const estimate = await rehearse(await makePlan(dear, {}));
  assert.deepEqual([estimate.unpriced, estimate.likely], [["own"], 0]);
  assert.match(
    dryRun(estimate).replaceAll(/\s+/g, " "),
    /Unknown: function members are not priced before they answer \(own\); .* counts towards every cap/,
  );
  assert.match(
    estimateWords(estimate),
    /^likely \$0 and what function members charge, at most the cap of \$0\.0500 and what is in flight then$/,
  );
  // Five calls of one cent are five cents; a sixth would be six.
  const { state, summary, notes } = await startRun(dear, at());
  assert.deepEqual([state, summary.spending?.total, summary.topologies[0]?.trials], ["budget", 0.05, 5]);
  assert.match(notes[0] ?? "", /^It cost \$0\.05\.$/);
});

test("a function inside a firm that states no price is named too", async () => {
  const dear = experiment("hidden", () => ({ text: "1", cost: 0.01 }));
  const desk = { name: "desk", firm: { topology: "solo", members: dear.members } };
  const through = { ...check({ ...dear, members: [desk] }, "hidden"), name: "hidden" };
  assert.deepEqual((await rehearse(await makePlan(through, {}))).unpriced, ["own"]);
  const { notes, summary } = await startRun(through, at());
  assert.equal(summary.estimate?.factor, undefined);
  assert.match(notes[0] ?? "", /^Estimated likely \$0 and what function members charge \(own\), at most .*; it cost \$0\.08\.$/);
});

test("a function with a stated price is estimated and held by it, and charged its tokens at it, or what it says", async () => {
  const price = { price: { input: 1, output: 5 } };
  const tokens = { uncached: 100, output: 10 };
  const used = experiment("used", () => ({ text: "1", usage: tokens }), price);
  const estimate = await rehearse(await makePlan(used, {}));
  assert.ok(estimate.unpriced === undefined && estimate.likely > 0 && estimate.most > estimate.likely);
  // 100 tokens at $1 and 10 at $5 per million are $0.00015; eight times $0.0012.
  assert.equal((await startRun(used, at())).summary.spending?.total, 0.0012);
  const said = experiment("said", () => ({ text: "1", usage: tokens, cost: 0.0001 }), price);
  assert.equal((await startRun(said, at())).summary.spending?.total, 0.0008);
  const free = experiment("free", () => "1");
  const { summary, notes } = await startRun(free, at());
  assert.deepEqual([summary.spending?.total, notes], [0, ["It cost $0.00: its functions were free."]]);
});
