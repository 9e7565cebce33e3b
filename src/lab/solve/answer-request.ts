import type { NamedExperiment } from "../experiment/experiment.ts";
import type { Plan } from "../plan/plan.ts";
import { trialsOf } from "../plan/plan.ts";
import { makePlan } from "../plan/make-plan.ts";
import { type RunEnvironment, startRun } from "../run/run.ts";
import { UserError } from "../../util/bug.ts";
import { solved, type Solved } from "./solved.ts";

/**
 * Puts a request, which `experiment` holds as its only task (`asRequest`), to its only topology, as a run of the store: what a member, a
 * judge or the money kept it from is a value. Throws `UserError` for what is wrong before anything is asked.
 */
export async function answerRequest(experiment: NamedExperiment, surroundings: RunEnvironment, agreed?: Plan): Promise<Solved> {
  const plan = agreed ?? (await makePlan(experiment, surroundings.environment));
  const [trial, ...more] = trialsOf(plan);
  if (trial === undefined || more.length > 0)
    throw new UserError(
      "A request is put to one topology, once, under one budget. Name which topology, and `limits.budget` as one amount.",
    );
  const { run, stopped } = await startRun(experiment, surroundings, { plan });
  const about = { run, trial: trial.id, topology: trial.topology.name, world: plan.world, stopped };
  return solved(surroundings.store.ledger(run), about);
}
