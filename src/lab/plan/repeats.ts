import { count } from "../../util/count.ts";
import { leastCommonMultiple } from "../../util/least-common-multiple.ts";
import type { Terms } from "../../types.ts";
import { isSerial } from "./batches.ts";
import type { KeptOutcomes } from "./open-recorded.ts";

/** How often the tasks of a plan are run: `repetitions` is the most of any; `repeats` tells of each, where recorded tasks were not tried equally often. */
export interface RepeatCounts {
  readonly repetitions: number;
  readonly repeats?: { readonly of: ReadonlyMap<string, number>; readonly least: number };
}
interface RepeatedTopology {
  readonly name: string;
  readonly topology: { readonly memory?: boolean };
  readonly terms?: Pick<Terms, "capacity">;
}

/** More repetitions than this are run only where a task was tried as often. */
const most = 60;

/**
 * How often each recorded task is run: as often as brings every try of every model that is used to the front equally often, or, where that
 * is too often, as often as the most tried model was tried. Never more often than `wanted`, and so no try is taken for two.
 */
export function recordedRepeats(
  tasks: readonly { readonly id: string }[],
  { models, samples }: KeptOutcomes,
  wanted = Infinity,
): ReadonlyMap<string, number> {
  return new Map(
    tasks.map(({ id }) => {
      const tries = models.map((model) => samples(id, model)).filter((some) => some > 0);
      const all = tries.reduce(leastCommonMultiple, 1);
      return [id, Math.min(wanted, all <= most ? all : Math.max(...tries))];
    }),
  );
}

/** How often a topology runs a task. One that learns goes through all tasks as often as the least tried one allows: its sessions are whole. */
export function repeatsOf({ repetitions, repeats }: RepeatCounts, topology: RepeatedTopology, task: string): number {
  if (repeats === undefined) return repetitions;
  return isSerial(topology) ? repeats.least : (repeats.of.get(task) ?? repetitions);
}

/** The repetitions of a topology, by its name, on a task; of shadow runs the most. */
export function repetitionsOf(
  plan: RepeatCounts & { readonly topologies: readonly RepeatedTopology[] },
  topology: string,
  task: string,
): number[] {
  const found = plan.topologies.find(({ name }) => name === topology);
  return [...Array(found === undefined ? plan.repetitions : repeatsOf(plan, found, task)).keys()];
}

/** The repetitions of a plan and, where recorded tasks have their own, what is to be said of them. */
export function planRepeats(
  tasks: readonly { readonly id: string }[],
  record: KeptOutcomes | undefined,
  wanted: number | undefined,
): RepeatCounts & { readonly notes: readonly string[] } {
  if (record === undefined) return { repetitions: wanted ?? 1, notes: [] };
  const of = recordedRepeats(tasks, record, wanted);
  const [repetitions, least] = [highest(of.values()), -highest([...of.values()].map((some) => -some))];
  const tries = highest(tasks.flatMap(({ id }) => record.models.map((model) => record.samples(id, model))));
  return {
    repetitions,
    ...(repetitions === 1 ? {} : { repeats: { of, least } }),
    notes: repeatNotes({ wanted, tries, least, repetitions }),
  };
}

function highest(numbers: Iterable<number>): number {
  let most = -Infinity;
  for (const number of numbers) most = Math.max(most, number);
  return Number.isFinite(most) ? most : 1;
}

interface RepeatsOfTask {
  readonly wanted: number | undefined;
  readonly tries: number;
  readonly least: number;
  readonly repetitions: number;
}

function repeatNotes({ wanted, tries, least, repetitions }: RepeatsOfTask): string[] {
  if (wanted !== undefined && wanted > repetitions)
    return [
      `No task is repeated more often than it was tried: ${count(repetitions, "repetition")} at most, where ${wanted} were asked for.`,
    ];
  if (wanted !== undefined && wanted < tries)
    return [
      `Tasks were tried up to ${tries} times, and are run ${wanted === 1 ? "once" : `${wanted} times`}, as \`repetitions\` says: leave it out to use every try.`,
    ];
  if (repetitions === 1) return [];
  const often = least === repetitions ? `${repetitions}` : `${least} to ${repetitions}`;
  const learning =
    least === repetitions ? "" : ` A topology that learns goes through all of them ${least === 1 ? "once" : `${least} times`}.`;
  return [`Every recorded try is used: each task is run ${often} times, and weighs alike.${learning}`];
}
