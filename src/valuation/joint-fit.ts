import { Belief } from "./belief.ts";
import { density, quickCdf } from "./normal-table.ts";

/** What verdicts were passed on one item, in the order in which members (by their places) were tried. */
export interface JudgedItem {
  readonly category: string;
  readonly verdicts: readonly { readonly member: number; readonly passed: boolean }[];
}
/** How often verdicts are right: they accept a right answer with chance `sensitivity` and reject a wrong one with chance `specificity`. */
export interface VerdictErrors {
  readonly sensitivity: number;
  readonly specificity: number;
}
export interface JointFit {
  /** Each member's chance to be right on an item of a category before anything is tried, what is not known of it averaged over. */
  readonly chances: (category: string) => number[];
  /** The same with what is not known of each member drawn instead, from one standard normal number for each: chances as they may really be. */
  readonly drawn: (category: string, normals: readonly number[]) => number[];
  /** As `correlations.ts` has them. */
  readonly loadings: readonly number[];
  readonly repeats: readonly number[];
}

const nodes = Array.from({ length: 17 }, (_, i) => (i - 8) / 2);
const weights = normalized(nodes.map(density));
/** How much members' levels differ, and one member's level over categories, in standard deviations of the normal variable behind success. */
const [memberSpread, categorySpread] = [1, 0.5];
const loadingGrid = [0, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9];
const repeatGrid = [0.5, 0.6, 0.7, 0.8, 0.9, 0.95];

/**
 * Members' chances from verdicts on items that not all of them tried. Who is tried second depends on what the first did, so a member's plain share of
 * passes is that of the items left to it: one that is only asked what others failed looks worse than it is. The likelihood of all verdicts of an
 * item together, its ease integrated out, is right whatever rule chose the members, as long as the rule saw no more than the verdicts (missing at
 * random: Rubin 1976). Where every item is tried in one order, a member's level and how far members fail together cannot be told apart; what
 * follows along that order is right all the same. Maximized by EM over items' ease (Bock and Aitkin 1981) with normal priors on members and on their categories; of a
 * member's verdicts on an item the first counts for its level, the further ones for how much its samples go together.
 */
export function fitJoint(
  items: readonly JudgedItem[],
  members: number,
  errors: VerdictErrors = { sensitivity: 1, specificity: 1 },
): JointFit {
  const firsts = counted(
    items.map(({ category, verdicts }) => ({
      category,
      // What they say together does not depend on their order: in one order there are fewer patterns.
      verdicts: verdicts
        .filter(({ member }, place) => verdicts.findIndex((one) => one.member === member) === place)
        .toSorted((one, other) => one.member - other.member),
    })),
  );
  let best: { fit: Levels; loading: number; score: number } | undefined;
  for (const loading of loadingGrid) {
    const fit = levelsAt(firsts, members, loading, errors, best?.fit);
    const score = fit.likelihood - (loading - 0.5) ** 2 / (2 * 0.25 ** 2);
    if (best === undefined || score > best.score) best = { fit, loading, score };
  }
  const { fit, loading } = best as NonNullable<typeof best>;
  const levels = (category: string): Level[] => Array.from({ length: members }, (_, m) => fit.level(category, m));
  const chances = (category: string): number[] => levels(category).map(({ height, variance }) => averaged(height, variance));
  const drawn = (category: string, normals: readonly number[]): number[] =>
    levels(category).map(({ height, variance }, m) => quickCdf(height + Math.sqrt(variance) * (normals[m] ?? 0)));
  const loadings = Array.from({ length: members }, () => loading);
  const repeat = repeatOf(items, { chances, loadings }, errors);
  return { chances, drawn, loadings, repeats: loadings.map(() => repeat) };
}

/** Items of one category on which the same verdicts were passed. */
interface Pattern extends JudgedItem {
  readonly count: number;
}

function counted(items: readonly JudgedItem[]): Pattern[] {
  const patterns = new Map<string, Pattern>();
  for (const item of items) {
    const key = JSON.stringify([item.category, item.verdicts.map(({ member, passed }) => [member, passed])]);
    patterns.set(key, { ...item, count: (patterns.get(key)?.count ?? 0) + 1 });
  }
  return [...patterns.values()];
}

/** Where a member stands in a category on the scale of the normal variable behind success, and how uncertain that is. */
interface Level {
  readonly height: number;
  readonly variance: number;
}
interface Levels {
  readonly heights: ReadonlyMap<string, Float64Array>;
  readonly means: Float64Array;
  readonly likelihood: number;
  readonly level: (category: string, member: number) => Level;
}

/** Levels of members by category under one loading. */
function levelsAt(items: readonly Pattern[], members: number, loading: number, errors: VerdictErrors, start?: Levels): Levels {
  const categories = [...new Set(items.map(({ category }) => category))];
  const heights = new Map(categories.map((one) => [one, Float64Array.from(start?.heights.get(one) ?? new Float64Array(members))]));
  const means = Float64Array.from(start?.means ?? new Float64Array(members));
  const known = new Map<string, Float64Array>();
  let likelihood = -Infinity;
  for (let round = 0; round < 40; round++) {
    const expected = weighed(items, heights, loading, errors);
    likelihood = expected.likelihood;
    let moved = 0;
    for (const [category, own] of heights) {
      const precisions = new Float64Array(members);
      for (let m = 0; m < members; m++) {
        const step = risen(own[m] as number, means[m] as number, expected.cells.get(category)?.[m]);
        moved = Math.max(moved, Math.abs(step.height - (own[m] as number)));
        own[m] = step.height;
        precisions[m] = step.precision;
      }
      known.set(category, precisions);
    }
    for (let m = 0; m < members; m++) means[m] = meanOf([...heights.values()].map((own) => own[m] as number));
    if (moved < 0.01) break;
  }
  const level = (category: string, m: number): Level => {
    const [height, precision] = [heights.get(category)?.[m], known.get(category)?.[m]];
    const meanSpread = 1 / (1 / memberSpread ** 2 + [...known.values()].reduce((sum, own) => sum + within(own[m] as number), 0));
    if (height === undefined || precision === undefined) return { height: means[m] as number, variance: meanSpread + categorySpread ** 2 };
    return { height, variance: 1 / (precision + 1 / (categorySpread ** 2 + meanSpread)) };
  };
  return { heights, means, likelihood, level };
}

/** What a category whose verdicts have this information tells of the member's mean: no more than its own spread lets it. */
function within(precision: number): number {
  return precision <= 0 ? 0 : 1 / (1 / precision + categorySpread ** 2);
}

/** A member's mean over categories, drawn to a chance of one half. */
function meanOf(heights: readonly number[]): number {
  return heights.reduce((sum, height) => sum + height, 0) / (heights.length + (categorySpread / memberSpread) ** 2);
}

/** The mean chance of heights that are spread so around this one. */
function averaged(height: number, variance: number): number {
  return quickCdf(height / Math.sqrt(1 + variance));
}

/** A member in a category, at each node of ease: the chance that its answer is accepted, how that rises with its level, and how many passes and failures fell there. */
interface Cell {
  readonly chances: Float64Array;
  readonly rises: Float64Array;
  readonly passes: Float64Array;
  readonly failures: Float64Array;
}

/** The step of expectation: how likely each item is to be as easy as each node, given all verdicts on it. Cells of members that were not tried are absent. */
function weighed(
  items: readonly Pattern[],
  heights: ReadonlyMap<string, Float64Array>,
  loading: number,
  errors: VerdictErrors,
): { cells: Map<string, (Cell | undefined)[]>; likelihood: number } {
  const cells = new Map<string, (Cell | undefined)[]>();
  let likelihood = 0;
  for (const { category, verdicts, count } of items) {
    const own = cells.get(category) ?? [];
    cells.set(category, own);
    const mass = Float64Array.from(weights);
    for (const { member, passed } of verdicts) {
      const cell = own[member] ?? cellAt(heights.get(category)?.[member] ?? 0, loading, errors);
      own[member] = cell;
      for (let k = 0; k < mass.length; k++) {
        const chance = cell.chances[k] as number;
        mass[k] = (mass[k] as number) * (passed ? chance : 1 - chance);
      }
    }
    const total = mass.reduce((sum, one) => sum + one, 0);
    likelihood += count * Math.log(total);
    for (const { member, passed } of verdicts) {
      const cell = own[member] as Cell;
      const into = passed ? cell.passes : cell.failures;
      for (let k = 0; k < mass.length; k++) into[k] = (into[k] as number) + (count * (mass[k] as number)) / total;
    }
  }
  return { cells, likelihood };
}

function cellAt(height: number, loading: number, { sensitivity, specificity }: VerdictErrors): Cell {
  const rest = Math.sqrt(1 - loading * loading);
  const lean = sensitivity + specificity - 1;
  const at = nodes.map((ease) => (height + loading * ease) / rest);
  return {
    chances: Float64Array.from(at, (z) => Math.min(1 - 1e-9, Math.max(1e-9, 1 - specificity + lean * quickCdf(z)))),
    rises: Float64Array.from(at, (z) => (lean * density(z)) / rest),
    passes: new Float64Array(nodes.length),
    failures: new Float64Array(nodes.length),
  };
}

/** One Fisher scoring step of a level towards what was seen and the member's mean (Lange 1995), and the information in what was seen. */
function risen(height: number, mean: number, cell: Cell | undefined): { height: number; precision: number } {
  if (cell === undefined) return { height: mean, precision: 0 };
  let [slope, precision] = [(mean - height) / categorySpread ** 2, 0];
  for (let k = 0; k < nodes.length; k++) {
    const [chance, rise] = [cell.chances[k] as number, cell.rises[k] as number];
    const [passed, failed] = [cell.passes[k] as number, cell.failures[k] as number];
    slope += rise * (passed / chance - failed / (1 - chance));
    precision += ((passed + failed) * rise * rise) / (chance * (1 - chance));
  }
  const step = slope / (precision + 1 / categorySpread ** 2);
  return { height: Math.max(-4, Math.min(4, height + step)), precision };
}

/** How much samples of one member go together: what second verdicts of a member on an item make likeliest, held to nearly the same answer again. */
function repeatOf(
  items: readonly JudgedItem[],
  { chances, loadings }: Pick<JointFit, "chances" | "loadings">,
  { sensitivity, specificity }: VerdictErrors,
): number {
  const twice = items.filter(({ verdicts }) => new Set(verdicts.map(({ member }) => member)).size < verdicts.length);
  const loading = loadings[0] ?? 0;
  const patterns = counted(twice);
  const scores = repeatGrid.map((repeat) => {
    const own = Math.max(repeat, loading * loading);
    const likelihood = patterns.reduce((sum, { category, verdicts, count }) => {
      const belief = new Belief({ p: chances(category), loadings, repeats: loadings.map(() => own) });
      const attempts = verdicts.map(({ member, passed }) => ({
        member,
        answer: 0,
        ifRight: passed ? sensitivity : 1 - sensitivity,
        ifWrong: passed ? 1 - specificity : specificity,
      }));
      return sum + count * Math.log(Math.max(1e-12, belief.after(attempts).total));
    }, 0);
    return { own, score: likelihood - (repeat - 0.9) ** 2 / (2 * 0.15 ** 2) };
  });
  return scores.reduce((best, one) => (one.score > best.score ? one : best)).own;
}

function normalized(raw: readonly number[]): Float64Array {
  const all = raw.reduce((sum, one) => sum + one, 0);
  return Float64Array.from(raw, (one) => one / all);
}
