import assert from "node:assert/strict";
import { test } from "node:test";
import type { Ask, Draw, Json, JsonSchema, Model, Suite, Task } from "../../types.ts";
import {
  bestOf,
  breakEvenCoupling,
  cascade,
  cascadeChance,
  coverage,
  rescue,
  retryUntilPassed,
  soloChance,
  splitChance,
  trustOfPass,
} from "./closed-form.ts";
import { simulatedWorld, type WorldSettings } from "./index.ts";
import { normalCdf, normalQuantile } from "./normal-law.ts";
import { fence } from "../../util/fence.ts";
import { defined } from "../../util/defined.ts";

/** A block of the protocol, as topologies write it. */
const block = (tag: string, text: string, named = {}): string => fence(tag, text, named).text;

const near = (got: number, wanted: number, within: number) => assert.ok(Math.abs(got - wanted) <= within, `${got} against ${wanted}`);
const count = 2000;
const suiteOf = (simulation: { [name: string]: Json }): Suite => ({
  name: "flat",
  tasks: Array.from({ length: count }, (_, index) => ({
    id: `t${index}`,
    category: "c",
    prompt: `Question ${index}: how many?`,
    grader: { kind: "exact", answer: `x${index}y` },
    meta: { simulation: { difficulty: 0, ...simulation } },
  })),
});
const draw = (task: Task, occurrence: number): { draw: Draw } => ({
  draw: { seed: "s", repetition: 0, occurrence, task: task.id },
});
const asking = (text: string, shape?: JsonSchema): Ask => ({
  purpose: "attempt",
  messages: [{ role: "user", text }],
  maxTokens: 30_000,
  ...defined({ shape }),
});
const head = (task: Task) => `<task>\n${task.prompt}\n</task>`;
const said = async (model: Model, text: string, task: Task, occurrence = 0): Promise<string> => {
  const reply = await model.call(asking(text), draw(task, occurrence));
  return reply.ok ? reply.text : "";
};
const right = (task: Task, text: string) => text.endsWith(`Answer: ${typeof task.grader.answer === "string" ? task.grader.answer : ""}`);
const world = (suite: Suite, settings: WorldSettings) => simulatedWorld(suite, settings, "closed");
const population = [
  { id: "a", family: "fa", skill: 0 },
  { id: "b", family: "fb", skill: 0 },
];

test("the normal law agrees with published values", () => {
  near(normalCdf(1.959963984540054), 0.975, 1e-12);
  near(normalCdf(-8), 6.220960574271785e-16, 1e-21);
  for (const p of [1e-9, 0.01, 0.3, 0.5, 0.999]) near(normalCdf(normalQuantile(p)), p, 1e-12);
});

test("closed forms meet their limits: one try is solo, correlation 0 is binomial, PPV is .818 at se .9, sp .8, p .5", () => {
  near(coverage({ mean: 0.3, correlation: 0.6 }, 1), soloChance({ mean: 0.3, correlation: 0.6 }), 1e-9);
  near(coverage({ mean: 0, correlation: 0 }, 3), 0.875, 1e-9);
  near(rescue({ mean: 0, correlation: 0.5 }, 0.5), 1 / 3, 1e-9);
  near(trustOfPass(0.5, { sensitivity: 0.9, specificity: 0.8 }), 0.818, 0.0005);
  const four = retryUntilPassed({ mean: 0, correlation: 0 }, 4, { sensitivity: 0.9, specificity: 0.8 });
  near(four.right, 0.785 + 0.5 * 0.45 ** 3 * 0.1, 0.001);
  near(bestOf({ mean: 0, correlation: 0 }, 500, { sensitivity: 0.9, specificity: 0.8 }), 0.818, 0.0005);
  near(splitChance({ mean: 0.4, correlation: 0.6 }, { parts: 3, coupling: 0, repair: 0 }), normalCdf(0.4), 1e-9);
  assert.deepEqual(cascade({ small: 1, check: 1, big: 10 }, 0.5), { cost: 7, breakEven: 4 });
  const even = breakEvenCoupling({ mean: 0, correlation: 0.6 }, 0.45, { parts: 3, repair: 0.3 });
  near(splitChance({ mean: 0, correlation: 0.6 }, { parts: 3, coupling: even, repair: 0.3 }), 0.45, 1e-9);
});

test("the simulated world repeats and rescues as often as the closed forms say", async () => {
  const suite = suiteOf({});
  const open = world(suite, { population });
  const [a, b] = [open.model("a"), open.model("b")];
  const sums = { solo: 0, covered: 0, failed: 0, self: 0, other: 0 };
  for (const task of suite.tasks) {
    const tries = await Promise.all([0, 1, 2].map(async (occurrence) => right(task, await said(a, head(task), task, occurrence))));
    const other = right(task, await said(b, head(task), task));
    if (tries[0] === true) sums.solo++;
    if (tries.includes(true)) sums.covered++;
    if (tries[0] === true) continue;
    sums.failed++;
    if (tries[1] === true) sums.self++;
    if (other) sums.other++;
  }
  const one = { mean: 0, correlation: 0.6 };
  near(sums.solo / count, soloChance(one), 0.03);
  near(sums.covered / count, coverage(one, 3), 0.03);
  near(sums.self / sums.failed, rescue(one, 0.6), 0.04);
  near(sums.other / sums.failed, rescue(one, 0.25), 0.04);
});

test("a split holds as often as the closed form says", async () => {
  const suite = suiteOf({ coupling: 0.4 });
  const model = world(suite, { population, work: { repair: 0.5 } }).model("a");
  let held = 0;
  for (const task of suite.tasks) {
    let results = "";
    for (const part of [1, 2, 3]) {
      const text = await said(model, `${head(task)}\n${block("part", `Part ${part} of 3.`, { id: `p${part}` })}\nDo it.`, task);
      results += `${block("result", text, { part: `p${part}` })}\n`;
    }
    if (right(task, await said(model, `${head(task)}\n${results}Join.`, task))) held++;
  }
  near(held / count, splitChance({ mean: 0, correlation: 0.6 }, { parts: 3, coupling: 0.4, repair: 0.5 }), 0.03);
});

test("retry and cascade under a fallible check come out as the closed forms say when errors are independent", async () => {
  const suite = suiteOf({});
  const checker = { sensitivity: 0.9, specificity: 0.8 };
  const settings = { population: [...population, { id: "j", family: "fj", traits: checker }], errors: { shared: 0, retry: 0 } };
  const open = world(suite, settings);
  const [a, b, judge] = [open.model("a"), open.model("b"), open.model("j")];
  const passes = async (text: string, task: Task, occurrence: number) => {
    const asked = asking(`${head(task)}\n<answer-0123456789abcdef>\n${text}\n</answer-0123456789abcdef>\nIs it right?`, {
      type: "object",
      properties: { passed: { type: "boolean" } },
    });
    const reply = await judge.call(asked, draw(task, occurrence));
    return reply.ok && JSON.stringify(reply.object) === '{"passed":true}';
  };
  const sums = { retried: 0, cascaded: 0 };
  for (const task of suite.tasks) {
    const first = await said(a, head(task), task);
    const kept = await passes(first, task, 0);
    if (right(task, kept ? first : await said(b, head(task), task))) sums.cascaded++;
    let last = first;
    for (let tries = 1; tries < 3 && !(await passes(last, task, tries)); tries++) last = await said(a, head(task), task, tries);
    if (right(task, last)) sums.retried++;
  }
  near(sums.retried / count, retryUntilPassed({ mean: 0, correlation: 0 }, 3, checker).right, 0.03);
  near(sums.cascaded / count, cascadeChance(0, 0, 0, checker).right, 0.03);
});
