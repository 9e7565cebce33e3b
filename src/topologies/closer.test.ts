import assert from "node:assert/strict";
import { test } from "node:test";
import type { Desk, Model, Price } from "../types.ts";
import { fakeDesk } from "../calls/fake-desk.ts";
import { fake } from "../models/fake.ts";
import { closerAmong, closerOf } from "./closer.ts";
import { factsOf, teamOf } from "./fake-team.test.ts";
import { obliging } from "./fixtures.ts";
import { openTopology, topologyKinds } from "./index.ts";
import { wantedOf } from "../util/wanted-of.ts";

const price = (input: number, output: number): Price => ({
  id: "x",
  source: "test",
  date: "2026-01-01",
  input,
  output,
  cacheRead: 0,
  cacheWrite5m: 0,
  cacheWrite1h: 0,
});
const crew = [
  { name: "a", price: price(1, 5) },
  { name: "b", price: price(3, 15) },
  { name: "c", price: price(5, 15) },
  { name: "d", price: price(5, 15) },
];

test("strongest is whose output costs most, then whose input does, then the first; where a price is unknown, the first", () => {
  assert.equal(closerAmong(crew), "c");
  assert.equal(closerAmong(crew, "strongest"), "c");
  assert.equal(closerAmong(crew.slice(0, 2)), "b");
  assert.equal(closerAmong([...crew, { name: "e" }]), "a");
  assert.equal(closerAmong([]), undefined);
});

test("first, last and a name are taken as they say; a name that nobody has is the strongest", () => {
  assert.deepEqual(
    ["first", "last", "b", "nobody", "__proto__"].map((rule) => closerAmong(crew, rule)),
    ["a", "d", "b", "c", "c"],
  );
  assert.equal(closerAmong(crew, "chance"), undefined);
  // 0.6 of four places is the third.
  assert.equal(
    closerAmong(crew, "chance", () => 0.6),
    "c",
  );
});

const deskOf = (closer: string, seed: string, trial = "one/t1/0"): Desk =>
  fakeDesk({ members: { a: fake(["x"]), b: fake(["x"]), c: fake(["x"]) }, terms: { closer }, seed, trial }).desk;
const named = (desk: Desk): string => {
  const seat = closerOf(desk, undefined);
  return seat.ok ? seat.name : seat.failure.message;
};

test("chance draws one closer for a task, the same in every topology, whatever else is drawn in between, and each of them over many", () => {
  const desk = deskOf("chance", "0");
  const first = named(desk);
  desk.chance("closer");
  assert.equal(named(desk), first);
  assert.equal(named(deskOf("chance", "0", "other/t1/0")), first);
  const counts = new Map<string, number>();
  for (let trial = 0; trial < 300; trial++) {
    const name = named(deskOf("chance", `${trial}`));
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  // 100 each is expected; five standard deviations of a binomial with n = 300, p = 1/3 are 41.
  assert.deepEqual([...counts.keys()].toSorted(), ["a", "b", "c"]);
  for (const [name, count] of counts) assert.ok(Math.abs(count - 100) < 41, `${name}: ${count}`);
});

test("an option that names somebody goes before the term", () => {
  const seat = closerOf(deskOf("last", "0"), "b");
  assert.equal(seat.ok && seat.name, "b");
});

/** The members with the last as the dearest. */
function pricedTeam(closer?: string) {
  const asked: string[] = [];
  const member = (name: string, output: number): [string, Model] => [
    name,
    { ...fake((ask) => (asked.push(name), obliging(ask)), { id: `fake/${name}` }), price: price(1, output) },
  ];
  const members = Object.fromEntries([member("m0", 1), member("m1", 2), member("m2", 9)]);
  const terms = closer === undefined ? {} : { closer };
  return { asked, ...fakeDesk({ members, terms, verifier: () => ({ ok: true, passed: true, score: 1, why: "" }) }) };
}

const closing = topologyKinds.filter(({ ignores }) => !ignores.includes("closer"));

test("in every topology with a closer it is the strongest by default, and whom the term says where it says", async () => {
  assert.ok(closing.length > 15, closing.map(({ name }) => name).join());
  for (const { name } of closing)
    for (const [rule, expected] of [
      [undefined, "m2"],
      ["first", "m0"],
      ["m1", "m1"],
    ] as const) {
      const { desk, task, asked } = pricedTeam(rule);
      // A hub delegates a plan of one part, whose result is the answer: its own word is the plan, the first ask.
      const opens = ["hub-spoke", "contestable-hub", "coordinator", "ledger-hub", "solve-or-split"].includes(name);
      const result = await openTopology(name, name === "contestable-hub" ? { funding: 0 } : undefined).solve(task, desk);
      assert.ok(result.ok, name);
      if (name === "solve-or-split") continue;
      // Who visits last has the last word, and may leave the answer as it is.
      const closer = opens ? asked[0] : name === "stigmergic" ? asked.at(-1) : result.by;
      assert.equal(closer, expected, `${name}, closer ${rule ?? "by default"}`);
    }
});

test("parts of a split are joined by the closer, whoever solved them", async () => {
  let proposals = 0;
  const { desk, task, asked, events } = teamOf(
    3,
    (ask) => {
      if (wantedOf(ask) === undefined) return "both parts";
      const kind = ++proposals === 1 ? "part" : "whole";
      return {
        object: {
          why: "",
          statement: "the first half",
          acceptance: "it adds up",
          remainder: "the rest",
          answer: "4",
          value: 0.5,
          p: 0.9,
          kind,
        },
      };
    },
    { terms: { closer: "m1" }, verifier: () => ({ ok: true, passed: true, score: 1, why: "" }) },
  );
  const result = await openTopology("solve-or-split").solve(task, desk);
  assert.equal(result.ok && result.by, "m1");
  assert.equal(asked.at(-1)?.name, "m1");
  assert.equal(factsOf(events(), "split").length, 1);
});
