import type { BudgetCurve, Summary } from "../summary.ts";
import { budgetsOf, budgetWords, costsToReach, scoresAtBudget } from "./budgets.ts";
import { money, score } from "./format.ts";
import { colorAt } from "./html-bars.ts";
import { escape } from "./html-escape.ts";
import type { Grid } from "./spending.ts";

const frame = { width: 980, height: 360, left: 52, right: 150, top: 16, bottom: 50 };

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
  const scales = scalesOf(budgets);
  const described = curves.map(
    ({ topology, points }) => `${topology}: ${points.map((p) => `${score(p.score)} at ${budgetWords(p.budget)}`).join(", ")}`,
  );
  return [
    `<div class="scroll"><svg class="picture" viewBox="0 0 ${frame.width} ${frame.height}" role="img" aria-label="${escape(`Mean score against budget per trial. ${described.join("; ")}.`)}">`,
    grid(budgets, scales),
    // A few pixels apart, so that whiskers do not hide one another.
    ...curves.map((curve, index) => line(curve, colorAt(index), shifted(scales, (index - (curves.length - 1) / 2) * 4))),
    ...ends(curves, scales),
    "</svg></div>",
  ].join("");
}

/** Budgets on a logarithmic scale, since designs multiply them; scores from 0 to 1. */
function scalesOf(budgets: readonly number[]): Scales {
  const [from, to] = [frame.left + 24, frame.width - frame.right];
  const [low, high] = [Math.log(budgets[0] ?? 1), Math.log(budgets.at(-1) ?? 1)];
  return {
    x: (budget) => (high > low ? from + ((Math.log(budget) - low) / (high - low)) * (to - from) : (from + to) / 2),
    y: (value) => frame.height - frame.bottom - value * (frame.height - frame.bottom - frame.top),
  };
}

function shifted({ x, y }: Scales, pixels: number): Scales {
  return { x: (budget) => x(budget) + pixels, y };
}

function grid(budgets: readonly number[], { x, y }: Scales): string {
  const right = frame.width - frame.right + 14;
  const rows = [0, 0.25, 0.5, 0.75, 1].map(
    (value) =>
      `<line class="grid" x1="${frame.left}" x2="${right}" y1="${round(y(value))}" y2="${round(y(value))}"/>` +
      `<text class="tick" x="${frame.left - 10}" y="${round(y(value) + 4)}" text-anchor="end">${value}</text>`,
  );
  const floor = frame.height - frame.bottom;
  const ticks = budgets.map(
    (budget) =>
      `<line class="grid" x1="${round(x(budget))}" x2="${round(x(budget))}" y1="${floor}" y2="${floor + 5}"/>` +
      `<text class="tick" x="${round(x(budget))}" y="${floor + 20}" text-anchor="middle">${budgetWords(budget)}</text>`,
  );
  return [
    ...rows,
    ...ticks,
    `<text class="tick" x="${right}" y="${frame.height - 8}" text-anchor="end">budget per trial (logarithmic) →</text>`,
    `<text class="tick" x="${frame.left}" y="${frame.height - 8}">↑ mean score, with 95% interval</text>`,
  ].join("");
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
    const title = `${topology} at ${budgetWords(point.budget)}: score ${score(point.score)}, ${money(point.cost)} spent, the budget refused calls in ${point.ended} of ${point.trials} trials`;
    return `<g><title>${escape(title)}</title>${whisker}<circle cx="${at}" cy="${round(y(point.score ?? 0))}" r="5" fill="${color}" stroke="var(--card)" stroke-width="2"/></g>`;
  });
  return `<path d="${path}" fill="none" stroke="${color}" stroke-width="2"/>${spots.join("")}`;
}

/** Names at the right ends of the lines, pushed apart where they would overlap. */
function ends(curves: readonly BudgetCurve[], { x, y }: Scales): string[] {
  const last = curves.map(({ topology, points }, index) => ({ topology, index, point: points.findLast((p) => p.score !== null) }));
  let free = -Infinity;
  return last
    .flatMap(({ topology, index, point }) => (point === undefined ? [] : [{ topology, index, x: x(point.budget), y: y(point.score ?? 0) }]))
    .sort((a, b) => a.y - b.y)
    .map((end) => {
      const at = Math.max(end.y, free + 15);
      free = at;
      return `<text x="${round(end.x + 12)}" y="${round(at + 4)}" style="fill:${colorAt(end.index)}">${escape(end.topology)}</text>`;
    });
}

function gridTable(part: Grid | undefined): string {
  if (part === undefined) return "";
  const head = part.columns.map(({ title }) => `<th scope="col">${escape(title)}</th>`).join("");
  const rows = part.rows.map(
    ([name = "", ...cells]) => `<tr><th scope="row">${escape(name)}</th>${cells.map((cell) => `<td>${escape(cell)}</td>`).join("")}</tr>`,
  );
  const caption = `${part.title}: ${part.legend}.`;
  return `<div class="scroll"><table><caption>${escape(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

function round(value: number): string {
  return String(Math.round(value * 10) / 10);
}
