import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { isExperiment } from "../experiment/find-experiment.ts";
import { inspectSuite } from "./inspect-suite.ts";

const folder = mkdtempSync(join(tmpdir(), "inspect-"));
after(() => rmSync(folder, { recursive: true }));

function suiteOf(tasks: readonly object[]): string {
  const path = join(folder, "suite.json");
  writeFileSync(path, JSON.stringify({ tasks: tasks.map((task, index) => ({ id: `t${index}`, category: "c", ...task })) }));
  return path;
}
const checks = [{ name: "one", code: "assert(one() === 1)" }];

test("programs are really run: a right reference passes, a wrong one is an error", async () => {
  const tasks = ["const one = () => 1;", "const one = () => 2;"].map((reference, index) => ({
    prompt: `Write a function one, please, in your way ${index}.`,
    grader: { kind: "program", checks },
    meta: { reference },
  }));
  const { findings, cost } = await inspectSuite(suiteOf(tasks), {});
  assert.deepEqual(
    findings.filter(({ kind }) => kind !== "near-duplicate").map(({ kind, severity, tasks: of }) => [kind, severity, of]),
    [["fails-reference", "error", ["t1"]]],
  );
  assert.equal(cost, 0);
});

test("a rubric is judged by the simulated grader where claims are at hand, and left to a live judge where none are", async () => {
  const grader = { kind: "rubric", criteria: [{ id: "gain", statement: "Names a gain." }] };
  const claims = { gain: ["Both sides end up with more."] };
  const path = suiteOf([
    { prompt: "Why trade?", grader, meta: { reference: "Both sides end up with more.", simulation: { claims } } },
    { prompt: "What is money?", grader, meta: { reference: "What others take." } },
  ]);
  const { findings, notes } = await inspectSuite(path, {});
  assert.deepEqual(
    findings.map(({ kind, severity, tasks }) => [kind, severity, tasks]),
    [["ungradable", "warning", ["t1"]]],
  );
  assert.match(notes.join("\n"), /SIMULATED: 1 rubric was judged/);
  assert.match(notes.join("\n"), /1 task needs a model to grade it and was not graded: add --judge/);
});

test("the simulated grader of a check never errs: a thousand criteria that their references meet are met", async () => {
  const ids = ["a", "b", "c", "d", "e"];
  const tasks = Array.from({ length: 200 }, (_, index) => {
    const claims = Object.fromEntries(ids.map((id) => [id, [`Point ${id} of question ${index} holds.`]]));
    const grader = { kind: "rubric", criteria: ids.map((id) => ({ id, statement: `Says that ${id} holds.`, must: true })) };
    return { prompt: `Question ${index}?`, grader, meta: { reference: Object.values(claims).flat().join(" "), simulation: { claims } } };
  });
  const { findings } = await inspectSuite(suiteOf(tasks), {});
  assert.deepEqual(
    findings.filter(({ severity }) => severity === "error"),
    [],
  );
});

test("the kind that was read off each key is shown, all keys of a kind in one line", async () => {
  const answers = ["18", "1,450,000", "5x - 7y + 11z + 4 = 0", "SELECT * FROM users WHERE id = 5", "3\\sqrt{13}"];
  const tasks = answers.map((answer) => ({ prompt: `What comes to ${answer.length}?`, grader: { kind: "exact", answer } }));
  const { notes, keys } = await inspectSuite(
    suiteOf([...tasks, { prompt: "Which?", grader: { kind: "exact", answer: "C", answerKind: "choice" } }]),
    {},
  );
  assert.deepEqual(
    keys.map(({ kind }) => kind),
    ["number", "number", "equation", "text", "expression", "choice"],
  );
  assert.ok(notes.some((note) => note.startsWith('Read as number by the key\'s form: "18", "1,450,000" as 1450000.')));
  assert.ok(!notes.some((note) => note.includes("choice")));
});

test("a key that may be a pair or an interval is told", async () => {
  const { notes } = await inspectSuite(
    suiteOf(["(0, 1)", "[0, 1]", "(3, 1)"].map((answer) => ({ prompt: `What is ${answer}?`, grader: { kind: "exact", answer } }))),
    {},
  );
  const told = '"(0, 1)" as a point or an open interval, "[0, 1]" as a pair or a closed interval, "(3, 1)".';
  assert.ok(notes.some((note) => note.startsWith(`Read as tuple by the key's form: ${told}`)));
});

test("a key that may be one number or two values is told", async () => {
  const { notes } = await inspectSuite(
    suiteOf(["100,200", "1,2", "1,450,000"].map((answer) => ({ prompt: "Which?", grader: { kind: "exact", answer } }))),
    {},
  );
  assert.deepEqual(
    notes.filter((note) => note.includes("two values")),
    ['"100,200" is the one number 100200; write "100, 200" where two values are meant.'],
  );
});

test("the bundled suite has no findings under its own graders", async () => {
  assert.deepEqual((await inspectSuite("coase-hayek", {})).findings, []);
});

test("a key of exact that holds `;` is told to be one text, with what to write for several answers", async () => {
  const tasks = ["Paris; Lyon", "Rome"].map((answer) => ({ prompt: `Name the city of the state of ${answer.length}.`, answer }));
  const { notes } = await inspectSuite(suiteOf(tasks), {});
  const told = notes.filter((note) => note.includes("is one text"));
  assert.deepEqual(told, [
    'The key "Paris; Lyon" holds ";" and is one text; for several answers, each of which is right, write ["Paris","Lyon"] as the task\'s answer.',
  ]);
});

test("a configuration in code is an experiment with or without defineConfig, and other code is none", (context) => {
  const folder = mkdtempSync(join(tmpdir(), "catallaxy-code-"));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  const said = (text: string): boolean => {
    writeFileSync(join(folder, "some.ts"), text);
    return isExperiment(join(folder, "some.ts"));
  };
  assert.equal(said('export default { suite: "x", members: [], topologies: ["solo"] };'), true);
  assert.equal(said('import { defineConfig } from "catallaxy";\nexport default defineConfig({});'), true);
  assert.equal(said("export default 3;"), false);
});

test("an experiment whose cascade has more rungs than attempts is warned of the rungs that it never comes to", async () => {
  const path = join(folder, "rungs.json");
  const experiment = {
    suite: suiteOf([{ prompt: "What is 2 + 2?", grader: { kind: "exact", answer: "4" }, meta: { reference: "4" } }]),
    members: ["cheap", "good"].map((name) => ({ name, model: "simulated/small" })),
    topologies: [{ use: "cascade", options: { order: ["cheap", "good"] } }],
    verifier: { kind: "oracle" },
    terms: { attempts: 1 },
  };
  writeFileSync(path, JSON.stringify(experiment, null, 2));
  const { findings } = await inspectSuite(path, {});
  assert.deepEqual(findings, [
    {
      kind: "never-reached",
      severity: "warning",
      tasks: [],
      message: 'cascade: rung 2 ("good") is never reached by a failed check: there is 1 attempt, one rung each. Set terms.attempts to 2.',
    },
  ]);
});

test("an experiment is known in whatever lines it is written, and a suite that speaks of one is a suite", (context) => {
  const folder = mkdtempSync(join(tmpdir(), "catallaxy-inspect-"));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  const known = (file: string, text: string): boolean => {
    writeFileSync(join(folder, file), text);
    return isExperiment(join(folder, file));
  };
  const experiment = { suite: "s.yaml", members: [{ name: "m", model: "simulated/large" }], topologies: ["solo"] };
  assert.equal(known("one.json", JSON.stringify(experiment)), true);
  assert.equal(known("many.json", JSON.stringify(experiment, null, 2)), true);
  assert.equal(known("flow.yaml", "{ suite: s.yaml, members: [{ name: m, model: simulated/large }], topologies: [solo] }"), true);
  assert.equal(known("block.yaml", "members:\n  - { name: m, model: simulated/large }\ntopologies: [solo]\n"), true);
  assert.equal(known("broken.yaml", "members:\n  - { name: m\ntopologies: [solo]\n"), true, "its fault is told as an experiment's");
  const prompt = `Mend this:\n${JSON.stringify(experiment, null, 2)}`;
  assert.equal(known("suite.json", JSON.stringify({ tasks: [{ prompt, answer: "x" }] })), false);
  assert.equal(known("suite.yaml", "tasks:\n  - answer: x\n    prompt: |\n      members: a\n      topologies: b\n"), false);
});
