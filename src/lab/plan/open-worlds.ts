import { simulatedWorld, worldSettings } from "../../models/simulated/index.ts";
import { loadSuite, suiteOfTasks } from "../../tasks/index.ts";
import { graderKinds } from "../../judges/index.ts";
import type { Model, Suite } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import { issueFaults } from "../../util/issue-words.ts";
import { PartError, partOf } from "../../util/part-error.ts";
import type { Experiment } from "../experiment/experiment.ts";
import { type KeptOutcomes, openRecorded } from "./open-recorded.ts";
import { inlineSuite } from "../experiment/keep-functions.ts";
import { pickTasks } from "../experiment/pick-tasks.ts";
import { generatedName, generatedSuite } from "../experiment/generated-suite.ts";

/** The suite of an experiment and the embedded models that can answer it. */
export interface EmbeddedWorlds {
  readonly suite: Suite;
  readonly warnings: readonly string[];
  simulated(id: string): Model;
  recorded(id: string): Model;
  /** What is on record of the tasks, where recorded models answer them. */
  readonly record?: KeptOutcomes;
}

export async function openWorlds(experiment: Experiment): Promise<EmbeddedWorlds> {
  if (experiment.worldFile !== undefined)
    throw new UserError(`The world in ${experiment.worldFile} is read with an experiment's file. Give its settings as \`world\` here.`);
  return experiment.suite.startsWith("recorded/") ? recordedWorlds(experiment) : openSimulated(experiment);
}

async function recordedWorlds(experiment: Experiment): Promise<EmbeddedWorlds> {
  const { suite, record, assumptions, model } = await openRecorded(experiment);
  return {
    suite: pickTasks(suite, experiment),
    warnings: assumptions,
    record,
    recorded: model,
    simulated: (id) => {
      throw new UserError(`The simulated member ${id} knows nothing of recorded items. Use members recorded/<set>/<model>.`);
    },
  };
}

async function openSimulated(experiment: Experiment): Promise<EmbeddedWorlds> {
  const whole = await wholeSuite(experiment);
  const suite = pickTasks(whole, experiment);
  const settings = worldSettings.safeParse(experiment.world);
  if (!settings.success)
    throw partOf(["world"], new PartError(issueFaults(settings.error, worldSettings), "The settings of the simulated world do not fit:"));
  let world: ReturnType<typeof simulatedWorld> | undefined;
  return {
    suite,
    warnings: [],
    simulated: (id) => {
      world ??= simulatedWorld(suite, settings.data, experiment.seed);
      return world.model(id);
    },
    recorded: (id) => {
      throw new UserError(`The recorded member ${id} answers only items of its own set. Set suite: "recorded/${id.split("/")[1]}".`);
    },
  };
}

/** A suite that is missing is the experiment's fault; what is wrong inside of it has a place of its own. */
async function wholeSuite(experiment: Experiment): Promise<Suite> {
  try {
    return await suiteOf(experiment);
  } catch (thrown) {
    throw thrown instanceof PartError ? partOf(["suite"], thrown) : thrown;
  }
}

function suiteOf(experiment: Experiment): Promise<Suite> | Suite {
  if (experiment.suite === generatedName) return generatedSuite(experiment);
  if (experiment.suite === inlineSuite && experiment.tasks !== undefined) return suiteOfTasks(inlineSuite, experiment.tasks, graderKinds());
  return loadSuite(experiment.suite, graderKinds());
}
