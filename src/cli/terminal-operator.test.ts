import assert from "node:assert/strict";
import { test } from "node:test";
import { loadExperiment, openStore, startRun } from "../lab/index.ts";
import type { Event } from "../types.ts";
import { oneByOne, type Prompts, terminalOperator } from "./terminal-operator.ts";
import { defined } from "../util/defined.ts";

const proposal = { text: "the task", names: ["Reader", "Writer", "Critic"], proposed: ["Reader", "Writer"] };
const prompts = (answers: Partial<Prompts>, shown: string[] = []): Prompts => ({
  show: (text) => void shown.push(text),
  choose: async () => "accept",
  pick: async () => [],
  ...answers,
});

test("without a terminal there is no operator", () => {
  assert.equal(terminalOperator({ stdin: {}, stderr: { isTTY: true } }), undefined);
  assert.equal(terminalOperator({ stdin: { isTTY: true }, stderr: {} }), undefined);
  assert.equal(typeof terminalOperator({ stdin: { isTTY: true }, stderr: { isTTY: true } }), "function");
});

test("the operator accepts, changes or rejects what it is shown; who turns away rejects the promise", async () => {
  const shown: string[] = [];
  assert.deepEqual(await oneByOne(async () => prompts({}, shown))(proposal), { kind: "accept" });
  assert.deepEqual(shown, ["the task"]);
  const asked =
    '<task>\nadd up\n</task>\n<note by="m">\n- Reader: reads\n</note>\n<note by="roster">\n- Critic: doubts\n</note>\nAccept it?';
  await oneByOne(async () => prompts({}, shown))({ ...proposal, text: asked });
  assert.equal(shown[1], "add up\n\n- Reader: reads");
  const changing = prompts({ choose: async () => "change", pick: async (names) => names.slice(2) });
  assert.deepEqual(await oneByOne(async () => changing)(proposal), { kind: "change", personas: ["Critic"] });
  assert.deepEqual(await oneByOne(async () => prompts({ choose: async () => "reject" }))(proposal), { kind: "reject" });
  await assert.rejects(oneByOne(async () => prompts({ choose: async () => Symbol("cancel") }))(proposal), /turned away/);
});

test("proposals of trials that run side by side wait for one another, also after one that was turned away", async () => {
  let open = 0;
  let most = 0;
  let asked = 0;
  const decide = oneByOne(async () =>
    prompts({
      choose: async () => {
        most = Math.max(most, ++open);
        await new Promise((resolve) => setImmediate(resolve));
        open--;
        return ++asked === 2 ? Symbol("cancel") : "accept";
      },
    }),
  );
  const decided = await Promise.allSettled([decide(proposal), decide(proposal), decide(proposal)]);
  assert.deepEqual(
    decided.map(({ status }) => status),
    ["fulfilled", "rejected", "fulfilled"],
  );
  assert.equal(most, 1);
});

/** One task by personas with `curation: ask`, beside solo, in the lab. */
async function curated(decide?: ReturnType<typeof oneByOne>) {
  const store = openStore(":memory:");
  const experiment = await loadExperiment(new URL("../../examples/topologies/personas.yaml", import.meta.url).pathname);
  const ask = { use: "personas", options: { member: "strong", curation: "ask", size: 2 } };
  const surroundings = { store, environment: {}, concurrency: 4, now: () => 0, signal: new AbortController().signal };
  const wanted = { ...experiment, only: ["change"], topologies: [...experiment.topologies.slice(0, 1), ask] };
  const { run, summary } = await startRun(wanted, { ...surroundings, ...defined({ decide }) });
  const events: Event[] = [];
  for await (const event of store.ledger(run).read()) events.push(event);
  store.close();
  const decisions = events.flatMap(({ fact }) => (fact.type === "own" && fact.name === "curation" ? [fact.value] : []));
  const asked = events.flatMap(({ trial, fact }) =>
    fact.type === "call" && fact.member === "operator" ? [{ trial, cost: fact.cost }] : [],
  );
  return { summary, events, decisions: decisions as { by: string; decision: string; personas: string[] }[], asked };
}

test("a run puts the choice to the operator, once and free, in the topologies that ask for one", async () => {
  const { decisions, asked, summary } = await curated(async ({ names }) => ({ kind: "change", personas: names.slice(-1) }));
  assert.deepEqual(
    decisions.map(({ by, decision, personas }) => [by, decision, personas.length]),
    [["operator", "change", 1]],
  );
  assert.deepEqual(
    asked.map(({ trial, cost }) => [trial.split("/")[0], cost]),
    [["personas", 0]],
  );
  assert.equal(summary.world, "simulated");
});

test("without an operator, or with one that turned away, the proposal stands and the record says so", async () => {
  const turned = oneByOne(async () => prompts({ choose: async () => Symbol("cancel") }));
  for (const decide of [undefined, turned]) {
    const { decisions, events, asked } = await curated(decide);
    assert.equal(decisions[0]?.decision, "unattended");
    assert.ok(events.some(({ fact }) => fact.type === "fallback" && fact.from === "ask" && fact.to === "auto"));
    assert.ok(asked.length <= 1);
  }
});
