import assert from "node:assert/strict";
import { test } from "node:test";
import type { Summary } from "../../summary.ts";
import type { FailureCode } from "../../types.ts";
import type { CallEnd } from "../record/call-ends.ts";
import { failureNotes } from "./failure-notes.ts";
import { pilotNoise } from "./pilot-noise.ts";
import { refusalNotes, refusalsOf } from "./refusals-of.ts";
import { commonest } from "./silence-of.ts";

const ends = (list: readonly [member: string, code?: FailureCode, message?: string][]): Map<string, CallEnd> =>
  new Map(
    list.map(([member, code, message = ""], i) => [
      `k${i}`,
      { member, ...(code === undefined ? {} : { failure: { code, message } }) } as unknown as CallEnd,
    ]),
  );

test("failed calls are counted with what was said most often; wrong forms and refusals are none", () => {
  assert.deepEqual(failureNotes(ends([["a"], ["a", "malformed", "x"], ["b", "refused", "y"]])), []);
  assert.deepEqual(failureNotes(ends([["a", "provider", "gone"]])), ["1 of the 1 call of ended trials failed. All: gone"]);
  const [note] = failureNotes(
    ends([["a", "provider", "zap"], ["a", "rate", "slow"], ["b", "rate", "slow"], ["b"], ["b", "timeout", "late"]]),
  );
  assert.match(note ?? "", /^4 of the 5 calls of ended trials failed\. .*: slow$/);
  // As often as the other: the first in the alphabet, whatever the order of work.
  const tie: [string, FailureCode, string][] = [
    ["a", "provider", "zap"],
    ["a", "rate", "slow"],
  ];
  assert.match(failureNotes(ends(tie))[0] ?? "", /: slow$/);
  assert.match(failureNotes(ends(tie.toReversed()))[0] ?? "", /: slow$/);
  const long = "m".repeat(301);
  assert.ok(failureNotes(ends([["a", "provider", long]]))[0]?.endsWith(`: ${"m".repeat(300)}...`));
  assert.ok(failureNotes(ends([["a", "provider", long.slice(1)]]))[0]?.endsWith(`: ${"m".repeat(300)}`));
});

test("refusals are counted per member, in the order of names, with what was said most often", () => {
  const found = refusalsOf(
    ends([["b", "refused", "no"], ["a", "refused", "y"], ["a", "refused", "x"], ["a", "refused", "x"], ["a"], ["c", "timeout", "late"]]),
  );
  assert.deepEqual(found, [
    { member: "a", calls: 4, refused: 3, why: "x" },
    { member: "b", calls: 1, refused: 1, why: "no" },
  ]);
  assert.deepEqual(refusalNotes(found), [
    "a refused 3 of 4 calls for reasons of content. For example: x",
    "b refused 1 of 1 call for reasons of content. It said: no",
  ]);
  const long = { member: "a", calls: 2, refused: 1, why: "m".repeat(301) };
  assert.ok(refusalNotes([long])[0]?.endsWith(`${"m".repeat(300)}...`));
  assert.ok(refusalNotes([{ ...long, why: "m".repeat(300) }])[0]?.endsWith(` ${"m".repeat(300)}`));
});

test("of texts that are as common the first in the alphabet is told, of none nothing", () => {
  assert.deepEqual([commonest([]), commonest(["b", "a"]), commonest(["a", "b", "b"])], ["", "a", "b"]);
});

test("a pilot's noise is the widest spread of passes that can be found again; a run without one is refused", () => {
  const row = (metric: string, deviation: number | null, minDetectable: number | null) => ({ metric, deviation, minDetectable });
  const of = (comparisons: readonly object[], more: object = {}) => pilotNoise({ run: "r", comparisons, ...more } as unknown as Summary);
  assert.deepEqual(of([row("passed", 0.3, 0.1), row("passed", 0.5, 0.2), row("cost", 9, 1), row("passed", 0.9, null)]), { sd: 0.5 });
  for (const comparisons of [[], [row("passed", 0, 0.1)], [row("passed", null, 0.1)], [row("score", 0.4, 0.1)]])
    assert.throws(() => of(comparisons), /The run r has no two topologies that differ on two tasks/);
  assert.throws(() => of([], { decision: {} }), /stopped when it was decided/);
});
