import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { mechanismRegistry } from "../../../market/index.ts";
import { familyRegistry } from "../../../tasks/index.ts";
import { fake } from "../../../models/index.ts";
import { judgeRegistry } from "../../../judges/index.ts";
import { defineKind, topologyCases, topologyRegistry } from "../../../topologies/index.ts";
import { openStore, type Store } from "../../../ledger/index.ts";
import { reportRegistry } from "../../../report/index.ts";
import type { Desk } from "../../../types.ts";
import type { Case } from "./case.ts";
import { conform } from "./conform.ts";
import { familyCases } from "./family-cases.ts";
import { judgeCasesOf } from "./judge-cases.ts";
import { ledgerCasesOf } from "./ledger-cases.ts";
import { mechanismCases } from "./mechanism-cases.ts";
import { providerCases } from "./provider-cases.ts";
import { reportCases } from "./report-cases.ts";
import { topologyCasesOf } from "./topology-cases.ts";

/** The names of the cases that are not held. */
async function broken(cases: readonly Case[]): Promise<string[]> {
  const names: string[] = [];
  for (const one of cases) {
    try {
      await one.run();
    } catch {
      names.push(one.name);
    }
  }
  return names;
}
const named = <T extends { readonly name: string }>(all: readonly T[], name: string): T =>
  all.find((one) => one.name === name) ?? assert.fail(name);

test("a mechanism that breaks one promise is told by the case of that promise", async () => {
  const vcg = named(mechanismRegistry.all, "first-price");
  const of = (change: object) => broken(mechanismCases({ ...vcg, ...change }));
  assert.deepEqual(await of({}), []);
  assert.deepEqual(await of({ told: "  " }), ["bidders are told the rule"]);
  const paying = (change: (terms: ReturnType<typeof vcg.payment>, deal: Parameters<typeof vcg.payment>[0]) => object) =>
    of({ payment: (deal: Parameters<typeof vcg.payment>[0]) => ({ ...vcg.payment(deal), ...change(vcg.payment(deal), deal) }) });
  assert.deepEqual(await paying(() => ({ onPass: Number.NaN })), [
    "every deal has finite terms",
    "the deposit covers what the winner may owe",
  ]);
  // A price where terms are wanted has none of them.
  assert.ok((await of({ payment: () => 5 })).includes("every deal has finite terms"));
  assert.ok((await paying(() => ({ deposit: undefined }))).includes("every deal has finite terms"));
  const deposit = "the deposit covers what the winner may owe";
  assert.deepEqual(await paying((_, { value }) => ({ onFail: -value, deposit: 0.99 * value })), [deposit]);
  assert.deepEqual(await paying((_, { value }) => ({ onPass: -value, deposit: 0.99 * value })), [deposit]);
  assert.deepEqual(await paying((_, { value }) => ({ onFail: -value, deposit: value })), []);
  // What never wins has no terms, and nobody asks for more than the worth or is beaten by more than the winner has.
  const wins = (deal: Parameters<typeof vcg.payment>[0]): boolean => {
    const { value, p, ask, runnerUp } = deal;
    return p * value - ask > 0 && ask >= 0 && ask <= value && runnerUp <= p * value - ask + 1e-9 * value;
  };
  assert.deepEqual(await paying((_, deal) => (wins(deal) ? {} : { onPass: Number.NaN })), []);
  let calls = 0;
  assert.deepEqual(await paying(() => ({ onPass: ++calls })), ["one deal has one price"]);
  assert.ok((await of({ score: () => Number.NaN })).includes("every offer has a score"));
  assert.deepEqual(await of({ score: ({ p }: { p: number }) => 2 - p }), ["of two offers with one price, the surer one is not behind"]);
  // A rule under which nobody ever wins was tried on nothing.
  assert.equal((await of({ score: () => -1 })).length, 5);
});

test("a family whose tasks are not those of its seed, or whose grader errs, is told", async () => {
  const family = named(familyRegistry.all, "counting");
  const of = (make: typeof family.make) => broken(familyCases({ ...family, make }));
  const [passes, fails] = ["its grader passes each right answer", "its grader fails each wrong answer"];
  assert.deepEqual(await of((next, level) => family.make(next, level)), []);
  let calls = 0;
  assert.deepEqual(await of((next, level) => ({ ...family.make(next, level), prompt: `${++calls}` })), [
    "one seed and one difficulty make one task",
  ]);
  const swapped = await of((next, level) => {
    const made = family.make(next, level);
    return { ...made, right: made.wrong, wrong: made.right };
  });
  assert.deepEqual(swapped, [passes, fails]);
  assert.deepEqual(await of((next, level) => ({ ...family.make(next, level), right: [] })), [passes]);
  assert.deepEqual(await of((next, level) => ({ ...family.make(next, level), wrong: [] })), [fails]);
  // Only at the hardest.
  assert.deepEqual(await of((next, level) => ({ ...family.make(next, level), ...(level > 1 ? { wrong: [] } : {}) })), [fails]);
  for (const lacking of ["prompt", "grader", "parts", "coupling", "recipe"])
    assert.ok(
      (await of((next, level) => ({ ...family.make(next, level), [lacking]: undefined }))).includes(
        "a task has all that a task is made of",
      ),
      lacking,
    );
  const one = family.make(() => 0.5, 0);
  assert.ok((await of(() => one)).includes("other seeds make other tasks"));
});

test("a judge without an example, with a field that nobody checks, or that errs on its own example is told", async () => {
  const exact = named(judgeRegistry.all, "exact");
  const { example: _example, ...bare } = exact;
  assert.deepEqual(await broken(judgeCasesOf(bare)), ["it has an example to be tried by"]);
  const example = { settings: { answer: "4", answerKind: "integer" }, task: { prompt: "2 + 2" }, right: "Answer: 4", wrong: "Answer: 5" };
  assert.deepEqual(await broken(judgeCasesOf({ ...bare, example })), []);
  assert.deepEqual(await broken(judgeCasesOf({ ...bare, example: { ...example, right: "Answer: 5", wrong: "Answer: 4" } })), [
    "it holds the cases of judges",
  ]);
  // What a model would say nobody here knows: its settings alone are tried.
  for (const needs of [["member"], ["sandbox", "members"]] as const)
    assert.equal(judgeCasesOf({ ...bare, needs: [...needs] as never, example }).length, 2);
  assert.equal(judgeCasesOf({ ...bare, needs: ["sandbox"] as never, example }).length, 3);
});

test("what is wrong in an example is told by its place, and is never a fault of the program", async () => {
  const exact = named(judgeRegistry.all, "exact");
  const task = { prompt: "2 + 2" };
  const faultsOf = async (plugin: object) => (await conform({ name: "p", ...plugin })).flatMap(({ faults }) => faults);
  const judged = (example: unknown) => faultsOf({ judges: [{ ...exact, name: "own-exact", example }] });
  assert.match((await judged({ settings: { answer: "4" }, right: "4", wrong: "5" })).join(), /example\.task: /);
  assert.match((await judged({ settings: { answer: "4" }, task: {}, right: "4", wrong: "5" })).join(), /example\.task\.prompt: /);
  assert.match((await judged({ task, right: "4", wrong: "5" })).join(), /example\.settings: /);
  assert.match((await judged({ settings: {}, task, right: 4, wrong: "5" })).join(), /example\.right: /);
  assert.match((await judged({ settings: {}, task, right: "4", wrong: "5", rihgt: "4" })).join(), /example: .*rihgt/);
  assert.match((await judged("4")).join(), /example: /);
  assert.match((await judged(null)).join(), /example: /);
  assert.match(
    (await judged({ settings: { anser: "4" }, task, right: "4", wrong: "5" })).join(),
    /the settings of its example fit: .*anser/,
  );
  const opens = { open: () => openStore(":memory:") };
  assert.match((await faultsOf({ ledgers: [{ name: "x", ...opens, example: "x://1" }] })).join(), /add example: async \(\) =>/);
  const provider = { name: "x", homes: [], keys: [], load: () => assert.fail(), example: {} };
  assert.match((await faultsOf({ providers: [provider] })).join(), /add example: async \(behavior\) =>/);
  const broken = Object.defineProperty({ name: "y", open: opens.open }, "example", { get: () => assert.fail("no example today") });
  assert.deepEqual(await faultsOf({ ledgers: [broken] }), ["it can be tried: no example today"]);
});

test("a topology whose options must be given is tried with those of its example, and without one is told to bring it", async () => {
  const seated = defineKind({
    name: "seated",
    gist: "one by name",
    description: "One call to the member that is named.",
    options: z.strictObject({ boss: z.string() }),
    memberOptions: ["boss"],
    formula: "one call",
    sees: "The task.",
    ignores: ["attempts"],
    calls: () => ({ least: 1, most: 1 }),
    make: ({ boss }) => ({
      name: "seated",
      async solve(task, desk) {
        const reply = await desk.ask(boss, { purpose: "attempt", messages: [{ role: "user", text: task.prompt }] });
        if (!reply.ok) return reply;
        return reply.text.trim() === "" ? { ok: false, failure: { code: "malformed", message: "empty" } } : { ...reply, by: boss };
      },
    }),
  });
  const faultsOf = async (example: unknown) => (await conform({ name: "p", topologies: [{ ...seated, example }] }))[0];
  const without = await faultsOf(undefined);
  assert.deepEqual([without?.cases, without?.faults.length], [2, 1]);
  assert.match(without?.faults[0] ?? "", /boss.*; add example: \{ \.\.\. \}/s);
  assert.match((await faultsOf({ bos: "m0" }))?.faults[0] ?? "", /boss.* \(its example\)/s);
  assert.deepEqual((await faultsOf({ boss: "m0" }))?.faults, []);
  // No plan would have a member named that is not there: the situation without any is left out.
  assert.equal((await faultsOf({ boss: "m0" }))?.cases, 2 + topologyCases.filter(({ members }) => members > 0).length);
});

test("a topology that says it answers turn by turn, and shows a turn without those before it, is told by the case of turns", async () => {
  const solo = named(topologyRegistry.all, "solo");
  assert.deepEqual(await broken(topologyCasesOf(solo)), []);
  const made = solo.make();
  const blind = { ...made, solve: (task: Parameters<typeof made.solve>[0], desk: Desk) => made.solve({ ...task, dialogue: [] }, desk) };
  assert.deepEqual(await broken(topologyCasesOf({ ...solo, make: () => blind })), [
    "it shows the turns before in every ask that shows the task",
  ]);
});

test("a topology without words, that answers with nothing, spends or asks more than it says is told by the situation", async () => {
  const { turns: _turns, ...solo } = named(topologyRegistry.all, "solo");
  const made = solo.make();
  const of = (change: object) => broken(topologyCasesOf({ ...solo, ...change }));
  assert.deepEqual(await of({}), []);
  for (const field of ["gist", "description", "formula", "sees"])
    assert.deepEqual(await of({ [field]: " " }), ["it says in words what it is, what it costs and who sees what"], field);
  assert.ok(
    (
      await of({
        make: () => {
          throw new Error("no");
        },
      })
    ).includes("it is made without options, or with those of its example"),
  );
  const solving = (solve: (task: never, desk: Desk) => Promise<unknown>) => of({ make: () => ({ ...made, solve }) });
  const whole = topologyCasesOf(solo).length - 2;
  // Unless a situation says otherwise its verifier passes what it is shown.
  const passes = { yes: 0, no: 0 };
  await solving(async (_task, desk) => {
    const verdict = await desk.verify({ text: "x", by: "m0" });
    passes[verdict.ok && verdict.passed ? "yes" : "no"] += 1;
    return { ok: true, text: "x", by: "m0" };
  });
  assert.equal(passes.no, topologyCases.filter((situation) => situation.passes === false).length);
  assert.equal(passes.yes, topologyCases.length - passes.no);
  assert.ok((await solving(async () => ({ ok: true, text: " ", by: "m0" }))).length > whole / 2);
  assert.equal(
    (
      await solving(async () => {
        throw new Error("thrown");
      })
    ).length,
    whole,
  );
  assert.equal((await solving(async () => ({ ok: false, failure: { code: "provider", message: "" } }))).length, whole);
  assert.ok((await of({ calls: () => ({ least: 99, most: 99 }) })).length > 0);
  assert.ok((await of({ calls: () => ({ least: 0, most: 0 }) })).length > 0);
});

test("a report that is no text, is empty, differs each time or lets others' texts act is told", async () => {
  const format = named(reportRegistry.all, "json");
  const of = (write: (summary: never) => unknown) => broken(reportCases({ ...format, write } as typeof format));
  assert.deepEqual(await broken(reportCases(format)), []);
  assert.deepEqual(await of(() => ""), ["a run is written as text"]);
  let calls = 0;
  assert.deepEqual(await of(() => `${++calls}`), ["one summary makes one text"]);
  assert.equal((await of(() => 7)).length, reportCases(format).length);
  const acts = await of(({ warnings }: { warnings: string[] }) => warnings.join("\n") || "none");
  assert.ok(acts.length >= 5 && acts.every((name) => name.endsWith("in a warning and a name does nothing")), acts.join());
  assert.ok(
    (await of(({ topologies }: { topologies: { name: string }[] }) => topologies[0]?.name ?? assert.fail())).includes(
      "a run without topologies is written",
    ),
  );
});

test("a ledger or a provider without something to be tried on is told, and a provider that cannot be asked plainly", async () => {
  assert.deepEqual(await broken(ledgerCasesOf({ name: "x", open: () => assert.fail() })), ["it has empty ledgers to be tried on"]);
  const reader = (read: () => Store) =>
    broken(
      ledgerCasesOf({
        name: "x",
        example: async () => "x://",
        open: async (_, mode) => (mode === "read" ? read() : openStore(":memory:")),
      }),
    );
  assert.deepEqual(await reader(() => openStore(":memory:")), []);
  assert.deepEqual(await reader(() => openStore("/nowhere/ledger.sqlite", "read")), []);
  const refused = ["where nothing was written yet, a reader finds no run or is told so with an AbsentLedger"];
  assert.deepEqual(await reader(() => assert.fail("there is no such file")), refused);
  assert.deepEqual(await broken(providerCases({ name: "x" } as never)), ["it has models to be tried"]);
  let closed = 0;
  const none = providerCases({ name: "x", example: async () => undefined } as never);
  assert.ok((await broken(none.slice(0, 1))).includes("it can be asked plainly"));
  const plain = providerCases({ name: "x", example: async () => ({ model: fake(["x"]), close: async () => void closed++ }) } as never);
  assert.deepEqual([await broken(plain.slice(0, 1)), closed], [[], 1]);
  for (const opened of [{}, { model: {} }, { model: { ...fake(["x"]), quote: undefined } }])
    assert.deepEqual(await broken(providerCases({ name: "x", example: async () => opened } as never).slice(0, 1)), [
      "it can be asked plainly",
    ]);
});
