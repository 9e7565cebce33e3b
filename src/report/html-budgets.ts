import type { BudgetCurve, Summary } from "../summary.ts";
import { budgetsOf, budgetWords, costsToReach, scoresAtBudget } from "./budgets.ts";
import { count, money, score } from "./format.ts";
import { colorAt } from "./html-bars.ts";
import { escape } from "./html-escape.ts";
import { apart, axisWords, type Frame, framesFor, nameColumn, type NamedPoint, round } from "./html-labels.ts";
import { grid as gridOf } from "./html-tables.ts";
import type { Grid } from "./spending.ts";

/** The equal-budget design: score against budget as inline SVG, one line per topology, and its two tables. Empty without several budgets. */
export function budgetSection(summary: Summary): string {
  const curves = summary.budgets ?? [];
  if (curves.length === 0) return "";
  return `<h3>Score at equal budgets</h3>${drawing(curves)}${[scoresAtBudget(summary), costsToReach(summary)].map(gridTable).join("")}`;
}

interface Scales {
  readonly x: (budget: number) => number;
  readonly y: (score: number) => number;
}

function drawing(curves: readonly BudgetCurve[]): string {
  const budgets = budgetsOf(curves);
  const described = curves.map(
    ({ topology, points }) => `${topology}: ${points.map((p) => `${score(p.score)} at ${budgetWords(p.budget)}`).join(", ")}`,
  );
  const label = escape(`Mean score against budget per trial. ${described.join("; ")}.`);
  return framesFor(curves.length)
    .map((frame) => {
      const scales = scalesOf(budgets, frame);
      const parts = [
        grid(budgets, scales, frame),
        nameColumn(ends(curves, scales), frame),
        // A few pixels apart, so that whiskers do not hide one another.
        ...curves.map((curve, index) => line(curve, colorAt(index), shifted(scales, (index - (curves.length - 1) / 2) * 4))),
      ];
      return `<svg class="picture ${frame.look}" viewBox="0 0 ${frame.width} ${frame.height}" role="img" aria-label="${label}">${parts.join("")}</svg>`;
    })
    .join("");
}

/** Budgets on a logarithmic scale, since designs multiply them; scores from 0 to 1. */
function scalesOf(budgets: readonly number[], frame: Frame): Scales {
  const [from, to] = [frame.left + 24, frame.width - frame.right - 24];
  const [low, high] = [Math.log(budgets[0] ?? 1), Math.log(budgets.at(-1) ?? 1)];
  return {
    x: (budget) => (high > low ? from + ((Math.log(budget) - low) / (high - low)) * (to - from) : (from + to) / 2),
    y: (value) => frame.height - frame.bottom - value * (frame.height - frame.bottom - frame.top),
  };
}

function shifted({ x, y }: Scales, pixels: number): Scales {
  return { x: (budget) => x(budget) + pixels, y };
}

function grid(budgets: readonly number[], { x, y }: Scales, frame: Frame): string {
  const right = frame.width - frame.right;
  const rows = [0, 0.25, 0.5, 0.75, 1].map(
    (value) =>
      `<line class="grid" x1="${frame.left}" x2="${right}" y1="${round(y(value))}" y2="${round(y(value))}"/>` +
      `<text class="tick" x="${frame.left - 10}" y="${round(y(value) + 4)}" text-anchor="end">${value}</text>`,
  );
  const floor = frame.height - frame.bottom;
  const ticks = apart(budgets, x, 58).map(
    (budget) =>
      `<line class="grid" x1="${round(x(budget))}" x2="${round(x(budget))}" y1="${floor}" y2="${floor + 5}"/>` +
      `<text class="tick" x="${round(x(budget))}" y="${floor + 20}" text-anchor="middle">${budgetWords(budget)}</text>`,
  );
  return [...rows, ...ticks, axisWords("mean score, with 95% interval", "budget per trial (logarithmic)", frame)].join("");
}

function line({ topology, points }: BudgetCurve, color: string, { x, y }: Scales): string {
  const known = points.filter((point) => point.score !== null);
  const path = known.map((point, i) => `${i === 0 ? "M" : "L"}${round(x(point.budget))} ${round(y(point.score ?? 0))}`).join("");
  const spots = known.map((point) => {
    const at = round(x(point.budget));
    const whisker =
      point.scoreCi === null
        ? ""
        : `<line class="whisker" stroke="${color}" x1="${at}" x2="${at}" y1="${round(y(point.scoreCi[0]))}" y2="${round(y(point.scoreCi[1]))}"/>`;
    const title = `${topology} at ${budgetWords(point.budget)}: score ${score(point.score)}, ${money(point.cost)} spent, the budget refused calls in ${point.ended} of ${count(point.trials, "trial")}`;
    return `<g><title>${escape(title)}</title>${whisker}<circle cx="${at}" cy="${round(y(point.score ?? 0))}" r="5" fill="${color}" stroke="var(--card)" stroke-width="2"/></g>`;
  });
  return `<path d="${path}" fill="none" stroke="${color}" stroke-width="2"/>${spots.join("")}`;
}

/** The right end of each line. */
function ends(curves: readonly BudgetCurve[], { x, y }: Scales): NamedPoint[] {
  return curves.flatMap(({ topology, points }, index) => {
    const point = points.findLast((p) => p.score !== null);
    return point === undefined ? [] : [{ name: topology, color: colorAt(index), x: x(point.budget), y: y(point.score ?? 0) }];
  });
}

function gridTable(part: Grid | undefined): string {
  if (part === undefined) return "";
  const rows = part.rows.map(
    ([name = "", ...cells]) => `<tr><th scope="row">${escape(name)}</th>${cells.map((cell) => `<td>${escape(cell)}</td>`).join("")}</tr>`,
  );
  return gridOf(
    `${part.title}: ${part.legend}.`,
    part.columns.map(({ title }) => title),
    rows,
  );
}
