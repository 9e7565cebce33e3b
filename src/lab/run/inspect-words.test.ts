import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { sendJson, wireServer } from "../../models/fixtures/wire.ts";
import { inspectSuite } from "./inspect-suite.ts";

const folder = mkdtempSync(join(tmpdir(), "inspect-words-"));
after(() => rmSync(folder, { recursive: true }));
function suiteOf(tasks: readonly object[]): string {
  const path = join(folder, "suite.json");
  writeFileSync(path, JSON.stringify({ tasks: tasks.map((task, index) => ({ id: `t${index}`, category: "c", ...task })) }));
  return path;
}
const keyed = (...answers: string[]) =>
  suiteOf(answers.map((answer, index) => ({ prompt: `Say what comes to number ${index}.`, grader: { kind: "exact", answer } })));
const rubric = { kind: "rubric", criteria: [{ id: "gain", statement: "Names a gain." }] };
const claims = { gain: ["Both sides end up with more."] };
const essay = (prompt: string, simulated: boolean) => ({
  prompt,
  grader: rubric,
  meta: { reference: "Both sides end up with more.", ...(simulated ? { simulation: { claims } } : {}) },
});

test("eight keys of each kind are shown, each once, the rest are counted, and what to do is said once", async () => {
  const numbers = Array.from({ length: 10 }, (_, n) => String(n + 11));
  const { notes, tasks, suite, cost } = await inspectSuite(keyed(...numbers, "11", "plain words"), {});
  assert.deepEqual(notes, [
    `Read as number by the key's form: ${numbers
      .slice(0, 8)
      .map((key) => `"${key}"`)
      .join(", ")}, and 2 more.`,
    'Read as text by the key\'s form: "plain words". State answerKind where another is meant.',
  ]);
  assert.deepEqual([tasks, suite, cost], [12, "suite", 0]);
  const [eight] = (await inspectSuite(keyed(...numbers.slice(0, 8)), {})).notes;
  assert.equal(eight?.includes("more"), false);
});

test("a key of more than forty characters is cut in what is said of it", async () => {
  const whole = "abcd ".repeat(8).trim();
  const [short, long] = [`${whole}e`, `${whole}ef`];
  assert.deepEqual([short.length, long.length], [40, 41]);
  const { notes } = await inspectSuite(keyed(short, long), {});
  assert.deepEqual(notes, [`Read as text by the key's form: "${short}", "${short}...". State answerKind where another is meant.`]);
});

test("of keys that may be two values, or several answers, eight of each are pointed at", async () => {
  const pairs = Array.from({ length: 9 }, (_, n) => `${n + 1}00,20${n}`);
  const pointed = (await inspectSuite(keyed(...pairs, "-1,234", "0,123", "1,2345"), {})).notes.filter((note) =>
    note.includes("two values"),
  );
  assert.deepEqual([pointed.length, pointed[0]], [8, '"100,200" is the one number 100200; write "100, 200" where two values are meant.']);
  const [negative] = (await inspectSuite(keyed("-1,234"), {})).notes.filter((note) => note.includes("two values"));
  assert.equal(negative, '"-1,234" is the one number -1234; write "-1, 234" where two values are meant.');
  const lists = Array.from({ length: 9 }, (_, n) => `red ${"x".repeat(n + 1)};; blue`);
  const several = (await inspectSuite(keyed(...lists), {})).notes.filter((note) => note.includes("is one text"));
  assert.deepEqual(
    [several.length, several[0]],
    [
      8,
      'The key "red x;; blue" holds ";" and is one text; for several answers, each of which is right, write ["red x","blue"] as the task\'s answer.',
    ],
  );
});

test("who judged what a model must grade is said with how many, and how many nobody judged", async () => {
  const notesOf = async (...simulated: boolean[]) =>
    (await inspectSuite(suiteOf(simulated.map((one, index) => essay(`Why trade with ${"neighbours ".repeat(index + 1)}?`, one))), {}))
      .notes;
  const judged = (words: string) => `SIMULATED: ${words} judged by the simulated grader, which knows the claims in meta.simulation.`;
  const left = (words: string) => `${words} not graded: add --judge provider/model.`;
  assert.deepEqual(await notesOf(true), [judged("1 rubric was")]);
  assert.deepEqual(await notesOf(true, true), [judged("2 rubrics were")]);
  assert.deepEqual(await notesOf(false), [left("1 task needs a model to grade it and was")]);
  assert.deepEqual(await notesOf(true, false, false), [judged("1 rubric was"), left("2 tasks need a model to grade them and were")]);
  assert.deepEqual(
    (await inspectSuite(keyed("plain words"), {})).notes.filter((note) => note.includes("judge")),
    [],
  );
});

test("a live judge is asked for each reference, and what that took is told", async (context) => {
  const server = await wireServer(({ body }, response) => {
    const met = !JSON.stringify(body).includes("Nobody gains.");
    const text = JSON.stringify({ criteria: [{ id: "gain", met, quote: met ? "Both sides end up with more." : "" }] });
    const content = [{ type: "output_text", text, annotations: [] }];
    const output = [{ type: "message", id: "m", status: "completed", role: "assistant", content }];
    const usage = { input_tokens: 1000, output_tokens: 100, total_tokens: 1100 };
    sendJson(response, 200, { id: "r", object: "response", created_at: 1, status: "completed", model: "gpt-4o-mini", output, usage });
  });
  context.after(() => server.close());
  const other = { ...essay("What is lost in trade between strangers?", true), meta: { reference: "Nobody gains." } };
  const path = suiteOf([
    essay("Why trade?", false),
    other,
    { prompt: "Say 4.", grader: { kind: "exact", answer: "4" }, meta: { reference: "4" } },
  ]);
  const { findings, notes, cost } = await inspectSuite(
    path,
    { OPENAI_API_KEY: "k", OPENAI_BASE_URL: `${server.url}/v1` },
    { judge: "openai/gpt-4o-mini" },
  );
  assert.deepEqual(
    findings.filter(({ severity }) => severity === "error").map(({ kind, tasks }) => [kind, tasks]),
    [["fails-reference", ["t1"]]],
  );
  assert.ok(notes.includes("openai/gpt-4o-mini judged 2 of 3 tasks, which a model must grade."), notes.join("\n"));
  // $0.15 and $0.60 per million: 150,000 + 60,000 nano-dollars a verdict.
  assert.deepEqual([cost, server.asked.length], [210_000 * server.asked.length, 2]);
});
