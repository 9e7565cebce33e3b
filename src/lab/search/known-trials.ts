import { counted, trialsOf as trialsIn, trialView } from "../../statistics/index.ts";
import type { TrialRow } from "../../statistics/index.ts";
import type { Event, Nano } from "../../types.ts";
import type { Fold } from "../trials/fold.ts";
import { type Plan, trialId } from "../plan/plan.ts";
import { repetitionsOf } from "../plan/repeats.ts";
import type { Cell, CellResult } from "./cell.ts";

/** What a search knows of its trials so far. */
export interface KnownTrials {
  /** A candidate's result on a task; undefined while a repetition has not ended. */
  result(cell: Cell): CellResult | undefined;
  /** Each call that its trials were answered by, and what it cost: trials that share an answer name the same call. */
  calls(cell: Cell): ReadonlyMap<string, Nano>;
}

/** The trials on the tasks to choose on, and the calls of each, gradings included. */
export function knownTrials(plan: Plan): Fold<KnownTrials> {
  let fold = trialView.start;
  const calls = new Map<string, Map<string, Nano>>();
  const tasks = plan.race?.tasks ?? [];
  const chosenOn = new Set(tasks.flatMap((task) => plan.topologies.flatMap(({ name }) => idsOf(plan, name, task))));
  return {
    take(event: Event) {
      if (!chosenOn.has(event.trial)) return;
      const { fact } = event;
      fold = trialView.step(fold, event);
      if (fact.type === "trial-start") calls.set(event.trial, new Map());
      if (fact.type === "call") calls.get(event.trial)?.set(fact.key, fact.cost);
    },
    made() {
      const rows = new Map(trialsIn(fold).map((row) => [row.trial, row]));
      const ids = ({ arm, task }: Cell): string[] => idsOf(plan, arm, tasks.at(task) ?? "");
      return {
        result(cell) {
          const own = ids(cell).map((id) => rows.get(id));
          return own.every((row) => row !== undefined) ? resultOf(own) : undefined;
        },
        calls: (cell) => new Map(ids(cell).flatMap((id) => [...(calls.get(id) ?? [])])),
      };
    },
  };
}

function idsOf(plan: Plan, topology: string, task: string): string[] {
  return repetitionsOf(plan, topology, task).map((repetition) => trialId(topology, task, repetition));
}

/** A trial without a score counts as not passed, as in every figure. */
function resultOf(rows: readonly TrialRow[]): CellResult {
  if (rows.some(({ failure, gradeFailure }) => failure?.code === "unrecorded" || gradeFailure === "unrecorded")) return "untold";
  if (!rows.every(counted)) return "lost";
  const mean = (of: (row: TrialRow) => number): number => rows.reduce((sum, row) => sum + of(row), 0) / rows.length;
  return { passed: mean(({ passed }) => Number(passed)), cost: mean(({ cost }) => cost) };
}
