import { normalCdf, normalQuantile, worldSettings } from "../../models/simulated/index.ts";
import type { Purpose } from "../../types.ts";
import type { Point } from "./axes.ts";
import { nodes } from "./nodes.ts";
import type { SimulatedResult, TokensPerCall } from "./play.ts";
import { attempts, type Contestant, judgeRates, kinds, ratesOf, workers } from "./stage.ts";

type Kind = (typeof kinds)[number];
/** What the closed forms take from outside the world's law: how long a call of each purpose is, and what a right answer is worth. */
export interface MapInputs {
  readonly tokens: TokensPerCall;
  readonly worth: number;
}
interface Chain {
  readonly right: number;
  /** Expected tries, each one's chance to be reached. */
  readonly reached: readonly number[];
}

/** Every topology of the map at a point from the world's law alone, as integrals over its lasting shocks; the market's record is taken as learnt. */
export function foreseenAt(point: Point, given: MapInputs): Record<Contestant, SimulatedResult> {
  const sums = new Map<Contestant, SimulatedResult>();
  for (const kind of kinds) {
    for (const [name, { right, cost }] of Object.entries(foreseenKind(point, kind, given)) as [Contestant, SimulatedResult][]) {
      const sum = sums.get(name) ?? { right: 0, cost: 0 };
      sums.set(name, { right: sum.right + right / kinds.length, cost: sum.cost + cost / kinds.length });
    }
  }
  return Object.fromEntries(sums) as Record<Contestant, SimulatedResult>;
}

function foreseenKind(point: Point, kind: Kind, { tokens, worth }: MapInputs): Record<Contestant, SimulatedResult> {
  const law = lawAt(point);
  const bill = billAt(point, tokens);
  const [large, medium, small] = workers;
  const verdicts = attempts - 1;
  const retried = law.alone(large.skill[kind], (p, sensitivity) => chain(Array<number>(attempts).fill(p), sensitivity, point.judge));
  const best = law.alone(large.skill[kind], (p, sensitivity) => bestOfChecked(p, sensitivity, point.judge));
  const climbed = law.apart(
    [small, medium, large].map((worker) => worker.skill[kind]),
    point.judge,
  );
  const merit = (worker: (typeof workers)[number]) => normalCdf(worker.skill[kind]) * worth - markup * bill.call(worker.share, "attempt");
  const order = [...workers].sort((a, b) => merit(b) - merit(a));
  const traded = law.apart(
    order.map((worker) => worker.skill[kind]),
    point.judge,
  );
  const hub = law.hub({ hub: large.skill[kind], spokes: [medium.skill[kind], small.skill[kind]], coupling: point.coupling });
  const cycle =
    bill.call(1, "plan") +
    bill.call(0.5, "attempt") +
    bill.call(0, "attempt") +
    bill.call(1, "merge") * (1 + hub.revised) +
    (bill.call(0.5, "critique") + bill.call(0, "critique")) / 2;
  const sequence = (reached: readonly number[], shares: readonly number[], checked: number) =>
    reached.reduce((sum, chance, at) => sum + chance * (bill.call(shares[at] ?? 1, "attempt") + (at < checked ? bill.verdict : 0)), 0);
  return {
    solo: { right: normalCdf(large.skill[kind]), cost: bill.call(1, "attempt") },
    "solo+retry": { right: retried.right, cost: sequence(retried.reached, [1, 1, 1], verdicts) },
    "best-of": { right: best.right, cost: attempts * bill.call(1, "attempt") + best.looks * bill.verdict },
    cascade: { right: climbed.right, cost: sequence(climbed.reached, [0, 0.5, 1], verdicts) },
    "hub-spoke": { right: hub.once, cost: cycle },
    "hub-spoke+retry": {
      right: hub.retried.right,
      cost: hub.retried.reached.reduce((sum, chance, at) => sum + chance * (cycle + (at < verdicts ? bill.verdict : 0)), 0),
    },
    market: {
      right: traded.right,
      cost:
        sequence(
          traded.reached,
          order.map(({ share }) => share),
          attempts,
        ) + workers.reduce((sum, { share }) => sum + bill.call(share, "bid"), 0),
    },
  };
}

const { bidding, reading, work } = worldSettings.parse({});
const { markup } = bidding;

function billAt({ price }: Point, tokens: TokensPerCall) {
  const dollars = (rates: { input: number; output: number }, purpose: Purpose) => {
    const { input, output } = tokens.get(purpose) ?? { input: 0, output: 0 };
    return (input * rates.input + output * rates.output) / 1e6;
  };
  return { call: (share: number, purpose: Purpose) => dollars(ratesOf(share, price), purpose), verdict: dollars(judgeRates, "verdict") };
}

/** Tries in a row until one passes; the last stands unchecked. */
function chain(chances: readonly number[], sensitivity: number, specificity: number): Chain {
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
function bestOfChecked(p: number, sensitivity: number, specificity: number): { right: number; looks: number } {
  const accepted = p * sensitivity + (1 - p) * (1 - specificity);
  const none = (1 - accepted) ** attempts;
  const trust = accepted === 0 ? 0 : (p * sensitivity) / accepted;
  const rest = accepted === 1 ? 0 : (p * (1 - sensitivity)) / (1 - accepted);
  return { right: (1 - none) * trust + none * rest, looks: accepted === 0 ? attempts : (1 - none) / accepted };
}

/** The shocks of a point: `u` is common to all, `w` a member's own, `z` what the judge keeps seeing in the one right answer. */
function lawAt({ retry, correlation, judge }: Point) {
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
  const [hit, miss] = [normalQuantile(reading.sensitivity), normalQuantile(reading.specificity)];
  // Own work against the draft, as they look: the revised answer is whichever looks better, one's own favored.
  const takesRight = normalCdf((hit + miss + reading.selfTrust) / Math.SQRT2);
  const takesWrong = normalCdf((reading.selfTrust - hit - miss) / Math.SQRT2);
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
        const kept = draft * (reading.sensitivity + (1 - reading.sensitivity) * (own + (1 - own) * (1 - takesWrong)));
        const once = kept + (1 - draft) * reading.specificity * own * takesRight;
        const revised = draft * (1 - reading.sensitivity) + (1 - draft) * reading.specificity;
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
