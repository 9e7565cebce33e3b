import assert from "node:assert/strict";
import { test } from "node:test";
import type { SearchFigures, SearchRow } from "./search-figures.ts";
import { searchTable } from "./search-table.ts";

/** A winner that costs `cost` a task, beside a single member that costs `single`. */
function titleOf(cost: number, single: number): string {
  const measured = { passRate: 0.6, cost, tasks: 20 };
  const held = { passRate: 0.6, interval: null };
  const winner: SearchRow = {
    strategy: "racing",
    chosen: "pair",
    single: false,
    training: measured,
    scored: { ...held, cost },
    passes: { difference: 0.05, interval: [-0.1, 0.2] },
    costs: { difference: cost - single, interval: [cost - single, cost - single] },
    spent: 0,
    trials: 40,
    tried: 2,
    tasks: 20,
    dropped: { worse: 0, money: 0, replay: 0 },
    left: [],
    remaining: 1,
    ended: true,
  };
  const figures = {
    kind: "search",
    goal: "most passes",
    tasks: { choose: 20, score: 20 },
    space: { candidates: 2 },
    single: { name: "a", training: measured, scored: { ...held, cost: single } },
    searches: [winner],
    cost: { choosing: 0, all: 0, scoring: 0 },
    pays: null,
  };
  return searchTable(figures as unknown as SearchFigures).title;
}

test("where a winner and the best single member are free, that is said; else which costs less", () => {
  assert.match(titleOf(0, 0), /Which passes more cannot be told: .* points; both are free\.$/);
  assert.match(titleOf(0.01, 0), /; it costs more: \+\$0\.010 to \+\$0\.010 a task\.$/);
});
