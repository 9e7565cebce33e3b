import type { Evidence } from "./evidence.ts";
import type { Halves } from "./halves.ts";

/** One scored item along a router's dial: how much of it goes to the strong member at each setting, and how likely it then passes. */
export interface RoutedItem {
  readonly id: string;
  readonly strong: readonly number[];
  readonly passed: readonly number[];
}

/** From all items to the weak member to all to the strong one. */
const settings = 21;

/**
 * The router that the learnt valuation makes between two members (RouteLLM's question, arXiv 2406.18665): items of the scored half go to the strong one in
 * the order of what it is thought to add. Items of which the same is thought go in equal shares, so a valuation that tells none apart routes by chance.
 */
export function routerCurve({ evidence, test, learnt }: Halves, weak: number, strong: number): RoutedItem[] {
  const gains = test.map((place) => {
    const { p } = learnt.outlook(evidence.items[place] as Evidence["items"][number]).belief.prior;
    return (p[strong] ?? 0) - (p[weak] ?? 0);
  });
  const sorted = gains.toSorted((one, other) => other - one);
  const before = new Map<number, { start: number; count: number }>();
  for (const [rank, gain] of sorted.entries()) {
    const group = before.get(gain);
    if (group === undefined) before.set(gain, { start: rank, count: 1 });
    else group.count += 1;
  }
  return test.map((place, i) => {
    const { start, count } = before.get(gains[i] as number) as { start: number; count: number };
    const [low, high] = [rateAt(evidence, place, weak), rateAt(evidence, place, strong)];
    const shares = Array.from({ length: settings }, (_, k) => {
      const taken = (k / (settings - 1)) * test.length - start;
      return Math.min(1, Math.max(0, taken / count));
    });
    return { id: evidence.items[place]?.id ?? "", strong: shares, passed: shares.map((share) => low + share * (high - low)) };
  });
}

function rateAt({ members, tries, passes }: Evidence, place: number, member: number): number {
  const cell = place * members.length + member;
  return (passes[cell] as number) / (tries[cell] as number);
}
