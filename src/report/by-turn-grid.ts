import type { Summary } from "../summary.ts";
import type { ByTurn } from "../summary/by-turn.ts";
import type { Grid } from "./spending.ts";

type Row = ByTurn[number];

/** As many turns as have a column; of more, evenly spaced ones with the first and the last. */
const most = 8;

/** How often each turn of tasks of several was right, and whether errors carry on. Undefined where no task has several turns. */
export function byTurnGrid({ byTurn = [] }: Summary): Grid | undefined {
  if (byTurn.length === 0) return undefined;
  const all = [...new Set(byTurn.flatMap(({ turns }) => turns.map(({ turn }) => turn)))].sort((a, b) => a - b);
  const shown = spaced(all);
  return {
    title: "Does quality fall with turns?",
    columns: [
      { title: "topology", whole: true },
      ...shown.map((turn) => ({ title: `turn ${turn}`, right: true })),
      { title: "last - first", right: true },
      { title: "after right", right: true },
      { title: "after an error", right: true },
    ],
    rows: byTurn.map((row) => [
      row.together === true ? `${row.topology} (one prompt)` : row.topology,
      ...shown.map((turn) => rateIn(row, turn)),
      changeIn(row),
      triesIn(row.afterRight),
      triesIn(row.afterError),
    ]),
    legend: [
      "turn: share of tasks whose answer to that turn was right; a turn that was not answered counts as wrong",
      "last - first: in points, over tasks with two graded turns, with its likely range (95%)",
      "after right, after an error: later turns that were right, of those behind right turns alone and of those behind a wrong one",
      ...(shown.length < all.length ? [`${all.length - shown.length} of ${all.length} turns are left out here; \`--json\` has all`] : []),
    ].join(" · "),
  };
}

function spaced(turns: readonly number[]): number[] {
  if (turns.length <= most) return [...turns];
  return Array.from({ length: most }, (_, at) => turns[Math.round((at * (turns.length - 1)) / (most - 1))] ?? 0);
}

function rateIn({ turns }: Row, wanted: number): string {
  const found = turns.find(({ turn }) => turn === wanted);
  return found === undefined ? "-" : `${Math.round(100 * found.rate)}%`;
}

function changeIn({ change }: Row): string {
  if (change === undefined) return "-";
  const { mean, ci } = change;
  return ci === undefined ? points(mean) : `${points(mean)} (${points(ci[0])} to ${points(ci[1])})`;
}

function points(share: number): string {
  const whole = Math.round(100 * share);
  return whole > 0 ? `+${whole}` : String(whole);
}

function triesIn({ passed, tries }: Row["afterRight"]): string {
  return tries === 0 ? "-" : `${passed}/${tries}`;
}
