import assert from "node:assert/strict";
import { test } from "node:test";
import { runNamed } from "./run-named.ts";

const pace = { reasoning: 400, tokensPerSecond: 70 };
const judge = { id: "simulated/judge", family: "j", traits: { errorless: true } };
const model = (id: string, family: string, share: number, weights?: string) => ({
  id: `simulated/${id}`,
  family,
  skill: 0.3,
  ...(weights === undefined ? {} : { weights }),
  rates: { input: 5 * share, output: 25 * share },
  traits: { pace },
});
const arms = ["closed-large", "open-large"].map((member) => ({ use: "solo", name: member, options: { member }, terms: { attempts: 1 } }));
const members = [
  { name: "closed-large", model: "simulated/large" },
  { name: "open-large", model: "simulated/open-large" },
];

/** Two models of one skill and one luck, whose hidden reasoning never varies: what is left between them is their price. */
async function ran(share: number, weights: readonly [string?, string?]) {
  const population = [model("large", "a", 1, weights[0]), model("open-large", "b", share, weights[1]), judge];
  const world = { population, errors: { shared: 1, retry: 1, persona: 1 }, work: { spread: 0 } };
  const generate = { n: 60, seed: "open", families: ["counting", "scheduling"] };
  const { table } = await runNamed("open-closed", { generate, world, members, topologies: arms });
  assert.ok(table?.kind === "named");
  return table;
}

test("models of one skill and one luck pass the same tasks, and the same quality is as many times cheaper as the price is lower", async () => {
  for (const [share, times] of [
    [0.1, 10],
    [1, 1],
  ] as const) {
    const { rows, notes } = await ran(share, ["closed", "open"]);
    assert.equal(rows[1]?.difference, 0);
    const told = /([\d.]+) times cheaper \(([\d.]+) to ([\d.]+)\)/.exec(notes.join("\n")) ?? assert.fail(notes.join("\n"));
    // Wrong answers of two models may differ by a word in length.
    for (const figure of told.slice(1)) assert.ok(Math.abs(Number(figure) / times - 1) < 0.005, told[0]);
    assert.ok(notes.includes("Weights published: open-large; not published: closed-large."), notes.join("\n"));
  }
});

test("a model of which nobody knows is in neither, and that is said", async () => {
  const { notes } = await ran(0.1, ["closed"]);
  assert.ok(
    notes.includes("Weights published: nobody; not published: closed-large. Unknown, and in neither: open-large."),
    notes.join("\n"),
  );
  assert.ok(notes.every((note) => !note.includes("times cheaper")));
});

test("weights that are neither open nor closed are refused by the name of the field", async () => {
  await assert.rejects(ran(1, ["closed", "half"]), /weights/);
});
