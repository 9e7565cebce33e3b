import { answer } from "./answer.ts";
import { dryRun, endedTrials, extendRun, intactRun, json, loadExperiment, type Plan, trialsOf, widen } from "../lab/index.ts";
import { exitCodeOf } from "./exit-code.ts";
import { chosenExperiment } from "./chosen-experiment.ts";
import { withStore } from "./home.ts";
import { goOn, interruptible } from "./interrupt.ts";
import type { RunOptions } from "./options.ts";
import { override } from "./override.ts";
import { progressLine } from "./progress.ts";
import { mayRun, stillToPay } from "./run-experiment.ts";
import { runSurroundings } from "./run-surroundings.ts";
import { say } from "./say.ts";
import { heardDestinations } from "./heard-destinations.ts";
import { sayStopped, show } from "./show-outcome.ts";
import { surrounding } from "./surrounding.ts";
import { whereabouts } from "./whereabouts.ts";
import { terminalOperator } from "./terminal-operator.ts";
import { agreement } from "./agreement.ts";
import { count } from "../util/count.ts";
import { terminalWidth } from "./terminal-width.ts";
import { defined } from "../util/defined.ts";

/** Adds what is new in an experiment to a stored run and shows the whole of it; returns the exit code. */
export async function runInto(run: string, wanted: string | undefined, options: RunOptions): Promise<number> {
  const loud = options.quiet !== true;
  const file = chosenExperiment(wanted, options);
  const experiment = override(await loadExperiment(file, agreement(options)), options);
  const where = whereabouts(experiment, file, options.ledger);
  const { environment } = surrounding(experiment);
  const { widened, before } = await withStore(options.ledger, "read", async (store) => {
    const record = await intactRun(store, run, "extended");
    const ledger = store.ledger(record.id);
    return { widened: await widen(record, experiment, environment, (address) => ledger.body(address)), before: beforeNow(ledger) };
  });
  const { plan, added, run: id } = widened;
  const left = trialsOf(plan).filter((spec) => !before.ended.has(spec.id)).length;
  if (options.dryRun === true) return dryRunInto(id, plan, options, { ...before, added, left });
  if (loud || added === 0) say(`catallaxy: ${addedWords(id, added)}${leftWords(added, left)}`);
  if (left > 0 && !(await mayRun(plan, options, before))) return 0;
  const stop = interruptible(options.grace, () => goOn("resume", id, where));
  return withStore(options.ledger, "change", async (store) => {
    const line = progressLine(id, !loud);
    const decide = loud ? terminalOperator() : undefined;
    const outcome = await extendRun(widened, {
      ...runSurroundings(options, { store, environment, stop, line, where }),
      ...(left > 0 ? { onDestinations: heardDestinations(loud && options.yes === true) } : {}),
      ...defined({ decide }),
    });
    line.end();
    if (loud) await show([outcome], where);
    else sayStopped(outcome, where);
    if (options.json === true) process.stdout.write(`${json(outcome.summary)}\n`);
    return exitCodeOf(outcome.state);
  });
}

/** Shows what would be added and what is still to be paid; the run stays as it is. */
async function dryRunInto(
  run: string,
  plan: Plan,
  options: RunOptions,
  before: ReturnType<typeof beforeNow> & { readonly added: number; readonly left: number },
): Promise<number> {
  const { added, left } = before;
  const estimate = await stillToPay(plan, options, before);
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify({ run, added, left, ...estimate })}\n`);
    return 0;
  }
  const { length: planned } = trialsOf(plan);
  const words =
    added === 0 ? addedWords(run, added) : `${count(added, "trial")} would be added to ${run}, which would then have ${planned}.`;
  const rest = left === 0 ? " Nothing would be asked." : ` ${left} would be run.`;
  answer(`${words}${rest} Nothing was changed.`);
  if (left > 0) process.stdout.write(`${dryRun(estimate, terminalWidth(80))}\n`);
  return 0;
}

function addedWords(run: string, added: number): string {
  if (added > 0) return `${count(added, "trial is", "trials are")} added to ${run}.`;
  return `Nothing is added to ${run}: it already has every task, topology and repetition that this asks for.`;
}

/** What is done all the same where nothing is added. */
function leftWords(added: number, left: number): string {
  if (added > 0) return "";
  if (left === 0) return " Nothing is asked, and its estimate stays.";
  return ` ${count(left, "trial")} that it has not finished ${left === 1 ? "is" : "are"} run.`;
}

/** The trials that a run has, and what it has cost. */
function beforeNow(ledger: Parameters<typeof endedTrials>[0] & { spentAndHeld(): { spent: number; held: number } }) {
  const { spent, held } = ledger.spentAndHeld();
  return { ended: endedTrials(ledger), spent: spent + held };
}
