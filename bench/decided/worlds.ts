import { stream } from "../../src/util/random.ts";

/** One drawing of a world: per topology, what each task brought, in worths of a pass; and the true net value of each. */
export interface Drawing {
  readonly arms: readonly {
    readonly name: string;
    readonly passed: readonly number[];
    readonly cost: readonly number[];
    readonly truth: number;
  }[];
  readonly categories: readonly string[];
}
export interface World {
  readonly name: string;
  /** Whether what decides mostly does not happen in so many tasks, so that no design can see it. */
  readonly hidden?: boolean;
  readonly draw: (seed: string) => Drawing;
}

/** How one topology does: the chance that it passes a task of this difficulty, and a draw of its cost. */
interface Arm {
  readonly name: string;
  readonly pass: (difficulty: number, category: number) => number;
  readonly cost: (next: () => number) => number;
  readonly meanCost: number;
}

const half = 0.5;
const categories = 3;
const fixed = (cost: number): Pick<Arm, "cost" | "meanCost"> => ({ cost: () => cost, meanCost: cost });
/** Pareto of exponent 1.5: its mean is three times its least, its variance infinite. */
const pareto = (least: number): Pick<Arm, "cost" | "meanCost"> => ({
  cost: (next) => least * (1 - next()) ** (-1 / 1.5),
  meanCost: 3 * least,
});
/** Mostly `low`, and `high` with a chance, as a cascade that escalates or a retry. */
const mixed = (low: number, high: number, chance: number): Pick<Arm, "cost" | "meanCost"> => ({
  cost: (next) => (next() < chance ? high : low),
  meanCost: low + (high - low) * chance,
});
/** Linear in difficulty, which is uniform, so that the mean is `rate`. */
const steep =
  (rate: number, slope = 0.4) =>
  (difficulty: number): number =>
    Math.min(1, Math.max(0, rate + slope * (half - difficulty)));

const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `t${i}`);
const arms = (rates: readonly number[], cost: Pick<Arm, "cost" | "meanCost">): Arm[] =>
  names(rates.length).map((name, i) => ({ name, pass: steep(rates[i] ?? 0), ...cost }));

/** Worlds of many shapes, in worths of a pass. */
export const worlds: readonly World[] = [
  world("balanced, five topologies 5 points apart", 120, arms([0.75, 0.7, 0.65, 0.6, 0.55], fixed(0.02))),
  world("one clearly best of four", 120, arms([0.8, 0.6, 0.5, 0.4], fixed(0.02))),
  world("two alike leaders, four clearly worse", 120, arms([0.75, 0.75, 0.45, 0.45, 0.4, 0.35], fixed(0.02))),
  world(
    "seven equal topologies",
    120,
    arms(
      Array.from({ length: 7 }, () => 0.6),
      fixed(0.02),
    ),
  ),
  world("Pareto-1.5 costs, the typically cheaper one costs more", 120, [
    { name: "steady", pass: steep(0.7), ...fixed(0.2) },
    { name: "skewed", pass: steep(0.7), ...pareto(0.11) },
    { name: "weak", pass: steep(0.45), ...fixed(0.05) },
  ]),
  world("Pareto-1.5 costs of all four", 120, arms([0.8, 0.7, 0.6, 0.6], pareto(0.05))),
  world("cascade-like costs", 120, [
    { name: "cascade", pass: steep(0.8), ...mixed(0.01, 0.4, 0.35) },
    { name: "strong", pass: steep(0.85), ...fixed(0.3) },
    { name: "cheap", pass: steep(0.55), ...fixed(0.01) },
  ]),
  world("a cost of two passes once in fifteen tasks", 120, [
    { name: "steady", pass: steep(0.7), ...fixed(0.05) },
    { name: "rare", pass: steep(0.7), ...mixed(0.01, 2, 1 / 15) },
  ]),
  {
    ...world("a cost of five passes once in fifty tasks, which many runs do not see", 120, [
      { name: "steady", pass: steep(0.7), ...fixed(0.03) },
      { name: "rare", pass: steep(0.7), ...mixed(0.01, 5, 0.02) },
    ]),
    hidden: true,
  },
  world("clustered categories", 120, [
    { name: "even", pass: steep(0.68), ...fixed(0.02) },
    { name: "one-sided", pass: (_, category) => (category === 0 ? 0.95 : category === 1 ? 0.6 : 0.25), ...fixed(0.02) },
    { name: "other-sided", pass: (_, category) => (category === 2 ? 0.95 : 0.4), ...fixed(0.02) },
  ]),
  world("hard tasks lost to timeouts (not passed)", 120, [
    // 63% in truth: 90% of the easy seven tenths.
    { name: "late", pass: (difficulty) => (difficulty < 0.7 ? 0.9 : 0), ...fixed(0.02) },
    { name: "steady", pass: (difficulty) => (difficulty < 0.7 ? 0.9 : 0.4), ...fixed(0.02) },
  ]),
  world("twenty topologies", 120, arms([0.8, ...Array.from({ length: 19 }, (_, i) => 0.4 + 0.015 * i)], fixed(0.02))),
  world("twelve tasks", 12, arms([0.9, 0.6, 0.3], fixed(0.02))),
];

function world(name: string, tasks: number, own: readonly Arm[]): World {
  const truths = own.map((arm) => meanPass(arm) - arm.meanCost);
  return {
    name,
    draw(seed) {
      const next = stream(`${name}/${seed}`);
      const each = Array.from({ length: tasks }, (_, i) => ({ difficulty: next(), category: i % categories }));
      return {
        categories: each.map(({ category }) => `c${category}`),
        arms: own.map((arm, a) => ({
          name: arm.name,
          passed: each.map(({ difficulty, category }) => Number(next() < arm.pass(difficulty, category))),
          cost: each.map(() => arm.cost(next)),
          truth: truths[a] ?? 0,
        })),
      };
    },
  };
}

/** The true pass rate, over all difficulties and categories. */
function meanPass({ pass }: Arm): number {
  const grid = 1000;
  let sum = 0;
  for (let i = 0; i < grid; i++) for (let c = 0; c < categories; c++) sum += pass((i + half) / grid, c);
  return sum / (grid * categories);
}
