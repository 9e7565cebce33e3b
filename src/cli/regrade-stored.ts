import { z } from "zod";
import {
  findRun,
  judgeKinds,
  type GradingEstimate,
  gradersOf,
  json,
  loadExperiment,
  regrade,
  type Regrading,
  terminal,
  wrap,
} from "../lab/index.ts";
import type { JudgeSpec } from "../types.ts";
import { UserError } from "../util/bug.ts";
import { wordsOf } from "../util/failure.ts";
import { asTyped } from "../util/command-name.ts";
import { commandLine } from "../util/command-line.ts";
import { count } from "../util/count.ts";
import { durationMs } from "../util/duration.ts";
import { dollars, exactDollars, toNano } from "../util/money.ts";
import { canAsk, confirmed } from "./confirmed.ts";
import { withStore } from "./home.ts";
import { interruptible } from "./interrupt.ts";
import type { RegradeOptions } from "./options.ts";
import { progressLine } from "./progress.ts";
import { runSurroundings } from "./run-surroundings.ts";
import { whereaboutsOf } from "./whereabouts.ts";
import { sayDestinations } from "./say-destinations.ts";
import { surroundingOfRun } from "./surrounding.ts";
import { terminalWidth } from "./terminal-width.ts";
import { agreement } from "./agreement.ts";
import { defined } from "../util/defined.ts";

/** For calls in flight when a person stops the grading. */
const graceSeconds = 120;

/** Grades again, shows the new figures and what was not graded; returns the exit code. */
export async function regradeStored(run: string, options: RegradeOptions): Promise<number> {
  const graders = options.config === undefined ? undefined : await gradersOf(await loadExperiment(options.config, agreement(options)));
  const grader = options.grader === undefined ? undefined : specOf(options.grader, run, options);
  const stop = interruptible(graceSeconds, () => "Type the same command again to go on.");
  return withStore(options.ledger, "change", async (store) => {
    const line = progressLine(`grading ${findRun(store, run).id}`, options.quiet === true || options.json === true, process.stderr, {
      counted: "answers",
      missed: "not graded",
    });
    const { environment } = surroundingOfRun(store, run);
    const where = whereaboutsOf(findRun(store, run), options.ledger, options.config);
    const surroundings = runSurroundings({ ...options, grace: graceSeconds }, { store, environment, stop, line, where });
    const regraded = await regrade(
      run,
      { ...surroundings, ...(options.quiet === true && options.yes === true ? {} : { onDestinations: sayDestinations }) },
      {
        ...defined({ grader, graders, sample: options.sample }),
        ...(options.cap === undefined ? {} : { cap: toNano(options.cap) }),
        ...(options.deadline === undefined ? {} : { deadlineMs: durationMs(options.deadline) ?? 0 }),
        ...(options.yes === true ? {} : { agree: mayGrade }),
      },
    );
    line.end();
    const told = words(regraded, (some) => asTyped(commandLine(["regrade", run, ...some], where)));
    if (options.json === true) process.stdout.write(`${json(regraded.summary)}\n`);
    else process.stdout.write(`${terminal(regraded.summary, { width: terminalWidth(), at: where })}\n`);
    // With --json, standard output is for the object alone.
    if (options.quiet !== true) (options.json === true ? process.stderr : process.stdout).write(`${told.join("\n")}\n`);
    return exitCodes[regraded.state];
  });
}

const exitCodes: Readonly<Record<Regrading["state"], number>> = { done: 0, declined: 0, failed: 1, budget: 3, late: 4, interrupted: 130 };

async function mayGrade({ answers, calls, likely, most }: GradingEstimate): Promise<boolean> {
  const what = `Grading ${count(answers, "answer")} takes about ${count(calls, "call")} to live judges`;
  if (!canAsk())
    throw new UserError(
      `${what} and may cost up to ${dollars(most)} (likely ${dollars(likely)}). Add --yes to agree; --cap <dollars> bounds it.`,
    );
  return confirmed(`${what}. Spend up to ${dollars(most)} (likely ${dollars(likely)})?`);
}

/** How much was graded, every reason why something was not with the trials that it holds for, and the command that goes on. */
function words(
  { graded, trials, round, state, cost, notes, spending }: Regrading,
  command: (words: readonly string[]) => string,
): string[] {
  if (state === "declined") return ["Nothing was graded."];
  const width = terminalWidth();
  const indented = (text: string): string[] => wrap(text, width - 3).map((line) => `   ${line}`);
  const lines = [...Map.groupBy(round.ungraded, (each) => each.why)].flatMap(([reason, each]) => {
    const names = each.slice(0, 5).map(({ trial }) => trial);
    const more = each.length > names.length ? ` and ${each.length - names.length} more` : "";
    return indented(`${each.length} not graded: ${reason} (${names.join(", ")}${more})`);
  });
  const how = [
    ...(round.grader === undefined ? [] : ["--grader", JSON.stringify(round.grader)]),
    ...(state === "budget" ? ["--cap", "<dollars>"] : []),
  ];
  const took = cost === 0 ? "its verdicts took nothing" : `its verdicts took ${exactDollars(cost)}`;
  const free = spending.total > 0 && spending.total === spending.embedded ? " at their models' prices; nobody is paid" : "";
  const money = [`This grading: ${took}${free}.`, ...notes].flatMap(indented);
  // A command is one line, to be copied.
  const again = round.state === "open" ? [...indented("Their earlier grades stand. Go on with:"), `   ${command(how)}`] : [];
  return [` Graded ${graded} of ${count(trials, "trial")} (grading ${round.round + 1} of this run).`, ...lines, ...again, ...money];
}

/** A kind alone that needs settings: what to write, with a place for each of them. */
function refuseBare(name: string, run: string, options: RegradeOptions): void {
  const kind = judgeKinds.find((one) => one.name === name);
  if (kind === undefined || kind.options.safeParse({ kind: name }).success) return;
  const { required = [], properties = {} } = z.toJSONSchema(kind.options, { io: "input", unrepresentable: "any" });
  const lacking = required.filter((field) => field !== "kind");
  if (lacking.length === 0) return;
  const placeOf = (field: string): unknown => {
    const schema = properties[field];
    const type = typeof schema === "object" ? schema.type : undefined;
    return type === "array" ? [] : type === "object" ? {} : type === "number" || type === "integer" ? 0 : "x";
  };
  const example = JSON.stringify({ kind: name, ...Object.fromEntries(lacking.map((field) => [field, placeOf(field)])) });
  throw new UserError(
    `The grader "${name}" needs ${lacking.map((field) => `"${field}"`).join(", ")} as well, the same for every task. Type: \`${commandLine(["regrade", run, "--grader", example], { ledger: options.ledger, config: options.config })}\``,
  );
}

function specOf(text: string, run: string, options: RegradeOptions): JudgeSpec {
  if (!text.trimStart().startsWith("{")) {
    refuseBare(text, run, options);
    return { kind: text };
  }
  try {
    return JSON.parse(text) as JudgeSpec;
  } catch (thrown) {
    throw new UserError(`Wanted the grader as a kind or as JSON; the JSON does not parse: ${wordsOf(thrown)}`);
  }
}
