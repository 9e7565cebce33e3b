import type { Arm } from "./frontier.ts";
import { mean } from "./moments.ts";
import type { Interval } from "./proportions.ts";
import { type ResampledFigure, resampledFigures } from "./resampled-figures.ts";
import { averageGapRecovered, averageImprovement, callsFor, costAtQuality, type Offer, type RoutingCurve } from "./routing-metrics.ts";
import { skewedMeanInterval } from "./skewed-mean.ts";
import { defined } from "../util/defined.ts";

/** What a policy's points reach beside the single members; what is not defined is absent. */
export interface HullFigures {
  /** The mean height of the policy's hull, and of the single members' alone, over the single members' range of cost. */
  readonly aiq?: ResampledFigure;
  readonly aiqOfSingles?: ResampledFigure;
  readonly aiqGain?: ResampledFigure;
  /** The least cost on the policy's hull at the best single member's quality, and as a share of that member's cost. */
  readonly costAtEqual?: ResampledFigure;
  readonly shareAtEqual?: ResampledFigure;
}

/**
 * AIQ and cost at equal quality (RouterBench, arXiv 2403.12031) of a policy that is given by its points: with them goes the cheapest single member, as
 * what the policy is at its cheapest. `best` is the single member whose quality is to be equalled. Intervals are over items.
 */
export function hullFigures(points: readonly Arm[], singles: readonly Arm[], best: Arm, seed: string): HullFigures {
  const arms = [...points, ...singles, best];
  const columns = arms.flatMap(({ quality, cost }) => [quality, cost]);
  const [aiq, aiqOfSingles, aiqGain, costAtEqual, shareAtEqual] = resampledFigures(
    columns,
    (means) => {
      const offers = arms.map((_, i): Offer => ({ quality: means[2 * i] as number, cost: means[2 * i + 1] as number }));
      const alone = offers.slice(points.length, -1);
      const costs = alone.map(({ cost }) => cost);
      const cheapest = alone[costs.indexOf(Math.min(...costs))] as Offer;
      const policy = [...offers.slice(0, points.length), cheapest];
      const equal = offers.at(-1) as Offer;
      const range = [Math.min(...costs), Math.max(...costs)] as const;
      const wide = range[1] > range[0];
      const [own, zero] = wide ? [averageImprovement(policy, range), averageImprovement(alone, range)] : [undefined, undefined];
      const cost = costAtQuality(policy, equal.quality);
      return [
        own,
        zero,
        own === undefined || zero === undefined ? undefined : own - zero,
        cost,
        cost === undefined || !(equal.cost > 0) ? undefined : cost / equal.cost,
      ];
    },
    seed,
  );
  const told = { aiq, aiqOfSingles, aiqGain, costAtEqual, shareAtEqual };
  return Object.fromEntries(Object.entries(told).filter(([, figure]) => figure !== undefined));
}

/** APGR and CPT (RouteLLM, arXiv 2406.18665) of a router between two members. */
export interface RouterFigures {
  readonly apgr?: ResampledFigure;
  readonly cpt50?: ResampledFigure;
  readonly cpt80?: ResampledFigure;
}

/** Of items along a router's dial, each with its share of strong calls and its pass rate at every setting. Not defined where the strong member does not pass more. */
export function routerFigures(
  items: readonly { readonly strong: readonly number[]; readonly passed: readonly number[] }[],
  seed: string,
): RouterFigures {
  const settings = items[0]?.strong.length ?? 0;
  const column = (of: (k: number) => (item: (typeof items)[number]) => number): Float64Array[] =>
    Array.from({ length: settings }, (_, k) => Float64Array.from(items, of(k)));
  const columns = [
    ...column(
      (k) =>
        ({ strong }) =>
          strong[k] as number,
    ),
    ...column(
      (k) =>
        ({ passed }) =>
          passed[k] as number,
    ),
  ];
  const [apgr, cpt50, cpt80] = resampledFigures(
    columns,
    (means) => {
      const curve: RoutingCurve = Array.from({ length: settings }, (_, k) => ({
        share: means[k] as number,
        rate: means[settings + k] as number,
      }));
      if (!((curve.at(-1)?.rate as number) > (curve[0]?.rate as number) + 1e-12)) return [undefined, undefined, undefined];
      return [averageGapRecovered(curve), callsFor(curve, 0.5), callsFor(curve, 0.8)];
    },
    seed,
  );
  return Object.fromEntries(Object.entries({ apgr, cpt50, cpt80 }).filter(([, figure]) => figure !== undefined));
}

/** Net value lost per item at one worth of a right answer: beside the best fixed single member in hindsight, and beside each item's best. */
export interface Regret {
  readonly fixed: ResampledFigure;
  readonly oracle: ResampledFigure;
}

/** Regret of a policy; negative where it does better than what it is held against. The fixed member is chosen anew in each resample of items. */
export function regretOf(policy: Arm, singles: readonly Arm[], best: Arm, worth: number, seed: string): Regret {
  const net = ({ quality, cost }: Arm): Float64Array => quality.map((passed, i) => worth * passed - (cost[i] as number));
  const columns = [net(policy), net(best), ...singles.map(net)];
  const [fixed, oracle] = resampledFigures(columns, ([own = 0, top = 0, ...alone]) => [Math.max(...alone) - own, top - own], seed) as [
    ResampledFigure,
    ResampledFigure,
  ];
  return { fixed, oracle };
}

/** One step from the best single member to the oracle: what the net value per item is after it, what it added, and what share of the gap that is. */
export interface WaterfallStep {
  readonly name: string;
  readonly net: number;
  readonly added: number;
  readonly interval?: Interval;
  readonly share?: number;
}

/** The gap in net value between the first and the last arm, step by step: the shares sum to 1. Without a gap there are no shares. */
export function waterfall(arms: readonly Arm[], worth: number): WaterfallStep[] {
  const nets = arms.map(({ quality, cost }) => quality.map((passed, i) => worth * passed - (cost[i] as number)));
  const gap = mean(nets.at(-1) ?? []) - mean(nets[0] ?? []);
  return arms.slice(1).map(({ name }, i) => {
    const [before, after] = [nets[i] as Float64Array, nets[i + 1] as Float64Array];
    const differences = after.map((value, item) => value - (before[item] as number));
    const added = mean(differences);
    const interval = skewedMeanInterval(differences);
    return {
      name,
      net: mean(after),
      added,
      ...defined({ interval }),
      ...(gap > 1e-12 ? { share: added / gap } : {}),
    };
  });
}
