import type { JudgeSpec } from "../../types.ts";
import { turnsGrader } from "../../util/turns-grader.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { openWorlds } from "./open-worlds.ts";

/** The graders of an experiment's tasks as its file has them now, by task. Throws `UserError` for a suite that cannot be read. */
export async function gradersOf(experiment: Experiment): Promise<ReadonlyMap<string, JudgeSpec>> {
  const { suite } = await openWorlds(experiment);
  return new Map(suite.tasks.map((task) => [task.id, turnsGrader(task)]));
}
