import assert from "node:assert/strict";
import { fakeDesk } from "../../../calls/fake-desk.ts";
import { fake } from "../../../models/index.ts";
import { foreignTopology, saysIn, type TopologyCase, topologyCases, type TopologyKind } from "../../../topologies/index.ts";
import { PartError } from "../../../util/part-error.ts";
import { checkOptionSeats } from "../../experiment/option-seats.ts";
import type { Case } from "./case.ts";
import { wordsOf } from "../../../util/failure.ts";
import { defined } from "../../../util/defined.ts";

/** The situations that every topology must meet with a defined outcome, beside what it says of itself. */
export function topologyCasesOf(kind: TopologyKind): readonly Case[] {
  const words: readonly Case[] = [
    {
      name: "it says in words what it is, what it costs and who sees what",
      run: () => {
        for (const field of ["gist", "description", "formula", "sees"] as const)
          assert.ok(typeof kind[field] === "string" && kind[field].trim() !== "", `${field} is empty`);
      },
    },
    { name: "it is made without options, or with those of its example", run: () => makes(kind) },
  ];
  if (!isMade(kind)) return words;
  return [
    ...words,
    ...topologyCases
      .filter(canBePlanned(kind))
      .map((situation) => ({ name: `it meets ${situation.name}`, run: () => meets(kind, situation) })),
    ...(kind.turns === true
      ? [{ name: "it shows the turns before in every ask that shows the task", run: () => showsDialogue(kind) }]
      : []),
  ];
}

/** Where options must be given, its example has to give them. */
function makes(kind: TopologyKind): void {
  try {
    kind.make(kind.example);
  } catch (thrown) {
    const missing = kind.example === undefined ? "; add example: { ... }, options that it is tried with" : " (its example)";
    assert.fail(`${wordsOf(thrown)}${missing}`);
  }
}

function isMade(kind: TopologyKind): boolean {
  try {
    makes(kind);
    return true;
  } catch {
    return false;
  }
}

/** Whether a plan would take the example's options in a situation: not where they name members that it does not have. */
function canBePlanned(kind: TopologyKind): (situation: TopologyCase) => boolean {
  return ({ members }) => {
    const seats = Array.from({ length: members }, (_, index) => ({ name: `m${index}`, model: fake([]) }));
    try {
      checkOptionSeats(kind, kind.example, seats, kind.name);
      return true;
    } catch (thrown) {
      if (thrown instanceof PartError) return false;
      throw thrown;
    }
  };
}

/** Of a task of several turns: whoever is shown a turn is shown what was asked and answered before it. */
async function showsDialogue(kind: TopologyKind): Promise<void> {
  const situation = topologyCases.find(({ name }) => name === "three attempts that never pass");
  assert.ok(situation);
  const members = Object.fromEntries(
    ["m0", "m1", "m2"].map((name, index) => [name, fake(saysIn(situation, index), { id: `fake/${name}`, family: name })]),
  );
  const room = fakeDesk({ members, terms: { attempts: 2 }, verifier: () => ({ ok: true, passed: false, score: 0, why: "checked" }) });
  const said = { prompt: "What was asked at first?", answer: "What was answered at first." };
  const made = kind.make(kind.example);
  await made.solve({ ...room.task, dialogue: [said] }, room.desk);
  for (const { purpose, messages } of Object.values(members).flatMap(({ asked }) => asked)) {
    const text = messages.map((message) => message.text).join("\n");
    const [at, answered, asked] = [text.lastIndexOf(room.task.prompt), text.indexOf(said.answer), text.indexOf(said.prompt)];
    const shown = at < 0 || (asked >= 0 && asked < answered && answered < at);
    assert.ok(
      shown,
      `an ask (${purpose}) shows the task without the turn before it: lay task.dialogue before it, or leave out turns: true`,
    );
  }
}

async function meets(kind: TopologyKind, situation: TopologyCase): Promise<void> {
  const names = Array.from({ length: situation.members }, (_, index) => `m${index}`);
  const members = names.map((name, index) => [name, fake(saysIn(situation, index), { id: `fake/${name}`, family: `family-${index}` })]);
  const passed = situation.passes ?? true;
  const room = fakeDesk({
    members: Object.fromEntries(members),
    verifier: () => ({ ok: true, passed, score: passed ? 1 : 0, why: "checked" }),
    ...defined({ terms: situation.terms, budget: situation.budget }),
  });
  const made = kind.make(kind.example);
  const result = await foreignTopology(made.name, (task, desk) => made.solve(task, desk)).solve(room.task, room.desk);
  if (!result.ok) {
    assert.notEqual(result.failure.code, "function", result.failure.message);
    assert.ok(result.failure.message !== "", "a failure without words");
  } else assert.ok(result.text.trim() !== "" && result.by !== "", "an answer without a text or an author");
  if (situation.outcome !== "either")
    assert.equal(result.ok ? "answer" : "failure", situation.outcome, JSON.stringify(result).slice(0, 200));
  const calls = room.events().filter(({ fact, span }) => fact.type === "call" && !span.includes(":verify"));
  if (situation.budget !== undefined) assert.ok(room.spent() <= situation.budget, "it spent more than its budget");
  if (situation.countsCalls !== true) return;
  const { least, most } = kind.calls(situation.members, room.desk.terms, kind.example);
  assert.ok(calls.length >= least && calls.length <= most, `${calls.length} calls; stated are ${least} to ${most} (${kind.formula})`);
}
