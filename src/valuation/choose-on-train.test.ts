import assert from "node:assert/strict";
import { test } from "node:test";
import { stream } from "../util/random.ts";
import { bestFor, type Candidate, type Standing, standings } from "./choose-on-train.ts";
import { evidenceOf, type Outcome } from "./evidence.ts";
import { learn } from "./learn.ts";
import { singlePlayer } from "./players.ts";

const single = (member: number): Candidate => ({ name: `${member}`, player: () => singlePlayer(member) });
const standing = (name: string, rate: number, cost: number): Standing => ({ candidate: { ...single(0), name }, rate, cost });
const chosen = (goal: Parameters<typeof bestFor>[0], all: readonly Standing[]): string | undefined => bestFor(goal, all)?.candidate.name;

test("a goal picks the most right within a cost, the cheapest that reaches a rate, or the most net value; without any that fits, the nearest", () => {
  const all = [standing("cheap", 0.5, 1), standing("middle", 0.7, 3), standing("dear", 0.8, 9)];
  assert.equal(chosen({ mostCost: 5 }, all), "middle");
  assert.equal(chosen({ mostCost: 0.5 }, all), "cheap");
  assert.equal(chosen({ leastRate: 0.6 }, all), "middle");
  assert.equal(chosen({ leastRate: 0.9 }, all), "dear");
  // 10 x .7 - 3 = 4 is at 10 level with cheap's 10 x .5 - 1: the first of the two; at 11 middle's 4.7 is more than 4.5 and -.2.
  assert.equal(chosen({ value: 10 }, all), "cheap");
  assert.equal(chosen({ value: 11 }, all), "middle");
  assert.equal(chosen({ value: 100 }, all), "dear");
  assert.equal(chosen({ value: 1 }, []), undefined);
});

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
  assert.deepEqual([a?.rate, a?.cost, b?.rate, b?.cost], [rate("a"), 1, rate("b"), 2]);
  assert.deepEqual([seen.size, new Set(seen.values())], [60, new Set([1])]);
  const few = standings(train, learnt, { ...settings, mostItems: 30 }, [watched], {});
  assert.equal(few.length, 1);
  assert.equal([...seen.values()].filter((n) => n === 2).length, 30);
});
