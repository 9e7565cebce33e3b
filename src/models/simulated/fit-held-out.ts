import { type Cells, cellsOf, type FitRow, itemNodes, likelihoodTable } from "./fit-cells.ts";
import { type FitResult, normalized } from "./fit-em.ts";

/** Log loss and Brier score per row, and those of the baseline: each model's pass rate in the category on the other items. */
export interface HeldOut {
  readonly items: number;
  readonly logLoss: number;
  readonly brier: number;
  readonly baseline: { readonly logLoss: number; readonly brier: number };
}

/** Foretells each model's tries at items that the fit did not see from the other models' tries at them. */
export function foretold(training: Cells, fitted: FitResult, seen: readonly FitRow[], held: readonly FitRow[]): HeldOut {
  const rates = passRates(seen);
  const cells = cellsOf(held);
  const table = likelihoodTable([...cells.counts, { passes: 1, tries: 1 }], fitted.ownSd);
  const single = cells.counts.length;
  const skills = cells.groups.map(({ model, category }) => skillFor(training, fitted, model, category));
  const sum = { rows: 0, log: 0, brier: 0, baseLog: 0, baseBrier: 0 };
  for (const { cells: tried } of cells.items) {
    const means = (group: number) => itemNodes.map(({ at }) => (skills[group] ?? 0) - fitted.itemSd * at);
    const all = itemNodes.map(({ weight }) => Math.log(weight));
    const own = tried.map(({ group, count }) => means(group).map((mean) => table.at(count, mean)));
    for (const logs of own) for (const [node, log] of logs.entries()) all[node] = (all[node] ?? 0) + log;
    for (const [index, { group, count }] of tried.entries()) {
      const others = Float64Array.from(all, (log, node) => log - (own[index]?.[node] ?? 0));
      const { normal } = normalized(others);
      const chance = inside(means(group).reduce((total, mean, node) => total + (normal[node] ?? 0) * Math.exp(table.at(single, mean)), 0));
      const { model, category } = cells.groups[group] ?? { model: "", category: "" };
      const base = inside(rates(model, category));
      const { passes, tries } = cells.counts[count] ?? { passes: 0, tries: 0 };
      const fails = tries - passes;
      sum.rows += tries;
      sum.log -= passes * Math.log(chance) + fails * Math.log(1 - chance);
      sum.brier += passes * (1 - chance) ** 2 + fails * chance ** 2;
      sum.baseLog -= passes * Math.log(base) + fails * Math.log(1 - base);
      sum.baseBrier += passes * (1 - base) ** 2 + fails * base ** 2;
    }
  }
  const mean = (value: number) => value / Math.max(1, sum.rows);
  const baseline = { logLoss: mean(sum.baseLog), brier: mean(sum.baseBrier) };
  return { items: cells.items.length, logLoss: mean(sum.log), brier: mean(sum.brier), baseline };
}

/** A group's skill; where the training items lack the group, its model's mean. */
export function skillFor(training: Cells, fitted: FitResult, model: string, category: string): number {
  const place = training.groups.findIndex((group) => group.model === model && group.category === category);
  if (place >= 0) return fitted.skills[place] ?? 0;
  const own = training.groups.flatMap((group, index) => (group.model === model ? [fitted.skills[index] ?? 0] : []));
  return own.length === 0 ? 0 : own.reduce((sum, skill) => sum + skill, 0) / own.length;
}

function inside(p: number): number {
  return Math.min(0.999, Math.max(0.001, p));
}

/** A model's pass rate in a category, one imagined pass and failure added; over all categories where it never met this one. */
function passRates(rows: readonly FitRow[]): (model: string, category: string) => number {
  const tallies = new Map<string, { passes: number; tries: number }>();
  for (const { model, category, passed } of rows) {
    for (const key of [`${model}\n${category}`, model, ""]) {
      const tally = tallies.get(key) ?? { passes: 0, tries: 0 };
      tally.tries++;
      if (passed) tally.passes++;
      tallies.set(key, tally);
    }
  }
  return (model, category) => {
    const tally = tallies.get(`${model}\n${category}`) ?? tallies.get(model) ?? tallies.get("") ?? { passes: 0, tries: 0 };
    return (tally.passes + 1) / (tally.tries + 2);
  };
}
