import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Summary } from "../src/summary.ts";
import { catallaxy, summaryOf, temporaryFolder } from "./catallaxy.ts";

const folder = temporaryFolder();
const config = join(folder, "lab.config.ts");
const ledger = ["--ledger", join(folder, "ledger.sqlite")];

/** Four sums; `adder` is right on all of them at $0.01 a call, `stuck` always says 1 and throws on the third task. */
const source = `import { defineConfig } from "catallaxy";
export default defineConfig({
  name: "own",
  suite: [1, 2, 3, 4].map((n) => ({
    id: \`t\${n}\`,
    prompt: \`\${n} + 1\`,
    grader: n < 3 ? { kind: "exact", answer: String(n + 1) } : (answer, task) => Number(answer) === Number(task.prompt[0]) + 1,
  })),
  members: [
    { name: "adder", model: async ({ messages }) => ({
      text: String(eval(messages.map(({ text }) => text).join("").match(/\\d \\+ 1/)[0])),
      usage: { uncached: 10, output: 2 },
      cost: 0.01,
    }) },
    { name: "stuck", model: ({ messages }) => {
      if (messages.some(({ text }) => text.includes("3 + 1"))) throw new TypeError("three is too many");
      return "1";
    } },
  ],
  topologies: [
    { use: "solo", name: "one", options: { member: "adder" } },
    { use: "solo", name: "two", options: { member: "stuck" } },
    { name: "twice", use: async (task, desk) => {
      const ask = { purpose: "attempt", messages: [{ role: "user", text: task.prompt }], maxTokens: 50 };
      const first = await desk.ask("adder", ask);
      if (!first.ok) return first;
      return { text: first.text, by: "adder" };
    } },
    async function bare(task, desk) { return "nothing"; },
  ],
  verifier: "none",
  limits: { cap: 1 },
});
`;

test("topologies, members, graders and a suite may be functions and values of lab.config.ts", async () => {
  writeFileSync(config, source);
  const ran = await catallaxy(["run", config, "--yes", "--json", "--quiet", ...ledger]);
  const { topologies } = summaryOf(ran);
  const rows = Object.fromEntries(topologies.map(({ name, passed, trials, cost }) => [name, [passed, trials, cost.total]]));
  assert.deepEqual(rows["one"], [4, 4, 0.04]);
  assert.deepEqual(rows["twice"], [4, 4, 0.04]);
  assert.deepEqual(rows["bare"], [0, 4, 0]);
  assert.equal(rows["two"]?.[0], 0);
});

test("the progress of a command on the last run names that run, and a topology that is a function is explained as one", async () => {
  const lab = join(folder, "told.config.mjs");
  const file = ["--ledger", join(folder, "told.sqlite")];
  writeFileSync(
    lab,
    `export default { name: "told", members: [{ name: "m", model: () => "x" }], verifier: "none",
       suite: [{ id: "a", prompt: "p", grader: { kind: "exact", answer: "x" } }],
       topologies: [{ name: "mine", use: async () => ({ text: "x", by: "m" }) }] };`,
  );
  const ran = await catallaxy(["run", lab, "--yes", ...file]);
  assert.match(ran.out.replaceAll(/\s+/g, " "), /mine: a function of the configuration/, ran.err);
  const id = (JSON.parse((await catallaxy(["runs", "--json", ...file])).out) as { id: string }).id;
  const resumed = await catallaxy(["resume", "last", "--config", lab, ...file]);
  assert.ok(resumed.err.includes(`${id}  1/1 trials`), resumed.err);
  const again = await catallaxy(["regrade", "last", "--config", lab, "--yes", ...file]);
  assert.ok(again.err.includes(`grading ${id}`.slice(0, 29)), again.err);
  assert.doesNotMatch(resumed.err + again.err, /^(?:grading )?last/m);
});

test("a run with functions is shown and verified without its file, and graded again or resumed only with it", async () => {
  for (const words of [
    ["show", "last"],
    ["verify", "last"],
    ["report", "last"],
  ])
    assert.equal((await catallaxy([...words, ...ledger])).code, 0, words.join(" "));
  for (const command of ["resume", "regrade"]) {
    const refused = await catallaxy([command, "last", ...ledger]);
    assert.equal(refused.code, 2);
    assert.match(
      refused.err,
      /The (?:function ".+" of this run's configuration is not loaded, or its source has changed\.|grader ".+" is a function, and no file that has it is loaded\.) .*--config/s,
    );
  }
  const regraded = summaryOf(await catallaxy(["regrade", "last", "--config", config, "--json", "--quiet", ...ledger]));
  assert.deepEqual(regraded.topologies.find(({ name }) => name === "one")?.passed, 4);
  const resumed = await catallaxy(["resume", "last", "--config", config, "--json", "--quiet", ...ledger]);
  assert.equal(summaryOf(resumed).topologies.find(({ name }) => name === "twice")?.cost.total, 0.04, resumed.err);
});

test("a function whose source has changed is another function", async () => {
  writeFileSync(config, readFileSync(config, "utf8").replace("cost: 0.01", "cost: 0.02"));
  const refused = await catallaxy(["resume", "last", "--config", config, ...ledger]);
  assert.equal(refused.code, 2);
  assert.match(refused.err, /The source of the function "adder" has changed since this run began/);
  assert.ok(refused.err.includes(`catallaxy run ${config} --reuse --ledger `), refused.err);
  const resumed = await catallaxy(["resume", "last", "--config", config, "--accept-changes", "--json", "--quiet", ...ledger]);
  assert.equal(summaryOf(resumed).topologies.find(({ name }) => name === "one")?.cost.total, 0.08, resumed.err);
});

test("a topology that is a changed function is begun anew at each of its budgets", async () => {
  const file = join(folder, "budgets.config.ts");
  const written = (answer: string) =>
    writeFileSync(
      file,
      `export default { name: "budgets", suite: [{ id: "a", prompt: "p", grader: { kind: "exact", answer: "x" } }], verifier: "none",
  members: [{ name: "m", model: () => ({ text: "x", cost: 0.01 }) }], limits: { budget: [0.5, 1] },
  topologies: [{ name: "own", use: async (task, desk) => { await desk.ask("m", { messages: [{ role: "user", text: task.prompt }] }); return "${answer}"; } }] };`,
    );
  const passed = (summary: Summary) => summary.topologies.map(({ name, passed }) => `${name} ${passed}`);
  const kept = ["--ledger", join(folder, "budgets.sqlite"), "--json", "--quiet", "--yes"];
  written("wrong");
  assert.deepEqual(passed(summaryOf(await catallaxy(["run", file, ...kept]))), ["own@$0.5 0", "own@$1 0"]);
  written("x");
  const words = ["resume", "last", "--config", file, "--accept-changes"];
  const resumed = await catallaxy([...words, ...kept.slice(0, 4)]);
  assert.deepEqual(passed(summaryOf(resumed)), ["own@$0.5 1", "own@$1 1"], resumed.err);
});

/** Three right answers of a paid member, and a topology for each way of asking wrongly or giving back what is no answer. */
const hostile = `const bomb = { get text() { throw new Error("no text here"); } };
const cyclic = {}; cyclic.self = cyclic;
const user = (text) => ({ messages: [{ role: "user", text }] });
const wrong = { messages: undefined, content: [{ role: "user", content: "x" }], role: [{ role: "human", text: "x" }], empty: [], text: "x" };
let floated = false;
export default { name: "hostile", suite: [{ id: "a", prompt: "p", grader: { kind: "exact", answer: "x" } }],
  members: [{ name: "strong", model: () => ({ text: "x", cost: 0.01 }) }, { name: "hang", model: () => new Promise(() => {}) }, { name: "bomb", model: () => bomb }, { name: "null", model: () => null }],
  topologies: [
    { name: "right", use: async (task, desk) => (await desk.ask("strong", user(task.prompt))).text },
    ...Object.entries(wrong).map(([name, messages]) => ({ name, use: async (task, desk) => (await desk.ask("strong", { messages })).text })),
    { name: "cap", use: async (task, desk) => (await desk.ask("strong", { ...user("p"), maxTokens: "10" })).text },
    { name: "stranger", use: async (task, desk) => (await desk.ask("weak", user("p"))).text },
    { name: "never", use: () => new Promise(() => {}) },
    { name: "nothing", use: async () => undefined },
    { name: "failed", use: async () => ({ ok: false }) },
    { name: "bomb", use: async () => bomb },
    { name: "thrown", use: async () => { throw null; } },
    { name: "type", use: async (task) => task.nothing.trim() },
    { name: "noted", use: async (task, desk) => { desk.note(cyclic); return "x"; } },
    { name: "floating", use: async () => { if (!floated) void Promise.reject(new Error("floating")); floated = true; return "x"; } },
    ...["hang", "bomb", "null"].map((member) => ({ use: "solo", name: "m-" + member, options: { member } })),
  ], verifier: "none" };
`;

test("a function that asks wrongly, never ends or gives back what is no answer loses its own trial alone, by name and line", async () => {
  writeFileSync(config, hostile);
  const ran = await catallaxy(["run", config, "--yes", "--json", "--quiet", ...ledger]);
  const { topologies, progress } = summaryOf(ran);
  const passed = topologies.filter((row) => row.passed === 1).map(({ name }) => name);
  assert.deepEqual(passed, ["right", "floating"], ran.err);
  assert.equal(topologies.find(({ name }) => name === "right")?.cost.total, 0.01);
  assert.deepEqual([progress?.finished, progress?.lost, progress?.broken], [2, 0, 17]);
  assert.match(ran.err, /code of the configuration threw where nothing waits for it: floating \(.*lab\.config\.ts:\d+:\d+\)/);
  assert.match(ran.err, /17 ended by an error in a function of your own.*Fix the function, then type `catallaxy run .* --reuse/s);
  const said = {
    messages: /The topology "messages" \(lab\.config\.ts:\d+:\d+\) asked without messages: write messages: \[/,
    content: /asked with nothing as the text of messages\[0\] \(the field is "text", not "content"\)/,
    role: /asked with the role "human" in messages\[0\]/,
    empty: /asked with an empty list of messages/,
    text: /asked with messages that are "x", not a list/,
    cap: /asked with maxTokens "10"/,
    stranger: /asked "weak", who is no member of it/,
    never: /The topology "never" \(lab\.config\.ts:\d+:\d+\) did not end: it waits for a promise that nothing is left to settle/,
    bomb: /The topology "bomb" \(lab\.config\.ts:\d+:\d+\) threw: no text here \(.*lab\.config\.ts:1:\d+\)/,
    type: /The topology "type" \(lab\.config\.ts:\d+:\d+\) threw: TypeError: Cannot read properties of undefined \(reading 'trim'\) \(.*lab\.config\.ts:\d+:\d+\)/,
    "m-hang": /The member "hang" \(lab\.config\.ts:\d+:\d+\) did not end/,
  };
  const exported = (await catallaxy(["export", "last", ...ledger])).out;
  for (const [name, words] of Object.entries(said)) assert.match(exported.replaceAll('\\"', '"'), words, name);
});

test("what is no function's answer is a failed call, a failed trial or an unscored answer, with words", async () => {
  writeFileSync(
    config,
    `export default { name: "odd", suite: [{ id: "a", prompt: "p", grader: () => "yes" }], members: [{ name: "m", model: () => ({ text: 4 }) }, { name: "n", model: () => "x" }],
  topologies: [{ use: "solo", name: "m", options: { member: "m" } }, { use: "solo", name: "n", options: { member: "n" } }, { name: "t", use: async () => 7 }], verifier: "none" };`,
  );
  const ran = await catallaxy(["run", config, "--yes", "--json", "--quiet", ...ledger]);
  const summary = summaryOf(ran);
  assert.deepEqual(
    summary.topologies.map(({ passed }) => passed),
    [0, 0, 0],
  );
  const shown = await catallaxy(["show", "last", "t/a/0", ...ledger]);
  assert.match(shown.out, /must give back a text, or \{ text, by \}/);
  const options = await catallaxy(["run", config, "--topology", "t", "--yes", "--json", "--quiet", ...ledger]);
  assert.equal(options.code === 2, false, options.err);
});

test("the text of a function is its own, not its first member's", async () => {
  writeFileSync(
    config,
    `export default { name: "credit", suite: [{ id: "a", prompt: "p", grader: { kind: "exact", answer: "x" } }], members: [{ name: "m", model: () => "x" }],
  topologies: [{ name: "house", use: async () => "x" }, { name: "named", use: async () => ({ text: "x", by: "m" }) }], verifier: "none" };`,
  );
  await catallaxy(["run", config, "--yes", "--quiet", ...ledger]);
  const shown = await catallaxy(["show", "last", "--json", ...ledger]);
  const trials = JSON.parse(shown.out) as { trial: string; by: string }[];
  assert.deepEqual(Object.fromEntries(trials.map(({ trial, by }) => [trial, by])), { "house/a/0": "house", "named/a/0": "m" });
});

test("functions are labelled as such and run without --yes, unless one says with a price that it costs", async () => {
  const members = (price: string): string =>
    `export default { name: "free", suite: [{ id: "a", prompt: "p", grader: { kind: "exact", answer: "x" } }], members: [{ name: "m", model: () => "x"${price} }], topologies: ["solo"], verifier: "none" };`;
  writeFileSync(config, members(""));
  const ran = await catallaxy(["run", config, ...ledger]);
  assert.equal(ran.code, 0, ran.err);
  assert.match(ran.out, /\[FUNCTIONS of the configuration, called for this run\]/);
  assert.doesNotMatch(ran.out, /LIVE|Estimated/);
  writeFileSync(config, members(", price: { input: 1, output: 5 }"));
  const refused = await catallaxy(["run", config, ...ledger]);
  assert.equal(refused.code, 2, refused.out);
  assert.match(refused.err, /Add --yes to agree/);
});

test("graders that are functions may be async and say why; one that throws or gives back something else leaves its answer for a grade, by name and line", async () => {
  const home = temporaryFolder();
  const file = join(home, "lab.config.ts");
  const graders = {
    yes: "(answer) => answer === 'yes'",
    no: "async (answer) => { await null; return answer === 'no'; }",
    half: "() => ({ passed: true, score: 0.5, why: 'half of it' })",
    // From 0.7 on a score passes.
    enough: "() => 0.7",
    little: "() => 0.69",
    throws: "() => { throw new TypeError('no such thing'); }",
    rejects: "async () => { await null; throw new Error('too late'); }",
    never: "() => new Promise(() => {})",
    nothing: "() => undefined",
    word: "() => 'yes'",
    nan: "() => NaN",
    over: "() => ({ passed: true, score: 7 })",
    alone: "() => ({ score: 1 })",
  };
  const tasks = Object.entries(graders).map(([id, grader]) => `{ id: "${id}", prompt: "p", grader: ${grader} }`);
  writeFileSync(
    file,
    `export default { name: "graders", suite: [${tasks.join(",\n")}], members: [{ name: "m", model: () => "yes" }], topologies: ["solo"], verifier: "none" };`,
  );
  const here = ["--ledger", join(home, "ledger.sqlite")];
  const ran = await catallaxy(["run", file, "--yes", "--json", "--quiet", ...here]);
  assert.equal(ran.code, 4, ran.err);
  const trials = JSON.parse((await catallaxy(["show", "last", "--json", ...here])).out) as {
    trial: string;
    outcome: string;
    score: number;
  }[];
  assert.deepEqual(
    trials.slice(0, 5).map(({ outcome, score }) => [outcome, score]),
    [
      ["passed", 1],
      ["failed", 0],
      ["passed", 0.5],
      ["passed", 0.7],
      ["failed", 0.69],
    ],
  );
  assert.deepEqual(new Set(trials.slice(5).map(({ outcome }) => outcome)), new Set(["unscored"]));
  const shape = "must give back true or false, a score from 0 to 1, or { passed, score, why }.";
  const said = {
    throws: "threw: TypeError: no such thing",
    rejects: "threw: too late",
    never: "did not end",
    nothing: shape,
    word: shape,
    nan: shape,
    over: shape,
    alone: shape,
  };
  const run = summaryOf(ran).run;
  for (const [id, words] of Object.entries(said)) {
    const shown = (await catallaxy(["show", "last", `solo/${id}/0`, ...here])).out.replaceAll(/\s+/g, " ");
    assert.ok(shown.includes(words), `${id}: ${shown}`);
    assert.match(shown, /The judge "grader-of-\w+" \(lab\.config\.ts:\d+:\d+\)/);
    // What is to be typed names the file that has the function.
    assert.ok(shown.includes(`Its answer waits for a grade: \`catallaxy regrade ${run} --config ${file} ${here.join(" ")}\``), shown);
  }
  writeFileSync(file, readFileSync(file, "utf8").replace("throw new TypeError('no such thing');", "return true;"));
  const mended = await catallaxy(["regrade", "last", "--config", file, "--json", "--quiet", "--yes", ...here]);
  assert.deepEqual(mended.err.match(/is a function|source has changed/)?.[0] ?? summaryOf(mended).topologies[0]?.passed, 4, mended.err);
});

test("show names the file of a function that broke a trial in the command that goes on", async () => {
  const home = temporaryFolder();
  const file = join(home, "lab.config.ts");
  writeFileSync(
    file,
    `export default { name: "breaks", suite: [{ id: "a", prompt: "p", grader: { kind: "exact", answer: "x" } }], members: [{ name: "m", model: () => "x" }],
  topologies: [{ name: "t", use: async () => { throw new Error("broken"); } }], verifier: "none" };`,
  );
  const here = ["--ledger", join(home, "ledger.sqlite")];
  await catallaxy(["run", file, "--yes", "--json", "--quiet", ...here]);
  const shown = (await catallaxy(["show", "last", "t/a/0", ...here])).out.replaceAll(/\s+/g, " ");
  assert.ok(shown.includes(`Fix the function, then type: \`catallaxy run ${file} --reuse ${here.join(" ")}\``), shown);
});
