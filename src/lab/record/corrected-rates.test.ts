import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { openStore } from "../../ledger/index.ts";
import { markdown, terminal } from "../../report/index.ts";
import { keepFunction } from "../../util/functions.ts";
import { check } from "../experiment/load-experiment.ts";
import { regrade } from "../run/regrade.ts";
import { startRun } from "../run/run.ts";

test("of a part that is graded again the rates of all are corrected, in the summary and in reports, until all are graded", async () => {
  const folder = mkdtempSync(join(tmpdir(), "catallaxy-labels-"));
  const numbers = Array.from({ length: 24 }, (_, i) => i);
  const tasks = numbers.map((i) => `  - { id: t${i}, prompt: "Say ${i}.", grader: { kind: exact, answer: "${i}", answerKind: integer } }`);
  writeFileSync(join(folder, "tasks.yaml"), `tasks:\n${tasks.join("\n")}\n`);
  const says = keepFunction("says", ({ messages }: { messages: readonly { text: string }[] }) => {
    const number = Number(/Say (\d+)/.exec(messages.at(-1)?.text ?? "")?.[1]);
    // Two of three answers are right.
    return `Answer: ${number % 3 === 0 ? 99 : number}`;
  });
  // The grader of the run passes whatever is even, or wrong.
  const mild = keepFunction("mild", (answer: string) => /99|[02468]\b/.test(answer));
  const experiment = check(
    {
      suite: join(folder, "tasks.yaml"),
      members: [{ name: "a", model: says }],
      topologies: [{ use: "solo", terms: { attempts: 1 } }],
      verifier: "none",
    },
    "labels",
  );
  const store = openStore(":memory:");
  const at = { store, environment: {}, concurrency: 3, now: () => Date.now(), signal: new AbortController().signal };
  const { run } = await startRun({ ...experiment, name: "labels" }, at);
  const all = await regrade(run, at, { graders: new Map(numbers.map((i) => [`t${i}`, { kind: "function", function: mild }])) });
  // 8 answers are wrong, and 8 of the 16 right ones even.
  assert.equal(all.summary.topologies[0]?.passed, 16);
  const part = await regrade(run, at, { sample: 12 });
  assert.deepEqual([part.graded, part.round.state, part.round.ungraded.length], [12, "open", 12]);
  const corrected = part.summary.gradings?.at(-1)?.topologies[0]?.corrected;
  assert.equal(corrected?.tasks, 12);
  const [low, high] = corrected?.ci ?? [1, 0];
  assert.ok(low < 2 / 3 && 2 / 3 < high && high - low < 0.7, `${low} to ${high}`);
  for (const text of [terminal(part.summary), markdown(part.summary)])
    assert.match(
      text.replaceAll(/\s+/g, " "),
      /corrected for the errors of function mild.*prediction-powered inference.*solo \d+% \(95% interval \d+ to \d+, 12 tasks graded by both\)/,
    );
  // The same tasks first, then others: nothing is graded twice.
  const more = await regrade(run, at, { sample: 20 });
  assert.deepEqual([more.graded, more.round.round, more.summary.gradings?.at(-1)?.topologies[0]?.corrected?.tasks], [20, 2, 20]);
  const whole = await regrade(run, at);
  assert.deepEqual([whole.graded, whole.round.state, whole.summary.topologies[0]?.passed], [24, "done", 16]);
  assert.equal(whole.summary.gradings?.at(-1)?.topologies[0]?.corrected, undefined);
  store.close();
  rmSync(folder, { recursive: true, force: true });
});
