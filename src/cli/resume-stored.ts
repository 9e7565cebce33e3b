import { findRun, loadExperiment, resumeRun } from "../lab/index.ts";
import { json } from "../lab/index.ts";
import type { ResumeOptions } from "./options.ts";
import { UserError } from "../util/bug.ts";
import { durationMs } from "../util/duration.ts";
import { exitCodeOf } from "./exit-code.ts";
import { withStore } from "./home.ts";
import { goOn, interruptible } from "./interrupt.ts";
import { surroundingOfRun } from "./surrounding.ts";
import { progressLine } from "./progress.ts";
import { runSurroundings } from "./run-surroundings.ts";
import { show, sayStopped } from "./show-outcome.ts";
import { agreeToGoOn } from "./agree-to-go-on.ts";
import { whereaboutsOf } from "./whereabouts.ts";
import { terminalOperator } from "./terminal-operator.ts";
import { agreement } from "./agreement.ts";
import { defined } from "../util/defined.ts";

/** Resumes a stored run and shows it like a new one; returns the exit code. */
export async function resumeStored(wanted: string, options: ResumeOptions): Promise<number> {
  if (options.failed === true && options.giveUp === true)
    throw new UserError("--failed asks again for what was lost, --give-up counts it as not passed. Give one of them.");
  if (options.config !== undefined) await loadExperiment(options.config, agreement(options));
  let going = wanted;
  const stop = interruptible(options.grace, () => goOn("resume", going, options));
  return withStore(options.ledger, "change", async (store) => {
    // Whoever mended what kept the newest run from starting goes on with that one.
    const run = findRun(store, wanted).id;
    going = run;
    const decide = options.quiet === true ? undefined : terminalOperator();
    const where = whereaboutsOf(findRun(store, run), options.ledger, options.config);
    const line = progressLine(run, options.quiet === true);
    const begun = findRun(store, run).config as { readonly preflight?: boolean };
    const preflight = options.preflight ?? begun.preflight !== false;
    const surroundings = {
      ...runSurroundings({ ...options, preflight }, { store, environment: surroundingOfRun(store, run).environment, stop, line, where }),
      ...defined({ decide }),
      onDestinations: (lines: readonly string[], id: string) => agreeToGoOn(id, lines, options),
    };
    const change = {
      acceptChanges: options.acceptChanges === true,
      failed: options.failed === true,
      giveUp: options.giveUp === true,
      ...defined({ preflight: options.preflight }),
      ...(options.cap === undefined && options.raise === undefined
        ? {}
        : { limits: { ...options.raise, ...defined({ cap: options.cap }) } }),
      ...(options.deadline === undefined ? {} : { deadlineMs: durationMs(options.deadline) ?? 0 }),
    };
    const outcome = await resumeRun(run, surroundings, change);
    line.end();
    if (options.quiet !== true) await show([outcome], where);
    else sayStopped(outcome, where);
    if (options.json === true) process.stdout.write(`${json(outcome.summary)}\n`);
    return exitCodeOf(outcome.state);
  });
}
