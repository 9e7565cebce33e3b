import assert from "node:assert/strict";
import { test } from "node:test";
import type { Ask, Draw, Json, JsonSchema, Model, Suite, Task } from "../../types.ts";
import { canBeRight, simulatedWorld } from "./index.ts";
import { fence } from "../../util/fence.ts";
import { defined } from "../../util/defined.ts";

/** A block of the protocol, as topologies write it. */
const block = (tag: string, text: string, named = {}): string => fence(tag, text, named).text;

const ask = (text: string, shape?: JsonSchema, maxTokens = 20_000): Ask => ({
  purpose: "attempt",
  messages: [{ role: "user", text }],
  maxTokens,
  ...defined({ shape }),
});
const draw = (task: string, repetition = 0, occurrence = 0): { draw: Draw } => ({
  draw: { seed: "s", repetition, occurrence, task },
});
const headOf = (task: Task) => `<task>\n${task.prompt}\n</task>`;

function exactTask(index: number, difficulty: number): Task {
  return {
    id: `t${index}`,
    category: "reasoning",
    prompt: `Question ${index}: how many?`,
    grader: { kind: "exact", answer: String(100 + index) },
    meta: { simulation: { difficulty, coupling: 0 } },
  };
}
const suite: Suite = { name: "exact", tasks: Array.from({ length: 600 }, (_, index) => exactTask(index, 0)) };

async function textOf(model: Model, asked: Ask, at: { draw: Draw }): Promise<string> {
  const reply = await model.call(asked, at);
  assert.ok(reply.ok);
  return reply.text;
}
async function objectOf(model: Model, asked: Ask, at: { draw: Draw }): Promise<{ [name: string]: Json }> {
  const reply = await model.call(asked, at);
  assert.ok(reply.ok && reply.object !== undefined);
  return reply.object as { [name: string]: Json };
}
const answerTo = (task: Task) => (typeof task.grader.answer === "string" ? task.grader.answer : "");
const passes = (task: Task, text: string) => text.endsWith(`Answer: ${answerTo(task)}`);

test("a member of average skill solves half of average tasks", async () => {
  const world = simulatedWorld(suite, { population: [{ id: "m", family: "f" }] }, "w");
  let solved = 0;
  for (const task of suite.tasks) if (passes(task, await textOf(world.model("m"), ask(headOf(task)), draw(task.id)))) solved++;
  assert.ok(Math.abs(solved / 600 - 0.5) < 0.06, `${solved}`);
});

test("a reference answer is what simulated members are right with, and a program task without one gives them nothing", async () => {
  const checks = [{ name: "one", code: "assert(one() === 1)" }];
  const bare: Task = { id: "p", category: "coding", prompt: "Write one().", grader: { kind: "program", checks } };
  const own: Task = { ...bare, meta: { reference: "const one = () => 1;" } };
  const world = simulatedWorld({ name: "own", tasks: [own] }, { population: [{ id: "m", family: "f", skill: 9 }] }, "w");
  assert.match(await textOf(world.model("m"), ask(headOf(own)), draw(own.id)), /```js\nconst one = \(\) => 1;\n```/);
  assert.deepEqual(
    [bare, own, exactTask(1, 0), { ...bare, grader: { kind: "rubric" } }, { ...bare, grader: { kind: "constraints" } }].map(canBeRight),
    [false, true, true, true, false],
  );
});

test("the same draw gives the same reply, another repetition a new try", async () => {
  const task = suite.tasks[3] as Task;
  const replies = await Promise.all(
    [0, 0, 1, 2, 3, 4, 5, 6].map((repetition) =>
      simulatedWorld(suite, {}, "w")
        .model("simulated/small")
        .call(ask(headOf(task)), draw(task.id, repetition)),
    ),
  );
  assert.deepEqual(replies[0], replies[1]);
  assert.ok(new Set(replies.map((reply) => reply.usage.output)).size > 4);
});

test("a verifier passes right answers at its sensitivity and wrong ones at one minus its specificity", async () => {
  const judge = simulatedWorld(suite, {}, "w").model("simulated/judge");
  const shape = { type: "object", properties: { passed: { type: "boolean" }, why: { type: "string" } } };
  let hits = 0;
  let falseAccepts = 0;
  for (const task of suite.tasks) {
    for (const right of [true, false]) {
      const answer = `Answer: ${right ? answerTo(task) : "7"}`;
      const text = `${headOf(task)}\n<answer-8f3a99c1d2e4b576>\n${answer}\n</answer-8f3a99c1d2e4b576>\nIs it right?`;
      const { passed } = await objectOf(judge, ask(text, shape), draw(task.id));
      if (passed === true && right) hits++;
      else if (passed === true) falseAccepts++;
    }
  }
  assert.ok(Math.abs(hits / 600 - 0.95) < 0.04, `${hits}`);
  assert.ok(Math.abs(falseAccepts / 600 - 0.2) < 0.06, `${falseAccepts}`);
});

test("every property of the protocol fits the schema that asks for it", async () => {
  const world = simulatedWorld(suite, {}, "w");
  const task = suite.tasks[0] as Task;
  const text = [headOf(task), block("answer", "Answer: 100", { by: "A" }), block("answer", "Answer: 7", { by: "B" }), "Choose."].join("\n");
  const shape = {
    type: "object",
    properties: {
      p: { type: "number", minimum: 0, maximum: 1 },
      ask: { type: "number", minimum: 0 },
      tokens: { type: "integer", minimum: 1 },
      winner: { type: "string", enum: ["A", "B", "tie"] },
      ranking: { type: "array", items: { type: "string", enum: ["A", "B"] } },
      parts: {
        type: "array",
        minItems: 2,
        maxItems: 2,
        items: {
          type: "object",
          properties: { id: { type: "string" }, brief: { type: "string" }, needs: { type: "array", items: { type: "string" } } },
        },
      },
      oddity: { type: "string", minLength: 5, maxLength: 9 },
    },
  };
  const object = await objectOf(world.model("simulated/large"), ask(text, shape), draw(task.id));
  assert.deepEqual(Object.keys(object), Object.keys(shape.properties));
  assert.equal((object.parts as Json[]).length, 2);
  assert.deepEqual([...(object.ranking as string[])].sort(), ["A", "B"]);
  assert.ok(Number.isInteger(object.tokens) && typeof object.p === "number" && object.p > 0 && object.p < 1);
});

test("parts solved apart and merged succeed as often as a whole when nothing couples them", async () => {
  const world = simulatedWorld(suite, { population: [{ id: "m", family: "f" }], work: { repair: 0 } }, "w");
  const model = world.model("m");
  const solved = { whole: 0, split: 0 };
  for (const task of suite.tasks) {
    if (passes(task, await textOf(model, ask(headOf(task)), draw(task.id)))) solved.whole++;
    let results = "";
    for (const part of [1, 2, 3]) {
      const brief = block("part", `Part ${part} of 3 of the task.`, { id: `p${part}` });
      results += `${block("result", await textOf(model, ask(`${headOf(task)}\n${brief}\nDo the part.`), draw(task.id)), { part: `p${part}` })}\n`;
    }
    if (passes(task, await textOf(model, ask(`${headOf(task)}\n${results}Join the results.`), draw(task.id)))) solved.split++;
  }
  assert.ok(Math.abs(solved.whole - solved.split) < 45, JSON.stringify(solved));
});

test("a cap cuts the text and says so, and the usage never exceeds it", async () => {
  const task = suite.tasks[0] as Task;
  const model = simulatedWorld(suite, {}, "w").model("simulated/large");
  const asked = ask(headOf(task), undefined, 40);
  const reply = await model.call(asked, draw(task.id));
  assert.ok(reply.ok && reply.stop === "length");
  assert.equal(reply.usage.output, 40);
  assert.ok(reply.cost <= model.quote(asked));
});
