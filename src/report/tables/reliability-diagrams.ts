import { inert } from "../../util/inert.ts";
import type { CalibrationFigures, ReliabilityBin } from "./calibration-figures.ts";

const rows = 10;
const cell = 5;

/** Reliability diagrams in text: all members, then each. */
export function reliabilityDiagrams({ rows: all, bins }: Pick<CalibrationFigures, "rows" | "bins">): string[] {
  const members = all.filter(({ category }) => category === undefined);
  const each = members.length > 1 ? members.flatMap((row) => ["", ...diagram(row.member, row.bins)]) : [];
  return [...diagram("All members: share passed (up) by stated probability (right)", bins), ...each];
}

/**
 * A reliability diagram in text: stated probability to the right, share passed upward. `o` is a bin (`O` when it holds a fifth of all
 * statements or more), `.` the diagonal, on which stated and passed agree; the last lines count the statements of each bin.
 */
function diagram(title: string, bins: readonly ReliabilityBin[]): string[] {
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
