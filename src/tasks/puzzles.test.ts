import assert from "node:assert/strict";
import { test } from "node:test";
import { openJudge } from "../judges/index.ts";
import type { Desk, Task, Verdict } from "../types.ts";
import { textsOf } from "./answers.ts";
import type { ConstraintSpec, Rule } from "./constraints.ts";
import { referenceOf } from "./check-suite.ts";
import { loadSuite } from "./load-suite.ts";
import { solutions } from "./solve.ts";

const suite = await loadSuite("coase-hayek");
// Judges that ask nobody and run nothing touch no desk.
const noDesk = {} as Desk;
const grade = (task: Task, text: string): Promise<Verdict> => openJudge(task.grader, "grade").judge(task, { text, by: "a" }, noDesk);
const taskNamed = (id: string): Task => {
  const task = suite.tasks.find((one) => one.id === id);
  assert.ok(task, id);
  return task;
};
const specOf = (id: string): ConstraintSpec => taskNamed(id).grader as unknown as ConstraintSpec;
const reasoning = suite.tasks.filter((task) => task.category === "reasoning");

test("right answers and references pass, wrong ones fail, an empty one does not pass", async () => {
  assert.equal(reasoning.length, 5);
  for (const task of reasoning) {
    for (const text of [...textsOf(task, "right"), referenceOf(task) ?? ""]) {
      const verdict = await grade(task, text);
      assert.ok(verdict.ok && verdict.passed, `${task.id}: ${JSON.stringify(verdict)} ${text}`);
    }
    const wrong = textsOf(task, "wrong");
    assert.ok(new Set(wrong).size >= 5, task.id);
    for (const text of wrong) {
      const verdict = await grade(task, text);
      assert.ok(verdict.ok && !verdict.passed, `${task.id}: ${JSON.stringify(verdict)} ${text}`);
    }
    const empty = await grade(task, "");
    assert.ok(!empty.ok || !empty.passed, task.id);
  }
});

test("the seed bank's probability is 29/90 by going through all orders of the envelopes", () => {
  const counts = { all: 0, barley: 0, rye: 0 };
  const lay = (row: string, left: Readonly<Record<string, number>>): void => {
    const kinds = Object.keys(left).filter((kind) => (left[kind] ?? 0) > 0);
    for (const kind of kinds) lay(row + kind, { ...left, [kind]: (left[kind] ?? 0) - 1 });
    if (kinds.length > 0) return;
    counts.all++;
    // What is opened: up to the third barley or the first two rye side by side, whichever comes first.
    const ends = [/^(?:[^b]*b){3}/, /^.*?rr/].flatMap((end) => end.exec(row)?.[0] ?? []);
    const [opened = ""] = ends.toSorted((one, other) => one.length - other.length);
    if (!opened.includes("f")) counts[opened.endsWith("b") ? "barley" : "rye"]++;
  };
  lay("", { b: 4, r: 3, f: 2 });
  assert.deepEqual(counts, { all: 1260, barley: 189, rye: 217 });
  assert.equal((189 + 217) * 90, 1260 * 29);
});

test("every puzzle that says that it has one solution has exactly one", () => {
  for (const id of ["bakery-schedule", "cold-store-chain", "lighthouse-grid", "ordered-square"]) {
    const spec = specOf(id);
    assert.equal(spec.unique, true);
    assert.equal(solutions(spec, 10).length, 1, id);
  }
});

test("no clue of the logic grid and no given of the square can be left out", () => {
  for (const id of ["lighthouse-grid", "ordered-square"]) {
    const spec = specOf(id);
    const clues = spec.constraints.filter((rule) => !/^(row|column|falling|rising)/.test(rule.says ?? "row"));
    assert.ok(clues.length >= 5);
    for (const clue of clues) {
      const without = { ...spec, constraints: spec.constraints.filter((rule) => rule !== clue) };
      assert.ok(solutions(without, 2).length > 1, clue.says);
    }
  }
});

test("the grid's solver agrees with a search over all permutations", () => {
  const spec = specOf("lighthouse-grid");
  const [one] = solutions(spec, 2);
  assert.ok(one);
  // A second solver of another kind: the clues written as plain conditions, attribute by attribute.
  const orders = permutations([1, 2, 3, 4, 5]);
  const found: Record<string, number>[] = [];
  for (const tower of orders.map((order) => named(["white", "red", "black", "striped", "grey"], order))) {
    if (tower["grey"] !== tower["white"] + 1 || Math.abs(tower["striped"] - tower["grey"]) !== 1) continue;
    for (const keeper of orders.map((order) => named(["Aldis", "Berit", "Cato", "Dagny", "Eskil"], order))) {
      if (keeper["Berit"] !== tower["striped"] || (keeper["Cato"] === 3) === (tower["black"] === 3)) continue;
      for (const day of orders.map((order) => named(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"], order))) {
        if (day["Friday"] !== 1 || day["Wednesday"] !== tower["red"] || keeper["Aldis"] === day["Thursday"]) continue;
        for (const animal of orders.map((order) => named(["cat", "goat", "hens", "dog", "parrot"], order))) {
          if (animal["goat"] !== day["Tuesday"] || animal["hens"] !== keeper["Eskil"] || day["Monday"] >= animal["dog"]) continue;
          if (Math.abs(keeper["Cato"] - animal["parrot"]) !== 1) continue;
          if ([animal["dog"], animal["cat"]].some((place) => place === 1 || place === 5)) continue;
          found.push({ ...keeper, ...tower, ...day, ...animal });
        }
      }
    }
  }
  assert.deepEqual(found, [{ ...one }]);
});

test("the causal chain's answers follow from running its rules", () => {
  const night = { storm: true, switchOn: true, tankFull: false, charged: false, numberUsed: false, guard: false, ajar: true };
  const spoiled = (facts: typeof night): boolean => {
    const generator = facts.storm && !facts.switchOn && facts.tankFull;
    const stops = facts.storm && !generator;
    const reached = stops && facts.charged && facts.numberUsed;
    const hours = stops ? (reached || facts.guard ? 4 : 6) : 0;
    return hours > (facts.ajar ? 5 : 9);
  };
  const changes: Partial<typeof night>[] = [
    { storm: false },
    { switchOn: false },
    { tankFull: true },
    { switchOn: false, tankFull: true },
    { charged: true },
    { numberUsed: true },
    { guard: true },
    { charged: true, numberUsed: true },
    { ajar: false },
  ];
  assert.equal(spoiled(night), true);
  const saved = changes.map((change) => (spoiled({ ...night, ...change }) ? "no" : "yes"));
  assert.deepEqual(Object.values(solutions(specOf("cold-store-chain"))[0] ?? {}), saved);
});

test("neither the transpose nor a turn of the square fits", () => {
  const spec = specOf("ordered-square");
  const [square] = solutions(spec);
  assert.ok(square);
  const at = (row: number, column: number) => `r${row}c${column}`;
  const images = [
    (row: number, column: number) => at(column, row),
    (row: number, column: number) => at(row, 5 - column),
    (row: number, column: number) => at(5 - column, row),
    (row: number, column: number) => at(5 - row, 5 - column),
  ];
  for (const image of images) {
    const fixed = spec.variables.map(
      (name): Rule => ({
        rule: "is",
        variable: name,
        value: square[image(Number(name[1]), Number(name[3]))] ?? 0,
      }),
    );
    assert.equal(solutions({ ...spec, constraints: [...spec.constraints, ...fixed] }).length, 0);
  }
});

test("the published originals' faults are absent: an answer is compared by value, never by substring", async () => {
  const task = taskNamed("seed-envelopes");
  const passes = async (text: string) => {
    const verdict = await grade(task, text);
    return verdict.ok && verdict.passed;
  };
  for (const right of ["Answer: \\frac{29}{90}", "Answer: 29 / 90", "Answer: 58/180", "Answer: **29/90**."])
    assert.equal(await passes(right), true, right);
  for (const wrong of ["Answer: 420/1260", "It is definitely not 29/90.", "Answer: 29/900", "29/90 is a trap. Answer: 1/3"]) {
    assert.equal(await passes(wrong), false, wrong);
  }
});

test("the published originals' faults are absent: a claim of uniqueness stands only where a solver proves it", () => {
  for (const task of suite.tasks) {
    const claims = /exactly one \w+ (fits|is possible)/i.test(task.prompt);
    assert.equal(claims, task.grader["unique"] === true && task.id !== "cold-store-chain", task.id);
  }
});

test("the published originals' faults are absent: a reference breaks no clue of its own puzzle", async () => {
  for (const task of reasoning) {
    const verdict = await grade(task, referenceOf(task) ?? "");
    assert.ok(verdict.ok && verdict.score === 1, task.id);
  }
});

function permutations(values: readonly number[]): number[][] {
  if (values.length === 0) return [[]];
  return values.flatMap((value) => permutations(values.filter((other) => other !== value)).map((rest) => [value, ...rest]));
}

function named<N extends string>(names: readonly N[], order: readonly number[]): Record<N, number> {
  return Object.fromEntries(names.map((name, index) => [name, order[index] ?? 0])) as Record<N, number>;
}
