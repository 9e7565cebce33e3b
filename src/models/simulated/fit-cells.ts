import { normalCdf } from "./normal-law.ts";

/** One recorded try, as `fitWorld` reads it. */
export interface FitRow {
  readonly item: string;
  readonly category: string;
  readonly model: string;
  readonly passed: boolean;
}
/** One model's tries at one item: `group` is its (model, category), `count` the place of its (passes, tries) in `counts`. */
interface Cell {
  readonly group: number;
  readonly count: number;
}
/** Rows counted: items hold cells, groups are (model, category) pairs, counts are the distinct (passes, tries). */
export interface Cells {
  readonly items: readonly { readonly item: string; readonly cells: readonly Cell[] }[];
  readonly groups: readonly { readonly model: string; readonly category: string }[];
  readonly counts: readonly { readonly passes: number; readonly tries: number }[];
}

/** Counts rows into cells. */
export function cellsOf(rows: readonly FitRow[]): Cells {
  const groups = new Map<string, number>();
  const named: { model: string; category: string }[] = [];
  const tallies = new Map<string, Map<number, { passes: number; tries: number }>>();
  for (const { item, category, model, passed } of rows) {
    const key = `${model}\n${category}`;
    const group = groups.get(key) ?? groups.size;
    if (group === groups.size) named.push({ model, category });
    groups.set(key, group);
    const tally = tallies.get(item) ?? new Map<number, { passes: number; tries: number }>();
    const cell = tally.get(group) ?? { passes: 0, tries: 0 };
    cell.tries++;
    if (passed) cell.passes++;
    tally.set(group, cell);
    tallies.set(item, tally);
  }
  const places = new Map<string, number>();
  const counts: { passes: number; tries: number }[] = [];
  const items = [...tallies].map(([item, tally]) => ({
    item,
    cells: [...tally].map(([group, cell]) => {
      const key = `${cell.passes}/${cell.tries}`;
      const count = places.get(key) ?? places.size;
      if (count === places.size) counts.push(cell);
      places.set(key, count);
      return { group, count };
    }),
  }));
  return { items, groups: named, counts };
}

/** Item effects are integrated over a grid of this many points of a standard normal, the model's own over a coarser one. */
export const itemNodes = grid(61, 4.2);
const ownNodes = grid(31, 4.2);
function grid(size: number, reach: number): { at: number; weight: number }[] {
  const points = Array.from({ length: size }, (_, index) => -reach + (2 * reach * index) / (size - 1));
  const total = points.reduce((sum, at) => sum + Math.exp((-at * at) / 2), 0);
  return points.map((at) => ({ at, weight: Math.exp((-at * at) / 2) / total }));
}

/** ln P(passes of tries | latent mean), the model's own shock (standard deviation `own`, one try's being 1) integrated out; tabulated. */
export interface LikelihoodTable {
  readonly own: number;
  at(count: number, mean: number): number;
}
const reach = 20;
const step = 0.1;
const points = Math.round((2 * reach) / step) + 1;

/** Tabulates the likelihood of every count on a grid of means, read by quadratic interpolation. */
export function likelihoodTable(counts: Cells["counts"], own: number): LikelihoodTable {
  const nodes = own === 0 ? [{ at: 0, weight: 1 }] : ownNodes;
  const values = new Float64Array(counts.length * points);
  for (let point = 0; point < points; point++) {
    const mean = -reach + point * step;
    const passes = nodes.map(({ at }) => Math.log(Math.max(1e-300, normalCdf(mean + own * at))));
    const fails = nodes.map(({ at }) => Math.log(Math.max(1e-300, normalCdf(-mean - own * at))));
    for (const [count, cell] of counts.entries()) {
      let sum = 0;
      for (const [index, node] of nodes.entries()) {
        sum += node.weight * Math.exp(cell.passes * (passes[index] ?? 0) + (cell.tries - cell.passes) * (fails[index] ?? 0));
      }
      values[count * points + point] = Math.log(Math.max(1e-300, sum));
    }
  }
  return {
    own,
    at(count, mean) {
      const place = Math.min(points - 2.001, Math.max(0, (mean + reach) / step));
      const low = Math.floor(place);
      const start = count * points + low;
      const [from, next, after] = [values[start] ?? 0, values[start + 1] ?? 0, values[start + 2] ?? 0];
      const part = place - low;
      return from + part * (next - from) + (part * (part - 1) * (after - 2 * next + from)) / 2;
    },
  };
}
