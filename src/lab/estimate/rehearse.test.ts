import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { openStore } from "../../ledger/index.ts";
import { sendJson, wireServer, type WireServer } from "../../models/fixtures/wire.ts";
import { functionModel } from "../../models/function-model.ts";
import { dryRun, estimateWords } from "../../report/dry-run.ts";
import { keepFunction } from "../../util/functions.ts";
import { dollars } from "../../util/money.ts";
import { estimateFrom, keptEstimate } from "./kept-estimate.ts";
import { check } from "../experiment/load-experiment.ts";
import { makePlan } from "../plan/make-plan.ts";
import { rehearse } from "./rehearse.ts";
import { findRun } from "../record/find-run.ts";
import { widen } from "../run/widen.ts";
import { extendRun, startRun } from "../run/run.ts";

const folder = mkdtempSync(join(tmpdir(), "catallaxy-rehearse-"));
const servers: WireServer[] = [];
after(async () => {
  await Promise.all(servers.map((server) => server.close()));
  rmSync(folder, { recursive: true, force: true });
});

// Prompts of 40 characters, which are 10 tokens; keys of 4, which are one.
const tasks = Array.from(
  { length: 12 },
  (_, i) =>
    `  - { id: t${i}, prompt: "${`Number ${i}?`.padEnd(40, ".")}", grader: { kind: exact, answer: "${1000 + i}", answerKind: integer } }`,
);
writeFileSync(join(folder, "tasks.yaml"), `tasks:\n${tasks.join("\n")}\n`);

/** A server whose every answer has so many output tokens, and an experiment whose members it serves. */
async function laboratory(tokens: number, topologies: readonly object[]) {
  const server = await wireServer((_asked, response) => {
    const usage = { prompt_tokens: 20, completion_tokens: tokens, total_tokens: 20 + tokens };
    const choices = [{ index: 0, message: { role: "assistant", content: "Answer: 1003" }, finish_reason: "stop" }];
    sendJson(response, 200, { id: "x", object: "chat.completion", created: 1, model: "m", choices, usage });
  });
  servers.push(server);
  const model = { baseUrl: `${server.url}/v1`, apiKeyEnv: "LOCAL_KEY", price: { input: 1, output: 4 } };
  const plain = { name: "a", model: "compatible/a", ...model };
  const firm = { name: "desk", firm: { topology: "best-of", members: [{ ...plain, name: "inner", model: "compatible/inner" }] } };
  const input = {
    suite: join(folder, "tasks.yaml"),
    members: [plain, firm],
    judges: [{ ...plain, name: "judge", model: "compatible/judge" }],
    topologies: [...topologies],
    verifier: "none",
    terms: { attempts: 1, outputCap: 1000 },
  };
  const experiment = { ...check(input, "money"), name: "money" };
  const store = openStore(":memory:");
  const environment = { LOCAL_KEY: "k" };
  const at = { store, environment, concurrency: 3, now: () => Date.now(), signal: new AbortController().signal };
  return { server, store, experiment, at, plan: await makePlan(experiment, environment) };
}
const solo = { use: "solo", name: "solo", options: { member: "a" } };
const again = { use: "solo", name: "again", options: { member: "a" } };

test("a likely answer to a short key is as long as the key, the question and half of it again, and a shared draw is taken off once, said so", async () => {
  const { plan, server } = await laboratory(5, [solo, again]);
  const { rows, past, likely } = await rehearse(plan);
  // 5 + 1 token of key + 10 of prompt, for each of twelve tasks.
  assert.deepEqual(
    rows.map(({ topology, calls, outputTokens }) => [topology, calls, outputTokens]),
    [
      ["solo", 12, 12 * 16],
      ["again", 12, 12 * 16],
      ["(shared answers)", -12, -12 * 16],
    ],
  );
  assert.deepEqual([rows[1]?.likely, rows[2]?.likely, likely], [rows[0]?.likely, -(rows[0]?.likely ?? 0), rows[0]?.likely]);
  assert.deepEqual([past, server.asked.length], [undefined, 0]);
  assert.ok(rows.slice(0, 2).every((row) => row.most > 0));
});

test("a likely cost above the cap is shown whole, with the share of the trials that the cap is likely to allow", async () => {
  const { plan } = await laboratory(5, [solo]);
  const { likely } = await rehearse(plan);
  const capped = await rehearse({ ...plan, cap: Math.round(likely / 4) });
  assert.deepEqual([capped.likely, capped.most], [likely, Math.round(likely / 4)]);
  assert.match(dryRun(capped).replaceAll(/\s+/g, " "), /is likely to stop it after about (24|25)% of the trials/);
  assert.match(estimateWords(capped), /^likely \$0\.\d+, of which the cap lets \$0\.\d+ be spent$/);
  assert.doesNotMatch(dryRun({ ...capped, likely: 1 }), /likely to stop/);
});

test("what function members charge is said to be unknown, not free", async () => {
  const { plan } = await laboratory(5, [solo]);
  const [first] = plan.topologies;
  const seat = {
    name: "own",
    model: functionModel(
      keepFunction("own", () => ({ text: "4", cost: 0.01 })),
      "own",
    ),
  };
  const told = await rehearse({ ...plan, topologies: first === undefined ? [] : [{ ...first, seats: [...first.seats, seat] }] });
  assert.deepEqual(told.unpriced, ["own"]);
  assert.match(dryRun(told).replaceAll(/\s+/g, " "), /Unknown: function members are not priced before they answer \(own\)/);
  assert.match(estimateWords(told), /and what function members charge, at most \$.* and what function members charge$/);
});

test("a run that reuses answers keeps the estimate that its plan shows: of what is to be paid, compared with what was paid", async () => {
  const { experiment, at, store } = await laboratory(123, [solo]);
  await startRun(experiment, at);
  const cost = 12 * (20 * 1 + 123 * 4) * 1000;
  const second = await startRun(experiment, { ...at, reuse: true });
  const kept = keptEstimate(store.run(second.run)?.config);
  assert.deepEqual([kept?.likely, kept?.most, kept?.cost, kept?.factor], [0, 0, 0, undefined]);
  const twice = { ...experiment, repetitions: 2 };
  const planned = await estimateFrom(await makePlan(twice, at.environment), store, { reuse: true });
  const third = await startRun(twice, { ...at, reuse: true });
  const half = keptEstimate(store.run(third.run)?.config);
  assert.deepEqual([half?.likely, half?.most, half?.cost, half?.compared], [planned.likely, planned.most, cost, cost]);
  assert.match(third.notes[0] ?? "", /; it cost \$0\.006144; the estimate was right to within 5%\.$/);
  store.close();
});

test("what is added to a run is estimated and compared alone", async () => {
  const { experiment, at, store } = await laboratory(123, [solo]);
  const { run } = await startRun(experiment, at);
  const cost = 12 * (20 * 1 + 123 * 4) * 1000;
  const wider = { ...experiment, repetitions: 3, topologies: [...experiment.topologies, again] };
  const { notes } = await extendRun(await widened(run, wider, at), at);
  const kept = keptEstimate(store.run(run)?.config);
  // Two repetitions more of one topology; the other shares all that it asks for.
  assert.deepEqual([kept?.before, kept?.cost], [{ cost, compared: cost }, 3 * cost]);
  assert.ok(Math.abs((kept?.likely ?? 0) / (2 * cost) - 1) < 0.05, String(kept?.likely));
  assert.ok(Math.abs((kept?.factor ?? 0) - 1) < 0.05, String(kept?.factor));
  assert.match(notes[0] ?? "", /^Estimated for what was added likely .*; it cost \$0\.018432 \(\$0\.006144 of it before\)/);
  store.close();
});

test("a rehearsal asks no live model, not even those inside a firm", async () => {
  const { plan, server } = await laboratory(5, [{ use: "solo", name: "firm", options: { member: "desk" } }]);
  const { rows, likely, most } = await rehearse(plan);
  assert.equal(server.asked.length, 0);
  assert.ok((rows[0]?.calls ?? 0) >= 12 && likely > 0 && most > likely);
});

test("where the ledger has replies to these tasks, their lengths are the likely ones, and the run's end tells how far the estimate was", async () => {
  const { plan, experiment, at, store } = await laboratory(123, [solo]);
  const first = await startRun(experiment, at);
  const [line] = first.notes;
  // $1 for 20 tokens in and $4 for 123 out, per million, twelve times.
  const cost = 12 * (20 * 1 + 123 * 4) * 1000;
  const kept = keptEstimate(store.run(first.run)?.config);
  assert.deepEqual([kept?.cost, kept?.factor], [cost, (kept?.likely ?? 0) / cost]);
  assert.match(line ?? "", /^Estimated likely \$.*; it cost \$0\.006144\.$/);
  // 31 tokens were expected, 123 came.
  const { estimate, warnings } = first.summary;
  assert.deepEqual([estimate?.compared, estimate?.factor], [cost / 1e9, kept?.factor]);
  const size = (cost / (kept?.likely ?? 0)).toPrecision(2);
  assert.equal(
    warnings.at(-1),
    `The cost was ${size} times as high as the estimate, likely ${dollars(kept?.likely ?? 0)}: what it was for did cost $0.00614.`,
  );
  const { rows, past } = await estimateFrom(plan, store);
  assert.deepEqual([past, rows[0]?.outputTokens], [12, 12 * 123]);
  const second = keptEstimate(store.run((await startRun(experiment, at)).run)?.config);
  assert.ok(Math.abs((second?.factor ?? 0) - 1) < 0.05, String(second?.factor));
  store.close();
});

test("a pilot's tasks count, are asked once, and bring the estimate of the whole run near to its cost", async () => {
  const { experiment, at, store, server } = await laboratory(400, [solo]);
  const seen: [number, number][] = [];
  const agree = async (estimate: { likely: number }, spent: number): Promise<boolean> => {
    seen.push([server.asked.length, spent]);
    const cost = 12 * (20 + 400 * 4) * 1000;
    assert.ok(Math.abs(estimate.likely / cost - 1) < 0.05, String(estimate.likely / cost));
    return true;
  };
  const { state, summary, run } = await startRun(experiment, at, { pilot: { tasks: 3, agree } });
  assert.deepEqual([state, summary.topologies[0]?.trials, server.asked.length, seen], ["done", 12, 12, [[3, 3 * (20 + 400 * 4) * 1000]]]);
  const kept = keptEstimate(store.run(run)?.config);
  assert.ok((kept?.likely ?? 0) < (kept?.cost ?? 0) / 5);
  assert.ok(Math.abs((kept?.factor ?? 0) - 1) < 0.05);
  store.close();
});

test("a pilot of more tasks than there are takes them all, and nobody is asked about a rest that is none", async () => {
  const { experiment, at, store, server } = await laboratory(400, [solo]);
  const never = async (): Promise<boolean> => assert.fail("asked");
  const { state, run } = await startRun(experiment, at, { pilot: { tasks: 20, agree: never } });
  assert.deepEqual([state, server.asked.length, keptEstimate(store.run(run)?.config)?.afterPilot], ["done", 12, undefined]);
  store.close();
});

test("after a pilot what is left is told beside what was spent, and the whole is their sum", async () => {
  const { experiment, at, store } = await laboratory(400, [solo]);
  const each = (20 + 400 * 4) * 1000;
  const agree = async (
    whole: { likely: number; most: number },
    spent: number,
    left: { likely: number; most: number },
  ): Promise<boolean> => {
    assert.deepEqual([spent, whole.likely, whole.most], [5 * each, left.likely + spent, left.most + spent]);
    assert.ok(Math.abs(left.likely / (7 * each) - 1) < 0.05, String(left.likely));
    return true;
  };
  assert.equal((await startRun(experiment, at, { pilot: { tasks: 5, agree } })).state, "done");
  store.close();
});

test("what is reused is taken off an estimate, per repetition, in the likely and in the most", async () => {
  const { experiment, at, store, plan } = await laboratory(123, [solo, again]);
  const nothing = await estimateFrom(plan, store, { reuse: true });
  assert.deepEqual([nothing.reused, nothing.likely > 0], [undefined, true]);
  await startRun(experiment, at);
  const cost = 12 * (20 * 1 + 123 * 4) * 1000;
  const { likely, most, reused } = await estimateFrom(plan, store, { reuse: true });
  assert.deepEqual([likely, most, reused], [0, 0, { calls: 12, cost }]);
  const twice = await estimateFrom({ ...plan, repetitions: 2 }, store, { reuse: true });
  assert.ok(Math.abs(twice.likely / cost - 1) < 0.05, String(twice.likely));
  assert.deepEqual(
    twice.rows.map(({ topology, trials, calls }) => [topology, trials, calls]),
    [
      ["solo", 24, 12],
      ["again", 24, 12],
      ["(shared answers)", 0, -12],
    ],
  );
  const whole = await estimateFrom({ ...plan, repetitions: 2 }, store);
  assert.ok(Math.abs(twice.most / (whole.most / 2) - 1) < 1e-9, `${twice.most} of ${whole.most}`);
  store.close();
});

test("at most is the smallest bound of all caps: of the call, the trial, the session, the topology, the run and the day", async () => {
  const { plan } = await laboratory(5, [solo, again]);
  const two = { ...plan, repetitions: 2 };
  const { rows, most } = await rehearse(two);
  const each = (rows[0]?.most ?? 0) / 24;
  const under = async (limits: object, caps: object, more = {}): Promise<number> => {
    const topologies = plan.topologies.map((topology) => ({ ...topology, limits, caps }));
    return (await rehearse({ ...two, topologies, ...more })).most;
  };
  assert.equal(most, 48 * each);
  assert.equal(await under({ cost: each - 1 }, {}), 0);
  assert.equal(await under({}, { call: each - 1 }), 0);
  assert.equal(await under({}, { call: each }), most);
  // Two topologies with two sessions each.
  assert.equal(await under({}, { session: 1000 }), 4000);
  assert.equal(await under({}, { session: 1000, topology: 1500 }), 3000);
  assert.equal(await under({}, {}, { cap: 700, day: 600 }), 600);
  assert.equal(await under({}, { topology: 100 }, { cap: 700 }), 200);
});

test("an estimate asks as the run does where tasks say what a right answer is worth, so that answers of before are found", async () => {
  const { experiment, at, store, server } = await laboratory(123, [{ use: "market", name: "market", members: ["a"] }]);
  const worth = tasks.map((line, i) => line.replace("{ id:", `{ worth: ${i + 1}, id:`));
  writeFileSync(join(folder, "worth.yaml"), `tasks:\n${worth.join("\n")}\n`);
  const valued = { ...experiment, suite: join(folder, "worth.yaml") };
  await startRun(valued, at);
  assert.ok(server.asked.length >= 24);
  const { likely, reused } = await estimateFrom(await makePlan(valued, at.environment), store, { reuse: true });
  assert.deepEqual([likely, reused?.calls], [0, server.asked.length]);
  store.close();
});

test("the plan that was agreed to is the plan that runs, and a run that changed after it was widened is not extended", async () => {
  const { experiment, at, plan, store, server } = await laboratory(123, [solo]);
  const two = { ...plan, suite: { ...plan.suite, tasks: plan.suite.tasks.slice(0, 2) } };
  const { run } = await startRun(experiment, at, { plan: two });
  assert.equal(server.asked.length, 2);
  const more = await widened(run, { ...experiment, repetitions: 2 }, at);
  await extendRun(await widened(run, experiment, at), at);
  assert.equal(server.asked.length, 12);
  await assert.rejects(extendRun(more, at), /Another command has changed money-.* meanwhile.*Nothing was asked/);
  assert.equal(server.asked.length, 12);
  store.close();
});

test("where nothing is added to a run, the estimate that it was begun with stays", async () => {
  const { experiment, at, store } = await laboratory(123, [solo]);
  const { run } = await startRun(experiment, at);
  const before = keptEstimate(store.run(run)?.config);
  const { notes, summary } = await extendRun(await widened(run, experiment, at), at);
  assert.deepEqual(keptEstimate(store.run(run)?.config), before);
  assert.match(notes[0] ?? "", /^Estimated likely \$/);
  assert.equal(summary.estimate?.likely, (before?.likely ?? 0) / 1e9);
  store.close();
});

test("a run whose pilot was too dear is left where it stands and can be resumed", async () => {
  const { experiment, at, store, server } = await laboratory(400, [solo]);
  const { state, run } = await startRun(experiment, at, { pilot: { tasks: 2, agree: async () => false } });
  assert.deepEqual([state, server.asked.length, store.run(run)?.state], ["interrupted", 2, "interrupted"]);
  store.close();
});

test("an estimate reads the runs of others without locking them", async () => {
  const { experiment, at, plan } = await laboratory(123, [solo]);
  const file = join(folder, "shared.sqlite");
  const first = openStore(file);
  // Holds the writer's lock of its run until it is closed.
  await startRun(experiment, { ...at, store: first });
  const second = openStore(file);
  assert.equal((await estimateFrom(plan, second)).past, 12);
  assert.equal((await startRun(experiment, { ...at, store: second })).state, "done");
  second.close();
  first.close();
});

/** A stored run with what another experiment adds to it, as it would be agreed to. */
function widened(run: string, wanted: Parameters<typeof widen>[1], { store, environment }: Parameters<typeof startRun>[1]) {
  return widen(findRun(store, run), wanted, environment);
}

test("gradings are a row of calls and no trials: all trials of a plan are those of its topologies", async () => {
  const plan = await makePlan(
    {
      ...check(
        {
          suite: "inline",
          tasks: ["a", "b", "c"].map((id) => ({
            id,
            prompt: `${id}?`,
            grader: { kind: "rubric", criteria: [{ id: "c", statement: "fits" }] },
          })),
          members: [{ name: "m", model: "simulated/small" }],
          judges: [{ name: "j", model: "simulated/judge" }],
          topologies: ["solo", { use: "solo", name: "again" }],
          verifier: "none",
          terms: { attempts: 1 },
          repetitions: 2,
        },
        "graded",
      ),
      name: "graded",
    },
    {},
  );
  const estimate = await rehearse(plan);
  // Two topologies, three tasks, two repetitions; equal answers, which the two share, are graded once.
  const grading = estimate.rows.find(({ topology }) => topology === "(grading)");
  assert.deepEqual([grading?.trials, grading?.calls], [0, 6]);
  const text = dryRun(estimate, 120);
  assert.match(text, /^ +all +12 /m);
  assert.match(text, /^ +\(grading\) +- +6 /m);
  assert.match(text.replaceAll(/\s+/g, " "), /Grading: what judges are asked about the answers of these trials/);
});

test("with --reuse a plan follows stored answers through their verdicts: what was asked once, retries included, is owed no more", async () => {
  const retried = (name: string, verifier: object) => ({ use: "solo", name, options: { member: "a" }, terms: { attempts: 3 }, verifier });
  const ruled = { kind: "contains", answer: "1004" };
  // The server's answer is no verdict: after a repair the judge stays silent, and nothing is tried again.
  const rubric = { kind: "rubric", member: "judge", criteria: [{ id: "c", statement: "is right" }] };
  for (const verifier of [
    { kind: "oracle" },
    { kind: "noisy", judge: { kind: "oracle" }, falsePositive: 0.2, falseNegative: 0.2 },
    ruled,
    rubric,
  ]) {
    const { store, experiment, at, plan, server } = await laboratory(5, [retried("tried", verifier)]);
    await startRun(experiment, at);
    const asked = server.asked.length;
    // The one answer of the server is right for one task of twelve.
    if (verifier.kind === "oracle") assert.equal(asked, 1 + 11 * 3);
    const { likely, most, reused, notes = [] } = await estimateFrom(plan, store, { reuse: true });
    assert.deepEqual([likely, most, reused?.calls], [0, 0, asked], verifier.kind);
    assert.doesNotMatch(notes.join(), /told by the run alone/);
    // More repetitions of which the ledger has none are new.
    const more = await estimateFrom({ ...plan, repetitions: 2 }, store, { reuse: true });
    assert.ok(more.likely > 0);
  }
});
