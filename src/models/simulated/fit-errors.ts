import { type Cells, itemNodes, likelihoodTable } from "./fit-cells.ts";
import { type FitResult, posterior } from "./fit-em.ts";

/** Standard errors of skills, item and own standard deviations, in that order: the inverse of the sum over items of score x score. */
export function standardErrors(cells: Cells, fitted: FitResult): number[] {
  const groups = cells.groups.length;
  const size = groups + 2;
  const { weights } = posterior(cells, fitted, fitted.table);
  const above = likelihoodTable(cells.counts, fitted.ownSd + small);
  const below = likelihoodTable(cells.counts, Math.max(0, fitted.ownSd - small));
  const information = Array.from({ length: size }, () => new Float64Array(size));
  for (let group = 0; group < groups; group++) (information[group] as Float64Array)[group] = 1 / 25;
  for (const [index, { cells: tried }] of cells.items.entries()) {
    const score = new Map<number, number>();
    const add = (place: number, value: number) => score.set(place, (score.get(place) ?? 0) + value);
    for (const [node, { at }] of itemNodes.entries()) {
      const weight = weights[index]?.[node] ?? 0;
      if (weight < 1e-9) continue;
      for (const { group, count } of tried) {
        const mean = (fitted.skills[group] ?? 0) - fitted.itemSd * at;
        const slope = (fitted.table.at(count, mean + small) - fitted.table.at(count, mean - small)) / (2 * small);
        add(group, weight * slope);
        add(groups, -weight * slope * at);
        if (fitted.ownSd > 0) add(groups + 1, (weight * (above.at(count, mean) - below.at(count, mean))) / (above.own - below.own));
      }
    }
    for (const [i, a] of score) for (const [j, b] of score) addTo(information, i, j, a * b);
  }
  if (fitted.ownSd === 0) addTo(information, groups + 1, groups + 1, 1);
  const errors = inverseDiagonal(information).map((variance) => Math.sqrt(Math.max(0, variance)));
  return fitted.ownSd === 0 ? [...errors.slice(0, -1), Number.NaN] : errors;
}
// Half the table's spacing would see its corners; this spans several points.
const small = 0.1;

function addTo(matrix: readonly Float64Array[], row: number, column: number, value: number): void {
  const line = matrix[row] as Float64Array;
  line[column] = (line[column] ?? 0) + value;
}

/** The diagonal of a symmetric positive matrix's inverse, by Gauss-Jordan elimination; the prior keeps every pivot above 0. */
function inverseDiagonal(matrix: readonly Float64Array[]): number[] {
  const size = matrix.length;
  const rows = matrix.map((row, index) => {
    const identity = (at: number) => (at - size === index ? 1 : 0);
    return Array.from({ length: 2 * size }, (_, at) => (at < size ? (row[at] ?? 0) : identity(at)));
  });
  for (let pivot = 0; pivot < size; pivot++) {
    const divisor = Math.max(1e-12, rows[pivot]?.[pivot] ?? 0);
    const line = (rows[pivot] ?? []).map((value) => value / divisor);
    rows[pivot] = line;
    for (const [index, row] of rows.entries()) {
      const factor = index === pivot ? 0 : (row[pivot] ?? 0);
      if (factor !== 0) for (let at = pivot; at < 2 * size; at++) row[at] = (row[at] ?? 0) - factor * (line[at] ?? 0);
    }
  }
  return rows.map((row, index) => row[size + index] ?? 0);
}
