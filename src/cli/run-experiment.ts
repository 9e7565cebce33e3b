import {
  type Experiment,
  type NamedExperiment,
  loadNamedExperiment,
  pluginNotes,
  variableNotes,
  loadExperiment,
  makePlan,
  type Outcome,
  type Pilot,
  type Plan,
  startRun,
} from "../lab/index.ts";
import {
  dryRun,
  estimateWords,
  mostWords,
  isPaid,
  json,
  refuseUnpaced,
  refuseUnrunnable,
  sandboxNotes,
  shorten,
  unpricedMembers,
  unpricedWords,
} from "../lab/index.ts";
import { UserError } from "../util/bug.ts";
import { dollars } from "../util/money.ts";
import type { RunOptions } from "./options.ts";
import { canAsk, confirmed } from "./confirmed.ts";
import { exitCodeOf } from "./exit-code.ts";
import { estimated } from "./estimated.ts";
import { chosenExperiment } from "./chosen-experiment.ts";
import { withStore } from "./home.ts";
import { goOn, interruptible } from "./interrupt.ts";
import { override } from "./override.ts";
import { progressLine } from "./progress.ts";
import { runSurroundings } from "./run-surroundings.ts";
import { show, sayStopped } from "./show-outcome.ts";
import { surrounding } from "./surrounding.ts";
import { say } from "./say.ts";
import { heardDestinations } from "./heard-destinations.ts";
import { whereabouts } from "./whereabouts.ts";
import { terminalOperator } from "./terminal-operator.ts";
import { agreement } from "./agreement.ts";
import { count } from "../util/count.ts";
import { terminalWidth } from "./terminal-width.ts";
import { defined } from "../util/defined.ts";

/** Runs an experiment and whatever it wants shown before; returns the exit code. */
export async function runExperiment(wanted: string | undefined, options: RunOptions): Promise<number> {
  const loud = options.quiet !== true;
  const file = chosenExperiment(wanted, options);
  const experiment = override(await loadExperiment(file, agreement(options)), options);
  const where = whereabouts(experiment, file, options.ledger);
  const variables = surrounding(experiment);
  const plan = await makePlan(experiment, variables.environment);
  const keys = [...pluginNotes(experiment), ...variableNotes(variables, experiment)];
  if (loud)
    say(
      `catallaxy ${shorten(experiment.name, 26)}: ${count(plan.topologies.length, "topology", "topologies")} x ${count(plan.suite.tasks.length, "task")} x ${count(plan.repetitions, "repetition")}`,
    );
  if (loud && options.dryRun !== true) for (const line of [...keys, ...unasked(plan, experiment, options)]) say(`  ${line}`);
  if (options.dryRun === true) {
    const { notes = [], ...sums } = await stillToPay(plan, options);
    const estimate = { ...sums, notes: [...keys, ...notes] };
    process.stdout.write(options.json === true ? `${JSON.stringify(estimate)}\n` : `${dryRun(estimate, terminalWidth(80))}\n`);
    return 0;
  }
  refuseUnrunnable(plan.suite);
  if (!(await mayRun(plan, options))) return 0;
  let begun = "last";
  const stop = interruptible(options.grace, () => goOn("resume", begun, where));
  return withStore(options.ledger, "write", async (store) => {
    const outcomes: Outcome[] = [];
    const decide = options.quiet === true ? undefined : terminalOperator();
    for (const one of [...(await preludes(experiment, plan, options)), experiment]) {
      const line = progressLine(one.name, !loud);
      const surroundings = {
        ...runSurroundings(options, { store, environment: variables.environment, stop, line, where }),
        onBegun: (run: string) => {
          begun = run;
        },
        onDestinations: heardDestinations(loud && options.yes === true),
        ...defined({ decide }),
      };
      const agreed = one === experiment ? { plan, ...pilotOf(plan, options, stop.signal, () => line.end()) } : {};
      outcomes.push(await startRun(one, surroundings, agreed));
      line.end();
      if (stop.signal.aborted) break;
    }
    const last = outcomes.at(-1) as Outcome;
    if (loud) await show(outcomes, where);
    else sayStopped(last, where);
    if (options.json === true) process.stdout.write(`${json(last.summary)}\n`);
    return exitCodeOf(last.state);
  });
}

/** What must be known before anything is spent, where nobody is asked to agree: who is asked reads it in the plan. */
function unasked(plan: Plan, experiment: Experiment, options: RunOptions): string[] {
  if (isPaid(plan) && options.yes !== true) return [];
  const unknown = unpricedWords({ unpriced: unpricedMembers(experiment) });
  return [...(unknown === "" ? [] : [unknown]), ...sandboxNotes(plan.suite)];
}

/** What answers of earlier runs take off. */
function reuseNotes({ reuse }: RunOptions, { reused }: Pick<Awaited<ReturnType<typeof estimated>>, "reused">): string[] {
  if (reuse !== true) return [];
  if (reused === undefined || reused.calls === 0)
    return ["--reuse: this ledger has no answer to a call of this run, so nothing is taken off."];
  const calls = count(reused.calls, "call");
  return [`--reuse: ${calls} that earlier runs paid for, at ${dollars(reused.cost)}, ${reused.calls === 1 ? "is" : "are"} taken off.`];
}

/** What is shown before the experiment itself: only to people, only beside embedded models, and not where the tasks, members or topologies are the user's. */
async function preludes(experiment: NamedExperiment, plan: Plan, options: RunOptions): Promise<NamedExperiment[]> {
  const own = options.suite !== undefined || options.topology.length > 0 || options.member.length > 0;
  if (own || options.json === true || options.quiet === true || plan.world === "live" || plan.world === "functions") return [];
  return Promise.all(experiment.before.map((name) => loadNamedExperiment(name, agreement(options))));
}

/** What a run has that is to be added to. */
interface Before {
  readonly ended: ReadonlySet<string>;
  readonly spent: number;
}

/** Real money is spent only after its most and its likely amount, of what a run does not have yet, were shown and agreed to. */
export async function mayRun(plan: Plan, options: RunOptions, before?: Before): Promise<boolean> {
  if (!isPaid(plan)) return true;
  await refuseUnpaced(plan);
  if (options.yes === true) return true;
  const estimate = await stillToPay(plan, options, before);
  process.stderr.write(`${dryRun(estimate, terminalWidth(80))}\n`);
  if (!canAsk())
    throw new UserError(
      `This run calls live models and may cost up to ${mostWords(estimate)}. Add --yes to agree, or --dry-run to look only.`,
    );
  return confirmed(`Spend up to ${mostWords(estimate)} (${estimateWords(estimate)})?`);
}

/** What a plan, or what of it a run does not have yet, may cost. */
export async function stillToPay(plan: Plan, options: RunOptions, before?: Before): ReturnType<typeof estimated> {
  const planned = await estimated(plan, options.ledger, { ended: before?.ended, reuse: options.reuse });
  const notes = [...(planned.notes ?? []), ...reuseNotes(options, planned)];
  // A run that goes on has that much less of its cap.
  const most = Math.min(planned.most, Math.max(0, plan.cap - (before?.spent ?? 0)));
  return { ...planned, most, notes, ...(before === undefined ? {} : { spent: before.spent }) };
}

/** The pilot that --pilot asks for: its estimate is shown, and the rest of a live run wants leave again. */
function pilotOf(plan: Plan, options: RunOptions, signal: AbortSignal, endLine: () => void): { pilot?: Pilot } {
  if (options.pilot === undefined) return {};
  const free = !isPaid(plan);
  const all = plan.suite.tasks.length;
  if (options.pilot > all && options.quiet !== true)
    say(`  --pilot ${options.pilot}: the suite has ${count(all, "task")}, so the pilot takes them all.`);
  const pilot: Pilot = {
    tasks: Math.min(options.pilot, all),
    async agree(whole, spent, left) {
      endLine();
      const words = `The pilot cost ${dollars(spent)}. Still to spend: ${estimateWords(left)}; with the pilot likely ${dollars(whole.likely)} in all.`;
      if (options.quiet !== true) process.stderr.write(`${dryRun(left, terminalWidth(80))}\n`);
      if (!free && options.yes !== true) return confirmed(`${words} Go on?`, signal);
      if (options.quiet !== true) say(words);
      return true;
    },
  };
  return { pilot };
}
