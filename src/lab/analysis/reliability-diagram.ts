import { inert } from "../../util/inert.ts";
import type { Bin } from "../../statistics/index.ts";

const rows = 10;
const cell = 5;

/**
 * A reliability diagram in text: stated probability to the right, share passed upward. `o` is a bin (`O` when it holds a fifth of all
 * statements or more), `.` the diagonal, on which stated and passed agree; the last lines count the statements of each bin.
 */
export function reliabilityDiagram(title: string, bins: readonly Bin[]): string[] {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  const columns = Array.from({ length: rows }, (_, column) => bins.find(({ stated }) => columnOf(stated) === column));
  const lines = Array.from({ length: rows + 1 }, (_, index) => {
    const level = rows - index;
    const cells = columns.map((bin, column) => {
      const here = bin !== undefined && Math.round(bin.passed * rows) === level;
      const diagonal = column + 1 === level ? "." : " ";
      const mark = here ? ((bin?.count ?? 0) * 5 >= total ? "O" : "o") : diagonal;
      return mark.padStart(Math.ceil(cell / 2)).padEnd(cell);
    });
    return `${(level / rows).toFixed(1)} |${cells.join("").trimEnd()}`;
  });
  const axis = `    +${"-".repeat(rows * cell)}`;
  const scale = `     ${Array.from({ length: rows }, (_, column) => `.${column}`.padEnd(cell)).join("")}1`;
  const counts = `  n  ${columns.map((bin) => String(bin?.count ?? "").padEnd(cell)).join("")}`.trimEnd();
  return [inert(title, "terminal"), ...lines, axis, scale.trimEnd(), counts];
}

function columnOf(stated: number): number {
  return Math.min(rows - 1, Math.max(0, Math.floor(stated * rows)));
}

/** The same as SVG: circles by the number of statements, the diagonal, both axes from 0 to 1. */
export function reliabilitySvg(title: string, bins: readonly Bin[], size = 240): string {
  const total = Math.max(
    1,
    bins.reduce((sum, { count }) => sum + count, 0),
  );
  const margin = 28;
  const x = (value: number) => (margin + value * size).toFixed(1);
  const y = (value: number) => (margin + (1 - value) * size).toFixed(1);
  const ticks = [0, 0.5, 1].map(
    (at) =>
      `<text x="${x(at)}" y="${margin + size + 16}" text-anchor="middle">${at}</text><text x="${margin - 6}" y="${y(at)}" text-anchor="end">${at}</text>`,
  );
  const dots = bins.map(
    ({ count, stated, passed }) =>
      `<circle cx="${x(stated)}" cy="${y(passed)}" r="${(3 + 12 * Math.sqrt(count / total)).toFixed(1)}"><title>stated ${stated.toFixed(2)}, passed ${passed.toFixed(2)}, n ${count}</title></circle>`,
  );
  const whole = size + 2 * margin;
  return [
    `<figure><figcaption>${escaped(title)}</figcaption><svg viewBox="0 0 ${whole} ${whole}" width="${whole}" role="img" aria-label="Reliability of ${escaped(title)}">`,
    `<rect x="${margin}" y="${margin}" width="${size}" height="${size}"/><line x1="${x(0)}" y1="${y(0)}" x2="${x(1)}" y2="${y(1)}"/>`,
    ...ticks,
    ...dots,
    "</svg></figure>",
  ].join("");
}

function escaped(text: string): string {
  return inert(text, "html");
}
