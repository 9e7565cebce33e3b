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

function sentence(chosen: ChosenWith, { single, splits, checkers, rows }: DecideReport): string {
  const kind = checkers.find(({ name }) => name === chosen.checker)?.kind;
  const checker = kind === "none" || kind === undefined ? "with no checker" : `with the ${kind} checker ${chosen.checker}`;
  const votes = (name: string): Votes => rows.find((row) => row.name === name)?.chosen ?? [];
  const who = single.splits === splits ? `, ${single.name}` : ` (${inSplits(votes("best single"), splits)})`;
  const figures = `${percent(chosen.passRate)} at ${money(chosen.cost)}`;
  const end = chosen.single
    ? `. ${single.splits === splits ? "It" : "In each split it"} is the best single model itself.`
    : chosen.besideSingle.same
      ? `, on every item the same as the best single model${who}.`
      : `; the best single model${who}${who.endsWith(")") ? "" : ","} ${percent(single.passRate)} at ${money(single.cost)}. ${told(chosen, single.cost)}`;
  const policy = whatWasChosen(chosen, splits, votes(`chosen, ${chosen.checker}`));
  return `Chosen on one half, ${checker}: ${policy}. ${unmetWords(chosen.unmet, splits)}On the other: ${figures}${end}`;
}

type Votes = DecideReport["rows"][number]["chosen"];

/** A policy is named as the choice where more than half of the splits made it. */
function whatWasChosen({ policy, splits: often, others }: ChosenWith, splits: number, votes: Votes): string {
  if (often === splits) return policy;
  return often > splits / 2
    ? `${policy} (${often} of ${splits} splits; else ${others.join(", ")})`
    : `no one policy in most splits (${inSplits(votes, splits)})`;
}

/** Who was chosen in how many splits, the three commonest by name. */
function inSplits(votes: Votes, splits: number): string {
  const [first, ...others] = votes.slice(0, 3).map(({ policy, splits: often }) => `${policy} in ${often}`);
  const rest = votes.length > 3 ? [`${count(votes.length - 3, "other")} in the rest`] : [];
  return [`${first ?? ""} of ${count(splits, "split")}`, ...others, ...rest].join("; ");
}

function unmetWords(unmet: number, splits: number): string {
  if (unmet === 0) return "";
  const where = unmet === splits ? "No policy" : `In ${unmet} of ${count(splits, "split")} no policy`;
  return `${where} kept within the budget on the items that are chosen on: the cheapest was taken. `;
}

/** What the items can tell of the choice beside the best single model. */
function told({ besideSingle: { interval }, cost, costBesideSingle }: ChosenWith, single: number): string {
  const [low, high] = interval ?? [-1, 1];
  const passes =
    low > 0 || high < 0
      ? `It passes ${low > 0 ? "more" : "fewer"}: ${points(low)} to ${points(high)} points`
      : `Which passes more cannot be told: ${points(low)} to ${points(high)} points`;
  if (cost === 0 && single === 0) return `${passes}; both are free.`;
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
      ...unmetNotes(rows, splits),
      `Chosen for ${goal}. Of ${count(items, "item")} ${scored} were scored, each once at its mean over the splits; intervals are over items, seed ${seed}.`,
    ],
  };
}

function unmetNotes(rows: DecideReport["rows"], splits: number): string[] {
  const short = rows.filter(({ name, unmet }) => unmet > 0 && !name.startsWith("chosen, "));
  const told = short.map(({ name, unmet }) => (unmet === splits ? name : `${name} (${unmet} of ${count(splits, "split")})`));
  return short.length === 0
    ? []
    : [`No policy of these kinds met the goal on the items that are chosen on; what came nearest was taken: ${told.join("; ")}.`];
}

function netValues(report: DecideReport): OwnTable {
  const { rows, values, checkers, hull, unit: counted } = report;
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
      `${all(worth)}.${counted === undefined ? "" : ` They count attempts of ${counted.model}, the cheapest over the whole table at ${money(counted.cost)} each; no choice goes by them.`} No mix of other models beats ${all(hull)} in passes and cost. The oracle knows the best model of each item beforehand.`,
    ],
  };
}
