import assert from "node:assert/strict";
import { test } from "node:test";
import { openStore } from "../../ledger/index.ts";
import { UserError } from "../../util/bug.ts";
import { gatherRun } from "../analysis/summarize-run.ts";
import { check } from "../experiment/load-experiment.ts";
import { readPlan } from "../plan/stored-plan.ts";
import { startRun } from "../run/run.ts";
import { checkFigures, compareFigures } from "./check-figures.ts";
import { intactAnalysis, intactRun } from "./intact-run.ts";

const store = openStore(":memory:");
const experiment = check(
  {
    suite: "generated",
    generate: { families: ["counting"], n: 3, seed: "audit" },
    members: ["large", "small"].map((name) => ({ name, model: `simulated/${name}` })),
    judges: [{ name: "judge", model: "simulated/judge" }],
    topologies: ["solo", { use: "cascade", options: { order: ["small", "large"] } }],
    verifier: { kind: "rubric", member: "judge" },
    shadow: 0.5,
  },
  "audit",
);
const { run } = await startRun(
  { ...experiment, name: "audit" },
  { store, environment: {}, concurrency: 4, now: () => 0, signal: new AbortController().signal },
);
const record = store.run(run) ?? assert.fail("no run");
const plan = await readPlan(record);
const gathered = await gatherRun(plan, store.ledger(run));
const sums = { digest: gathered.digest, rows: gathered.told, spending: gathered.spending };
type Changed = { [name: string]: Changed } & number;
/** What is found where the summary has another value at this place. */
function found(path: string, to: (is: number) => unknown = (is) => is + 1): string {
  const summary = structuredClone(record.summary) as unknown as Changed;
  const steps = path.split("/");
  let at = summary;
  for (const step of steps.slice(0, -1)) at = at[step] ?? assert.fail(path);
  const last = steps.at(-1) ?? "";
  const is = at[last] ?? assert.fail(path);
  const value = to(is);
  if (value === undefined) Reflect.deleteProperty(at, last);
  else at[last] = value as Changed;
  const compared = compareFigures({ ...record, summary: summary }, plan, sums);
  return compared.ok ? "" : compared.failure.message;
}
const told = (place: string) => `run ${run}: the summary kept with the run in table runs has ${place} `;

test("a run as it was written has its digest and its figures, one that something is added to is not compared", async () => {
  assert.deepEqual(compareFigures(record, plan, sums), { ok: true, digest: record.digest });
  assert.deepEqual(await checkFigures(store, record), { ok: true, digest: record.digest });
  const { digest: _digest, ...growing } = record;
  assert.equal(compareFigures({ ...growing, summary: {} }, plan, sums).ok, true);
  const { summary: _summary, ...bare } = record;
  assert.equal(compareFigures(bare, plan, sums).ok, true);
  const other = compareFigures({ ...record, digest: "other" }, plan, sums);
  assert.match(other.ok ? "" : other.failure.message, /the digest kept with the run in table runs differs from that of its trials$/);
  const strange = compareFigures({ ...record, summary: { topologies: 7 } }, plan, sums);
  assert.match(strange.ok ? "" : strange.failure.message, /is none that a run writes$/);
});

test("every kept sum that is another than its rows' is named with both", () => {
  const solo = "topologies/0/";
  const places = ["trials", "attempted", "unfilled", "unscored", "infra", "passed", "passRate", "meanScore", "calls", "spent", "grading"];
  for (const place of places) assert.ok(found(`${solo}${place}`).startsWith(told(`${place} of solo`)), place);
  for (const place of ["total", "rated"]) assert.ok(found(`${solo}cost/${place}`).startsWith(told(`cost.${place} of solo`)), place);
  for (const place of ["uncached", "cacheRead", "cacheWrite", "output"])
    assert.ok(found(`${solo}tokens/${place}`).startsWith(told(`tokens.${place} of solo`)), place);
  assert.ok(found("topologies/1/cost/byPurpose/attempt").startsWith(told("cost.byPurpose.attempt of cascade")));
  assert.ok(found("topologies/1/cost/byMember/judge").startsWith(told("cost.byMember.judge of cascade")));
  const [category] = Object.keys((record.summary as { topologies: { byCategory: object }[] }).topologies[0]?.byCategory ?? {});
  for (const place of ["trials", "passed", "cost"])
    assert.ok(found(`${solo}byCategory/${category}/${place}`).startsWith(told(`byCategory.${category}.${place} of solo`)), place);
  assert.ok(found("tasks").startsWith(told("tasks")));
  for (const place of [
    "total",
    "learning",
    "shadow",
    "preflight",
    "unfinished",
    "cutOff",
    "other",
    "unsettled",
    "topologies",
    "grading",
    "unsettledCalls",
  ])
    assert.ok(found(`spending/${place}`).startsWith(told(`spending.${place}`)), place);
  for (const place of ["paid", "alone", "shared", "reused"]) assert.ok(found(`money/${place}`).startsWith(told(`money.${place}`)), place);
});

test("what is left out or added is told too, and a rounded sum is the same", () => {
  const without = (path: string) => found(path, () => undefined);
  assert.match(
    without("topologies/0/cost/byPurpose/attempt"),
    /has cost\.byPurpose\.attempt of solo undefined, the rows of the run sum to 0\.\d+$/,
  );
  assert.match(
    found("topologies/0/name", () => "sola"),
    /has topologies named solo 0, the rows of the run sum to 1$/,
  );
  const added = found("topologies/0/cost/byMember", (members) => ({ ...(members as unknown as object), stranger: 0.5 }));
  assert.match(added, /has cost\.byMember\.stranger of solo 0\.5, the rows of the run sum to 0$/);
  const category = found("topologies/0/byCategory", (all) => {
    const own = all as unknown as Record<string, object>;
    return { ...own, stranger: { ...Object.values(own)[0], trials: 1 } };
  });
  assert.match(category, /has byCategory\.stranger\.trials of solo 1, the rows of the run sum to 0$/);
  assert.equal(
    found("topologies/0/cost/total", (is) => is * (1 + 1e-14)),
    "",
  );
  assert.match(
    found("topologies/0/cost/total", (is) => is + 1e-9),
    /has cost\.total of solo/,
  );
});

test("a run whose figures were changed is refused for whatever it was wanted, and its analysis is not made", async () => {
  assert.equal((await intactRun(store, run, "resumed")).id, run);
  assert.equal((await intactRun(store, "last")).id, run);
  const { analysis, record: same } = await intactAnalysis(store, run);
  assert.deepEqual([same.id, analysis.summary.tasks, analysis.spending.total], [run, 3, sums.spending.total]);
  const summary = structuredClone(record.summary) as unknown as { tasks: number };
  summary.tasks = 9;
  store.update(run, { summary: summary });
  for (const work of [() => intactRun(store, run, "resumed"), () => intactAnalysis(store, run, "resumed")])
    await assert.rejects(
      work(),
      (error) =>
        error instanceof UserError &&
        new RegExp(`^Run ${run} is not resumed\\. The ledger was changed after it was written: run ${run}: .* has tasks 9`).test(
          error.message,
        ),
    );
  store.close();
});
