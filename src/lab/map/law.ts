import { normalCdf, normalQuantile, worldSettings } from "../../models/simulated/index.ts";
import type { Point } from "./axes.ts";
import { nodes } from "./nodes.ts";
import { attempts } from "./setup.ts";

/** Tries in a row with their joint chance. */
export interface Chain {
  readonly right: number;
  /** Expected tries, each one's chance to be reached. */
  readonly reached: readonly number[];
}

const { reading, work } = worldSettings.parse({});

/** Tries in a row until one passes; the last stands unchecked. */
export function chain(chances: readonly number[], sensitivity: number, specificity: number): Chain {
  let right = 0;
  let reach = 1;
  const reached: number[] = [];
  for (const [at, p] of chances.entries()) {
    reached.push(reach);
    if (at === chances.length - 1) return { right: right + reach * p, reached };
    right += reach * p * sensitivity;
    reach *= p * (1 - sensitivity) + (1 - p) * specificity;
  }
  return { right, reached };
}

/** As many tries at once as there are attempts, read in any order until one passes, else any of them. */
export function bestOfChecked(p: number, sensitivity: number, specificity: number): { right: number; looks: number } {
  const accepted = p * sensitivity + (1 - p) * (1 - specificity);
  const none = (1 - accepted) ** attempts;
  const trust = accepted === 0 ? 0 : (p * sensitivity) / accepted;
  const rest = accepted === 1 ? 0 : (p * (1 - sensitivity)) / (1 - accepted);
  return { right: (1 - none) * trust + none * rest, looks: accepted === 0 ? attempts : (1 - none) / accepted };
}

/** The shocks of a point: `u` is common to all, `w` a member's own, `z` what the judge keeps seeing in the one right answer. */
export function lawAt({ retry, correlation, judge }: Point) {
  const lasting = 1 - retry;
  const shared = correlation * lasting;
  const hit = normalQuantile(judge);
  const given = (mean: number, u: number, w: number) =>
    normalCdf((mean + Math.sqrt(shared) * u + Math.sqrt(lasting - shared) * w) / Math.sqrt(1 - lasting));
  const eyes = nodes.map((z) => ({
    sensitivity: normalCdf((hit + Math.sqrt(lasting) * z.at) / Math.sqrt(1 - lasting)),
    weight: z.weight,
  }));
  return {
    /** One member's tries in a row or at once. */
    alone<T extends { right: number }>(mean: number, value: (p: number, sensitivity: number) => T): T {
      return averaged((take) => {
        for (const a of nodes) {
          const p = normalCdf((mean + Math.sqrt(lasting) * a.at) / Math.sqrt(1 - lasting));
          for (const { sensitivity, weight } of eyes) take(value(p, sensitivity), a.weight * weight);
        }
      });
    },
    /** One try of each member in this order. */
    apart(means: readonly number[], specificity: number): Chain {
      return averaged((take) => {
        for (const a of nodes) {
          const chances = means.map((mean) => normalCdf((mean + Math.sqrt(shared) * a.at) / Math.sqrt(1 - shared)));
          take(overEyes(chances, eyes, specificity), a.weight);
        }
      });
    },
    hub: (team: Team) => hubChances(team, { given, eyes, specificity: judge }),
  };
}

interface Team {
  readonly hub: number;
  readonly spokes: readonly [number, number];
  readonly coupling: number;
}
interface Eyes {
  readonly given: (mean: number, u: number, w: number) => number;
  /** The judge's chance to pass the right answer, by what it keeps seeing in it. */
  readonly eyes: readonly { readonly sensitivity: number; readonly weight: number }[];
  readonly specificity: number;
}

/** A cycle of plan, two parts by two spokes, merger, critique by one of them, revision; and cycles until one passes. */
function hubChances({ hub, spokes, coupling }: Team, { given, eyes, specificity }: Eyes) {
  const { repair } = work;
  // Critics and hub tell right from wrong as well as the judge does.
  const accuracy = specificity;
  const apart = 2 * normalQuantile(accuracy);
  // Own work against the draft, as they look: the revised answer is whichever looks better, one's own favored.
  const takesRight = normalCdf((apart + reading.selfTrust) / Math.SQRT2);
  const takesWrong = normalCdf((reading.selfTrust - apart) / Math.SQRT2);
  const cycles = averaged<{ once: number; revised: number; right: number; reached: readonly number[] }>((take) => {
    for (const u of nodes) {
      const half = spokes.map((mean) => nodes.map((w) => ({ p: Math.sqrt(given(mean, u.at, w.at)), weight: w.weight })));
      const over = (value: (p: number) => number) =>
        half.reduce((product, side) => product * side.reduce((sum, { p, weight }) => sum + weight * value(p), 0), 1);
      const mended = over((p) => p + (1 - p) * repair) * (1 - coupling + coupling * repair);
      const bare = over((p) => p) * (1 - coupling);
      for (const w of nodes) {
        const own = given(hub, u.at, w.at);
        const draft = own * mended + (1 - own) * bare;
        const kept = draft * (accuracy + (1 - accuracy) * (own + (1 - own) * (1 - takesWrong)));
        const once = kept + (1 - draft) * accuracy * own * takesRight;
        const revised = draft * (1 - accuracy) + (1 - draft) * accuracy;
        take({ once, revised, ...overEyes(Array<number>(attempts).fill(once), eyes, specificity) }, u.weight * w.weight);
      }
    }
  });
  return { once: cycles.once, revised: cycles.revised, retried: { right: cycles.right, reached: cycles.reached } };
}

/** Tries in a row, over what the judge may keep seeing. */
function overEyes(chances: readonly number[], eyes: Eyes["eyes"], specificity: number): Chain {
  let right = 0;
  const reached = chances.map(() => 0);
  for (const { sensitivity, weight } of eyes) {
    const one = chain(chances, sensitivity, specificity);
    right += weight * one.right;
    for (const [at, reach] of one.reached.entries()) reached[at] = (reached[at] ?? 0) + weight * reach;
  }
  return { right, reached };
}

/** Weighted means of every number in what is taken, lists place by place. */
function averaged<T extends object>(visit: (take: (value: T, weight: number) => void) => void): T {
  const sums = new Map<string, number | number[]>();
  visit((value, weight) => {
    for (const [name, number] of Object.entries(value) as [string, number | readonly number[]][]) {
      if (typeof number === "number") sums.set(name, ((sums.get(name) as number | undefined) ?? 0) + weight * number);
      else
        sums.set(
          name,
          number.map((one, at) => ((sums.get(name) as number[] | undefined)?.[at] ?? 0) + weight * one),
        );
    }
  });
  return Object.fromEntries(sums) as T;
}
