import { isPaid, loadExperiment, makePlan, type Plan, usualExperiment } from "../lab/index.ts";
import { UserError } from "../util/bug.ts";
import { commandName } from "../util/command-name.ts";
import { surrounding } from "./surrounding.ts";

/**
 * What to type next in this folder, by the experiment that `run` would take: where it may cost money, the plan comes first, and where it
 * cannot be run, what is wrong with it. Nobody is asked, and no model is called.
 */
export async function nextStep(): Promise<string> {
  const run = `${commandName()} run`;
  try {
    const { experiment: file, why } = usualExperiment();
    if (/\.[cm]?[jt]s$/i.test(file))
      return `Next: ${run} --dry-run (${file} is a program, which \`doctor\` does not run: look at the plan first)`;
    const experiment = await loadExperiment(file);
    const plan = await makePlan(experiment, surrounding(experiment).environment);
    const words = worldWords(plan);
    const named = why.includes("bundled") ? words : `${file}: ${words}`;
    return `Next: ${run}${isPaid(plan) ? " --dry-run" : ""} (${named})`;
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown;
    return `Next: mend what keeps \`${run}\` from starting in this folder:\n${thrown.message}`;
  }
}

function worldWords(plan: Plan): string {
  if (isPaid(plan)) return "it asks live models, which may cost money: look at the plan first";
  return plan.world === "functions" ? "its members are your own functions" : "embedded models: no key, no network, no cost";
}
