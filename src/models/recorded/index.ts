import { z } from "zod";
import type { Model, Suite, Task } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import { issueLines } from "../../util/issue-words.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { toNano } from "../../util/money.ts";
import { unit } from "../../util/random.ts";
import { errorRates } from "./error-rates.ts";
import { halfOf } from "./half-of.ts";
import { type Library, library } from "./library.ts";
import { loadSet } from "./load-set.ts";
import type { Outcome } from "./outcome.ts";
import { promptOf, recordedModel } from "./recorded-model.ts";
import { outcomeFinder, type RecordedOutcome } from "./outcome-of.ts";
import { bundledSets, type RecordedSet } from "./sets.ts";
import { count } from "../../util/count.ts";
import { recordOf } from "../../util/record-of.ts";

export { errorRates } from "./error-rates.ts";
export { halfOf } from "./half-of.ts";
export { loadOutcomes } from "./load-outcomes.ts";
export { loadSet, verdictsOf } from "./load-set.ts";
export { loadVerdicts } from "./load-verdicts.ts";
export { openTable } from "./open-table.ts";
export type { Table } from "./read-table.ts";
export { renamedTable } from "./renamed-table.ts";
export { noConfidence, outOfSamples } from "./recorded-model.ts";
export type { Outcome } from "./outcome.ts";
export type { RecordedOutcome } from "./outcome-of.ts";
export type { RecordedSet } from "./sets.ts";

/** How a set is replayed. */
export const replaySettings = z.strictObject({
  /** So many items drawn by seed, or these, or one of two halves that share none: to choose on, and to score on. Default: all that all models have. */
  items: z.union([z.int().positive(), z.array(z.string()).min(1), z.enum(["choose", "score"])]).optional(),
  /** The models whose items are shared; those that are used, when left out. */
  models: z.array(z.string()).min(1).optional(),
  seed: z.string().default("catallaxy"),
  /** What a right answer is worth, in dollars: the value of every task. */
  worth: z.number().positive().optional(),
  /** Dollars per attempt by model, assumed where no cost was recorded. */
  prices: recordOf(z.number().min(0)).optional(),
  /** Dollars per attempt of any other model, assumed where no cost was recorded. */
  missingCost: z.number().min(0).optional(),
  /** Dollars per bid: no set records what one costs. */
  bidCost: z.number().min(0).optional(),
});
export type ReplaySettings = z.input<typeof replaySettings>;

/** A set as a suite and its models. `verify` holds the pooled rates of the set's own checkers. */
export interface RecordedWorld {
  readonly suite: Suite;
  /** By id (`recorded/<set>/<model>`) or bare name. Throws a `UserError` for a model that the set does not have. */
  readonly model: (id: string) => Model;
  readonly ids: () => string[];
  /** How a text did at an item; the model that wrote it by id, where it is known. */
  readonly outcomeOf: (item: string, text: string, model?: string) => RecordedOutcome | undefined;
  /** How many tries of an item the set has of a model, by id. */
  readonly samples: (item: string, model: string) => number;
  readonly verify?: { readonly hit: number; readonly falseAccept: number };
  readonly assumptions: readonly string[];
}

/** The bundled sets, with licence and what a replay of each assumes. */
export function recordedSets(): readonly RecordedSet[] {
  return bundledSets;
}

/** Opens a bundled set. Rejects with a `UserError` for unknown sets, models or items, and where a cost is neither recorded nor assumed. */
export async function recordedWorld(set: string, settings: ReplaySettings): Promise<RecordedWorld> {
  const known = bundledSets.find((one) => one.name === set);
  const world = outcomeWorld(set, loadSet(set), settings, known?.assumptions ?? []);
  if (set !== "lifeeval_confidence") return world;
  const pooled = errorRates(set)[0];
  return pooled === undefined ? world : { ...world, verify: { hit: pooled.hit, falseAccept: pooled.falseAccept } };
}

/** A world of anyone's outcomes: `loadOutcomes(path)` reads a file of them. */
export function outcomeWorld(
  set: string,
  outcomes: readonly Outcome[],
  settings: ReplaySettings,
  assumptions: readonly string[] = [],
): RecordedWorld {
  const parsed = replaySettings.safeParse(settings);
  if (!parsed.success) throw new UserError(`The settings of a recorded world do not fit:\n${issueLines(parsed.error, replaySettings)}`);
  const { models: wanted, seed, worth, prices = {}, missingCost, bidCost } = parsed.data;
  const shelves = library(set, outcomes, seed);
  const models = wanted?.map((name) => bareName(name, shelves)) ?? shelves.models.filter((name) => name !== "human");
  const stated = new Map(Object.entries(prices).map(([name, price]) => [bareName(name, shelves), price]));
  const { items, left } = chosenItems(shelves, models, parsed.data.items, seed);
  const priceOf = (model: string): number | undefined => stated.get(model) ?? missingCost;
  const assumedCosts = wantCosts(shelves, { models, items, priceOf });
  const bare = (id: string): string => bareName(id, shelves);
  const find = outcomeFinder(shelves);
  return {
    suite: {
      name: `recorded/${set}`,
      tasks: items.map((item) => taskOf(set, item, shelves, worth)),
      description: `Recorded outcomes: ${set}.`,
    },
    model: (id) => recordedModel(shelves, bare(id), { price: priceOf(bare(id)), bidCost }),
    ids: () => models.map((name) => `recorded/${set}/${name}`),
    outcomeOf: (item, text, model) => find(item, text, model === undefined ? undefined : bareIn(model, set)),
    samples: (item, model) => shelves.samplesOf(bareIn(model, set), item).length,
    assumptions: [...assumptions, ...left, ...assumedCosts, ...(bidCost === undefined ? [] : [`Assumed cost of a bid: $${bidCost}.`])],
  };
}

interface SetUse {
  readonly models: readonly string[];
  readonly items: readonly string[];
  readonly priceOf: (model: string) => number | undefined;
}

/** Says which costs are assumed. Throws a `UserError` where one is neither recorded nor stated: nothing is free for want of a figure. */
function wantCosts(shelves: Library, { models, items, priceOf }: SetUse): string[] {
  const lacking = models.filter((model) => items.some((item) => shelves.samplesOf(model, item).some(({ cost }) => cost === undefined)));
  const unknown = lacking.filter((model) => priceOf(model) === undefined);
  if (unknown.length > 0) {
    const named = `${unknown.slice(0, 5).join(", ")}${unknown.length > 5 ? ` and ${unknown.length - 5} more` : ""}`;
    throw new UserError(
      `${shelves.set} has tries of ${named} without a recorded cost. Say what an attempt costs, in dollars: world: { prices: { ${JSON.stringify(unknown[0])}: 0.005 } }, or one amount for all of them: world: { missingCost: 0 }.`,
    );
  }
  const said = lacking.map((model) => `${model}: $${priceOf(model) ?? 0}`);
  return said.length === 0 ? [] : [`Assumed cost of an attempt without a recorded one: ${said.join(", ")}.`];
}

function bareIn(id: string, set: string): string {
  const prefix = `recorded/${set}/`;
  return id.startsWith(prefix) ? id.slice(prefix.length) : id.replace(/^recorded\//, "");
}

function taskOf(set: string, item: string, shelves: Library, worth: number | undefined): Task {
  const value = worth === undefined ? {} : { value: toNano(worth) };
  return { id: item, category: shelves.items.get(item) ?? "all", prompt: promptOf(item, set), grader: { kind: "recorded" }, ...value };
}

function bareName(id: string, { set, models }: Library): string {
  const name = bareIn(id, set);
  if (models.includes(name)) return name;
  throw new UserError(`A model of the recorded set ${set} was wanted; there is none named "${name}".${didYouMean(name, models)}`);
}

interface ChosenItems {
  readonly items: readonly string[];
  /** What was left out, in words. */
  readonly left: readonly string[];
}

function chosenItems(
  shelves: Library,
  models: readonly string[],
  wanted: z.output<typeof replaySettings>["items"],
  seed: string,
): ChosenItems {
  const all = [...shelves.items.keys()];
  if (Array.isArray(wanted)) {
    const lacking = wanted.find((item) => !shelves.items.has(item));
    if (lacking !== undefined)
      throw new UserError(
        `An item of ${shelves.set} was wanted; there is none named "${lacking}".${didYouMean(lacking, all.slice(0, 2000))}`,
      );
  }
  const among = Array.isArray(wanted) ? [...new Set(wanted)] : all.toSorted();
  const common = among.filter((item) => models.every((model) => shelves.samplesOf(model, item).length > 0));
  if (common.length === 0) throw new UserError(`No item of ${shelves.set} was tried by all of ${models.join(", ")}. Name fewer models.`);
  const lacked = among.length - common.length;
  const left = lacked === 0 ? [] : [`Left out: ${lacked} of ${count(among.length, "item")}, which not all of ${models.join(", ")} tried.`];
  // The halves depend on the item alone, so that no seed can move an item from choosing to scoring.
  if (wanted === "choose" || wanted === "score") return { items: common.filter((item) => halfOf(shelves.set, item) === wanted), left };
  if (typeof wanted !== "number" || wanted >= common.length) return { items: common, left };
  const drawn = common.toSorted((a, b) => unit(`${seed}|item|${a}`) - unit(`${seed}|item|${b}`)).slice(0, wanted);
  return {
    items: drawn.toSorted(),
    left: [...left, `Drawn by seed: ${wanted} of the ${count(common.length, "item")} that all models used here tried.`],
  };
}
