import { netBeyond, type Prospect } from "./reservation.ts";

/** A step that may be taken once: its reservation value, its cost, and what may come of it. */
export interface BoundedStep {
  readonly index: number;
  readonly cost: number;
  readonly prospects: readonly Prospect[];
}

/**
 * Of steps of which only so many may be taken, the set that brings most; all of them where none that pays would be left out. Weitzman's order is optimal
 * among the steps of a set, and what they then bring beyond `held` is E[max of min(V, index) - held]: of the chance that a step's is below z, 1 + the slope of
 * what it brings beyond z (Kleinberg, Waggoner and Weyl 2016; for a box of two stages, too, an upper bound where the second is a choice). The highest indices are not that set: a cheap step that hardly
 * ever brings anything has a high one. Chances count as independent. The set is found by adding and then exchanging single steps: what a set brings is
 * submodular, so that adding alone comes to at least 1 - 1/e of the most.
 */
export function boundedSteps<S extends BoundedStep>(steps: readonly S[], held: number, most: number): readonly S[] {
  const paying = steps.filter(({ index }) => index > held);
  if (paying.length <= most) return steps;
  const chart = chartOf(paying, held);
  const chosen: number[] = [];
  while (chosen.length < most) {
    const { step, gain } = bestBeside(chart, chosen);
    if (!(gain > 0)) break;
    chosen.push(step);
  }
  for (let place = 0, same = 0; same < chosen.length; place = (place + 1) % chosen.length) {
    const others = chosen.filter((_, at) => at !== place);
    const { step, gain } = bestBeside(chart, others);
    const now = chosen[place] as number;
    // What is no more than rounding would go round for ever.
    const better = step !== now && gain > gainOf(chart, others, now) * (1 + 1e-9);
    if (better) chosen[place] = step;
    same = better ? 0 : same + 1;
  }
  return chosen.map((at) => paying[at] as S);
}

/** Pieces of z above what is held: how wide each is, and by step the chance that it brings less. `alone`: what each brings by itself, the highest first. */
interface Chart {
  readonly widths: Float64Array;
  readonly below: readonly Float64Array[];
  readonly alone: readonly { readonly step: number; readonly gain: number }[];
}

function chartOf(steps: readonly BoundedStep[], held: number): Chart {
  const stairs = steps.map((step) => stairsOf(step, held));
  const cuts = Float64Array.from(new Set([held, ...stairs.flatMap((stair) => stair.map(({ to }) => to))])).sort();
  const widths = cuts.subarray(1).map((cut, i) => cut - (cuts[i] as number));
  const below = stairs.map((stair) => {
    const chances = new Float64Array(widths.length).fill(1);
    let piece = 0;
    for (const { to, chance } of stair)
      for (; piece < chances.length && (cuts[piece + 1] as number) <= to; piece++) chances[piece] = chance;
    return chances;
  });
  const alone = below.map((chances, step) => ({ step, gain: above(widths, chances) })).toSorted((one, other) => other.gain - one.gain);
  return { widths, below, alone };
}

/** The chance that a step brings less than z, from `held` up to its index: it rises where the slope of what is brought beyond z does. */
function stairsOf({ index, cost, prospects }: BoundedStep, held: number): { readonly to: number; readonly chance: number }[] {
  const at = (z: number): Tangent => ({ z, ...netBeyond(prospects, cost, z) });
  const margin = (index - held) * 1e-9;
  const stairs: { to: number; chance: number }[] = [];
  // What is brought is convex in z and made of lines, so two tangents meet at a kink, or above a line between them.
  const between = (low: Tangent, high: Tangent, depth: number): void => {
    const apart = high.slope - low.slope;
    const z = (low.net - low.slope * low.z - high.net + high.slope * high.z) / apart;
    if (!(apart > 1e-9 && z > low.z && z < high.z)) return;
    const middle = at(z);
    const above = middle.net - (low.net + low.slope * (z - low.z));
    if (depth === 0 || above <= 1e-9 * Math.max(1, Math.abs(middle.net))) {
      stairs.push({ to: z, chance: 1 + low.slope });
      return;
    }
    between(low, middle, depth - 1);
    between(middle, high, depth - 1);
  };
  const last = at(index - margin);
  between(at(held + margin), last, deepest);
  return [...stairs, { to: index, chance: 1 + last.slope }];
}

interface Tangent {
  readonly z: number;
  readonly net: number;
  readonly slope: number;
}

/** More kinks one within the other than any step here has. */
const deepest = 16;

/** The step that brings most beside some others, and how much. */
function bestBeside(chart: Chart, others: readonly number[]): { readonly step: number; readonly gain: number } {
  const rest = restOf(chart, others);
  let best = { step: -1, gain: -1 };
  for (const { step, gain: alone } of chart.alone) {
    // Beside others nothing brings more than by itself.
    if (alone <= best.gain) break;
    if (others.includes(step)) continue;
    const gain = above(rest, chart.below[step] as Float64Array);
    if (gain > best.gain) best = { step, gain };
  }
  return best;
}

function gainOf(chart: Chart, others: readonly number[], step: number): number {
  return above(restOf(chart, others), chart.below[step] as Float64Array);
}

/** What is left to be brought by one more: the width of each piece by the chance that the others all bring less. */
function restOf({ widths, below }: Chart, others: readonly number[]): Float64Array {
  const rest = widths.slice();
  for (const step of others) {
    const chances = below[step] as Float64Array;
    for (let i = 0; i < rest.length; i++) rest[i] = (rest[i] as number) * (chances[i] as number);
  }
  return rest;
}

function above(rest: Float64Array, below: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < rest.length; i++) sum += (rest[i] as number) * (1 - (below[i] as number));
  return sum;
}
