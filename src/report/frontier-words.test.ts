import assert from "node:assert/strict";
import { test } from "node:test";
import type { TopologyRow } from "../summary.ts";
import { frontierWords } from "./frontier-words.ts";

function rows(shares: Readonly<Record<string, number>>): TopologyRow[] {
  return Object.entries(shares).map(([name, frontierShare]) => ({ name, frontierShare }) as TopologyRow);
}

test("a place on the frontier is told as a share of resamples, never as certain", () => {
  assert.equal(
    frontierWords({ topologies: rows({ hub: 0, solo: 0.83, cascade: 1 }) }),
    "On the frontier (nothing else passes as much for less) in resamples of the tasks: cascade over 99%, solo 83% and hub under 1%.",
  );
  assert.equal(frontierWords({ topologies: [] }), "");
  const of = (tasks: number) => rows({ hub: 0, solo: 1 }).map((row) => ({ ...row, tasks }));
  assert.match(frontierWords({ topologies: of(10) }), /solo over 99% and hub under 1%/);
  assert.equal(frontierWords({ topologies: of(9) }), "Who is on the frontier (nothing else passes as much for less) 9 tasks cannot tell.");
  assert.match(frontierWords({ topologies: of(1) }), / 1 task cannot tell\.$/);
});
