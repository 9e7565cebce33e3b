import assert from "node:assert/strict";
import { test } from "node:test";
import { UserError } from "../../util/bug.ts";
import type { NamedExperiment } from "../experiment/experiment.ts";
import { check } from "../experiment/load-experiment.ts";
import { searchExperiment, type SearchWish } from "./search-experiment.ts";

const wish: SearchWish = { budget: 5, strategies: ["racing", "mutation"] };
const members = ["a", "b"].map((name) => ({ name, model: `compatible/${name}` }));
const experimentOf = (change: object = {}): NamedExperiment => ({
  ...check({ suite: "tasks.yaml", members, topologies: ["cascade"], search: { options: "default", depth: 1 }, ...change }, "here"),
  name: "here",
});
const searched = (change: object = {}, wanted: Partial<SearchWish> = {}) => searchExperiment(experimentOf(change), { ...wish, ...wanted });
const names = (made: NamedExperiment): string[] =>
  made.topologies.map((entry) => (typeof entry === "string" ? entry : (entry.name ?? entry.use)));
const refusal = (change: object): string => {
  try {
    searched(change);
  } catch (thrown) {
    assert.ok(thrown instanceof UserError);
    return thrown.message;
  }
  return "";
};

test("a search runs the arrangements of its space as entries of their own, on one half of the tasks, at what it may spend", () => {
  const found = searched({
    table: "t",
    until: "decided",
    before: ["other"],
    shadow: 0.5,
    baseline: "cascade",
    search: { options: { cascade: { check: ["self"] } }, depth: 1, tries: [2] },
  });
  const { search, table, until, baseline } = found;
  assert.deepEqual(
    [search, table, until, baseline, found.before, found.shadow, found.holdOut],
    [undefined, undefined, undefined, undefined, [], 0, true],
  );
  const entry = (use: string, name: string, seats: string[], attempts: number, more: object = {}) => ({
    use,
    name,
    ...more,
    terms: { attempts },
    members: seats,
  });
  const self = { options: { check: "self" } };
  assert.deepEqual(found.topologies, [
    entry("solo", "solo(a)", ["a"], 1),
    entry("solo", "solo(b)", ["b"], 1),
    entry("solo", "solo(a)x2", ["a"], 2),
    entry("solo", "solo(b)x2", ["b"], 2),
    entry("cascade", "cascade[check=self](a,b)x2", ["a", "b"], 2, self),
  ]);
  // Written: the two single members, then solo in its three forms and cascade, over {a}, {b} and {a, b}: 2 + 9 + 3. A cascade of one is a
  // solo, a solo of two asks one, and the forms measure the asking and are none of the search's.
  assert.deepEqual(found.race, { strategies: ["racing", "mutation"], spend: 5, alpha: 0.05, space: { written: 14, different: 5 } });
  assert.deepEqual(found.members, members);
});

test("attempts are tried once and as often as the terms say, twice where they say nothing", () => {
  assert.deepEqual(names(searched()), ["solo(a)", "solo(b)", "solo(a)x2", "solo(b)x2", "cascade(a,b)x2"]);
  assert.deepEqual(names(searched({ terms: { attempts: 3 } })), ["solo(a)", "solo(b)", "solo(a)x3", "solo(b)x3", "cascade(a,b)x3"]);
  assert.deepEqual(names(searched({ terms: { attempts: 1 } })), ["solo(a)", "solo(b)"]);
  // Without a verifier nothing is tried again, whichever way it is left out.
  for (const verifier of ["none", { kind: "none" }]) assert.deepEqual(names(searched({ verifier })), ["solo(a)", "solo(b)"]);
});

test("topologies sit in topologies two deep where nothing is said, and on a record not at all", () => {
  const deep = searched({ search: { options: "default" } });
  assert.deepEqual(names(deep).slice(5), ["cascade(cascade(a,b))x2", "cascade(a,cascade(a,b))x2", "cascade(b,cascade(a,b))x2"]);
  assert.deepEqual(deep.members, [...members, { name: "cascade(a,b)", firm: { topology: "cascade", members } }]);
  const options = { cascade: { check: ["self"] } };
  assert.deepEqual(searched({ search: { options } }).members.at(-1), {
    name: "cascade[check=self](a,b)",
    firm: { topology: "cascade", options: { check: "self" }, members },
  });
  assert.equal(names(searched({ suite: "recorded/zeroeval", search: { options: "default" } })).length, 5);
  assert.equal(names(searched({ suite: "recorded/zeroeval", search: { options: "default", depth: 2 } })).length, 8);
  // Three deep: firms seat firms, down to the members.
  const three = searched({ search: { options: "default", depth: 3 } }).members.map(({ name }) => name);
  assert.deepEqual(three.slice(2), ["cascade(a,b)", "cascade(cascade(a,b))", "cascade(a,cascade(a,b))", "cascade(b,cascade(a,b))"]);
});

test("the experiment's own topologies race too: what the space has once, what it lacks as it is written, one for each value that is tried", () => {
  const strict = { verifier: { kind: "oracle" } };
  const { topologies, race } = searched({
    topologies: [
      "cascade",
      { use: "cascade", name: "twin" },
      { use: "solo", name: "single", members: ["b"], terms: { attempts: 1 } },
      { use: "cascade", name: "shy", options: { check: "self" } },
      { use: "solo", name: "solo(a)", ...strict },
      { use: "cascade", name: "loud", terms: { feedback: "reason" } },
      { use: "cascade", name: "tried", choose: { check: ["self", "verifier"], attempts: [3] } },
    ],
  });
  assert.deepEqual(topologies.slice(5), [
    { use: "cascade", name: "shy", options: { check: "self" }, terms: { attempts: 2 } },
    { use: "solo", name: "solo(a)-own", ...strict, terms: { attempts: 2 } },
    { use: "cascade", name: "loud", terms: { feedback: "reason", attempts: 2 } },
    { use: "cascade", name: "tried#1", options: { check: "self" }, terms: { attempts: 3 } },
    { use: "cascade", name: "tried#2", options: { check: "verifier" }, terms: { attempts: 3 } },
  ]);
  assert.deepEqual(race?.space, { written: 14 + 5, different: 5 + 5 });
});

test("what is chosen for is what the search was told, else what the experiment says", () => {
  assert.deepEqual(searched({}, { goal: { budget: 0.01 } }).holdOut, { goal: { budget: 0.01 } });
  assert.deepEqual(searched({ holdOut: { goal: { value: 2 } } }).holdOut, { goal: { value: 2 } });
  assert.deepEqual(searched({ holdOut: { goal: { value: 2 } } }, { goal: "match" }).holdOut, { goal: "match" });
  assert.equal(searched({ holdOut: false }).holdOut, true);
});

test("bounds of the space hold: these members, these kinds, all kinds", () => {
  const three = [...members, { name: "c", model: "compatible/c" }];
  assert.deepEqual(names(searched({ members: three, search: { members: ["c", "a", "c"], options: "default", depth: 1 } })), [
    "solo(c)",
    "solo(a)",
    "solo(c)x2",
    "solo(a)x2",
    "cascade(c,a)x2",
  ]);
  const uses = (search: object): Set<string> =>
    new Set(
      searched({ search: { options: "default", depth: 1, ...search } }).topologies.flatMap((entry) =>
        typeof entry === "string" ? [] : [entry.use],
      ),
    );
  assert.deepEqual(uses({ topologies: ["council"] }), new Set(["solo", "council"]));
  assert.ok(uses({ topologies: "all" }).size > 10);
});

test("bounds that name what is not there are refused with the nearest name", () => {
  const cases: readonly [object, RegExp][] = [
    [{ search: { members: ["a", "bb"] } }, /Wanted a member of the experiment; got "bb"\..*Its members: a, b\./],
    [
      { search: { members: ["a", "a"] } },
      /A search arranges two members or more; here is one, a\. Add a member, or compare topologies of one with `catallaxy run`\./,
    ],
    [{ members: members.slice(0, 1) }, /here is one, a\./],
    [
      { search: { topologies: ["cascade", "cascad"] } },
      /A kind of topology was wanted; there is none named "cascad"\. Did you mean "cascade"\?/,
    ],
    [{ search: { options: { cascad: {} } } }, /A kind of topology was wanted; there is none named "cascad"\. Did you mean "cascade"\?/],
    [{ search: { options: { cascade: { samples: [1] } } } }, /samples/],
  ];
  for (const [change, words] of cases) assert.match(refusal(change), words);
});
