import assert from "node:assert/strict";
import { test } from "node:test";
import type { Ask, Json, Terms } from "../types.ts";
import { wantedOf } from "../util/wanted-of.ts";
import { experts } from "./experts.ts";
import { topologyKinds } from "./index.ts";
import { factsOf, teamOf } from "./fake-team.test.ts";
import { personaCheck, personaRecord, survivors } from "./persona-record.ts";

const roster = ["Ada", "Ben", "Cay", "Dan"].map((name) => ({ name, view: `${name}'s view.` }));
const eventsOf = (checks: readonly Json[]) =>
  checks.map((value, seq) => ({ seq, trial: "t", span: "", at: 0, fact: { type: "own" as const, name: personaCheck, value } }));
const recordOf = (checks: readonly Json[]) =>
  eventsOf(checks).reduce((record, event) => personaRecord.step(record, event as never), personaRecord.start);
const check = (category: string, plain: boolean, passed: Record<string, boolean>): Json => ({
  category,
  plain,
  passed: Object.entries(passed),
});

test("a change is right where the plain answer was wrong and wrong where it was right; other notes say nothing", () => {
  const { tasks, changes } = recordOf([
    check("c", false, { Ada: true, Ben: false }),
    check("c", true, { Ada: true, Ben: false }),
    check("d", false, { Ada: true }),
    { category: "c", plain: "yes", passed: [] },
    "nothing",
  ]);
  assert.equal(tasks, 3);
  assert.deepEqual(changes.get('["c","Ada"]'), { tried: 2, mended: 1, spoilt: 0 });
  assert.deepEqual(changes.get('["c","Ben"]'), { tried: 2, mended: 0, spoilt: 1 });
  assert.deepEqual(changes.get('["d","Ada"]'), { tried: 1, mended: 1, spoilt: 0 });
});

test("those who mended most less what they spoilt are kept, by category, and what is known of few checks is drawn to all of them", () => {
  const often = (times: number, value: Json): Json[] => Array.from({ length: times }, () => value);
  const record = recordOf([
    ...often(8, check("c", false, { Ada: true, Ben: false })),
    ...often(8, check("d", false, { Ada: false, Ben: true })),
    ...often(8, check("c", true, { Cay: false })),
  ]);
  const kept = (category: string) => survivors(record, roster, category, 2).map(({ name }) => name);
  // c: Ada (8 + 4 x 8/20) / 12 = .8, Ben (0 + 1.6) / 12 = .13, Dan 0, Cay (-8 - 4 x 8/12) / 12 = -.89.
  assert.deepEqual(kept("c"), ["Ada", "Ben"]);
  assert.deepEqual(kept("d"), ["Ben", "Ada"]);
  // An unknown category goes by all: 8/20 each, before none.
  assert.deepEqual(kept("e"), ["Ada", "Ben"]);
});

/** Ben alone is right; a member without a perspective is wrong. */
const says = (ask: Ask) => {
  if (wantedOf(ask) !== undefined) return { object: { why: "", answer: "Answer: 3", winner: "merged" } };
  const as = /Answer as "(\w+)"/.exec(ask.messages.map(({ text }) => text).join("\n"))?.[1];
  return as === "Ben" ? "Answer: 4" : `Answer: ${as === undefined ? 7 : 5}`;
};
const verifier = ({ text }: { readonly text: string }) =>
  ({ ok: true, passed: text.includes("4"), score: Number(text.includes("4")), why: "" }) as const;

test("while survivors are looked for, answers with and without a perspective are checked, each once; after that the kept ones answer unchecked", async () => {
  const options = { roster, size: 4, curation: { survivors: 1 } };
  const first = teamOf(1, says, { trial: "s/t1/0", verifier });
  assert.equal(experts(options).memory, true);
  await experts(options).solve(first.task, first.desk);
  const [note] = factsOf(first.events(), "own").filter(({ name }) => name === personaCheck);
  const value = note?.value as { plain: boolean; passed: [string, boolean][] };
  assert.deepEqual([value.plain, Object.fromEntries(value.passed)], [false, { Ada: false, Ben: true, Cay: false, Dan: false }]);
  // Four with a perspective, one without, one to aggregate.
  assert.equal(first.calls(), 6);
  const second = teamOf(1, says, { trial: "s/t2/0", earlier: first.events(), verifier });
  await experts({ ...options, size: 1 }).solve(second.task, second.desk);
  assert.deepEqual(
    second
      .facts("role")
      .map(({ role }) => role)
      .slice(first.facts("role").length),
    ["Ben"],
  );
  assert.equal(second.calls(), 2);
});

test("without a verdict nothing is learnt, and a roster by lot is another one for another task", async () => {
  const none = teamOf(1, says, { trial: "s/t1/0" });
  await experts({ roster, size: 2, curation: { survivors: 1 } }).solve(none.task, none.desk);
  assert.ok(factsOf(none.events(), "own").every(({ name }) => name !== personaCheck));
  const drawn = new Set<string>();
  for (const trial of ["s/t1/0", "s/t2/0", "s/t3/0", "s/t4/0", "s/t5/0"]) {
    const team = teamOf(1, says, { trial });
    await experts({ roster, size: 2, curation: "random" }).solve(team.task, team.desk);
    drawn.add(
      team
        .facts("role")
        .map(({ role }) => role)
        .toSorted()
        .join(),
    );
  }
  assert.ok(drawn.size > 1, [...drawn].join(" "));
});

test("other curations are refused, and so are no tasks to look for survivors on", () => {
  assert.throws(() => experts({ curation: { survivors: 0 } }), /Too small|>0|>=1/);
  assert.throws(() => experts({ curation: "chance" as "random" }), /Invalid/);
});

test("a plan hears that survivors are not found without a verifier", () => {
  const said = (verified: boolean, curation: unknown) =>
    topologyKinds
      .find(({ name }) => name === "experts")
      ?.make({ curation })
      .unreached?.(["m0"], {} as Terms, verified) ?? [];
  assert.match(said(false, { survivors: 3 }).join(), /no verifier: rosters stay drawn by lot\. Name a verifier/);
  assert.deepEqual([said(true, { survivors: 3 }), said(false, "auto")], [[], []]);
});
