import { existsSync } from "node:fs";
import type { Store } from "../../ledger/index.ts";
import { loadOutcomes, loadSet, openTable, recordedSets } from "../../models/recorded/index.ts";
import { type FitRow, fitWorld, type WorldFit } from "../../models/simulated/index.ts";
import type { Event } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import { attemptRows } from "../record/attempt-rows.ts";
import { intactRun } from "../audit/intact-run.ts";

/** The simulated world fitted to outcomes, and what they were. */
export interface FittedOutcomes {
  readonly source: string;
  readonly kind: "run" | "recorded set" | "file";
  readonly outcomes: number;
  readonly items: number;
  readonly models: number;
  /** True when categories have too few items each and were taken as one. */
  readonly pooled: boolean;
  readonly fit: WorldFit;
}

/** Fits the simulated world to a recorded set by name, a file of outcomes, or a run's attempts. Throws `UserError` for too few of them. */
export async function fitOutcomes(wanted: string, store: () => Promise<Store | undefined>): Promise<FittedOutcomes> {
  const { kind, rows: told } = await rowsOf(wanted, store);
  const pooled = fewPerCategory(told);
  const rows = pooled ? told.map((row) => ({ ...row, category: "all" })) : told;
  const fit = fitWorld(rows);
  if (!fit.ok) throw new UserError(`The world cannot be fitted to ${wanted}: ${fit.failure.message}`);
  const { ok: _, ...found } = fit;
  const count = (field: "item" | "model"): number => new Set(rows.map((row) => row[field])).size;
  return { source: wanted, kind, outcomes: rows.length, items: count("item"), models: count("model"), pooled, fit: found };
}

/** With fewer items per category than this, a skill in each would say more about the category than about the model. */
const leastPerCategory = 12;
function fewPerCategory(rows: readonly FitRow[]): boolean {
  const items = new Set(rows.map((row) => row.item)).size;
  const categories = new Set(rows.map((row) => row.category)).size;
  return categories > 1 && items / categories < leastPerCategory;
}

async function rowsOf(wanted: string, open: () => Promise<Store | undefined>): Promise<Pick<FittedOutcomes, "kind"> & { rows: FitRow[] }> {
  const set = wanted.replace(/^recorded\//, "");
  if (recordedSets().some((known) => known.name === set)) {
    return { kind: "recorded set", rows: loadSet(set).filter((row) => row.model !== "human") };
  }
  if (/\.(csv|tsv|jsonl|ndjson|json|parquet)(\.gz)?$/i.test(wanted) || (existsSync(wanted) && /[\\/.]/.test(wanted))) {
    return { kind: "file", rows: loadOutcomes(await openTable(wanted)) };
  }
  const store = await open();
  if (store === undefined) {
    const sets = recordedSets().map((known) => known.name);
    throw new UserError(
      `Wanted a run, a recorded set (${sets.join(", ")}) or a file of outcomes; got "${wanted}", and there is no ledger.`,
    );
  }
  return { kind: "run", rows: await runRows(store, wanted) };
}

/** The attempts of a stored run. */
export async function runRows(store: Store, id: string): Promise<FitRow[]> {
  const record = await intactRun(store, id, "used");
  const events: Event[] = [];
  const ledger = store.ledger(record.id);
  for await (const event of ledger.read()) events.push(event);
  return attemptRows(events, (address) => ledger.body(address));
}

/** The fit as settings of a simulated world (`world:` of an experiment): one member per model, skills by category in units of a try's shock. */
export function fittedWorld({ fit }: FittedOutcomes): { population: object[]; errors: object } {
  const { skills } = fit.parameters;
  const models = [...new Set(skills.map(({ model }) => model))];
  const population = models.map((model) => {
    const own = skills.filter((skill) => skill.model === model);
    const skill = Object.fromEntries(own.map(({ category, estimate }) => [category, Number((estimate / fit.world.unit).toFixed(4))]));
    return { id: `simulated/${model}`, family: model, skill };
  });
  const { retry, shared } = fit.world.errors;
  return { population, errors: { shared, retry: Number(retry.toFixed(4)) } };
}
