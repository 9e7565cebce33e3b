import assert from "node:assert/strict";
import { test } from "node:test";
import { openStore } from "../../ledger/index.ts";
import { syntheticSuite } from "../../models/simulated/index.ts";
import { findingOf } from "../../report/findings.ts";
import type { ComparisonRow, Summary } from "../../summary.ts";
import type { ExperimentInput } from "../experiment/experiment.ts";
import { check } from "../experiment/load-experiment.ts";
import { startRun } from "./run.ts";

const names = ["one", "two", "three"];

/** Tasks of middling difficulty whose parts fit together; what is wrong is wrong in many ways. */
function tasksOf(count: number): unknown[] {
  return syntheticSuite({ tasks: count, coupling: 0, parts: 2, spread: 1 }, "null world").tasks.map(({ meta, ...task }, i) => {
    const simulation = meta?.["simulation"] as Record<string, unknown>;
    const wrong = Array.from({ length: 40 }, (_, way) => `Answer: w${i}-${way}`);
    return { ...task, meta: { simulation: { ...simulation, wrong } } };
  });
}

/** Topologies of three equal members, in a world with these errors; a lasting shock is the same in every try, and a shared one the same for all. */
async function inWorld(
  errors: { shared: number; retry: number },
  topologies: ExperimentInput["topologies"],
  repair = 0.3,
): Promise<Summary> {
  const experiment = check(
    {
      suite: "inline",
      tasks: tasksOf(80),
      members: names.map((name) => ({ name, model: `simulated/${name}` })),
      judges: [{ name: "judge", model: "simulated/judge" }],
      topologies: [{ use: "solo", options: { member: "one" }, terms: { attempts: 1 } }, ...topologies],
      verifier: { kind: "rubric", member: "judge" },
      terms: { attempts: 3, feedback: "none" },
      world: {
        population: [...names, "judge"].map((id) => ({ id: `simulated/${id}`, family: id })),
        errors: { ...errors, persona: 1 },
        work: { repair },
      },
    },
    "null world",
  );
  const store = openStore(":memory:");
  const at = { store, environment: {}, concurrency: 8, now: () => 0, signal: new AbortController().signal };
  const { summary } = await startRun({ ...experiment, name: "null world" }, at);
  store.close();
  return summary;
}

test("where all members are equal and all errors shared no topology passes more or fewer than one member alone", async () => {
  const retry = { use: "solo", name: "solo+retry", options: { member: "one" } };
  const { topologies, comparisons } = await inWorld({ shared: 1, retry: 1 }, [
    retry,
    "best-of",
    "cascade",
    "market",
    "router",
    "council",
    "hub-spoke",
  ]);
  const rates = new Set(topologies.map(({ passRate }) => passRate));
  assert.equal(rates.size, 1, topologies.map(({ name, passRate }) => `${name} ${passRate}`).join(", "));
  assert.ok(comparisons.filter(({ metric }) => metric === "passed").every((row) => findingOf(row) === "not distinguishable"));
});

test("with equal members and no worth in another try a hub gains what its merger mends, and where it mends nothing no more than noise", async () => {
  const hub = { use: "hub-spoke", terms: { attempts: 1 } };
  const passed = async (repair: number): Promise<ComparisonRow> =>
    (await inWorld({ shared: 0.25, retry: 1 }, [hub], repair)).comparisons.find(({ metric }) => metric === "passed") ?? assert.fail();
  const [mends, mendsNot] = [await passed(1), await passed(0)];
  assert.ok(mends.difference > mendsNot.difference, `${mends.difference} and ${mendsNot.difference}`);
  assert.ok(mendsNot.difference <= 0.05 && findingOf(mendsNot) !== "better", String(mendsNot.difference));
});
