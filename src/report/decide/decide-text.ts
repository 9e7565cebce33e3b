import { all, count, money, percentRange, signedMoney } from "../format.ts";
import type { OwnTable } from "../tables/own-table.ts";
import type { ChosenWith, DecideReport } from "./decide-report.ts";
import { decideFiguresTables } from "./decide-figures-tables.ts";
import { netUnit } from "./net-unit.ts";

const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;
const points = (share: number): string => {
  const text = (100 * share).toFixed(1);
  return Number(text) === 0 ? "0.0" : share > 0 ? `+${text}` : text;
};
const range = (interval: readonly [number, number] | undefined, each: (x: number) => string): string =>
  interval === undefined ? "" : ` (${each(interval[0])} to ${each(interval[1])})`;

/** What was decided: a sentence for each checker, then the tables, as they are printed. */
export function decideText(report: DecideReport): { readonly sentences: readonly string[]; readonly tables: readonly OwnTable[] } {
  return {
    sentences: report.chosen.map((chosen) => sentence(chosen, report)),
    tables: [policies(report), netValues(report), ...decideFiguresTables(report)],
  };
}

function sentence(chosen: ChosenWith, { single, splits, checkers }: DecideReport): string {
  const kind = checkers.find(({ name }) => name === chosen.checker)?.kind;
  const checker = kind === "none" || kind === undefined ? "with no checker" : `with the ${kind} checker ${chosen.checker}`;
  const often = chosen.splits === splits ? "" : ` (${chosen.splits} of ${splits} splits; else ${chosen.others.join(", ")})`;
  const beside = chosen.besideSingle.same
    ? "It is the best single model itself."
    : `the best single model, ${single.name}, ${percent(single.passRate)} at ${money(single.cost)}. ${told(chosen)}`;
  const end = chosen.besideSingle.same ? `. ${beside}` : `; ${beside}`;
  return `Chosen on one half, ${checker}: ${chosen.policy}${often}. On the other: ${percent(chosen.passRate)} at ${money(chosen.cost)}${end}`;
}

/** What the items can tell of the choice beside the best single model. */
function told({ besideSingle: { interval }, costBesideSingle }: ChosenWith): string {
  const [low, high] = interval ?? [-1, 1];
  const passes =
    low > 0 || high < 0
      ? `It passes ${low > 0 ? "more" : "fewer"}: ${points(low)} to ${points(high)} points`
      : `Which passes more cannot be told: ${points(low)} to ${points(high)} points`;
  const { interval: costs, why } = costBesideSingle;
  if (costs === undefined)
    return `${passes}; of costs nothing can be told: ${why === "uneven" ? "a few items decide them" : "the items are too few"}.`;
  const cheaper = costs[1] < 0 ? "it costs less" : costs[0] > 0 ? "it costs more" : "which costs less cannot be told";
  return `${passes}; ${cheaper}: ${signedMoney(costs[0])} to ${signedMoney(costs[1])} an item.`;
}

function policies({ rows, items, scored, models, train, splits, seed, goal, source }: DecideReport): OwnTable {
  return {
    title: `${source}: ${count(items, "item")}, ${count(models.length, "model")}. Each of ${count(splits, "split")} chooses on ${Number((100 * train).toFixed(1))}% of the items and scores the others.`,
    columns: [
      { title: "policy" },
      { title: "passed", right: true },
      { title: "95%", right: true },
      { title: "beside the best single", right: true },
      { title: "$/item", right: true },
    ],
    rows: rows.map((row) => [
      row.name,
      percent(row.passRate),
      row.interval === undefined ? "" : percentRange(row.interval),
      row.besideSingle.same ? "same" : `${points(row.besideSingle.difference)}${range(row.besideSingle.interval, (x) => points(x))}`,
      money(row.cost),
    ]),
    notes: [
      `Chosen for ${goal}. Of ${count(items, "item")} ${scored} were scored, each once at its mean over the splits; intervals are over items, seed ${seed}.`,
    ],
  };
}

function netValues(report: DecideReport): OwnTable {
  const { rows, values, checkers, hull } = report;
  const unit = netUnit(report);
  const worth = values.map(({ name, dollars }) => (name.startsWith("$") ? name : `v ${name} is ${money(dollars)}`));
  const checked = checkers.some(({ kind }) => kind !== "none");
  return {
    title: `Calls an item, and net value ${unit.of}: v per right answer less cost${values.some(({ name }) => !name.startsWith("$")) ? ", v in cheapest attempts" : ""}`,
    columns: [
      { title: "policy" },
      { title: "calls", right: true },
      ...(checked ? [{ title: "wrong and accepted", right: true }] : []),
      ...values.map(({ name }) => ({ title: name.startsWith("$") ? name : `v ${name}`, right: true })),
    ],
    rows: rows.map(({ name, calls, wrongAccepted, net }) => [
      name,
      calls.toFixed(2),
      ...(checked ? [wrongAccepted > 0 ? percent(wrongAccepted) : ""] : []),
      ...net.map(unit.told),
    ]),
    notes: [
      `${all(worth)}. No mix of other models beats ${all(hull)} in passes and cost. The oracle knows the best model of each item beforehand.`,
    ],
  };
}
