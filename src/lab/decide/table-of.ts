import { existsSync } from "node:fs";
import { loadOutcomes, loadSet, type Outcome as Recorded, recordedSets, type Table } from "../../models/recorded/index.ts";
import { answerKey } from "../../topologies/final-answer.ts";
import { UserError } from "../../util/bug.ts";
import { count } from "../../util/count.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { type Evidence, type Item, type Outcome, sharedEvidence } from "../../valuation/index.ts";
import type { AssumedCosts, DecideSettings } from "./decide-settings.ts";
import { defined } from "../../util/defined.ts";

/** A table of outcomes, ready to be decided on, and what was left out or assumed of it. */
export interface DecideTable {
  readonly evidence: Evidence;
  /** Whether answers can be compared: most attempts have one. */
  readonly answers: boolean;
  readonly notes: readonly string[];
}

/** Takes a table that was opened, a file of outcomes that is text, or a bundled set by its name. Throws a `UserError` for what cannot be decided on: unknown models, costs that nobody stated, fewer than two items. */
export function tableOf(from: string | Table, settings: Pick<DecideSettings, "assumed" | "models" | "checkers">): DecideTable {
  const source = typeof from === "string" ? from : from.path;
  const rows = wantedModels(rowsOf(from, settings), settings.models);
  const { outcomes, notes: costNotes } = withCosts(rows, settings.assumed);
  const stated = statedBefore(rows);
  const { evidence, membersLeft, itemsLeft } = sharedEvidence(outcomes, settings.models === undefined ? 0.9 : 0, stated);
  const { items, members, samples } = evidence;
  if (items.length === 0)
    throw new UserError(
      `No item of ${source} was tried by all of ${named([...new Set(rows.map(({ model }) => model))])}. Name fewer with --models.`,
    );
  if (items.length < 2)
    throw new UserError(`Two items at least were wanted, one to choose on and one to score on; ${source} has one that all models tried.`);
  const kept = samples.flat();
  for (const { wish } of settings.checkers)
    if (wish.kind === "column" && kept.every(({ verdict }) => verdict === undefined))
      throw new UserError(
        `--checker ${wish.column}: verdicts were wanted, 1 or 0 for accepted or not; the column is empty on all ${count(kept.length, "attempt")}.`,
      );
  const answered = kept.filter(({ answer }) => answer !== undefined).length;
  const notes = [
    ...(membersLeft.length === 0
      ? []
      : [`Left out: ${named(membersLeft)}, who tried fewer than nine items in ten. --models names others.`]),
    ...(itemsLeft === 0 ? [] : [`Left out: ${count(itemsLeft, "item")}, which not all of the models tried.`]),
    ...againNotes(rows, typeof from === "string" && isBundled(from)),
    ...costNotes,
    ...(stated.length === 0 ? [] : ["What models stated before they tried is known of each item, and nobody is charged for it."]),
    ...(members.length === 1 ? [`One model alone: there is nobody to choose among, and at most to try again.`] : []),
    ...(samples.every((cell) => cell.length < 2) ? ["One attempt of each model at an item: nobody can be asked the same twice."] : []),
    ...answerNotes(answered, kept.length),
  ];
  return { evidence, answers: answered >= kept.length / 2, notes };
}

/** What it means that not all attempts have an answer; nothing where all have. */
function answerNotes(answered: number, all: number): string[] {
  if (answered === all) return [];
  if (answered >= all / 2)
    return [
      `${all - answered} of ${all} attempts have no recorded answer: each counts as one that nobody else gave. A run of such tasks is refused.`,
    ];
  return [
    `${answered === 0 ? "No answers are" : `Of ${count(all, "attempt")} only ${answered} ${answered === 1 ? "has" : "have"} an answer that is`} recorded: no vote and no agreement.`,
  ];
}

const bareName = (source: string): string => source.replace(/^recorded\//, "");

function isBundled(source: string): boolean {
  return recordedSets().some(({ name }) => name === bareName(source));
}

function rowsOf(source: string | Table, { checkers }: Pick<DecideSettings, "checkers">): Recorded[] {
  const columns = checkers.flatMap(({ wish }) => (wish.kind === "column" ? [wish.column] : []));
  if (new Set(columns).size > 1) throw new UserError(`One column of verdicts at a time was wanted; got ${columns.join(" and ")}.`);
  if (typeof source !== "string") return loadOutcomes(source, columns[0]);
  const set = bareName(source);
  const sets = recordedSets().map(({ name }) => name);
  if (existsSync(source) && !sets.includes(set)) return loadOutcomes(source, columns[0]);
  if (!sets.includes(set))
    throw new UserError(`Wanted a file of outcomes or a recorded set (${sets.join(", ")}); got "${source}".${didYouMean(source, sets)}`);
  if (columns.length > 0) throw new UserError(`A column of verdicts was wanted; ${source} has no column "${columns[0]}".`);
  return loadSet(set).filter(({ model }) => model !== "human");
}

/** What models said of their chance at an item before they tried it, where any did: the mean over their attempts at it. */
function statedBefore(rows: readonly Recorded[]): Item[] {
  const items = new Map<string, { readonly category: string; readonly said: Map<string, number[]> }>();
  for (const { item, category, model, bid } of rows) {
    if (bid === undefined) continue;
    const { said } = items.get(item) ?? { said: new Map<string, number[]>() };
    items.set(item, { category, said: said.set(model, [...(said.get(model) ?? []), bid]) });
  }
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  return [...items].map(([id, { category, said }]) => ({
    id,
    category,
    bids: Object.fromEntries([...said].map(([model, bids]) => [model, mean(bids)])),
  }));
}

function wantedModels(rows: readonly Recorded[], wanted: readonly string[] | undefined): readonly Recorded[] {
  if (wanted === undefined) return rows;
  const known = [...new Set(rows.map(({ model }) => model))];
  const stranger = wanted.find((name) => !known.includes(name));
  if (stranger !== undefined)
    throw new UserError(`--models names "${stranger}", of whom nothing is recorded.${didYouMean(stranger, known)}`);
  const keep = new Set(wanted);
  return rows.filter(({ model }) => keep.has(model));
}

/** Outcomes for the valuation, costs that were not recorded stated by the user. Nothing is free for want of a figure. */
function withCosts(rows: readonly Recorded[], { all, models }: AssumedCosts): { outcomes: Outcome[]; notes: string[] } {
  const known = [...new Set(rows.map(({ model }) => model))];
  const stranger = [...models.keys()].find((name) => !known.includes(name));
  if (stranger !== undefined)
    throw new UserError(`--assume-cost names "${stranger}", of whom nothing is recorded.${didYouMean(stranger, known)}`);
  const lacking = Map.groupBy(
    rows.filter(({ cost }) => cost === undefined),
    ({ model }) => model,
  );
  const priceOf = (model: string): number | undefined => models.get(model) ?? all;
  const unknown = [...lacking].filter(([model]) => priceOf(model) === undefined);
  const many = (of: typeof unknown): number => of.reduce((sum, [, those]) => sum + those.length, 0);
  if (unknown.length > 0)
    throw new UserError(
      `${many(unknown)} of ${count(rows.length, "attempt")} ${many(unknown) === 1 ? "has" : "have"} no recorded cost (${named(unknown.map(([model, those]) => `${model} ${those.length}`))}). Say what one of these costs, in dollars; costs that are recorded stay: --assume-cost ${JSON.stringify(`${unknown[0]?.[0]}=0.005`)} by model, or --assume-cost 0.005 for all; --models leaves models out.`,
    );
  const outcomes = rows.map((row): Outcome => {
    const cost = row.cost ?? priceOf(row.model);
    return {
      item: row.item,
      category: row.category,
      member: row.model,
      sample: row.sample,
      passed: row.passed,
      ...defined({ cost, ms: row.ms, confidence: row.confidence }),
      ...(row.answer === undefined ? {} : { answer: answerKey(row.answer) ?? "" }),
      ...defined({ verdict: row.verdict }),
    };
  });
  const said = [...lacking].map(([model]) => `${model} $${priceOf(model)}`);
  const note = `Assumed cost of an attempt where none is recorded (${many([...lacking])} of ${count(rows.length, "attempt")}): ${named(said)}.`;
  return { outcomes, notes: said.length === 0 ? [] : [note] };
}

/** How many items some model tried more than once; of a file that is no bundled set, the rows that say nothing but what an earlier one says. */
function againNotes(rows: readonly Recorded[], bundled: boolean): string[] {
  const cells = [...Map.groupBy(rows, ({ item, model }) => JSON.stringify([item, model])).values()].filter(({ length }) => length > 1);
  if (cells.length === 0) return [];
  const items = new Set(cells.map(([one]) => one?.item)).size;
  const all = new Set(rows.map(({ item }) => item)).size;
  const again = cells.map((cell) => ({
    cell,
    same: cell.length - new Set(cell.map((row) => JSON.stringify({ ...row, sample: 0 }))).size,
  }));
  const repeated = bundled ? [] : again.filter(({ same }) => same > 0);
  const places = repeated.map(({ cell: [one] }) => `${one?.item} by ${one?.model}`);
  const sum = repeated.reduce((total, { same }) => total + same, 0);
  return [
    `Of ${count(all, "item")} ${items} ${items === 1 ? "has" : "have"} more than one attempt of a model: each row counts as one.`,
    ...(sum === 0
      ? []
      : [
          `${count(sum, "row")} ${sum === 1 ? "says" : "say"} in every column but \`sample\` what an earlier one of the same item and model says: ${named(places)}. Leave out what was copied; a copy counts as a second attempt.`,
        ]),
  ];
}

function named(names: readonly string[]): string {
  return names.length > 5 ? `${names.slice(0, 5).join(", ")} and ${names.length - 5} more` : names.join(", ");
}
