import { existsSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, relative, resolve } from "node:path";
import {
  loadExperiment,
  makePlan,
  type NamedExperiment,
  type Outcome,
  type Plan,
  dryRun,
  pluginNotes,
  refuseUnrunnable,
  searchExperiment,
  type SearchFigures,
  startRun,
  strategyNames,
  variableNotes,
  writtenSearch,
} from "../lab/index.ts";
import { UserError } from "../util/bug.ts";
import { count } from "../util/count.ts";
import { makeFolder } from "../util/make-folder.ts";
import { agreement } from "./agreement.ts";
import { chosenExperiment } from "./chosen-experiment.ts";
import { goalWanted } from "./decide-words.ts";
import { exitCodeOf } from "./exit-code.ts";
import { withStore } from "./home.ts";
import { goOn, interruptible } from "./interrupt.ts";
import type { RunOptions, SearchOptions } from "./options.ts";
import { override } from "./override.ts";
import { progressLine } from "./progress.ts";
import { mayRun, stillToPay } from "./run-experiment.ts";
import { runSurroundings } from "./run-surroundings.ts";
import { say } from "./say.ts";
import { heardDestinations } from "./heard-destinations.ts";
import { sayStopped } from "./show-outcome.ts";
import { showSearch } from "./show-search.ts";
import { surrounding } from "./surrounding.ts";
import { terminalWidth } from "./terminal-width.ts";
import { whereabouts } from "./whereabouts.ts";

/** Searches, and shows what was found; returns the exit code. */
export async function searchFor(wanted: string | undefined, options: SearchOptions): Promise<number> {
  const { budget, write } = options;
  if (budget === undefined)
    throw new UserError(
      "Wanted --budget <dollars>, what the search may spend to choose. `--dry-run` with it shows the space and the cost.",
    );
  if (write !== undefined && existsSync(write))
    throw new UserError(`Wanted to write ${write}; it is there already. Move it away or choose another file with --write.`);
  const file = chosenExperiment(wanted, options);
  const run = asRun(options);
  const loaded = override(await loadExperiment(file, agreement(run)), run);
  const experiment = searchExperiment(loaded, { budget, strategies: waysOf(options), ...goalOf(options) });
  const where = whereabouts(loaded, file, options.ledger);
  const variables = surrounding(loaded);
  const plan = await makePlan(experiment, variables.environment);
  const loud = options.quiet !== true;
  if (loud) say(`catallaxy search ${loaded.name}: ${spaceWords(plan)}`);
  const keys = [...pluginNotes(loaded), ...variableNotes(variables, loaded)];
  if (options.dryRun === true) return showCost(plan, run, keys);
  if (loud) for (const line of keys) say(`  ${line}`);
  refuseUnrunnable(plan.suite);
  if (!(await mayRun(plan, run))) return 0;
  let begun = "last";
  const stop = interruptible(options.grace, () => goOn("resume", begun, where));
  return withStore(options.ledger, "write", async (store) => {
    const line = progressLine(loaded.name, !loud);
    const surroundings = {
      ...runSurroundings(run, { store, environment: variables.environment, stop, line, where }),
      onBegun: (id: string) => {
        begun = id;
      },
      onDestinations: heardDestinations(loud && options.yes === true),
    };
    const outcome = await startRun(experiment, surroundings, { plan });
    line.end();
    return told(outcome, experiment, options, where);
  });
}

function told(outcome: Outcome, experiment: NamedExperiment, options: SearchOptions, where: ReturnType<typeof whereabouts>): number {
  const figures = { ...(outcome.table as SearchFigures), state: outcome.state };
  const loud = options.quiet !== true;
  if (loud) showSearch(outcome, figures, where);
  sayStopped(outcome, where);
  if (options.write !== undefined && figures.searches[0]?.ended === true) {
    writeFound(options.write, experiment, figures);
    if (loud) say(`catallaxy: written, ${options.write}`);
  }
  if (options.json === true) process.stdout.write(`${JSON.stringify(figures)}\n`);
  return exitCodeOf(outcome.state);
}

function writeFound(file: string, experiment: NamedExperiment, figures: SearchFigures): void {
  const folder = dirname(resolve(file));
  makeFolder(folder, { instead: "choose another: `--write <file>`" });
  const pathOf = (path: string): string => (isAbsolute(path) ? relative(folder, path).replaceAll("\\", "/") : path);
  writeFileSync(file, writtenSearch(experiment, figures, pathOf));
}

async function showCost(plan: Plan, options: RunOptions, keys: readonly string[]): Promise<number> {
  const { notes = [], ...sums } = await stillToPay(plan, options);
  const estimate = { ...sums, notes: [...keys, ...notes] };
  process.stdout.write(options.json === true ? `${JSON.stringify(estimate)}\n` : `${dryRun(estimate, terminalWidth(80))}\n`);
  return 0;
}

function spaceWords({ race, suite, learning }: Plan): string {
  const { written, different } = race?.space ?? {};
  const all = written === undefined || different === undefined ? "" : ` of ${different} different ones (${written} arrangements)`;
  return `${count(race?.arms.length ?? 0, "candidate")}${all}; chosen on ${count(learning.size, "task")}, scored on ${suite.tasks.length - learning.size}`;
}

function waysOf({ strategy, baselines }: SearchOptions): SearchOptions["strategy"][] {
  return baselines === true ? [strategy, ...strategyNames.filter((name) => name !== strategy)] : [strategy];
}

function goalOf({ goal, value }: SearchOptions) {
  if (goal !== undefined) return { goal: goalWanted(goal) };
  return value === undefined ? {} : { goal: { value } };
}

/** The options that it shares with `run`; its budget is another. */
function asRun({
  budget: _budget,
  strategy: _strategy,
  baselines: _baselines,
  write: _write,
  goal: _goal,
  ...rest
}: SearchOptions): RunOptions {
  return { topology: [], ...rest };
}
