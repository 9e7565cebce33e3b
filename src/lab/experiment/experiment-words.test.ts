import assert from "node:assert/strict";
import { test } from "node:test";
import { openLedger } from "../plan/fixtures/open-ledger.ts";
import { taskOf } from "../plan/fixtures/plan-of.ts";
import { UserError } from "../../util/bug.ts";
import { PartError } from "../../util/part-error.ts";
import { keepFunction } from "../../util/functions.ts";
import { withFunctions } from "./accept-functions.ts";
import { belongsTo } from "./belongs-to.ts";
import { checkNesting } from "./check-nesting.ts";
import { generatedSuite } from "./generated-suite.ts";
import { check } from "./load-experiment.ts";
import { pickTasks } from "./pick-tasks.ts";
import { budgetsOf, entryName, plannedName } from "./planned-name.ts";
import { checkedPlugin, itemAt } from "./plugin.ts";
import { placedIn, sourceOf, withReplaced, withSource } from "./sources.ts";

const plain = { suite: "generated", members: [{ name: "a", model: "simulated/large" }], topologies: ["solo"], verifier: "none" };
const refused = (work: () => unknown, words: RegExp) =>
  assert.throws(work, (error: unknown) => error instanceof UserError && words.test(error.message));

test("entries, budgets and names of what runs at them", () => {
  assert.deepEqual([entryName("solo"), entryName({ use: "solo" }), entryName({ use: "solo", name: "mine" })], ["solo", "solo", "mine"]);
  assert.deepEqual([plannedName("solo", 1, [1]), plannedName("solo", 0.5, [0.5, 1])], ["solo", "solo@$0.5"]);
  assert.deepEqual(
    [budgetsOf({}), budgetsOf({ limits: {} }), budgetsOf({ limits: { budget: 2 } }), budgetsOf({ limits: { budget: [1, 2] } })],
    [[Infinity], [Infinity], [2], [1, 2]],
  );
});

test("a misplaced field is told where it belongs: under options, at use, or with a task", () => {
  const experiment = { topologies: ["solo", { use: "solo" }, { use: "no such" }] };
  const at = (index: number, field: string, ...rest: string[]) => belongsTo(experiment, ["topologies", index, ...rest], field);
  for (const field of ["kind", "type", "topology"]) assert.equal(at(1, field), 'the kind of a topology is named by "use"');
  assert.equal(at(1, "member"), 'it belongs under "options"');
  assert.deepEqual(
    [at(1, "nothing"), at(2, "member"), at(0, "member"), at(1, "member", "terms"), at(9, "member")],
    Array(5).fill(undefined),
  );
  for (const field of ["prompt", "grader", "context", "category"])
    assert.equal(belongsTo(experiment, [], field), "it belongs to a task of the suite", field);
  assert.deepEqual(
    [belongsTo(experiment, [], "nothing"), belongsTo(experiment, ["members"], "prompt"), belongsTo(null, ["topologies", 0], "member")],
    Array(3).fill(undefined),
  );
});

const letters = ["a", "b", "c", "d", "e", "f"];
const suite = {
  name: "s",
  tasks: letters.map((id, i) => taskOf(id, { category: i < 4 ? "big" : "small", tags: i % 2 === 0 ? ["even"] : [] })),
};
const picked = (wanted: object) => pickTasks(suite, { seed: "1", ...wanted }).tasks.map(({ id }) => id);

test("tasks are picked by id, category and tag, then the first of them, then a sample in which each category has its share", () => {
  assert.deepEqual(picked({}), letters);
  assert.deepEqual(picked({ only: ["small", "a"] }), ["a", "e", "f"]);
  assert.deepEqual(picked({ tags: ["even", "odd"] }), ["a", "c", "e"]);
  assert.deepEqual(picked({ tags: ["even"], only: ["big"] }), ["a", "c"]);
  assert.deepEqual(picked({ limit: 2 }), ["a", "b"]);
  assert.deepEqual(picked({ sample: 6 }), letters);
  assert.deepEqual(picked({ sample: 9, limit: 3 }), ["a", "b", "c"]);
  for (const seed of ["1", "2", "3", "4"]) {
    // Two of four and one of two; of four 2.67 and 1.33, so three and one.
    const shares = (sample: number) => {
      const ids = picked({ sample, seed });
      assert.deepEqual(ids, ids.toSorted());
      return [ids.filter((id) => id < "e").length, ids.filter((id) => id >= "e").length];
    };
    assert.deepEqual(
      [shares(3), shares(4), shares(5)],
      [
        [2, 1],
        [3, 1],
        [3, 2],
      ],
    );
  }
  refused(() => picked({ only: ["bigg"] }), /^No task of "s" is in "bigg"\. Did you mean "big"\?$/);
  refused(() => picked({ tags: ["evn"] }), /^No task of "s" is tagged "evn"\. Did you mean "even"\?$/);
  refused(() => picked({ tags: ["even"], only: ["f"] }), /^No task of "s" is in "f" and tagged "even"\./);
});

test("fresh tasks are as many as are wanted, each worth what is said", () => {
  const of = (generate: object | undefined) => generatedSuite({ generate, seed: "1" });
  assert.equal(of(undefined).tasks.length, 60);
  const few = of({ n: 3, families: ["counting"], worth: 0.5 });
  assert.deepEqual(
    few.tasks.map(({ value }) => value),
    [5e8, 5e8, 5e8],
  );
  assert.equal(of({ n: 1 }).tasks[0]?.value, undefined);
  assert.deepEqual(of({ n: 2, seed: "1" }), of({ n: 2 }));
  assert.notDeepEqual(of({ n: 2, seed: "2" }), of({ n: 2 }));
});

test("firms nest as deep as desks go, and employ others than themselves", () => {
  const firm = (name: string, ...members: object[]) => ({ name, firm: { topology: "solo", members } });
  const leaf = { name: "leaf", model: "simulated/large" };
  const deep = (depth: number): object => (depth === 0 ? leaf : firm(`f${depth}`, deep(depth - 1)));
  const checked = (...members: object[]) => checkNesting(members as Parameters<typeof checkNesting>[0]);
  checked(deep(1), leaf);
  refused(() => checked(deep(20)), /^Firms nest at most \d+ deep; got f20 > f19/);
  const own = firm("own");
  own.firm.members.push(own);
  refused(() => checked(own), /^A firm cannot employ itself: own > own\. Remove one of them\.$/);
});

test("what is no experiment is told so, and one with faults has each of them with what was got, eight at most", () => {
  const told = (value: unknown, words: RegExp, where = "x.yaml") => refused(() => check(value, where), words);
  const empty = /^x\.yaml: wanted an experiment: an object with suite, members and topologies; got an empty file\. `catallaxy init`/;
  told(null, empty);
  told(undefined, empty);
  told(7, /^x\.yaml: wanted an experiment: .*; got 7\. `catallaxy init`/);
  told([{ prompt: "x" }], /^x\.yaml: this is a suite of tasks, not an experiment/);
  told({ tasks: [] }, /^x\.yaml: this is a suite of tasks/);
  told([1], /wanted an experiment/);
  told({ ...plain, repetitions: -1 }, /^The experiment x\.yaml does not fit:\n {2}repetitions: .*; got -1\ndocs\/experiments\.md/);
  told(
    { ...plain, members: [{ name: "a", model: "openai/x", price: "cheap" }] },
    /price: .*; got "?cheap"?.*Write \{ input: 0\.5, output: 2 \} in dollars per million tokens, or free/,
  );
  told({ ...plain, verifier: "rubric" }, /verifier: .*\. Write \{ kind: rubric \}/);
  told({ ...plain, members: ["openai/gpt-5"] }, /members\.0: .*\. Write \{ name: gpt-5, model: openai\/gpt-5 \}/);
  told({ ...plain, topologies: "solo" }, /topologies: .*\. Begin each entry with "- "/);
  told({ ...plain, topologies: "solo" }, /topologies: .*\. Write its entries between \[ and \]/, "lab.config.ts");
  const { suite: _suite, ...without } = plain;
  told({ ...without, generate: { n: 3 } }, /suite: .*\. Write suite: generated for the tasks that `generate` describes/);
  told({ ...without, tasks: [] }, /suite: .*\. Write suite: inline for the tasks that stand under `tasks`/);
  told(
    { ...plain, suite: { tasks: [] } },
    /suite: must be a bundled name, .*; its tasks stand beside it, as in \{ suite: inline, tasks: \[\.\.\.\] \}/,
  );
  told({ ...plain, suite: 7 }, /suite: must be a bundled name, .* or \{ recorded: <file of outcomes> \}/);
  told({ ...plain, suite: { recordd: "x" } }, /suite.*unknown field "?recordd/);
  // No secret is repeated.
  const secret = { ...plain, members: [{ name: "a", model: "openai/x", apiKeyEnv: 12345 }] };
  assert.throws(
    () => check(secret, "x"),
    (error: unknown) => error instanceof UserError && /apiKeyEnv/.test(error.message) && !error.message.includes("12345"),
  );
  const ten = Array.from({ length: 10 }, (_, i) => ({ name: `m${i}`, model: "openai/x", temperature: "warm" }));
  told({ ...plain, members: ten }, /members\.7\.temperature[^\n]*\n {2}and 2 more\n/);
  assert.throws(() => check({ ...plain, repetitions: -1 }, "x", () => "x:3:4: "), /\n {2}x:3:4: repetitions: /);
});

test("a fault has the place that its part has in the file, also where the command line moved it, and none where it says it instead", () => {
  const experiment = check(
    { ...plain, members: [...plain.members, { name: "b", model: "simulated/small" }], topologies: ["solo", "best-of"] },
    "x",
  );
  const place = (path: readonly (string | number)[]) => `x.yaml:${path.join("/")}`;
  const written = { ...experiment, members: experiment.members.toReversed(), topologies: ["best-of"] as typeof experiment.topologies };
  const told = (part: readonly (string | number)[], own = experiment) =>
    (placedIn(own, PartError.of([...part], "Wrong.")) as Error).message;
  assert.equal(told(["members", 0]), "Wrong.");
  withSource(experiment, { written, place });
  assert.equal(sourceOf(experiment)?.written, written);
  assert.equal(withSource(plain as never, undefined), plain as never);
  assert.equal(sourceOf(plain as never), undefined);
  assert.match(told(["members", 0]), /^x\.yaml:members\/1: Wrong\.$/);
  assert.match(told(["members", 1, "model"]), /^x\.yaml:members\/0\/model: Wrong\.$/);
  assert.match(told(["topologies", 1]), /^x\.yaml:topologies\/0: Wrong\.$/);
  // Not in the file; said otherwise there.
  assert.equal(told(["topologies", 0]), "Wrong.");
  assert.match(told(["suite"]), /^x\.yaml:suite: Wrong\.$/);
  const other = withSource({ ...experiment, suite: "coase-hayek" }, { written, place });
  assert.equal(told(["suite"], other), "Wrong.");
  const thrown = new Error("other");
  assert.equal(placedIn(experiment, thrown), thrown);
});

test("a member that the command line took away is said to be so", () => {
  const experiment = withReplaced(check(plain, "x"), ["judge", "b"]);
  const told = (name: string) =>
    (placedIn(experiment, PartError.of(["topologies", 0], `It wants the member "${name}", which is not there.`)) as Error).message;
  assert.match(told("b"), / of the experiment's \(judge, b\): add --member b=<provider\/model>, or name with --member only members/);
  assert.doesNotMatch(told("c"), /--member/);
});

test("a plugin has a name and lists of kinds with a name and every method; anything else is refused with its place", () => {
  const good = { name: "mine", topologies: [{ name: "t", make: () => ({}), calls: () => ({}) }] };
  const told = (value: unknown, words: RegExp) => refused(() => checkedPlugin(value, "p.ts"), words);
  for (const value of [null, 7, {}, { name: "" }, { name: 7 }])
    told(value, /^p\.ts: wanted a plugin, \{ name, .* \}; got none\. Write `export default definePlugin/);
  told({ ...good, strange: 1 }, /^p\.ts: a plugin has no field "strange"\. It has name and any of topologies/);
  told({ name: "mine" }, /^p\.ts: the plugin "mine" brings nothing\. Give it any of/);
  told({ name: "mine", topologies: {} }, /^p\.ts: topologies of the plugin "mine" must be a list\.$/);
  told({ name: "mine", topologies: [null] }, /^p\.ts: topologies\[0\] must be a topology, an object with a name and /);
  told({ name: "mine", topologies: [7] }, /must be a topology/);
  for (const name of [7, "", "-x", "a b"])
    told(
      { name: "mine", topologies: [...good.topologies, { name }] },
      /^p\.ts: topologies\[1\] needs a name of letters, digits, dots and dashes; got /,
    );
  told({ name: "mine", topologies: [{ name: "t" }] }, /^p\.ts: topologies\[0\]: the topology "t" has no method /);
  const missing = (() => {
    try {
      checkedPlugin(good, "p.ts");
      return "";
    } catch (error) {
      return (error as Error).message;
    }
  })();
  assert.ok(missing === "" || /has no method/.test(missing), missing);
  assert.deepEqual(itemAt("function:topology:mine#0123456789ab"), { point: "topologies", name: "mine" });
  assert.deepEqual(
    [itemAt("function:topologies:mine#0123456789ab"), itemAt("function:mine#0123456789ab"), itemAt("function:topology:mine")],
    [undefined, undefined, undefined],
  );
});

test("a run whose functions are as they were goes on as it is; a changed one is taken only by word, and what it had a part in is begun anew", () => {
  const { store, ledger } = openLedger();
  const now = keepFunction("mine", () => "now");
  const before = now.replace(/[0-9a-f]{12}$/, "0123456789ab");
  const record = (use: string, more: object = {}) => {
    const config = { experiment: { ...plain, topologies: ["solo", { use, name: "fn" }], ...more } };
    return { ...(store.run("r") ?? assert.fail()), config } as Parameters<typeof withFunctions>[0];
  };
  assert.deepEqual(withFunctions(record(now), store, false, undefined), record(now));
  refused(
    () => withFunctions(record(before), store, false, { config: "lab.config.ts" }),
    /^The source of the function "mine" has changed since this run began\. .*\n {2}catallaxy run lab\.config\.ts --reuse\nTo go on with this run instead, add --accept-changes: .* its former source with --config\.$/s,
  );
  refused(() => withFunctions(record("function:gone#0123456789ab"), store, true, undefined), /gone/);
  for (const trial of ["fn/t/0", "solo/t/0", "fnx/t/0"]) {
    ledger.append({ trial, span: "", at: 0 }, { type: "trial-start", topology: "x", task: "t", category: "c", repetition: 0 });
    ledger.append({ trial, span: "", at: 0 }, { type: "trial-end", state: "answered", cost: 0, ms: 0 });
  }
  const next = withFunctions(record(before), store, true, undefined);
  const config = next.config as { accepted: string[][]; experiment: { topologies: { use: string }[] } };
  assert.deepEqual([config.accepted, config.experiment.topologies[1]?.use], [[["function mine changed"]], now]);
  assert.deepEqual(store.run("r")?.config, next.config);
  const ended = () =>
    ledger
      .trials()
      .filter((head) => head.ended)
      .map((head) => head.trial)
      .toSorted();
  assert.deepEqual(ended(), ["fnx/t/0", "solo/t/0"]);
  // A member has a part in all.
  withFunctions(record("solo", { members: [{ name: "a", model: before }] }), store, true, undefined);
  assert.deepEqual(ended(), []);
  store.close();
});
