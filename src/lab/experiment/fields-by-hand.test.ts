import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import type { Seat } from "../../types.ts";
import { PartError } from "../../util/part-error.ts";
import { fake } from "../../models/fake.ts";
import { generate } from "../../tasks/index.ts";
import { type Experiment, experimentSchema, memberEntry, topologyEntry } from "./experiment.ts";
import { generatedSuite } from "./generated-suite.ts";
import { judgePlaces } from "./judge-places.ts";
import { checkOptionSeats } from "./option-seats.ts";
import { optionsWithout } from "./options-without.ts";
import { pickSeats } from "./pick-seats.ts";
import { raceEntry, searchEntry } from "./search-entry.ts";
import { withSource } from "./sources.ts";

const plain = { suite: "x", members: [{ name: "a", model: "x/y" }], topologies: ["solo"] };
const fits = (more: object): boolean => experimentSchema.safeParse({ ...plain, ...more }).success;
/** A field with values that fit and values that do not. */
type Bounds = readonly [field: string, good: readonly unknown[], bad: readonly unknown[]];
function holds(bounds: readonly Bounds[], fit: (field: string, value: unknown) => boolean): void {
  for (const [field, good, bad] of bounds) {
    for (const value of good) assert.ok(fit(field, value), `${field}: ${JSON.stringify(value)} was refused`);
    for (const value of bad) assert.ok(!fit(field, value), `${field}: ${JSON.stringify(value)} was taken`);
  }
}

test("the fields of an experiment take what is within their bounds, ends included, and refuse what is beyond", () => {
  holds(
    [
      ["tasks", [[{}]], [[]]],
      ["only", [["a"]], [[], [1]]],
      ["tags", [["a"]], [[]]],
      ["limit", [1, 7], [0, -1, 1.5]],
      ["sample", [1], [0, 0.5]],
      ["members", [[{ name: "a" }]], [[]]],
      ["ca", ["x"], [""]],
      ["envFile", ["x"], [""]],
      ["topologies", [["solo"]], [[]]],
      ["repetitions", [1, 99], [0, 1.5]],
      ["shadow", [0, 0.5, 1], [-0.01, 1.01]],
      ["margin", [0.001, 0.5], [0.0009, 0.51, 0]],
      ["value", [1e-9, 5], [0, -1]],
      ["plugins", [["x"], []], [[""]]],
      ["deadline", ["90s", "30m", "1h30m"], ["soon", ""]],
      ["draws", ["shared", "independent"], ["other"]],
      [
        "holdOut",
        [true, { goal: "match" }, { goal: { budget: 1 } }, { goal: { value: 1 } }],
        [{ goal: {} }, { goal: { budget: 1, value: 1 } }, { goal: { budget: 0 } }],
      ],
      ["suite", ["x", { recorded: "f.csv" }], [{ recorded: "" }, 7]],
    ],
    (field, value) => fits({ [field]: value }),
  );
  const { seed, suite } = experimentSchema.parse({ ...plain, seed: 7, suite: { recorded: "f.csv" } });
  assert.deepEqual([seed, suite], ["7", "recorded/f.csv"]);
});

test("what is left out of an experiment has the values that its documentation says", () => {
  const { members: _members, topologies: _topologies, suite: _suite, ...rest } = experimentSchema.parse(plain);
  assert.deepEqual(rest, {
    judges: [],
    verifier: { kind: "rubric" },
    terms: {},
    limits: {},
    seed: "1",
    draws: "shared",
    holdOut: false,
    shadow: 0,
    margin: 0.03,
    world: {},
    before: [],
  });
  const { until } = experimentSchema.parse({ ...plain, until: {} });
  assert.deepEqual(until, { question: "best", delta: 0.05, alpha: 0.05 });
  assert.deepEqual(searchEntry.parse({}), { seats: 3, most: 200 });
  assert.deepEqual(raceEntry.parse({ spend: 1 }), { strategies: ["racing"], spend: 1, alpha: 0.05 });
});

test("generated tasks, limits, terms, functions and what a run is to find out have their bounds", () => {
  const within: readonly (readonly [part: string, bounds: readonly Bounds[]])[] = [
    [
      "generate",
      [
        ["n", [1], [0, 1.5]],
        ["families", [["counting"]], [[]]],
        ["difficulty", [-3, 0, 20], [-3.01, 20.01]],
        ["worth", [0.1], [0]],
      ],
    ],
    [
      "limits",
      [
        ["budget", [0.01, [0.01, 1]], [0, [], [0], 0.0000000001]],
        ["call", [0, 1], [-1, 0.0000000001]],
        ["session", [0, 1], [-1]],
        ["topology", [0, 1], [-1]],
        ["cap", [0, 1], [-1]],
        ["day", [0, 1], [-1]],
      ],
    ],
    [
      "terms",
      [
        ["attempts", [1], [0, 1.5]],
        ["outputCap", [1], [0]],
        ["temperature", [0, 2], [-0.1, 2.1]],
        ["feedback", ["none", "verdict", "reason"], ["all"]],
      ],
    ],
    [
      "functions",
      [
        ["timeoutMs", [1, 86_400_000], [0, 86_400_001]],
        ["blockedMs", [200, 86_400_000], [199, 86_400_001]],
      ],
    ],
    [
      "until",
      [
        ["delta", [0, 1], [-0.01, 1.01]],
        ["alpha", [0.0001, 0.5], [0.00009, 0.51]],
        ["ceiling", [0.01], [0]],
        ["value", [0.01], [0]],
        ["money", [0.01], [0]],
      ],
    ],
    [
      "search",
      [
        ["topologies", ["all", ["solo"]], [[], "some"]],
        ["members", [["a"]], [[]]],
        ["options", ["default", { cascade: { check: ["self"] } }], [{ cascade: { check: [] } }]],
        ["tries", [[1]], [[], [0]]],
        ["depth", [1, 3], [0, 4]],
        ["seats", [1, 16], [0, 17]],
        ["most", [2, 2000], [1, 2001]],
      ],
    ],
  ];
  for (const [part, bounds] of within) holds(bounds, (field, value) => fits({ [part]: { [field]: value } }));
  holds(
    [
      ["spend", [0.01], [0, 0.0000000001]],
      ["alpha", [0.0001, 0.5], [0.00009, 0.51]],
      ["strategies", [["racing", "thompson", "mutation"]], [[], ["other"]]],
      ["space", [{ written: 0, different: 0 }], [{ written: -1, different: 0 }]],
    ],
    (field, value) => raceEntry.safeParse({ spend: 1, [field]: value }).success,
  );
});

test("members and topologies have their bounds: names without spaces, temperatures, stops, and firms with somebody in them", () => {
  holds(
    [
      ["name", ["a", "a-b"], ["", "a b", "a/b", "a\u200bb"]],
      ["model", ["x"], [""]],
      ["embedded", ["x"], [""]],
      ["temperature", [0, 2], [-0.1, 2.1]],
      ["topP", [0.01, 1], [0, 1.01]],
      ["stop", ["x", ["x"]], ["", [], [""]]],
      ["firm", [{ topology: "solo", members: [{ name: "b" }] }], [{ topology: "solo", members: [] }]],
    ],
    (field, value) => memberEntry.safeParse({ name: "a", [field]: value }).success,
  );
  holds(
    [
      ["name", ["a", "a@b"], ["@a", "a b", "a/b"]],
      ["members", [["a"]], [[]]],
      ["choose", [{ check: ["self"] }], [{ check: [] }]],
    ],
    (field, value) => topologyEntry.safeParse({ use: "solo", [field]: value }).success,
  );
});

const seats: Seat[] = ["ann", "bob"].map((name) => ({ name, model: fake([]) }));
const refusalOf = (work: () => unknown): { words: string; part: readonly (string | number)[] } => {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof PartError) return { words: thrown.message, part: thrown.faults[0]?.part ?? [] };
    throw thrown;
  }
  return { words: "", part: [] };
};

test("options that name members are found at any depth, and one who is not there is told with the place and the nearest name", () => {
  const words = (...known: readonly [string, ...string[]]) => z.union([z.enum(known), z.string(), z.array(z.string())]);
  const inner = z.object({ order: words("random"), ties: words("chance", "likeness") });
  const kind = { options: z.object({ deep: z.array(inner) }), memberOptions: ["member", "order", "ties", "hub", "planner"] };
  const told = (options: unknown) => refusalOf(() => checkOptionSeats(kind, options, seats, '"x"'));
  const good = [
    { member: "ann" },
    { order: ["bob", "ann"] },
    { order: "random" },
    { ties: "chance" },
    { ties: "likeness" },
    { role: "boss" },
    { hub: 7 },
    null,
    "ann",
    undefined,
  ];
  for (const options of good) assert.equal(told(options).words, "", JSON.stringify(options));
  assert.deepEqual(told({ member: "anne" }), {
    words: '"x" wants the member "anne", which the experiment does not have. Did you mean "ann"? Its members: ann, bob.',
    part: ["member"],
  });
  assert.deepEqual(told({ order: ["ann", "zoe"] }).part, ["order", 1]);
  assert.deepEqual(told({ inner: [{ deep: { planner: "zoe" } }] }).part, ["inner", 0, "deep", "planner"]);
  assert.match(told({ ties: "zoe" }).words, /wants the member "zoe"/);
  assert.match(told({ member: "chance" }).words, /wants the member "chance"/);
  // Only what the kind says names members, and of a function nothing is known.
  assert.equal(told({ writer: "zoe" }).words, "");
  assert.equal(refusalOf(() => checkOptionSeats({ options: kind.options }, { member: "zoe" }, seats, '"x"')).words, "");
  assert.equal(refusalOf(() => checkOptionSeats(undefined, { member: "zoe" }, seats, '"x"')).words, "");
});

test("options without members that are left out lose their names where the kind says that they are names, and keep words", () => {
  const kind = { options: z.object({ ties: z.union([z.literal("bob"), z.string()]) }), memberOptions: ["member", "order", "ties"] };
  const left = (options: object) => optionsWithout(kind, options, new Set(["bob"]));
  assert.deepEqual(left({ member: "bob", order: ["ann", "bob"], role: "bob", ties: "bob" }), { order: ["ann"], role: "bob", ties: "bob" });
  assert.deepEqual(left({ order: ["bob"], parts: [{ member: "bob", n: 2 }] }), { parts: [{ n: 2 }] });
});

test("seats are picked in the order of their names; a judge who is not there is told where judges are listed", () => {
  assert.equal(pickSeats(seats, undefined, "x"), seats);
  assert.deepEqual(
    pickSeats(seats, ["bob", "ann"], "x").map(({ name }) => name),
    ["bob", "ann"],
  );
  const told = (known: readonly Seat[]) => refusalOf(() => pickSeats(known, ["ann", "zoe"], "The verifier", "judge"));
  const listed = "judges are listed under `judges:`, like members: a model may stand in both lists.";
  assert.deepEqual(told(seats).part, [1]);
  assert.ok(told(seats).words.startsWith('The verifier wants the judge "zoe", which the experiment does not have.'));
  assert.ok(told(seats).words.endsWith(` Its judges: ann, bob; ${listed}`), told(seats).words);
  assert.ok(told([]).words.endsWith(` It has no judges yet; ${listed}`));
});

test("fresh tasks are those of the families, the difficulty and the seed that are asked for", () => {
  const of = (wanted: object) => generatedSuite({ generate: wanted, seed: "1" }).tasks;
  assert.deepEqual(of({ n: 4, families: ["counting"] }), generate({ n: 4, seed: "1", families: ["counting"] }).tasks);
  assert.deepEqual(of({ n: 4, difficulty: 2, seed: "9" }), generate({ n: 4, seed: "9", difficulty: 2 }).tasks);
  assert.notDeepEqual(of({ n: 4, families: ["counting"] }), of({ n: 4 }));
  assert.notDeepEqual(of({ n: 4, difficulty: 2 }), of({ n: 4 }));
});

test("a verifier's place is its topology's own, else that of all, and none where the command line named another or nothing was read", () => {
  const own = { use: "cascade", name: "own", verifier: { kind: "oracle" } };
  const experiment = (): Experiment => experimentSchema.parse({ ...plain, topologies: ["solo", own], verifier: { kind: "rubric" } });
  const written = experiment();
  const place = (path: readonly (string | number)[]): string => `x.yaml:${path.join("/")}`;
  const of = (more: object) => judgePlaces(withSource(experiment(), { written, place, ...more }));
  assert.equal(of({}).verifier("solo", ["member"]), "x.yaml:verifier/member: ");
  assert.equal(of({}).verifier("own", ["kind"]), "x.yaml:topologies/1/verifier/kind: ");
  assert.equal(of({ otherVerifier: true }).verifier("solo", []), "");
  assert.equal(of({ otherVerifier: true }).verifier("own", []), "x.yaml:topologies/1/verifier: ");
  assert.equal(of({ place: () => "" }).verifier("solo", []), "");
  assert.equal(judgePlaces(experiment()).verifier("solo", []), "");
  // A task that stands in the experiment; one that does not, and a suite that is no file, have none.
  const inline = experimentSchema.parse({ ...plain, suite: "inline", tasks: [7, { id: "a" }, { id: "b" }] });
  const places = judgePlaces(withSource(inline, { written: inline, place }));
  assert.deepEqual([places.grader("b", ["kind"]), places.grader("z", [])], ["x.yaml:tasks/2/grader/kind: ", ""]);
  assert.equal(judgePlaces(experiment()).grader("a", []), "");
});
