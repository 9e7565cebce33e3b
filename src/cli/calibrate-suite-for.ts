import { existsSync, statSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { isDeepStrictEqual } from "node:util";
import {
  calibratedSuite,
  type CalibratedTask,
  calibrateTasks,
  dryRun,
  isExperiment,
  loadExperiment,
  makePlan,
  type Plan,
  pluginNotes,
  refuseUnrunnable,
  type SoloRows,
  soloRows,
  startRun,
  suiteNow,
  variableNotes,
} from "../lab/index.ts";
import { UserError } from "../util/bug.ts";
import { commandLine, type Whereabouts } from "../util/command-line.ts";
import { count } from "../util/count.ts";
import { defined } from "../util/defined.ts";
import { makeFolder } from "../util/make-folder.ts";
import { agreement } from "./agreement.ts";
import { calibrationWords } from "./calibration-words.ts";
import { exitCodeOf } from "./exit-code.ts";
import { heardDestinations } from "./heard-destinations.ts";
import { withStore } from "./home.ts";
import { goOn, interruptible } from "./interrupt.ts";
import type { CalibrateSuiteOptions, RunOptions } from "./options.ts";
import { memberWords } from "./member-words.ts";
import { passOver } from "./pass-over.ts";
import { progressLine } from "./progress.ts";
import { mayRun, stillToPay } from "./run-experiment.ts";
import { runSurroundings } from "./run-surroundings.ts";
import { say } from "./say.ts";
import { sayStopped } from "./show-outcome.ts";
import { surrounding } from "./surrounding.ts";
import { terminalWidth } from "./terminal-width.ts";
import { whereabouts } from "./whereabouts.ts";

/** A run with the tasks that are sorted by it. */
type CalibratedRun = SoloRows & { readonly suite: Plan["suite"] };

/** Tries members alone on a suite, or takes a run that did, and tells and writes what is in the band; returns the exit code. */
export async function calibrateSuite(wanted: string, options: CalibrateSuiteOptions): Promise<number> {
  refuseTarget(options);
  if (options.from !== undefined) return fromStored(wanted, options.from, options);
  refuseEmptyBand(options);
  const run: RunOptions = { ...options, topology: [] };
  const loaded = isExperiment(wanted) ? await loadExperiment(wanted, agreement(run)) : undefined;
  const experiment = passOver(wanted, loaded, options);
  const where = whereabouts(experiment, wanted, options.ledger);
  const variables = surrounding(experiment);
  const plan = await makePlan(experiment, variables.environment);
  refuseFewTasks(plan);
  const loud = options.quiet !== true;
  const keys = [...pluginNotes(experiment), ...variableNotes(variables, experiment)];
  if (loud) say(`catallaxy calibrate-suite ${plan.suite.name}: ${sizeWords(plan)}`);
  if (options.dryRun === true) return showCost(plan, run, keys);
  if (loud) for (const key of keys) say(`  ${key}`);
  refuseUnrunnable(plan.suite);
  if (!(await mayRun(plan, run))) return 0;
  let begun = "last";
  const stop = interruptible(options.grace, () => goOn("resume", begun, where));
  return withStore(options.ledger, "write", async (store) => {
    const line = progressLine(experiment.name, !loud);
    const outcome = await startRun(
      experiment,
      {
        ...runSurroundings(run, { store, environment: variables.environment, stop, line, where }),
        onBegun: (id: string) => {
          begun = id;
        },
        onDestinations: heardDestinations(loud && options.yes === true),
      },
      { plan },
    );
    line.end();
    sayStopped(outcome, where);
    if (outcome.state === "done") return told({ ...(await soloRows(store, outcome.run, [])), suite: plan.suite }, options, where);
    if (loud)
      say(`Once it is done: \`${commandLine(["calibrate-suite", wanted, "--from", outcome.run], where)}\`, which asks nobody again.`);
    if (options.json === true)
      process.stdout.write(`${JSON.stringify({ schema: 1, kind: "calibrated-suite", run: outcome.run, state: outcome.state })}\n`);
    return exitCodeOf(outcome.state);
  });
}

/** The outcomes of a run, of the tasks that are named now; nobody is asked. */
async function fromStored(wanted: string, from: string, options: CalibrateSuiteOptions): Promise<number> {
  if (options.dryRun === true) throw new UserError("--from asks nobody and costs nothing; leave out --dry-run.");
  const loaded = isExperiment(wanted) ? await loadExperiment(wanted, agreement(options)) : undefined;
  const suite = await suiteNow(passOver(wanted, loaded, { ...options, member: [] }));
  refuseFewTasks({ suite });
  return withStore(options.ledger, "read", async (store) => {
    const members = options.member.map((text) => (/[/=]/.test(text) ? String(memberWords(text)["name"]) : text));
    const found = await soloRows(store, from, members);
    const tried = new Map(found.plan.suite.tasks.map((task) => [task.id, task]));
    const shared = suite.tasks.filter(({ id }) => tried.has(id));
    const other = shared.find((task) => !isDeepStrictEqual(tried.get(task.id), task));
    if (shared.length === 0) throw new UserError(`Run ${found.run} is of other tasks than ${wanted}: it tried none of them.`);
    if (other !== undefined)
      throw new UserError(`Run ${found.run} is of another state of ${wanted}: its task ${other.id} is not the one of now. Run anew.`);
    return told({ ...found, suite }, options, { ledger: options.ledger });
  });
}

/** Prints and writes what was found: 1 where no task is in the band, and then nothing is written. */
function told(found: CalibratedRun, options: CalibrateSuiteOptions, where: Whereabouts): number {
  const [low, high] = options.keep;
  const tasks = calibrateTasks(found.suite.tasks, found.rows, { low, high, match: options.match });
  const { run, plan, begun } = found;
  const band = `${percent(low)}-${percent(high)}`;
  const kept = tasks.filter((task) => task.kept).length;
  const file = kept === 0 ? undefined : options.write;
  if (file !== undefined) {
    makeFolder(dirname(resolve(file)), { instead: "choose another: `--write <file>`" });
    const text = calibratedSuite(file, found.suite, tasks, { run, date: begun, band, match: options.match, world: plan.world });
    writeFileSync(file, text, { flag: options.force === true ? "w" : "wx" });
  }
  const about = { run, world: plan.world, band, match: options.match, where, ...defined({ file }) };
  if (options.quiet !== true) process.stdout.write(calibrationWords(found.suite.name, tasks, about, terminalWidth(80)));
  else if (kept === 0) say(`catallaxy: no task is in the band ${band}%; nothing is written.`);
  if (options.json === true) process.stdout.write(`${JSON.stringify(asJson(tasks, { ...about, suite: found.suite.name }))}\n`);
  return kept === 0 ? 1 : 0;
}

function asJson(
  tasks: readonly CalibratedTask[],
  { run, world, band, match, file, suite }: { run: string; world: string; band: string; match: string; file?: string; suite: string },
) {
  return {
    schema: 1,
    kind: "calibrated-suite",
    suite,
    run,
    state: "done",
    world,
    band,
    match,
    kept: tasks.filter(({ kept }) => kept).map(({ task }) => task),
    dropped: Object.fromEntries(
      [
        ...Map.groupBy(
          tasks.filter(({ kept }) => !kept),
          ({ reason }) => reason,
        ),
      ].map(([reason, of]) => [reason, of.length]),
    ),
    tasks,
    file: file ?? null,
  };
}

/** Before anything is asked: a file that is there, or whose form is not one to write. */
function refuseTarget({ write, force }: CalibrateSuiteOptions): void {
  if (write === undefined) return;
  if (!/\.(jsonl|ndjson|ya?ml|json)$/i.test(write))
    throw new UserError(`Wanted a suite to write as .yaml, .json or .jsonl; got "${write}".`);
  if (existsSync(write) && (force !== true || statSync(write).isDirectory()))
    throw new UserError(
      `${write} is there already. Name another file with --write${statSync(write).isDirectory() ? "." : ", or add --force to write over it."}`,
    );
}

/** With few tries there are few rates: a band between two of them keeps nothing, whatever is paid. */
function refuseEmptyBand({ repeats, keep: [low, high] }: CalibrateSuiteOptions): void {
  const rates = Array.from({ length: repeats + 1 }, (_, passed) => passed / repeats);
  if (rates.some((rate) => rate > low - 1e-9 && rate < high + 1e-9)) return;
  throw new UserError(
    `With --repeats ${repeats} a rate is one of ${rates.map((rate) => `${Math.round(rate * 100)}%`).join(", ")}: none lies in ${percent(low)}-${percent(high)}%. More repeats or a wider band keep something.`,
  );
}

function refuseFewTasks({ suite }: Pick<Plan, "suite">): void {
  if (suite.tasks.length < 2)
    throw new UserError(`The suite ${suite.name} has one task here; nothing is to be picked from it. Name a suite of more.`);
}

function sizeWords({ suite, topologies, repetitions }: Plan): string {
  return `${count(topologies.length, "member")} alone x ${count(suite.tasks.length, "task")} x ${count(repetitions, "repeat")}`;
}

async function showCost(plan: Plan, options: RunOptions, keys: readonly string[]): Promise<number> {
  const { notes = [], ...sums } = await stillToPay(plan, options);
  const estimate = { ...sums, notes: [...keys, ...notes] };
  process.stdout.write(options.json === true ? `${JSON.stringify(estimate)}\n` : `${dryRun(estimate, terminalWidth(80))}\n`);
  return 0;
}

function percent(share: number): string {
  return String(Number((share * 100).toFixed(6)));
}
