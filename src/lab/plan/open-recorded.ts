import { existsSync } from "node:fs";
import { basename } from "node:path";
import {
  loadOutcomes,
  openTable,
  outcomeWorld,
  type RecordedOutcome,
  type RecordedWorld,
  recordedSets,
  recordedWorld,
} from "../../models/recorded/index.ts";
import { didYouMean } from "../../util/did-you-mean.ts";
import { PartError, partOf } from "../../util/part-error.ts";
import type { Experiment, MemberEntry } from "../experiment/experiment.ts";

/** What a plan keeps of a recorded set beside its models: how texts did, and how many tries there are. Models by id. */
export interface KeptOutcomes {
  readonly outcomeOf: (task: string, text: string, model?: string) => RecordedOutcome | undefined;
  readonly samples: (task: string, model: string) => number;
  /** Those of the members and judges. */
  readonly models: readonly string[];
}

/** Opens the recorded set of an experiment: a bundled one, or a file of outcomes. Its items are those that the members' models share. */
export async function openRecorded(
  experiment: Experiment,
): Promise<Pick<RecordedWorld, "suite" | "assumptions" | "model"> & { record: KeptOutcomes }> {
  const named = experiment.suite.slice("recorded/".length);
  const own = existsSync(named) && !recordedSets().some(({ name }) => name === named);
  const set = own ? basename(named).replace(/(\.(csv|tsv|json|jsonl|ndjson|parquet|parq|pq|gz))+$/i, "") : named;
  if (!own) wantSet(set);
  const models = usedModels(experiment, set);
  const settings = { ...(models.length === 0 ? {} : { models }), seed: experiment.seed, ...experiment.world };
  const world = await withPlace(async () =>
    own ? outcomeWorld(set, loadOutcomes(await openTable(named)), settings) : recordedWorld(set, settings),
  );
  const { suite, assumptions, model, outcomeOf, samples } = world;
  return { suite, assumptions, model, record: { outcomeOf, samples, models: models.map((model) => `recorded/${set}/${model}`) } };
}

function wantSet(set: string): void {
  const known = recordedSets().map(({ name }) => name);
  if (known.includes(set)) return;
  throw PartError.of(["suite"], `Wanted a recorded set or a file of outcomes; got "${set}".${didYouMean(set, known)}`);
}

async function withPlace(open: () => Promise<RecordedWorld>): Promise<RecordedWorld> {
  try {
    return await open();
  } catch (thrown) {
    throw partOf(["world"], thrown);
  }
}

/** The recorded models of the members and judges, those of firms included. */
function usedModels({ members, judges }: Experiment, set: string): string[] {
  const ids = [...members, ...judges].flatMap(idsOf);
  return [
    ...new Set(ids.filter((id) => id.startsWith("recorded/")).map((id) => id.replace(`recorded/${set}/`, "").replace(/^recorded\//, ""))),
  ];
}

function idsOf({ model, embedded, firm }: MemberEntry): string[] {
  if (firm !== undefined) return firm.members.flatMap(idsOf);
  return [model, embedded].flatMap((id) => id ?? []);
}
