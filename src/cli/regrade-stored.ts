import { type GradingEstimate, json, loadExperiment, regrade, type Regrading, terminal } from "../lab/index.ts";
import type { JudgeSpec } from "../types.ts";
import { UserError } from "../util/bug.ts";
import { wordsOf } from "../util/failure.ts";
import { dollars, toNano } from "../util/money.ts";
import { withStore } from "./home.ts";
import { interruptible } from "./interrupt.ts";
import type { RegradeOptions } from "./options.ts";
import { progressLine } from "./progress.ts";
import { surroundingOfRun } from "./surrounding.ts";

/** For calls in flight when a person stops the grading. */
const graceSeconds = 120;

/** Grades again, shows the new figures and what was not graded; returns the exit code. */
export async function regradeStored(run: string, options: RegradeOptions): Promise<number> {
  if (options.config !== undefined) await loadExperiment(options.config);
  const grader = options.grader === undefined ? undefined : specOf(options.grader);
  const stop = interruptible(graceSeconds);
  return withStore(options.ledger, "change", async (store) => {
    const line = progressLine(`grading ${run}`, options.quiet === true || options.json === true, process.stderr, "answers");
    const surroundings = {
      store,
      environment: surroundingOfRun(store, run).environment,
      concurrency: options.concurrency,
      now: () => Date.now(),
      signal: stop.signal,
      graceMs: graceSeconds * 1000,
      onProgress: (progress: Parameters<typeof line.show>[0]) => line.show(progress),
      onWait: (wait: Parameters<typeof line.wait>[0]) => line.wait(wait),
    };
    const regraded = await regrade(run, surroundings, {
      ...(grader === undefined ? {} : { grader }),
      ...(options.cap === undefined ? {} : { cap: toNano(options.cap) }),
      ...(options.yes === true ? {} : { agree: mayGrade }),
    });
    line.end();
    const told = words(regraded, run);
    if (options.json === true) process.stdout.write(`${json(regraded.summary)}\n`);
    else process.stdout.write(`${terminal(regraded.summary)}\n`);
    // With --json, standard output is for the object alone.
    if (options.quiet !== true) (options.json === true ? process.stderr : process.stdout).write(`${told.join("\n")}\n`);
    return exitCodes[regraded.state];
  });
}

const exitCodes: Readonly<Record<Regrading["state"], number>> = { done: 0, declined: 0, failed: 1, budget: 3, interrupted: 130 };

async function mayGrade({ answers, calls, likely, most }: GradingEstimate): Promise<boolean> {
  const what = `Grading ${answers} answers takes about ${calls} calls to live judges`;
  if (process.stdin.isTTY !== true)
    throw new UserError(
      `${what} and may cost up to ${dollars(most)} (likely ${dollars(likely)}). Add --yes to agree; --cap <dollars> bounds it.`,
    );
  const { confirm, isCancel } = await import("@clack/prompts");
  const agreed = await confirm({ message: `${what}. Spend up to ${dollars(most)} (likely ${dollars(likely)})?`, initialValue: false });
  return agreed === true && !isCancel(agreed);
}

/** How much was graded, and every reason why something was not with the trials that it holds for. */
function words({ graded, trials, round, state }: Regrading, run: string): string[] {
  if (state === "declined") return ["Nothing was graded."];
  const why = Map.groupBy(round.ungraded, (each) => each.why);
  const lines = [...why].map(([reason, each]) => {
    const names = each.slice(0, 5).map(({ trial }) => trial);
    const more = each.length > names.length ? ` and ${each.length - names.length} more` : "";
    return `   ${each.length} not graded: ${reason} (${names.join(", ")}${more})`;
  });
  const how = `${round.grader === undefined ? "" : " --grader '" + JSON.stringify(round.grader) + "'"}${state === "budget" ? " --cap <dollars>" : ""}`;
  const again = round.state === "open" ? [`   Their earlier grades stand. Go on with: catallaxy regrade ${run}${how}`] : [];
  return [` Graded ${graded} of ${trials} trials (grading ${round.round + 1} of this run).`, ...lines, ...again];
}

function specOf(text: string): JudgeSpec {
  if (!text.trimStart().startsWith("{")) return { kind: text };
  try {
    return JSON.parse(text) as JudgeSpec;
  } catch (thrown) {
    throw new UserError(`Wanted the grader as a kind or as JSON; the JSON does not parse: ${wordsOf(thrown)}`);
  }
}
