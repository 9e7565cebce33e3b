import {
  estimateRemarks,
  estimateWords,
  loadExperiment,
  makePlan,
  fewestForCosts,
  planPower,
  type Noise,
  pilotNoise,
  wrap,
  pluginNotes,
  variableNotes,
} from "../lab/index.ts";
import { intactAnalysis } from "../lab/index.ts";
import { count } from "../util/count.ts";
import { dollars } from "../util/money.ts";
import { estimated } from "./estimated.ts";
import { findableWords } from "./findable-words.ts";
import { chosenExperiment } from "./chosen-experiment.ts";
import { withStore } from "./home.ts";
import { terminalWidth } from "./terminal-width.ts";
import { surrounding } from "./surrounding.ts";
import { agreement } from "./agreement.ts";
import { defined } from "../util/defined.ts";

/** What `catallaxy plan` may be told. */
export interface PlanOptions {
  readonly effect?: number;
  readonly from?: string;
  readonly ledger?: string;
  readonly json?: boolean;
  /** Agrees to run a configuration that another user owns. */
  readonly yes?: boolean;
  readonly allowPlugins?: boolean;
  readonly quiet?: boolean;
}
/** The share of tasks that exactly one of two topologies passes, where no pilot tells: that of MarketBench's paired runs. */
const assumed: Noise = { discordance: 0.34 };

/** Says before anything is spent what an experiment can show, and what a wanted effect would take. */
export async function planExperiment(wanted: string | undefined, options: PlanOptions): Promise<number> {
  const experiment = await loadExperiment(chosenExperiment(wanted, options), agreement(options));
  const variables = surrounding(experiment);
  const plan = await makePlan(experiment, variables.environment);
  const noise = options.from === undefined ? assumed : await noiseOf(options.from, options.ledger);
  const arms = plan.topologies.filter(({ bound }) => bound !== true).length;
  const pairs = arms > 6 ? arms - 1 : (arms * (arms - 1)) / 2;
  const tasks = plan.suite.tasks.filter(({ id }) => !plan.learning.has(id)).length;
  // A report tests passes and, where the tasks are enough, costs of each pair, all adjusted together.
  const comparisons = pairs * (tasks < fewestForCosts ? 1 : 2);
  const power = planPower(noise, tasks, comparisons, options.effect === undefined ? undefined : options.effect / 100);
  const estimate = await estimated(plan, options.ledger);
  const { likely, most, cap, unpriced, notes = [], destinations = [] } = estimate;
  const times = (power.tasksForEffect ?? tasks) / tasks;
  if (options.json === true) {
    const known = { ...(cap === undefined ? {} : { cap: cap / 1e9 }), ...defined({ unpriced }) };
    const money = { likely: likely / 1e9, most: most / 1e9, ...known, likelyForEffect: (likely * times) / 1e9 };
    process.stdout.write(
      `${JSON.stringify({ experiment: plan.name, pairs, comparisons, noise, ...power, ...money, destinations, notes })}\n`,
    );
    return 0;
  }
  const lines = [
    `${plan.name}: ${count(arms, "topology", "topologies")}, ${count(tasks, "scored task")} x ${plan.repetitions}; ${estimateWords(estimate)}.`,
    ...[estimateRemarks(estimate)].filter((words) => words !== ""),
    source(noise, options.from),
    findableWords(noise, power, comparisons),
    ...effectLines(power, likely * times, tasks),
    ...destinations,
    ...notes,
    ...pluginNotes(experiment),
    ...variableNotes(variables, experiment),
  ];
  process.stdout.write(`${lines.flatMap((line) => wrap(line, terminalWidth())).join("\n")}\n`);
  return 0;
}

function effectLines({ effect, tasksForEffect }: ReturnType<typeof planPower>, likely: number, tasks: number): string[] {
  if (effect === undefined || tasksForEffect === undefined)
    return ["Add --effect <points> for the tasks and the money that a wanted difference takes."];
  const enough = tasksForEffect <= tasks ? "; this experiment has enough" : "";
  return [`To find ${points(effect)} points: about ${count(tasksForEffect, "task")}, likely ${dollars(Math.round(likely))}${enough}.`];
}

function source(noise: Noise, from: string | undefined): string {
  if (from !== undefined && "sd" in noise)
    return `From ${from}: paired differences of task means spread by ${points(noise.sd)} points (the pair of topologies that differs most unevenly).`;
  const share = "discordance" in noise ? noise.discordance : 0;
  return `Assumed: ${points(share)}% of tasks are passed by exactly one of two topologies, as was seen in MarketBench (a published benchmark that ran models on the same tasks). A run of your own tells better: --from <run>.`;
}

async function noiseOf(run: string, ledger: string | undefined): Promise<Noise> {
  return withStore(ledger, "read", async (store) => {
    const { analysis } = await intactAnalysis(store, run, "used");
    return pilotNoise(analysis.summary);
  });
}

function points(share: number): string {
  return String(Number((share * 100).toFixed(1)));
}
