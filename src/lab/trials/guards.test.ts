import assert from "node:assert/strict";
import { test } from "node:test";
import { openStore } from "../../ledger/index.ts";
import { conversation } from "../../report/index.ts";
import type { DomainFact, Event } from "../../types.ts";
import { check } from "../experiment/load-experiment.ts";
import { startRun } from "../run/run.ts";
import { wholeBody } from "./whole-body.ts";

const members = ["large", "medium", "small"].map((name) => ({ name, embedded: `simulated/${name}` }));
const rounds = { rounds: 5 };
const experiment = {
  suite: "coase-hayek",
  only: ["seed-envelopes", "bakery-schedule", "lighthouse-grid", "cold-store-chain"],
  members,
  judges: [{ name: "judge", embedded: "simulated/judge" }],
  topologies: [
    { use: "decentralised", options: rounds },
    { use: "decentralised", name: "unguarded", options: { ...rounds, guarded: false } },
    { use: "best-of" },
  ],
  verifier: { kind: "rubric", member: "judge" },
  terms: { attempts: 1 },
};

async function ran() {
  const store = openStore(":memory:");
  const surroundings = { store, environment: {}, concurrency: 4, now: () => 0, signal: new AbortController().signal };
  const { run, summary } = await startRun({ ...check(experiment, "guards"), name: "guards" }, surroundings);
  const ledger = store.ledger(run);
  const events: Event[] = [];
  for await (const event of ledger.read()) events.push(event);
  const guards = (topology: string) =>
    events.flatMap(({ trial, fact }) => (trial.startsWith(`${topology}/`) && fact.type === "guard" ? [{ trial, ...fact }] : []));
  return { summary, events, guards, body: (address: string) => wholeBody(ledger, address), end: () => store.close() };
}

test("a dialogue that went on although nobody moved is on record with what was said in vain", async () => {
  const { summary, events, guards, end } = await ran();
  const [guarded, free] = [guards("decentralised"), guards("unguarded")];
  assert.ok(guarded.length > 0 && guarded.every(({ guard, stopped, tokens }) => guard === "loop" && stopped && tokens === 0));
  assert.deepEqual(
    free.map(({ trial }) => trial.replace("unguarded", "")).sort(),
    guarded.map(({ trial }) => trial.replace("decentralised", "")).sort(),
  );
  assert.ok(free.every(({ stopped, tokens }) => !stopped && tokens > 0));
  assert.deepEqual(guards("best-of"), []);
  const said = (topology: string) =>
    events.flatMap(({ trial, fact }) => (trial.startsWith(`${topology}/`) && fact.type === "call" ? [fact] : []));
  const attempts = (topology: string) =>
    said(topology).reduce((sum, { purpose, usage }) => sum + (purpose === "attempt" ? usage.output : 0), 0);
  const vain = free.reduce((sum, { tokens }) => sum + tokens, 0);
  assert.equal(attempts("unguarded") - attempts("decentralised"), vain);
  const n = free.length;
  assert.ok(
    summary.warnings.includes(`Guard loop fired, in trials: decentralised ${n} (stopped ${n}), unguarded ${n}.`),
    summary.warnings.join("\n"),
  );
  const share = (100 * vain) / said("unguarded").reduce((sum, { purpose, usage }) => sum + (purpose === "grade" ? 0 : usage.output), 0);
  assert.ok(summary.warnings.includes(`Output tokens spent after a guard's stop rule held: unguarded ${share.toFixed(1)}%.`));
  end();
});

test("a trial that a guard stopped says which guard, and the same run finds the same", async () => {
  const [first, second] = [await ran(), await ran()];
  const stopped = first.guards("decentralised")[0]?.trial ?? "";
  const told = conversation(
    first.events.filter(({ trial }) => trial === stopped),
    first.body,
  );
  assert.match(told, /# ended: answered after .*\n {2}stopped by a guard: loop\n/);
  const facts = (run: typeof first): DomainFact[] => run.events.flatMap(({ fact }) => (fact.type === "guard" ? [fact] : []));
  assert.deepEqual(facts(first), facts(second));
  assert.equal(first.summary.digest, second.summary.digest);
  first.end();
  second.end();
});
