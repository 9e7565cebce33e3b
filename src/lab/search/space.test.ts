import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { topologyKinds } from "../../topologies/index.ts";
import type { Terms } from "../../types.ts";
import { aroundDefaults, optionGrid } from "./option-grid.ts";
import { type SpaceBounds, spaceOf } from "./space.ts";

const terms: Terms = { attempts: 2, feedback: "reason", outputCap: 4096, visibility: "all", warmFirst: false, selfJudging: "refused" };
const bounds = (kinds: readonly string[], given: Partial<SpaceBounds> = {}): SpaceBounds => ({
  kinds: topologyKinds.filter(({ name }) => kinds.includes(name)),
  members: ["a", "b"],
  options: "default",
  attempts: [1, 2],
  depth: 1,
  seats: 3,
  most: 200,
  terms,
  verified: true,
  seed: "1",
  ...given,
});
const names = (given: SpaceBounds): string[] => spaceOf(given).candidates.map(({ name }) => name);

test("two members in solo and cascade are five candidates, by hand", () => {
  // Written: 2 single ones, and for each of 2 kinds 3 sets of seats with 2 numbers of attempts: 2 + 12.
  // Equal: a cascade of one member is a solo; with one attempt the second rung of a cascade is never reached.
  const space = spaceOf(bounds(["solo", "cascade"]));
  assert.equal(space.written, 14);
  assert.deepEqual(
    space.candidates.map(({ name }) => name),
    ["solo(a)", "solo(b)", "solo(a)x2", "solo(b)x2", "cascade(a,b)x2"],
  );
  assert.deepEqual(
    space.candidates.filter(({ single }) => single).map(({ name }) => name),
    ["solo(a)", "solo(b)"],
  );
});

test("nesting adds what can be seated: three more candidates two deep, twelve more three deep", () => {
  // One firm, cascade(a,b); with at most two nested seats: alone, beside a, beside b.
  assert.deepEqual(names(bounds(["solo", "cascade"], { depth: 2 })).slice(5), [
    "cascade(cascade(a,b))x2",
    "cascade(a,cascade(a,b))x2",
    "cascade(b,cascade(a,b))x2",
  ]);
  // Three firms F two deep: 3 alone, 2 x 3 beside a member, 3 pairs.
  const three = spaceOf(bounds(["solo", "cascade"], { depth: 3 }));
  assert.equal(three.different, 5 + 3 + 12);
  assert.equal(Math.max(...three.candidates.map(({ depth }) => depth)), 3);
});

test("two sit in a nested arrangement at most, one where one seat is allowed, and as many as are allowed in a plain one", () => {
  const sizes = (seats: number) => {
    const { candidates } = spaceOf(bounds(["solo", "council"], { depth: 2, members: ["a", "b", "c", "d"], seats, most: 2000 }));
    return [1, 2].map((depth) => Math.max(...candidates.filter((one) => one.depth === depth).map((one) => one.seats.length)));
  };
  assert.deepEqual(
    [sizes(1), sizes(2), sizes(3)],
    [
      [1, 1],
      [2, 2],
      [3, 2],
    ],
  );
});

test("without a verifier nothing is tried again, and a cascade by the verifier has one rung", () => {
  assert.deepEqual(names(bounds(["solo", "cascade"], { verified: false })), ["solo(a)", "solo(b)"]);
});

test("options that do nothing beside others make no other candidate", () => {
  const listed = (options: Readonly<Record<string, readonly unknown[]>>, kind: string) =>
    names(bounds([kind], { options: new Map([[kind, options]]), attempts: [2], members: ["a", "b"] }));
  // Samples do nothing where the verifier checks; with self-checks they do.
  assert.deepEqual(listed({ check: ["verifier"], samples: [2, 4, 8] }, "cascade"), ["cascade(a)x2", "cascade(b)x2", "cascade(a,b)x2"]);
  assert.equal(listed({ check: ["self"], samples: [2, 4] }, "cascade").length, 2 + 2);
  // Of one member three tries and a vote; ties count only there; who is not asked does not sit there.
  assert.deepEqual(listed({ choose: ["majority", "verifier"], ties: ["likeness", "chance"] }, "best-of"), [
    "best-of(a)x2",
    "best-of(b)x2",
    "best-of[ties=chance](a)x2",
    "best-of[ties=chance](b)x2",
    "best-of[choose=verifier](a)x2",
    "best-of[choose=verifier](b)x2",
  ]);
  // One try of one member is a solo.
  assert.deepEqual(names(bounds(["solo", "best-of"], { options: new Map([["best-of", { n: [1] }]]), attempts: [1] })), [
    "solo(a)",
    "solo(b)",
  ]);
});

test("a tree of one call is a single one, and of one member nothing is chosen", () => {
  const listed = (attempts: readonly number[], options: Readonly<Record<string, readonly unknown[]>>) =>
    names(bounds(["solo", "ab-mcts"], { options: new Map([["ab-mcts", options]]), attempts }));
  const ways = { pick: ["thompson", "ucb"], stack: [false, true], batch: [1, 2] };
  assert.deepEqual(listed([1], ways), ["solo(a)", "solo(b)", "ab-mcts(a,b)"]);
  assert.deepEqual(
    listed([2], { ...ways, calls: [1] }).filter((name) => name.startsWith("ab")),
    ["ab-mcts[calls=1](a)x2", "ab-mcts[calls=1](b)x2", "ab-mcts[calls=1](a,b)x2"],
  );
  // With two tries: batches of one member; four ways in batches of two members.
  const two = listed([2], ways);
  assert.deepEqual(
    two.filter((name) => name.startsWith("ab-mcts") && name.includes("(a)")),
    ["ab-mcts(a)x2", "ab-mcts[batch=2](a)x2"],
  );
  assert.equal(two.filter((name) => name.includes("(a,b)")).length, 8);
});

test("a grid has the other words, yes and no, and half and twice a number within its bounds", () => {
  const schema = z.strictObject({
    n: z.int().min(1).max(5).default(3),
    share: z.number().min(0).max(1).default(0.75),
    way: z.enum(["this", "that"]).default("this"),
    guarded: z.boolean().default(true),
    member: z.string().optional(),
    list: z.array(z.string()).default([]),
    curation: z.enum(["none", "auto", "ask"]).default("auto"),
  });
  assert.deepEqual(optionGrid({ options: schema, memberOptions: ["member"] }), [
    { name: "n", values: [1, 5], choice: false },
    { name: "share", values: [0.375, 0.875], choice: false },
    { name: "way", values: ["that"], choice: true },
    { name: "guarded", values: [false], choice: true },
    { name: "curation", values: ["none"], choice: true },
  ]);
  // The defaults, 7 with one option otherwise, and 3 choices with 4 numbers.
  assert.equal(aroundDefaults({ options: schema }).length, 1 + 7 + 12);
});

test("an option that names a seat has no grid, unless words stand beside the names", () => {
  const schema = z.strictObject({
    ties: z.union([z.enum(["likeness", "chance"]), z.string()]).default("likeness"),
    hub: z.union([z.literal("nobody"), z.string()]).default("a"),
    mode: z.union([z.literal("nobody"), z.string()]).default("a"),
    planner: z.boolean().default(true),
    low: z.int().min(3).default(5),
    free: z.int().default(4),
    above: z.number().gt(0).max(0.5).default(0.1),
    scale: z.number().min(0).default(1),
    wide: z.number().default(3),
    none: z.int().optional(),
  });
  assert.deepEqual(optionGrid({ options: schema, memberOptions: ["ties", "hub", "planner"] }), [
    { name: "ties", values: ["chance"], choice: true },
    { name: "mode", values: ["nobody"], choice: true },
    { name: "planner", values: [false], choice: true },
    // Half of five is two, which is below three.
    { name: "low", values: [3, 10], choice: false },
    { name: "free", values: [2, 8], choice: false },
    { name: "above", values: [0.05, 0.3], choice: false },
    { name: "scale", values: [0.5, 2], choice: false },
    { name: "wide", values: [1.5, 6], choice: false },
  ]);
});

test("every kind has a grid whose configurations it takes", () => {
  for (const kind of topologyKinds)
    for (const options of aroundDefaults(kind)) if (kind.options.safeParse(options).success) assert.ok(kind.make(options).name);
});

test("of more candidates than wanted the same are drawn by one seed, single members and every kind among them", () => {
  const given = bounds(["solo", "cascade", "best-of", "council"], { members: ["a", "b", "c"], options: new Map(), depth: 3, most: 20 });
  const space = spaceOf(given);
  assert.equal(space.candidates.length, 20);
  assert.ok(space.different > 20);
  assert.equal(space.candidates.filter(({ single }) => single).length, 3);
  assert.deepEqual(new Set(space.candidates.map(({ use }) => use)), new Set(["solo", "best-of", "cascade", "council"]));
  assert.deepEqual(names(given), names(given));
  assert.notDeepEqual(names(given), names({ ...given, seed: "2" }));
});

test("listed options that do not fit are told with their place", () => {
  assert.throws(() => spaceOf(bounds(["cascade"], { options: new Map([["cascade", { samples: [1] }]]) })), {
    message: /samples/,
  });
});
