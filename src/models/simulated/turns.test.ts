import assert from "node:assert/strict";
import { test } from "node:test";
import type { Message, Suite, Task } from "../../types.ts";
import { fence } from "../../util/fence.ts";
import { jointTask } from "../../util/joint-task.ts";
import { turnAnswers } from "../../util/turn-answers.ts";
import { turnTasks } from "../../util/turn-tasks.ts";
import { canBeRight, simulatedWorld } from "./index.ts";

const size = 1200;
const key = (index: number, turn: number) => String(1000 * turn + index);
function threeTurns(index: number, carry: number): Task {
  const turn = (at: number) => ({ prompt: `Case ${index}, step ${at}: how many?`, grader: { kind: "exact", answer: key(index, at) } });
  return { id: `t${index}`, category: "c", ...turn(1), meta: { simulation: { difficulty: 0, carry } }, turns: [turn(2), turn(3)] };
}
const suiteOf = (carry: number): Suite => ({ name: "s", tasks: Array.from({ length: size }, (_, index) => threeTurns(index, carry)) });

function messagesFor(task: Task, answers: readonly string[]): Message[] {
  const turns = turnTasks(task, answers);
  const said = answers.flatMap((text, at): Message[] => [
    { role: "user", text: `<task>\n${turns[at]?.prompt}\n</task>` },
    { role: "assistant", text },
  ]);
  return [...said, { role: "user", text: `<task>\n${turns[answers.length]?.prompt}\n</task>` }];
}

/** The share of second turns that an average member gets right behind this answer to the first. */
async function secondRight(carry: number, first: (index: number) => string): Promise<number> {
  const suite = suiteOf(carry);
  const model = simulatedWorld(suite, { population: [{ id: "m", family: "f" }] }, "w").model("m");
  let right = 0;
  for (const [index, task] of suite.tasks.entries()) {
    const ask = { purpose: "attempt" as const, messages: messagesFor(task, [first(index)]), maxTokens: 20_000 };
    const reply = await model.call(ask, { draw: { seed: "s", repetition: 0, occurrence: 0, task: `${task.id}#2` } });
    if (reply.ok && reply.text.endsWith(`Answer: ${key(index, 2)}`)) right++;
  }
  return right / size;
}

test("a later turn is as hard as it is where the turns before it are right, and an error in them carries on with the stated chance", async () => {
  const rightBefore = (index: number) => `Answer: ${key(index, 1)}`;
  const wrongBefore = () => "Answer: 7";
  // An average member at average difficulty: 1/2; behind an error (1 - carry) / 2.
  for (const [carry, before, expected] of [
    [1, rightBefore, 0.5],
    [1, wrongBefore, 0],
    [0.5, wrongBefore, 0.25],
    [0, wrongBefore, 0.5],
  ] as const) {
    const share = await secondRight(carry, before);
    const margin = 4 * Math.sqrt((expected * (1 - expected)) / size);
    assert.ok(Math.abs(share - expected) <= margin, `carry ${carry}: ${share}, expected ${expected}`);
  }
});

test("all turns in one prompt are answered in blocks, with the chances of turns that are asked one by one", async () => {
  const suite = suiteOf(1);
  const model = simulatedWorld(suite, { population: [{ id: "m", family: "f" }] }, "w").model("m");
  const counts = [0, 0, 0];
  for (const [index, task] of suite.tasks.entries()) {
    const { id, prompt } = jointTask(task);
    const messages: Message[] = [{ role: "user", text: `<task>\n${prompt}\n</task>` }];
    const reply = await model.call(
      { purpose: "attempt", messages, maxTokens: 20_000 },
      { draw: { seed: "s", repetition: 0, occurrence: 0, task: id } },
    );
    assert.ok(reply.ok);
    for (const [at, answer] of turnAnswers(reply.text, 3).entries())
      if (answer?.endsWith(`Answer: ${key(index, at + 1)}`)) counts[at] = (counts[at] ?? 0) + 1;
  }
  // Each is right with chance 1/2 where all before it are, and never behind an error: 1/2, 1/4, 1/8.
  for (const [at, expected] of [0.5, 0.25, 0.125].entries())
    assert.ok(Math.abs((counts[at] ?? 0) / size - expected) < 4 * Math.sqrt((expected * (1 - expected)) / size), counts.join());
});

test("a simulated grader judges the turn that stands last, whatever answers the turns before it show", async () => {
  const claims = { c1: ["The bridge holds."], c2: ["The road is closed."] };
  const rubric = (id: string) => ({ kind: "rubric", criteria: [{ id, statement: "says it" }] });
  const task: Task = {
    id: "r",
    category: "c",
    prompt: "Report one.",
    grader: rubric("c1"),
    meta: { simulation: { claims: { c1: claims.c1 } } },
    turns: [{ prompt: "Report two.", grader: rubric("c2"), meta: { simulation: { claims: { c2: claims.c2 } } } }],
  };
  const population = [{ id: "g", family: "f", traits: { errorless: true as const } }];
  const grader = simulatedWorld({ name: "s", tasks: [task] }, { population }, "w").model("g");
  const shape = { type: "object", properties: { why: { type: "string" }, passed: { type: "boolean" } }, required: ["why", "passed"] };
  const judged = async (answer: string): Promise<unknown> => {
    const history = `<task>\nReport one.\n</task>\n${fence("history", "The bridge holds.").text}\n`;
    const text = `${history}<task>\nReport two.\n</task>\n${fence("answer", answer).text}\nIs it right?`;
    const reply = await grader.call(
      { purpose: "grade", messages: [{ role: "user", text }], maxTokens: 2000, shape },
      { draw: { seed: "s", repetition: 0, occurrence: 0, task: "r" } },
    );
    return reply.ok && (reply.object as { passed?: boolean }).passed;
  };
  assert.deepEqual([await judged("The road is closed."), await judged("The bridge holds.")], [true, false]);
});

test("a task of several turns can be right when each of its turns can", () => {
  const checks = [{ name: "one", code: "assert(one() === 1)" }];
  const task = threeTurns(1, 0);
  const program = { prompt: "Write one().", grader: { kind: "program", checks } };
  assert.equal(canBeRight(task), true);
  assert.equal(canBeRight({ ...task, turns: [program] }), false);
  assert.equal(canBeRight({ ...task, turns: [{ ...program, meta: { reference: "const one = () => 1;" } }] }), true);
});
