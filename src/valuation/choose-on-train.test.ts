import assert from "node:assert/strict";
import { test } from "node:test";
import { stream } from "../util/random.ts";
import { type Candidate, standings } from "./choose-on-train.ts";
import { evidenceOf, type Outcome } from "./evidence.ts";
import { learn } from "./learn.ts";
import { singlePlayer } from "./players.ts";

const single = (member: number): Candidate => ({ name: `${member}`, player: () => singlePlayer(member) });
test("a policy's standing is over training items that its fit did not see, each once", () => {
  const next = stream("standings");
  const outcomes = Array.from({ length: 60 }, (_, i) => i).flatMap((i): Outcome[] =>
    ["a", "b"].map((member, m) => ({ item: `${i}`, category: "x", member, passed: next() < 0.3 + 0.4 * m, cost: 1 + m })),
  );
  const train = evidenceOf(outcomes);
  const settings = { seed: "1", forms: ["tables"] as const };
  const seen = new Map<string, number>();
  const watched: Candidate = {
    name: "watched",
    player: (learnt) => (task) => {
      const member = learnt.members.indexOf("b");
      seen.set(task.item.id, (seen.get(task.item.id) ?? 0) + 1);
      return singlePlayer(member)(task);
    },
  };
  const learnt = learn(train, settings);
  const [a, b] = standings(train, learnt, settings, [single(0), watched], {});
  const rate = (member: string): number => outcomes.filter((outcome) => outcome.member === member && outcome.passed).length / 60;
  assert.deepEqual([a?.passRate, a?.cost, b?.passRate, b?.cost], [rate("a"), 1, rate("b"), 2]);
  assert.deepEqual([seen.size, new Set(seen.values())], [60, new Set([1])]);
  const few = standings(train, learnt, { ...settings, mostItems: 30 }, [watched], {});
  assert.equal(few.length, 1);
  assert.equal([...seen.values()].filter((n) => n === 2).length, 30);
});
