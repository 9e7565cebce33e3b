import { z } from "zod";
import type { Model, Suite, Task } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import { issueLines } from "../../util/issue-words.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { unit } from "../../util/random.ts";
import { errorRates } from "./error-rates.ts";
import { type Library, library } from "./library.ts";
import { loadSet } from "./load-set.ts";
import type { Outcome } from "./outcome.ts";
import { promptOf, recordedModel } from "./recorded-model.ts";
import { bundledSets, type RecordedSet, noMoney } from "./sets.ts";
import { own } from "../../util/own.ts";
import { recordOf } from "../../util/record-of.ts";

export { errorRates } from "./error-rates.ts";
export { loadOutcomes } from "./load-outcomes.ts";
export { loadSet } from "./load-set.ts";
export type { Outcome } from "./outcome.ts";
export type { RecordedSet } from "./sets.ts";

/** How a set is replayed. */
export const replaySettings = z.strictObject({
  /** So many items drawn by seed, or these, or one of two halves that share none: to choose on, and to score on. Default: all that all models have. */
  items: z.union([z.int().positive(), z.array(z.string()).min(1), z.enum(["choose", "score"])]).optional(),
  models: z.array(z.string()).min(1).optional(),
  repetitions: z.int().positive().default(1),
  seed: z.string().default("catallaxy"),
  /** Dollars per attempt by model, assumed where no cost was recorded. */
  prices: recordOf(z.number().min(0)).optional(),
});
export type ReplaySettings = z.input<typeof replaySettings>;

/** A set as a suite and its models. `verify` holds the pooled rates of the set's own checkers. */
export interface RecordedWorld {
  readonly suite: Suite;
  /** By id (`recorded/<set>/<model>`) or bare name. Throws a `UserError` for a model that the set does not have. */
  model(id: string): Model;
  ids(): string[];
  readonly verify?: { readonly hit: number; readonly falseAccept: number };
  readonly assumptions: readonly string[];
}

/** The bundled sets, with licence and what a replay of each assumes. */
export function recordedSets(): readonly RecordedSet[] {
  return bundledSets;
}

/** Opens a bundled set. Rejects with a `UserError` for unknown sets, models or items. */
export async function recordedWorld(set: string, settings: ReplaySettings): Promise<RecordedWorld> {
  const known = bundledSets.find((one) => one.name === set);
  const free = known?.unpriced === true && settings.prices === undefined ? [noMoney] : [];
  const world = outcomeWorld(set, loadSet(set), settings, [...free, ...(known?.assumptions ?? [])]);
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
  const { models: wanted, repetitions, seed, prices } = parsed.data;
  const shelves = library(set, outcomes, seed);
  const models = wanted?.map((name) => bareName(name, shelves)) ?? shelves.models.filter((name) => name !== "human");
  for (const name of Object.keys(prices ?? {})) bareName(name, shelves);
  const items = chosenItems(shelves, models, parsed.data.items, seed);
  const assumed = Object.entries(prices ?? {}).map(([name, price]) => `${name}: $${price}`);
  const priced = assumed.length === 0 ? [] : [`Assumed price of one attempt by ${assumed.join(", ")}.`];
  return {
    suite: { name: `recorded/${set}`, tasks: items.map((item) => taskOf(set, item, shelves)), description: `Recorded outcomes: ${set}.` },
    model(id) {
      const name = bareName(id, shelves);
      return recordedModel(shelves, name, { repetitions, price: own(prices ?? {}, name) ?? own(prices ?? {}, id) });
    },
    ids: () => models.map((name) => `recorded/${set}/${name}`),
    assumptions: [...assumptions, ...priced],
  };
}

function taskOf(set: string, item: string, shelves: Library): Task {
  return { id: item, category: shelves.items.get(item) ?? "all", prompt: promptOf(item, set), grader: { kind: "recorded" } };
}

function bareName(id: string, { set, models }: Library): string {
  const prefix = `recorded/${set}/`;
  const name = id.startsWith(prefix) ? id.slice(prefix.length) : id;
  if (models.includes(name)) return name;
  throw new UserError(`A model of the recorded set ${set} was wanted; there is none named "${name}".${didYouMean(name, models)}`);
}

function chosenItems(
  shelves: Library,
  models: readonly string[],
  wanted: z.output<typeof replaySettings>["items"],
  seed: string,
): string[] {
  if (Array.isArray(wanted)) {
    const lacking = wanted.find((item) => !shelves.items.has(item));
    if (lacking === undefined) return wanted;
    throw new UserError(
      `An item of ${shelves.set} was wanted; there is none named "${lacking}".${didYouMean(lacking, [...shelves.items.keys()].slice(0, 2000))}`,
    );
  }
  const common = [...shelves.items.keys()].filter((item) => models.every((model) => shelves.samplesOf(model, item).length > 0)).toSorted();
  if (common.length === 0) throw new UserError(`No item of ${shelves.set} was tried by all of ${models.join(", ")}. Name fewer models.`);
  // The halves depend on the item alone, so that no seed can move an item from choosing to scoring.
  if (wanted === "choose" || wanted === "score")
    return common.filter((item) => unit(`half|${shelves.set}|${item}`) < 0.5 === (wanted === "choose"));
  if (wanted === undefined || wanted >= common.length) return common;
  const drawn = common.toSorted((a, b) => unit(`${seed}|item|${a}`) - unit(`${seed}|item|${b}`)).slice(0, wanted);
  return drawn.toSorted();
}
