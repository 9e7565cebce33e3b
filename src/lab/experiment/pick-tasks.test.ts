import assert from "node:assert/strict";
import { test } from "node:test";
import type { Suite, Task } from "../../types.ts";
import { pickTasks } from "./pick-tasks.ts";
import { defined } from "../../util/defined.ts";

const task = (id: string, category: string, tags?: string[]): Task => ({
  id,
  category,
  prompt: id,
  grader: { kind: "exact", answer: "1" },
  ...defined({ tags }),
});
/** Six sums and three maps; s1 and m1 are tagged. */
const suite: Suite = {
  name: "mixed",
  tasks: [1, 2, 3, 4, 5, 6]
    .map((n) => task(`s${n}`, "sums", n === 1 ? ["short", "old"] : undefined))
    .concat([1, 2, 3].map((n) => task(`m${n}`, "maps", n === 1 ? ["old"] : []))),
};
const picked = (terms: Partial<Parameters<typeof pickTasks>[1]>): string[] =>
  pickTasks(suite, { seed: "1", ...terms }).tasks.map(({ id }) => id);

test("tasks are kept by id or category, and by any of the tags; both must hold where both are given", () => {
  assert.deepEqual(picked({}).length, 9);
  assert.deepEqual(picked({ only: ["maps", "s2"] }), ["s2", "m1", "m2", "m3"]);
  assert.deepEqual(picked({ tags: ["old", "none"] }), ["s1", "m1"]);
  assert.deepEqual(picked({ only: ["maps"], tags: ["short", "old"] }), ["m1"]);
});

test("the limit takes the first, the sample is of these", () => {
  assert.deepEqual(picked({ limit: 2 }), ["s1", "s2"]);
  assert.deepEqual(picked({ limit: 2, sample: 2 }), ["s1", "s2"]);
  assert.deepEqual(picked({ limit: 2, sample: 9 }), ["s1", "s2"]);
  const one = picked({ limit: 2, sample: 1 });
  assert.ok(one.length === 1 && ["s1", "s2"].includes(one[0] ?? ""));
});

test("a sample has each category by its share, in suite order, and a seed of its own", () => {
  const kinds = (ids: readonly string[]): string => ids.map((id) => id[0]).join("");
  const draws = Array.from({ length: 40 }, (_, seed) => picked({ sample: 3, seed: String(seed) }));
  // Six to three: two sums and one map of three, always.
  assert.ok(draws.every((ids) => kinds(ids) === "ssm"));
  assert.ok(
    draws.every(
      (ids) =>
        ids.join() ===
        suite.tasks
          .map(({ id }) => id)
          .filter((id) => ids.includes(id))
          .join(),
    ),
  );
  // Each task comes up: nothing is always the first or never drawn.
  assert.equal(new Set(draws.flat()).size, 9);
  assert.deepEqual(picked({ sample: 3, seed: "7" }), picked({ sample: 3, seed: "7" }));
  // Of four, 2.67 sums and 1.33 maps: the larger remainder has the one left over.
  assert.ok(Array.from({ length: 20 }, (_, seed) => kinds(picked({ sample: 4, seed: String(seed) }))).every((word) => word === "sssm"));
});

test("where nothing is left, the words, the nearest known one and the field are told", () => {
  assert.throws(() => picked({ only: ["map"] }), /No task of "mixed" is in "map"\..*"maps"/);
  assert.throws(() => picked({ tags: ["shrot"] }), /No task of "mixed" is tagged "shrot"\..*"short"/);
  assert.throws(() => picked({ only: ["sums"], tags: ["new"] }), /No task of "mixed" is in "sums" and tagged "new"\./);
});
