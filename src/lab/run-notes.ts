import type { CallLine, RunLedger, RunRecord } from "../ledger/index.ts";
import type { Summary } from "../summary.ts";
import type { Nano } from "../types.ts";
import { commandLine, type Whereabouts } from "../util/command-line.ts";
import { dollars } from "../util/money.ts";
import type { OpenBench } from "./bench.ts";
import { type KeptEstimate, keptEstimate } from "./kept-estimate.ts";
import type { Plan } from "./plan.ts";
import { tooLow } from "./too-low.ts";
import { endedTrials } from "./sessions.ts";

/** What a cap that ended the run wants a reader to know: which, why, and how to go on. */
export function capNote(ended: ReturnType<OpenBench["ended"]>, plan: Plan, run: string, at: Whereabouts = {}): string[] {
  if (ended === undefined) return [];
  if (ended.cap === "run")
    return [
      `The run's cap of ${dollars(plan.cap)} ended it. ${ended.why} Go on with: ${commandLine(["resume", run, "--cap <dollars>"], at)}`,
    ];
  const cap = plan.day === undefined ? "" : ` of ${dollars(plan.day)}`;
  return [
    `The day's cap${cap}, counted over all runs of this ledger, ended the run. ${ended.why} Tomorrow (UTC): ${commandLine(["resume", run], at)}`,
  ];
}

/** Why no trial could answer, where every one of them ended at a budget before its first answer. */
export async function starvedNote(summary: Summary, ledger: Pick<RunLedger, "read">, plan: Plan): Promise<string[]> {
  if (summary.topologies.some((row) => row.attempted > 0)) return [];
  let why: string | undefined;
  for await (const { fact } of ledger.read()) {
    if (fact.type !== "trial-end") continue;
    if (fact.failure?.code !== "budget") return [];
    why ??= fact.failure.message;
  }
  if (why === undefined) return [];
  return [`No trial could pay for an answer. ${why} ${(await tooLow(plan)) ?? "Raise the limits of the experiment."}`];
}

/**
 * The dry run's estimate beside what the run did cost, by every row of its ledger: gradings, unfinished trials and calls of
 * unknown outcome included, which are said apart.
 */
export function moneyNotes(
  record: RunRecord | undefined,
  ledger: Pick<RunLedger, "spentAndHeld" | "calls" | "trials">,
  at: Whereabouts = {},
): string[] {
  const estimate = keptEstimate(record?.config);
  const { spent, held, unknown } = ledger.spentAndHeld();
  const parts = partsOf(ledger);
  return [
    ...(estimate === undefined
      ? []
      : [
          `${estimateWords(estimate)}; it cost ${dollars(spent + held)}${beforeWords(estimate)}${parts}${factorWords(estimate, spent + held)}.`,
        ]),
    ...(unknown === 0
      ? []
      : [
          `The outcome of ${unknown} ${unknown === 1 ? "call" : "calls"} is unknown, given up or cut off with their process: up to ${dollars(held)} stays counted as spent. Once you know what they cost: ${commandLine(["settle", record?.id ?? "last"], at)}`,
        ]),
  ];
}

/** The parts of the cost, which add up to it; nothing where all of it went to the topologies. */
function partsOf(ledger: Pick<RunLedger, "calls" | "trials">): string {
  const ended = endedTrials(ledger);
  let [topologies, grading, checks, unfinished] = [0, 0, 0, 0];
  for (const call of ledger.calls()) {
    if (call.purpose === "grade") grading += costOf(call);
    else if (call.purpose === "preflight") checks += costOf(call);
    else if (ended.has(call.trial)) topologies += costOf(call);
    else unfinished += costOf(call);
  }
  const parts = [
    ...(grading === 0 ? [] : [`grading ${dollars(grading)}`]),
    ...(checks === 0 ? [] : [`preflight ${dollars(checks)}`]),
    ...(unfinished === 0 ? [] : [`unfinished trials ${dollars(unfinished)}`]),
  ];
  return parts.length === 0 ? "" : ` = ${[`topologies ${dollars(topologies)}`, ...parts].join(" + ")}`;
}

/** What a row of the call table counts as spent: its hold while nobody can tell what it cost. */
function costOf(call: CallLine): Nano {
  return call.state === "open" || call.state === "unknown" ? call.hold : call.cost;
}

function estimateWords({ likely, most, afterPilot, before }: KeptEstimate): string {
  const refined = afterPilot === undefined ? "" : `, after the pilot of ${afterPilot.tasks} tasks likely ${dollars(afterPilot.likely)}`;
  const what = before === undefined ? "" : " for what was added";
  return `Estimated${what} likely ${dollars(likely)}, at most ${dollars(most)}${refined}`;
}

/** What of the cost was spent before anything was added. */
function beforeWords({ before }: KeptEstimate): string {
  return before === undefined ? "" : ` (${dollars(before.cost)} of it before)`;
}

/** How far the last estimate was from the cost of a run that is done. */
function factorWords({ factor, reused, likely, afterPilot }: KeptEstimate, cost: Nano): string {
  if (factor === undefined) return "";
  const compared = Math.round((afterPilot?.likely ?? likely) / factor);
  if (reused === undefined && compared !== cost)
    return `; the estimate was ${Number(factor.toPrecision(2))} times the ${dollars(compared)} that the trials it was for did cost`;
  return `; the estimate was ${Number(factor.toPrecision(2))} times the cost${reused === undefined ? "" : ` of all answers, the ${dollars(reused)} of reused ones included`}`;
}
