import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "yaml";
import type { SearchFigures } from "../../report/index.ts";
import { UserError } from "../../util/bug.ts";
import type { NamedExperiment } from "../experiment/experiment.ts";
import { check } from "../experiment/load-experiment.ts";
import { writtenSearch } from "./written-search.ts";

const member = (name: string) => ({ name, model: `compatible/${name}` });
const [a, b, c] = ["a", "b", "c"].map(member) as [ReturnType<typeof member>, ReturnType<typeof member>, ReturnType<typeof member>];
const firm = { name: "cascade(a,b)", firm: { topology: "cascade", members: [a, b] } };
const single = { use: "solo", name: "solo(a)", terms: { attempts: 1 }, members: ["a"] };
const winner = { use: "cascade", name: "cascade(a,b)x2", terms: { attempts: 2 }, members: ["a", "b"] };
const nested = { use: "council", name: "nested", members: ["c", "cascade(a,b)"] };
const experimentOf = (change: object = {}): NamedExperiment => ({
  ...check({ suite: "tasks.yaml", members: [a, b, c, firm], topologies: [single, winner, nested, "solo"], ...change }, "here"),
  name: "here",
});
const figuresOf = (chosen: string | null, tasks = 1): SearchFigures =>
  ({
    run: "here-1",
    goal: "the goal",
    tasks: { choose: 12, score: 3 },
    single: { name: "solo(a)" },
    searches: [{ chosen, tasks }],
  }) as unknown as SearchFigures;
const written = (change: object = {}, chosen = "cascade(a,b)x2", tasks?: number) => {
  const text = writtenSearch(experimentOf(change), figuresOf(chosen, tasks), (path) =>
    path.startsWith("/") ? `../${path.slice(1)}` : path,
  );
  return { text, value: parse(text) as Record<string, unknown> };
};

test("what a search named stands beside the best single member in an experiment that runs on all tasks", () => {
  const { text, value } = written({ holdOut: true, race: { spend: 5 }, shadow: 0.1, before: ["other"], name: "here" });
  assert.deepEqual(text.split("\n").slice(0, 2), [
    "# Found by catallaxy search, run here-1, for the goal, on 1 task of 12.",
    "# It runs on all tasks, those that it was chosen on included: for figures that no choice has seen, see that run.",
  ]);
  const { verifier, terms, limits, seed, draws, margin, world, ...rest } = value;
  assert.deepEqual(
    [verifier, terms, limits, world, seed, draws, margin],
    [{ kind: "rubric" }, undefined, undefined, undefined, "1", "shared", 0.03],
  );
  assert.deepEqual(rest, { suite: "tasks.yaml", name: "found/here", members: [a, b], topologies: [single, winner], baseline: "solo(a)" });
  // Plain maps in a line each, the whole not.
  assert.ok(text.includes("\n  - { name: a, model: compatible/a }\n"), text);
  assert.ok(text.includes("\nbaseline: solo(a)\n"), text);
});

test("the tasks it was chosen on are counted, and what was found once is not found twice by name", () => {
  assert.match(written({}, "solo(a)", 5).text, /on 5 tasks of 12\./);
  const again = parse(writtenSearch({ ...experimentOf(), name: "found/here" }, figuresOf("solo(a)"), (path) => path)) as { name: string };
  assert.equal(again.name, "found/here");
});

test("the members are those that the topologies seat, firms where they are named; all but firms where one does not say", () => {
  const named = (chosen: string) => (written({}, chosen).value["members"] as { name: string }[]).map(({ name }) => name);
  assert.deepEqual(named("solo(a)"), ["a"]);
  assert.deepEqual(named("nested"), ["a", "c", "cascade(a,b)"]);
  assert.deepEqual(named("solo"), ["a", "b", "c"]);
  // The single member named as the winner is one topology.
  assert.deepEqual(written({}, "solo(a)").value["topologies"], [single]);
});

test("paths are written as the file is to have them, a bundled record by its name", () => {
  const { value } = written({ suite: "/data/tasks.yaml", ca: "/ca.pem", envFile: "/keys.env", judges: [c] });
  assert.deepEqual(
    [value["suite"], value["ca"], value["envFile"], value["judges"]],
    ["../data/tasks.yaml", "../ca.pem", "../keys.env", [c]],
  );
  assert.equal(written({ suite: "recorded/zeroeval" }).value["suite"], "recorded/zeroeval");
  assert.deepEqual(written({ suite: "recorded//data/outcomes.csv" }).value["suite"], { recorded: "../data/outcomes.csv" });
  const plain = written().value;
  assert.deepEqual(
    ["ca", "envFile", "judges", "race", "holdOut", "before", "shadow"].filter((field) => field in plain),
    [],
  );
});

test("where nothing was chosen nothing is written", () => {
  const words = /Nothing was chosen, so no experiment was written\. Go on with the search, or raise --budget\./;
  const none = figuresOf("solo(a)");
  for (const figures of [figuresOf(null), { ...none, single: null }, { ...none, searches: [] }])
    assert.throws(
      () => writtenSearch(experimentOf(), figures, (path) => path),
      (thrown) => thrown instanceof UserError && words.test(thrown.message),
    );
});
