import type { Experiment } from "../experiment/experiment.ts";
import { chooseIds, type Environment } from "../plan/open-members.ts";
import { UserError } from "../../util/bug.ts";

/** An embedded stand-in answers in the form of an answer, not to the question. Throws a `UserError` where some would, for want of a live model's key; `allow` is how to have them all the same. */
export function refuseStandIns(experiment: Experiment, environment: Environment, allow: string): void {
  const { live, wanted } = chooseIds(experiment, environment);
  if (live || wanted.length === 0) return;
  const names = wanted.length < 2 ? wanted.join("") : `${wanted.slice(0, -1).join(", ")} and ${wanted.at(-1)}`;
  const [keys, them] = wanted.length === 1 ? [`the key in ${names}`, "it"] : [`every key of ${names}`, "them"];
  throw new UserError(
    `The live models cannot be asked: they need ${keys}. Set ${them}, or ${allow} to see the embedded stand-ins at work: what they say means nothing.`,
  );
}
