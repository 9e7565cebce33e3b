/** A router's accuracy at each share of strong calls, shares ascending from 0 to 1. */
export type RoutingCurve = readonly { readonly share: number; readonly rate: number }[];

/** Performance gap recovered: 0 for the weak model alone, 1 for the strong one; more than 1 where routing beats both. */
export function gapRecovered(rate: number, weak: number, strong: number): number {
  return (rate - weak) / (strong - weak);
}

/** APGR (arXiv 2406.18665): the mean gap recovered over all shares, by trapezoids; a random router has .5. */
export function averageGapRecovered(curve: RoutingCurve): number {
  const [weak, strong] = ends(curve);
  return (area(curve.map(({ share, rate }) => [share, rate])) - weak) / (strong - weak);
}

/** CPT(q): the smallest share of strong calls that recovers the gap q, linear between points; undefined where none does. */
export function callsFor(curve: RoutingCurve, q: number): number | undefined {
  const [weak, strong] = ends(curve);
  let before: readonly [number, number] | undefined;
  for (const { share, rate } of curve) {
    const gap = gapRecovered(rate, weak, strong);
    if (gap >= q) return before === undefined ? share : before[0] + ((q - before[1]) / (gap - before[1])) * (share - before[0]);
    before = [share, gap];
  }
  return undefined;
}

function ends(curve: RoutingCurve): [weak: number, strong: number] {
  return [curve[0]?.rate ?? Number.NaN, curve.at(-1)?.rate ?? Number.NaN];
}

function area(points: readonly (readonly [number, number])[]): number {
  let sum = 0;
  for (let i = 1; i < points.length; i++) {
    const [x0, y0] = points[i - 1] as readonly [number, number];
    const [x1, y1] = points[i] as readonly [number, number];
    sum += ((x1 - x0) * (y0 + y1)) / 2;
  }
  return sum;
}

export interface Offer {
  readonly cost: number;
  readonly quality: number;
}

/** The non-decreasing upper hull of offers by cost: what mixing them at random can reach (RouterBench, arXiv 2403.12031). */
export function upperHull(offers: readonly Offer[]): Offer[] {
  const hull: Offer[] = [];
  for (const offer of [...offers].sort((a, b) => a.cost - b.cost || b.quality - a.quality)) {
    if (offer.quality <= (hull.at(-1)?.quality ?? Number.NEGATIVE_INFINITY)) continue;
    // Before two points there is no slope, and nothing is below it.
    while (slope(hull.at(-2), hull.at(-1)) <= slope(hull.at(-2), offer)) hull.pop();
    hull.push(offer);
  }
  return hull;
}

function slope(a: Offer | undefined, b: Offer | undefined): number {
  return a === undefined || b === undefined ? Number.NaN : (b.quality - a.quality) / (b.cost - a.cost);
}

/**
 * AIQ: the mean height of the hull over one range of cost (the offers' own unless given), flat beyond the most expensive.
 * Only routers measured over the same range are comparable; cost is linear.
 */
export function averageImprovement(offers: readonly Offer[], range?: readonly [number, number]): number {
  const costs = offers.map(({ cost }) => cost);
  const [from, to] = range ?? [Math.min(...costs), Math.max(...costs)];
  const hull = upperHull(offers);
  const inside = hull.filter(({ cost }) => cost > from && cost < to).map(({ cost, quality }): [number, number] => [cost, quality]);
  return area([[from, heightAt(hull, from)], ...inside, [to, heightAt(hull, to)]]) / (to - from);
}

/**
 * The least cost at which the hull of offers reaches a quality, mixing two neighbors at random where it lies between them; undefined where none
 * reaches it.
 */
export function costAtQuality(offers: readonly Offer[], wanted: number): number | undefined {
  const hull = upperHull(offers);
  const right = hull.findIndex(({ quality }) => quality >= wanted - 1e-12);
  const b = hull[right];
  const a = hull[right - 1];
  if (b === undefined || a === undefined) return b?.cost;
  return a.cost + ((Math.min(wanted, b.quality) - a.quality) / (b.quality - a.quality)) * (b.cost - a.cost);
}

function heightAt(hull: readonly Offer[], cost: number): number {
  const right = hull.findIndex((offer) => offer.cost >= cost);
  const b = hull[right];
  if (b === undefined) return hull.at(-1)?.quality as number;
  const a = hull[right - 1];
  return b.cost === cost ? b.quality : a === undefined ? 0 : a.quality + slope(a, b) * (cost - a.cost);
}

/** IBC of a cascade against its small model, and its lift over going straight to the large one, in percent (arXiv 2310.12963). */
export function incrementalBenefit(method: Offer, small: Offer, large: Offer): { readonly ibc: number; readonly lift: number } | undefined {
  if (method.cost <= small.cost || large.cost <= small.cost) return undefined;
  const ibc = slope(small, method);
  const base = slope(small, large);
  return { ibc, lift: (100 * (ibc - base)) / base };
}
