import assert from "node:assert/strict";
import { test } from "node:test";
import { fakeDesk } from "../calls/fake-desk.ts";
import { fake } from "../models/fake.ts";
import type { Message, Task } from "../types.ts";
import { obliging, furtherOptions } from "./fixtures.ts";
import { topologyKinds } from "./index.ts";

const task: Task = {
  id: "t#3",
  category: "c",
  prompt: "And doubled?",
  context: "A shelf.",
  grader: { kind: "none" },
  dialogue: [
    { prompt: "How many jars?", answer: "12" },
    { prompt: "Two fewer?", answer: "10, I think" },
  ],
};
const before: Message[] = [
  { role: "user", text: "<context>\nA shelf.\n</context>\n<task>\nHow many jars?\n</task>" },
  { role: "assistant", text: "12" },
  { role: "user", text: "<task>\nTwo fewer?\n</task>" },
  { role: "assistant", text: "10, I think" },
];

test("the topologies that answer turn by turn are those that say so", () => {
  const named = topologyKinds.filter(({ turns }) => turns === true).map(({ name }) => name);
  assert.deepEqual(named.sort(), ["best-of", "cascade", "market", "personas", "router", "solo"]);
});

for (const kind of topologyKinds.filter(({ turns }) => turns === true)) {
  for (const options of [{}, ...(furtherOptions.get(kind.name) ?? [])]) {
    test(`${kind.name} ${JSON.stringify(options)} lays the dialogue before every ask, and the context with its first turn alone`, async () => {
      const members = Object.fromEntries(
        ["m0", "m1", "operator"].map((name) => [name, fake(obliging, { id: `fake/${name}`, family: name })]),
      );
      const rejects = { ok: true, passed: false, score: 0, why: "no" } as const;
      const { desk } = fakeDesk({ members, terms: { attempts: 2 }, verifier: () => rejects });
      const solved = await kind.make(options).solve(task, desk);
      assert.ok(solved.ok, JSON.stringify(solved));
      const asks = Object.values(members).flatMap(({ asked }) => asked);
      assert.ok(asks.length >= 2);
      for (const { messages } of asks) {
        assert.deepEqual(messages.slice(0, 4), before);
        assert.match(messages[4]?.text ?? "", /^<task>\nAnd doubled\?\n<\/task>/);
        assert.equal(messages.filter(({ text }) => text.includes("A shelf.")).length, 1);
      }
    });
  }
}
