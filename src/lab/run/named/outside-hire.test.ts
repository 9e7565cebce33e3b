import assert from "node:assert/strict";
import { test } from "node:test";
import { runNamed } from "./run-named.ts";

const judge = { id: "simulated/judge", family: "j", traits: { errorless: true } };
const crew = (outsider: number) => [
  { id: "simulated/small", family: "s", skill: 0, rates: { input: 0.25, output: 2 } },
  { id: "simulated/large", family: "l", skill: outsider, rates: { input: 5, output: 25 } },
  judge,
];
const generate = { n: 80, seed: "outside", families: ["counting", "list-programs"], worth: 0.1 };

async function ran(outsider: number, errors: object) {
  const { summary, table } = await runNamed("outside-hire", { generate, world: { errors, population: crew(outsider) } });
  assert.ok(table?.kind === "named");
  const rate = (name: string) => table.rows.find(({ arm }) => arm === name)?.passRate ?? assert.fail(name);
  return { summary, table, rate };
}

test("an outsider of the staff's own skill and luck passes no task more, hired by doubt, after a failure or for all", async () => {
  const { table, rate } = await ran(0, { shared: 1, retry: 1, persona: 1 });
  assert.ok(rate("staff") > 0.2 && rate("staff") < 0.8, `${rate("staff")}`);
  for (const { arm, difference } of table.rows) assert.equal(difference ?? 0, 0, arm);
  assert.ok(table.notes.every((note) => !note.includes("pays where a right answer is worth more")));
});

test("one who is never wrong makes all right that he is hired for after a check that is never wrong, and the price to which that pays is told", async () => {
  const { summary, table, rate } = await ran(20, { shared: 0.25, retry: 0.6, persona: 0.7 });
  assert.deepEqual([rate("outsider"), rate("hire-failed")], [1, 1]);
  assert.ok(rate("hire-unsure") > rate("staff") && rate("hire-unsure") <= 1);
  const of = (name: string) => summary.topologies.find((row) => row.name === name) ?? assert.fail(name);
  // Dollars per extra right answer, by hand from the two rows.
  const [failed, staff] = [of("hire-failed"), of("staff")];
  const rate0 = ((failed.cost.perTrial ?? 0) - (staff.cost.perTrial ?? 0)) / ((failed.passRate ?? 0) - (staff.passRate ?? 0));
  const note = table.notes.find((one) => one.startsWith("hire-failed pays")) ?? assert.fail(table.notes.join("\n"));
  const told = Number(/worth more than \$([\d.]+)/.exec(note)?.[1]);
  assert.ok(Math.abs(told / rate0 - 1) < 0.01, `${told} ${rate0}`);
  const failures = Math.round((1 - rate("staff")) * 80);
  assert.match(note, new RegExp(`hired ${failures} times, ${failures} passed where the staff alone passes 0`));
});
