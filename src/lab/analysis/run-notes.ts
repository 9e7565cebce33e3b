import type { RunLedger, RunRecord } from "../../ledger/index.ts";
import type { Summary } from "../../summary.ts";
import type { Nano } from "../../types.ts";
import { commandLine, type Whereabouts } from "../../util/command-line.ts";
import { count } from "../../util/count.ts";
import { dollars, exactDollars } from "../../util/money.ts";
import type { RunResources } from "../trials/run-resources.ts";
import { type KeptEstimate, keptEstimate } from "../estimate/kept-estimate.ts";
import type { Plan } from "../plan/plan.ts";
import { starvedNotes } from "./starved-notes.ts";
import { tooLow, unaffordable } from "../estimate/too-low.ts";
import { isFarOff } from "../estimate/far-off.ts";
import type { Spending } from "../record/spending-of.ts";
import type { Analysis } from "./summarize-run.ts";

/** What the caps and budgets that ended a run, or a part of it, want a reader to know. */
export async function endNotes(
  { ended, starved }: Pick<RunResources, "ended" | "starved">,
  plan: Plan,
  summary: Summary,
  ledger: Pick<RunLedger, "read">,
  at: Whereabouts = {},
): Promise<string[]> {
  return [
    ...(await capNote(ended(), plan, summary.run, at)),
    ...(await starvedNotes(starved, plan, summary, at)),
    ...(await starvedNote(summary, ledger, plan)),
  ];
}

/** What a cap that ended the run wants a reader to know: which, why, and how to go on. */
async function capNote(ended: ReturnType<RunResources["ended"]>, plan: Plan, run: string, at: Whereabouts = {}): Promise<string[]> {
  if (ended === undefined) return [];
  if (ended.cap === "run")
    return [
      `The run's cap of ${dollars(plan.cap)} ended it. ${ended.why} Go on with: \`${commandLine(["resume", run, "--cap", "<dollars>"], at)}\``,
    ];
  const cap = plan.day === undefined ? "" : ` of ${dollars(plan.day)}`;
  // What no day has money for is not had by waiting.
  const never = (await unaffordable(plan)) === undefined ? undefined : await tooLow(plan);
  const how = never ?? `Tomorrow (UTC): \`${commandLine(["resume", run], at)}\``;
  return [`The day's cap${cap}, counted over all runs of this ledger, ended the run. ${ended.why} ${how}`];
}

/** Which tasks of an experiment that holds out one half are in no figure; nothing for any other. */
export function learningNote({ learning, suite }: Pick<Plan, "learning" | "suite">): string[] {
  if (learning.size === 0) return [];
  const tasks = count(learning.size, "task was", "tasks were");
  return [
    `${tasks} run first, to choose and learn by, and not scored: all figures are of the other ${suite.tasks.length - learning.size}.`,
  ];
}

/** Why no trial could answer, where every one of them ended at a budget before its first answer. */
async function starvedNote(summary: Summary, ledger: Pick<RunLedger, "read">, plan: Plan): Promise<string[]> {
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

/** The figures of a run that its money is told from. */
export type RunFigures = Pick<Analysis, "summary" | "spending">;

/**
 * What the run did cost, by every row of its ledger, beside the dry run's estimate: gradings, unfinished trials, cut-off calls and
 * calls of unknown outcome included, which are said apart. To the nano-dollar, as the parts are to add up.
 */
export function moneyNotes(record: RunRecord | undefined, { summary, spending }: RunFigures): string[] {
  const cost = costWords(keptEstimate(record?.config), summary.world, spending);
  return [cost, ...tieWords(spending), ...vainReuse(record?.config, summary.world, spending)];
}

function costWords(estimate: KeptEstimate | undefined, world: Summary["world"], spending: Spending): string {
  const { total, embedded } = spending;
  const paid = total - embedded;
  const parts = partsOf(spending);
  if (paid === 0 && total > 0)
    return `It cost $0.00: its models are ${world === "mixed" ? "simulated or recorded" : world}, so nobody is paid. At their prices it took ${exactDollars(total)}${parts}.`;
  const real =
    embedded === 0
      ? ""
      : `, of which ${exactDollars(embedded)} is what simulated and recorded models would take, so that ${exactDollars(paid)} was paid`;
  const cost = exactDollars(total);
  const held = heldWords(spending);
  const free = total === 0 ? `: ${freeWords(world, spending)}` : "";
  if (estimate !== undefined)
    return `${estimateWords(estimate)}; it cost ${cost}${beforeWords(estimate)}${free}${parts}${held}${real}${factorWords(estimate, total)}.`;
  return `It cost ${cost}${free}${parts}${held}${real}.`;
}

/** What is said of a run that was to take over answers of earlier runs and found none. */
function vainReuse(config: unknown, world: Summary["world"], { calls }: Spending): string[] {
  const { reuse = false } = (config ?? {}) as { reuse?: boolean };
  if (!reuse || calls.made === 0 || calls.reused > 0) return [];
  if (world === "simulated" || world === "recorded")
    return [`--reuse took over nothing: it takes over answers of live models, and here they are ${world}.`];
  return ["--reuse took over nothing: no other run of this ledger has an answer to any of these calls."];
}

/** How much of the cost nobody was billed yet, as far as anyone knows. */
function heldWords({ unsettled, unsettledCalls }: Spending): string {
  if (unsettledCalls === 0) return "";
  return `, of which up to ${exactDollars(unsettled)} is held for ${count(unsettledCalls, "call")} of unknown outcome`;
}

/** Why a run cost nothing. */
function freeWords(world: Summary["world"], { calls }: Spending): string {
  if (world === "functions") return calls.made > 0 ? "its functions were free" : "its functions asked nobody";
  const { made, reused, answered } = calls;
  if (made === 0) return "no call was made";
  if (world === "simulated" || world === "recorded") return `its models are ${world}, so nobody is paid`;
  const own = made - reused;
  if (own === 0) return "its answers were paid for by earlier runs";
  const taken = reused === 0 ? "" : `${count(reused, "answer was", "answers were")} paid for by earlier runs, and `;
  if (answered === 0) return `${taken}${reused === 0 ? "no call" : "no other call"} was answered, and none was billed`;
  return `${taken}every ${reused === 0 ? "" : "other "}call was free`;
}

/** The parts of the cost, which add up to it; nothing where all of it went to the topologies. */
function partsOf({ topologies, grading, preflight, shadow, learning, unfinished, cutOff, other }: Spending): string {
  const parts = Object.entries({
    grading: sumOf(grading),
    preflight,
    "shadow runs": shadow,
    "trials for learning": learning,
    "unfinished trials": unfinished,
    "cut-off calls": cutOff,
    "calls of trials that were begun anew or are no longer planned": other,
  }).flatMap(([name, amount]) => (amount === 0 ? [] : [`${name} ${exactDollars(amount)}`]));
  return parts.length === 0 ? "" : ` = ${[`topologies ${exactDollars(sumOf(topologies))}`, ...parts].join(" + ")}`;
}

/** How the tables, in which every trial stands at what it would cost alone, lead to what the topologies took. */
function tieWords({ topologies, alone, shared, reused }: Spending): string[] {
  if (shared === 0 && reused === 0) return [];
  const less = [
    ...(shared === 0 ? [] : [`answers that trials share, paid once, ${exactDollars(shared)}`]),
    ...(reused === 0 ? [] : [`answers of earlier runs ${exactDollars(reused)}`]),
  ];
  return [
    `Topologies ${exactDollars(sumOf(topologies))} = all trials, each alone, as in the tables ${exactDollars(alone)} - ${less.join(" - ")}.`,
  ];
}

function sumOf(amounts: Readonly<Record<string, Nano>>): Nano {
  return Object.values(amounts).reduce((sum, each) => sum + each, 0);
}

function estimateWords({ likely, most, cap, unpriced, afterPilot, before }: KeptEstimate): string {
  const more = unpriced === undefined ? "" : ` and what function members charge (${unpriced.join(", ")})`;
  const refined =
    afterPilot === undefined ? "" : `, after the pilot of ${count(afterPilot.tasks, "task")} likely ${dollars(afterPilot.likely)}`;
  const what = before === undefined ? "" : " for what was added";
  const capped = cap !== undefined ? ` by the cap that it had then (now ${dollars(cap)})` : likely > most ? " by its cap" : "";
  return `Estimated${what} likely ${dollars(likely)}${more}, at most ${dollars(most)}${capped}${refined}`;
}

/** What of the cost was spent before anything was added. */
function beforeWords({ before }: KeptEstimate): string {
  return before === undefined ? "" : ` (${exactDollars(before.cost)} of it before)`;
}

/** How far the last estimate was from the cost of a run that is done; one that was far off is told by a warning of its own. */
function factorWords(estimate: KeptEstimate, cost: Nano): string {
  const { factor, compared } = estimate;
  if (factor === undefined || compared === undefined || isFarOff(factor)) return "";
  const what = compared === cost ? "the cost" : `the ${exactDollars(compared)} that the trials it was for did cost`;
  const times = Number(Math.max(factor, 1 / factor).toPrecision(2));
  if (times === 1) return compared === cost ? "; the estimate was right to within 5%" : `; the estimate was within 5% of ${what}`;
  return factor > 1 ? `; the estimate was ${times} times as high as ${what}` : `; ${what} was ${times} times as high as the estimate`;
}
