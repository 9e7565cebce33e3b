import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { openStore, type Store } from "../../ledger/index.ts";
import { sendJson, wireServer, type WireServer } from "../../models/fixtures/wire.ts";
import type { Event, Json, JudgeSpec } from "../../types.ts";
import { keepFunction } from "../../util/functions.ts";
import { toNano } from "../../util/money.ts";
import { graderWords } from "../plan/grader-words.ts";
import { gradingNotes, gradingsOf } from "../record/gradings-of.ts";
import { check } from "../experiment/load-experiment.ts";
import type { Plan } from "../plan/plan.ts";
import { regrade } from "./regrade.ts";
import { startRun } from "./run.ts";

const folder = mkdtempSync(join(tmpdir(), "catallaxy-regrade-"));
const servers: WireServer[] = [];
after(async () => {
  await Promise.all(servers.map((server) => server.close()));
  rmSync(folder, { recursive: true, force: true });
});

const names = ["one", "two", "three", "four", "five", "six"];
writeFileSync(
  join(folder, "tasks.yaml"),
  `tasks:\n${names.map((name, i) => `  - { id: ${name}, prompt: "Say ${name}.", grader: { kind: exact, answer: "${i < 4 ? name : "else"}", answerKind: text } }`).join("\n")}\n`,
);
const verdict = (passed: boolean): string => JSON.stringify({ passed, score: passed ? 1 : 0, why: "It is so." });

/** A member that says what it is told to, and a judge that says what `judge` does of the answer; fifty tokens in, ten out. */
async function laboratory(judge: (answer: string) => string | number) {
  const server = await wireServer((asked, response) => {
    const text = JSON.stringify(asked.body["messages"]);
    const answer = /<answer-\w+>\\nAnswer: (\w+)/.exec(text)?.[1];
    const said = answer === undefined ? `Answer: ${/Say (\w+)\./.exec(text)?.[1] ?? ""}` : judge(answer);
    if (typeof said === "number") return sendJson(response, said, { error: { message: "The judge is out.", type: "server_error" } });
    const choices = [{ index: 0, message: { role: "assistant", content: said }, finish_reason: "stop" }];
    const usage = { prompt_tokens: 50, completion_tokens: 10, total_tokens: 60 };
    return sendJson(response, 200, { id: "x", object: "chat.completion", created: 1, model: "m", choices, usage });
  });
  servers.push(server);
  const model = { baseUrl: `${server.url}/v1`, apiKeyEnv: "LOCAL_KEY", price: { input: 1, output: 4 } };
  const experiment = check(
    {
      suite: join(folder, "tasks.yaml"),
      members: [{ name: "a", model: "compatible/a", ...model }],
      judges: [{ name: "judge", model: "compatible/judge", ...model }],
      topologies: [{ use: "solo", terms: { attempts: 1 } }],
      verifier: "none",
      terms: { outputCap: 100 },
    },
    "again",
  );
  const store = openStore(":memory:");
  const patience = { tries: 1, callMs: 60_000 };
  const at = {
    store,
    environment: { LOCAL_KEY: "k" },
    concurrency: 3,
    now: () => Date.now(),
    signal: new AbortController().signal,
    patience,
  };
  const { run, summary } = await startRun({ ...experiment, name: "again" }, { ...at, preflight: true });
  assert.deepEqual(
    summary.topologies.map(({ passed, trials }) => [passed, trials]),
    [[4, 6]],
  );
  const judged = (): number => server.asked.filter(({ body }) => JSON.stringify(body).includes("<answer-")).length;
  return { store, at, run, judged };
}
const grader = { kind: "rubric" };

async function gradesIn(store: Store, run: string): Promise<Extract<Event["fact"], { type: "grade" }>[]> {
  const found = [];
  for await (const { fact } of store.ledger(run).read()) if (fact.type === "grade") found.push(fact);
  return found;
}

test("a grading again judges every answer once, keeps the earlier grades and says what changed", async () => {
  const { store, at, run, judged } = await laboratory((answer) => verdict(answer === "five" || answer === "one"));
  const seen: number[] = [];
  const { state, graded, trials, summary, round, cost, notes } = await regrade(
    run,
    { ...at, onProgress: ({ done }) => seen.push(done) },
    { grader },
  );
  assert.deepEqual([state, graded, trials, judged()], ["done", 6, 6, 6]);
  assert.deepEqual(seen, [0, 1, 2, 3, 4, 5, 6]);
  assert.deepEqual([round.round, round.ungraded], [1, []]);
  assert.equal((await gradesIn(store, run)).length, 12);
  // Exact passed one to four; the rubric passes one and five: two, three and four fell, five rose.
  const row = { name: "solo", graded: 6, unscored: 0, passedBefore: 4, passedAfter: 2, scoreBefore: 4 / 6, scoreAfter: 2 / 6, changed: 4 };
  // 50 tokens at $1 and 10 at $4 per million, six times.
  assert.deepEqual(summary.gradings, [
    { round: 1, graders: ["rubric"], instead: ["exact"], graded: 6, answers: 6, cost: 0.00054, topologies: [row] },
  ]);
  assert.equal(summary.topologies[0]?.passed, 2);
  assert.equal(summary.spending?.grading, 0.00054);
  assert.equal(cost, 540_000);
  assert.match(notes[0] ?? "", /it cost \$0\.\d+ = topologies \$0\.\d+ \+ grading \$0\.00054/);
  assert.ok(summary.warnings.some((words) => words.includes("4 verdicts changed: solo 4 -> 2 of 6 passed")));
  const back = await regrade(run, at);
  assert.equal(back.cost, 0);
  assert.deepEqual([back.summary.topologies[0]?.passed, back.round.round, back.summary.gradings?.length], [4, 2, 2]);
  store.close();
});

test("a cap ends a grading with what it left and why; the same command goes on there and asks for nothing twice", async () => {
  const { store, at, run, judged } = await laboratory(() => verdict(true));
  let most = 0;
  await regrade(run, at, { grader, agree: async (estimate) => ((most = estimate.most), false) });
  // A verdict costs $0.00009: after three of them, the fourth does not fit.
  const seen: [number, number][] = [];
  const one = await regrade(
    run,
    { ...at, concurrency: 1, onProgress: ({ done, missed = 0 }) => seen.push([done, missed]) },
    { grader, cap: Math.round(most / 6) + toNano(0.000225) },
  );
  assert.deepEqual([one.state, one.graded], ["budget", 3]);
  assert.deepEqual(seen, [
    [0, 0],
    [1, 0],
    [2, 0],
    [3, 0],
    [3, 1],
    [3, 2],
    [3, 3],
  ]);
  assert.equal(one.round.ungraded.length, 3);
  assert.ok(one.round.ungraded.every(({ why }) => /the money ended, .*may cost up to \$\S+ and \$\S+ was left then$/.test(why)));
  assert.match(one.summary.warnings.join("\n"), /A part was graded, so the figures stay those by exact \(grading 1\)\./);
  const two = await regrade(run, at, { grader, cap: toNano(1) });
  assert.deepEqual([two.state, two.graded, two.round.round, judged()], ["done", 6, 1, 6]);
  store.close();
});

test("a judge that cannot be asked leaves the earlier grade, and the trial is named with the provider's words", async () => {
  let out = true;
  const { store, at, run } = await laboratory((answer) => (out && answer === "two" ? 500 : verdict(true)));
  const one = await regrade(run, at, { grader });
  assert.deepEqual([one.state, one.graded], ["failed", 5]);
  assert.deepEqual(
    one.round.ungraded.map(({ trial }) => trial),
    ["solo/two/0"],
  );
  assert.match(one.round.ungraded[0]?.why ?? "", /The judge is out/);
  // A part alone was put before the judge: the figures stay those of the suite's own grader, which passed one to four.
  assert.deepEqual(
    one.summary.topologies.map(({ unscored, infra, passed, trials }) => [unscored, infra, passed, trials]),
    [[0, 0, 4, 6]],
  );
  assert.equal(one.summary.state, "done");
  out = false;
  const two = await regrade(run, at, { grader });
  assert.deepEqual([two.state, two.graded, two.round.round, two.summary.topologies[0]?.passed], ["done", 6, 1, 6]);
  store.close();
});

test("a judge that writes no verdict leaves the earlier grade, and the trial is named", async () => {
  const { store, at, run } = await laboratory((answer) => (answer === "two" ? "Looks fine to me." : verdict(true)));
  const { state, graded, round, summary } = await regrade(run, at, { grader });
  assert.match(summary.warnings.join("\n"), /the figures mix graders \(solo: 5 by rubric \(grading 2\), 1 by exact \(grading 1\)\)/);
  assert.deepEqual([state, graded], ["failed", 5]);
  assert.deepEqual(
    round.ungraded.map(({ trial }) => trial),
    ["solo/two/0"],
  );
  // The five that the judge passed, and "two", which the suite's own grader had passed.
  assert.deepEqual([summary.topologies[0]?.unscored, summary.topologies[0]?.passed], [0, 6]);
  store.close();
});

test("where the ledger has replies without a verdict the judge is asked anew, and what had a verdict is taken", async () => {
  let dull = true;
  const { store, at, run, judged } = await laboratory((answer) => (dull && answer === "two" ? "Looks fine to me." : verdict(true)));
  const one = await regrade(run, at, { grader });
  // Five verdicts, and for "two" a reply and its repair.
  assert.deepEqual([one.state, judged()], ["failed", 7]);
  const two = await regrade(run, at, { grader });
  assert.deepEqual([two.state, two.graded, judged()], ["failed", 5, 9]);
  dull = false;
  const three = await regrade(run, at, { grader });
  assert.deepEqual([three.state, three.graded, three.round.round, judged()], ["done", 6, 1, 10]);
  // A new round of the same grader finds the verdict that came last and asks nobody.
  await regrade(run, at);
  const again = await regrade(run, at, { grader });
  assert.deepEqual([again.state, again.graded, judged()], ["done", 6, 10]);
  const calls = [...store.ledger(run).calls()].filter(({ purpose }) => purpose === "grade");
  assert.equal(calls.length, 10);
  assert.equal(again.summary.spending?.grading, (10 * 90) / 1e6);
  store.close();
});

test("tasks may be graded by what their graders are now, functions too, and the report says which made which figure", async () => {
  const { store, at, run } = await laboratory(() => verdict(true));
  const strict = keepFunction("strict", (answer: string) => answer.includes("one"));
  const graders = new Map(names.map((name) => [name, { kind: "function", function: strict }]));
  const first = await regrade(run, at, { graders });
  assert.deepEqual([first.state, first.summary.topologies[0]?.passed], ["done", 1]);
  const mild = keepFunction("strict", (answer: string) => answer.includes("o"));
  const second = await regrade(run, at, { graders: new Map(names.map((name) => [name, { kind: "function", function: mild }])) });
  // "one", "two" and "four" have an o.
  assert.deepEqual([second.summary.topologies[0]?.passed, second.round.round], [3, 2]);
  // The suite's own graders were of another kind; then each is another function.
  assert.deepEqual(first.summary.gradings?.[0]?.changedGraders, names);
  assert.match(second.summary.warnings.join("\n"), / The graders of one, two, three, four, five and six changed\./);
  const named = (address: string): string => address.replace("function:", "function ");
  assert.deepEqual(
    second.summary.gradings?.map(({ graders: by, instead }) => [by, instead]),
    [
      [[named(strict)], ["exact"]],
      [[named(mild)], [named(strict)]],
    ],
  );
  const absent = new Map(names.map((name) => [name, { kind: "function", function: "function:gone#0123456789ab" }]));
  await assert.rejects(regrade(run, at, { graders: absent }), /The grader "gone" is a function.*--config/s);
  store.close();
});

test("the graders that changed are named by their tasks, and where a part was graded, who made which grades", async () => {
  const { store, at, run } = await laboratory(() => verdict(true));
  const same = { kind: "exact", answerKind: "text" };
  const graders = new Map(names.map((name) => [name, { ...same, answer: name === "two" ? "zwei" : name === "six" ? "six" : name }]));
  const all = new Map(names.map((name, i): [string, JudgeSpec] => [name, i < 4 ? { ...same, answer: name } : { ...same, answer: "else" }]));
  const unchanged = await regrade(run, at, { graders: all });
  assert.equal(unchanged.summary.gradings?.[0]?.changedGraders, undefined);
  assert.match(
    unchanged.summary.warnings.join("\n"),
    /Grading 2, by exact, of 6 of 6 answers: no verdict changed\. The graders are as they were\./,
  );
  const changed = await regrade(run, at, { graders });
  assert.deepEqual(changed.summary.gradings?.[1]?.changedGraders, ["two", "five", "six"]);
  assert.match(changed.summary.warnings.join("\n"), / The graders of two, five and six changed\./);
  const part = await regrade(run, at, { grader, sample: 2 });
  // The keys now pass all but "two"; a rubric that graded two of six changes no figure.
  const headline = ({ summary }: typeof part) => summary.topologies.map(({ passed, meanScore }) => [passed, meanScore]);
  assert.deepEqual([headline(changed), headline(part)], [[[5, 5 / 6]], [[5, 5 / 6]]]);
  assert.deepEqual(part.summary.gradings?.[2]?.topologies[0]?.standing, [{ grading: 3, grader: "exact", answers: 6 }]);
  assert.match(
    part.summary.warnings.join("\n"),
    /Grading 4, by rubric \(before: exact\), of 2 of 6 answers: .* would change.*A part was graded, so the figures stay those by exact \(grading 3\)/,
  );
  // The run is still as it was written, and grading the rest makes the figures the rubric's.
  const rest = await regrade(run, at, { grader });
  assert.deepEqual([rest.state, rest.round.round, headline(rest)], ["done", 3, [[6, 1]]]);
  store.close();
});

test("two graders of one kind have names that tell them apart", () => {
  const asking = (prompt: string): string => graderWords({ kind: "rubric", member: "judge", prompt });
  assert.equal(graderWords({ kind: "rubric" }), "rubric");
  assert.equal(graderWords({ kind: "rubric", member: "judge" }), "rubric by judge");
  assert.match(asking("Is it? {{answer}}"), /^rubric by judge #[0-9a-f]{6}$/);
  assert.notEqual(asking("Is it? {{answer}}"), asking("Is it so? {{answer}}"));
});

test("live judges are asked only with leave; verdicts that the ledger has are free and need none", async () => {
  const { store, at, run, judged } = await laboratory(() => verdict(true));
  const asked: number[] = [];
  const agree = (answer: boolean) => async (estimate: { answers: number; most: number }) => {
    asked.push(estimate.answers);
    assert.ok(estimate.most > 0);
    return answer;
  };
  const refused = await regrade(run, at, { grader, agree: agree(false) });
  assert.deepEqual([refused.state, refused.graded, judged(), refused.summary.gradings], ["declined", 0, 0, undefined]);
  assert.equal((await regrade(run, at, { grader, agree: agree(true) })).state, "done");
  const again = await regrade(run, at, { grader, agree: agree(false) });
  assert.deepEqual([again.state, judged(), asked], ["done", 6, [6, 6]]);
  store.close();
});

test("a grader that is not there, does not fit or has no judge is refused before anything is asked", async () => {
  const { store, at, run, judged } = await laboratory(() => verdict(true));
  await assert.rejects(regrade(run, at, { grader: { kind: "rubrik" } }), /"rubrik"\. Did you mean "rubric"/);
  await assert.rejects(regrade(run, at, { grader: { kind: "rubric", member: "nobody" } }), /wants the judge "nobody"/);
  await assert.rejects(regrade(run, at, { grader: { kind: "exact" } }), /The grader: Judge "exact"/);
  assert.equal(judged(), 0);
  store.close();
});

test("answers to tasks that are no longer in the suite are named as not graded", async () => {
  const { store, at, run } = await laboratory(() => verdict(true));
  const config = store.run(run)?.config as { experiment: Record<string, Json> } & Record<string, Json>;
  store.update(run, { config: { ...config, experiment: { ...config.experiment, only: ["one", "two"] } } });
  const { graded, round } = await regrade(run, at, { grader });
  assert.equal(graded, 2);
  assert.deepEqual(round.ungraded.map(({ trial }) => trial).toSorted(), ["solo/five/0", "solo/four/0", "solo/six/0", "solo/three/0"]);
  assert.ok(round.ungraded.every(({ why }) => why.includes("no longer in the experiment")));
  store.close();
});

test("a first grade is told apart from a changed one", () => {
  const grade = (more: object): object => ({ type: "grade", grader: "rubric", cost: 0, ...more });
  const silent = grade({ scored: false, why: "silent", code: "malformed" });
  const passed = grade({ scored: true, passed: true, score: 1, why: "" });
  const failed = grade({ scored: true, passed: false, score: 0, why: "" });
  const grades = new Map([
    ["solo/one/0", [silent, { ...passed, round: 1 }]],
    ["solo/two/0", [passed, { ...passed, round: 1 }]],
    ["solo/three/0", [passed, { ...failed, round: 1 }]],
    ["solo/four/0", [{ ...failed, round: 1 }]],
  ]) as unknown as Parameters<typeof gradingsOf>[1]["grades"];
  const tasks = ["one", "two", "three", "four"].map((id) => ({ id }));
  const plan = { suite: { tasks }, topologies: [{ name: "solo", terms: {} }], repetitions: 1 } as unknown as Plan;
  const [found] = gradingsOf(plan, { grades, answered: new Set(grades.keys()), whole: new Set([1]) });
  assert.deepEqual([found?.topologies[0]?.changed, found?.topologies[0]?.first], [1, 2]);
  assert.match(
    gradingNotes(found === undefined ? [] : [found])[0] ?? "",
    /: 1 verdict changed, 2 answers have their first grade: solo 2 -> 2 of 4 passed, 1 changed/,
  );
});
