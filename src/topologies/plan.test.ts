import assert from "node:assert/strict";
import { test } from "node:test";
import { workable } from "./plan.ts";

const part = (id: string, needs: string[] = [], brief = `Do ${id}.`) => ({ id, brief, acceptance: "Done.", needs });

test("a sound plan is left as it is", () => {
  const plan = workable({ parts: [part("a"), part("b", ["a"])] }, 4);
  assert.deepEqual(plan, { parts: [part("a"), part("b", ["a"])], mended: [] });
});

test("needs that close a cycle are cut, and parts outside the cycle keep theirs", () => {
  const plan = workable({ parts: [part("a", ["c"]), part("b", ["a"]), part("c", ["b"]), part("d"), part("e", ["d"])] }, 8);
  assert.deepEqual(plan?.mended, ["cycle"]);
  assert.deepEqual(
    plan?.parts.map(({ needs }) => needs),
    [[], [], [], [], ["d"]],
  );
});

test("a part that needs itself can start", () => assert.deepEqual(workable({ parts: [part("a", ["a"])] }, 2)?.parts[0]?.needs, []));

test("of 500 parts none is lost: the last one kept holds the rest", () => {
  const plan = workable({ parts: Array.from({ length: 500 }, (_, i) => part(`p${i}`)) }, 3);
  assert.equal(plan?.parts.length, 3);
  assert.deepEqual(plan?.mended, ["too-many"]);
  assert.ok(plan?.parts[2]?.brief.includes("Do p2.") && plan.parts[2].brief.includes("Do p499."));
});

test("a plan without a brief is none", () => {
  assert.equal(workable({ parts: [] }, 3), undefined);
  assert.equal(workable({ parts: [part("a", [], "  ")] }, 3), undefined);
});

test("equal ids are told apart and needs of unknown parts go", () => {
  const plan = workable({ parts: [part("a"), part("a", ["zz"])] }, 3);
  assert.deepEqual(
    plan?.parts.map(({ id }) => id),
    ["a", "a-2"],
  );
  assert.deepEqual(plan?.mended, ["same-id", "unknown-need"]);
});

test("a subtask keeps its year and its star: nothing is stripped from a brief", () => {
  const briefs = ["2023 revenue", "* x"];
  const plan = workable({ parts: briefs.map((brief, i) => part(`p${i}`, [], brief)) }, 4);
  assert.deepEqual(
    plan?.parts.map(({ brief }) => brief),
    briefs,
  );
});
