import type { Summary, TopologyRow } from "../summary.ts";
import type { Nano } from "../types.ts";
import { commandLine } from "../util/command-line.ts";
import { count } from "../util/count.ts";
import { dollars, toNano } from "../util/money.ts";
import { own } from "../util/own.ts";
import type { ByTask } from "./by-task.ts";
import { furtherWords } from "./further-spending.ts";
import { broken, infra, missing, type MissingReason, type OddCall, type TrialRow, unfilled, unusable } from "./trial-row.ts";
import { byName } from "../util/by-name.ts";

/** What a reader must know before believing the figures, in plain words; the same for the same figures. */
export function warningsOf(summary: Summary, topologies: ReadonlyMap<string, ByTask>): string[] {
  const found: string[] = [];
  if (summary.tasks > 0 && summary.tasks < 30) {
    found.push(`${count(summary.tasks, "task is", "tasks are")} few: only large differences between topologies can show.`);
  }
  found.push(
    ...unreplayed(summary.topologies),
    ...states.flatMap((state) => ofState(state, summary, topologies)),
    ...changeable(summary),
    ...unrated(summary.topologies),
    ...unreadable(summary, topologies),
    ...overruled(summary),
    ...unquoted(summary),
    ...endedByBudget(summary.topologies),
  );
  const rates = summary.topologies.flatMap(({ name, trials, infra: all }) => {
    if (trials === 0) return [];
    const ours = [...(topologies.get(name)?.values() ?? [])].flat().filter(broken).length;
    return (all - ours) / trials;
  });
  if (Math.max(...rates) - Math.min(...rates) > 0.02) {
    found.push("Trials lost to the provider or the network differ by more than 2 points between topologies: run those trials again.");
  }
  return [...found, ...flagsOf(topologies), ...furtherWords(summary)];
}

/** What a replay could not tell, in whose rows, and why. */
function unreplayed(rows: readonly TopologyRow[]): string[] {
  return rows.flatMap(({ name, replay }) => {
    if (replay === undefined) return [];
    const { state, lost, of, why } = replay;
    if (state === "cannot be replayed") return [`${name} cannot be replayed and is in no comparison: ${why}`];
    return [`${name} lost ${lost} of ${count(of, "task")}, so its figures are of the other ${of - lost} and it leads nothing: ${why}`];
  });
}

interface State {
  readonly of: (row: TrialRow) => boolean;
  readonly words: string;
  /** What is said of each topology beside the number of its trials. */
  readonly beside?: (row: TopologyRow) => string;
}
const states: readonly State[] = [
  { of: broken, words: "Ended by an error in a function of your own; without a result until that is mended" },
  {
    of: (row) => infra(row) && !broken(row),
    words: "Lost for the provider's or the network's reasons; without a result until they are asked again",
  },
  { of: (row) => missing(row) !== undefined, words: "Without a score, which counts as not passed with a score of 0", beside: bounds },
  {
    of: unusable,
    words:
      "Without an answer that can be used (an empty text, reasoning alone, another form), which counts as not passed with a score of 0",
  },
  { of: (row) => unfilled(row) && missing(row) === undefined, words: "Left unfilled, which counts as not passed with a score of 0" },
];

const reasons: Readonly<Record<MissingReason, string>> = {
  timeout: "took too long",
  "too-long": "asked for more than a model takes",
  "output-cap": "cut at the output cap",
  refused: "refused",
  "sandbox-limit": "not finished by the sandbox",
  undecided: "the grader could not tell",
  censored: "cut off, outcome unknown",
  unasked: "no money for a single call",
  lost: "lost to the provider, the network or the sandbox each time they were asked, and given up by `resume --give-up`",
};

/** Why a topology's trials have no score, and the pass rate that it has if they all had passed. */
function bounds({ missing: found = {}, passRate, passRateIfPassed }: TopologyRow): string {
  const whole = Object.values(found).reduce((sum, some) => sum + some, 0);
  const words = (Object.keys(reasons) as MissingReason[]).flatMap((why) => {
    const some = own(found, why) ?? 0;
    return some === 0 ? [] : [some === whole ? reasons[why] : `${some} ${reasons[why]}`];
  });
  const most =
    passRateIfPassed === undefined
      ? ""
      : `; a pass rate of ${percent(passRate as number)}, and ${percent(passRateIfPassed)} had they passed`;
  return ` (${words.join(", ")}${most})`;
}

function percent(share: number): string {
  return `${Math.round(100 * share)}%`;
}

/** Whether trials without a score could change who passes most. */
function changeable({ topologies }: Summary): string[] {
  const rows = topologies.flatMap(({ name, bound, passRate, passRateIfPassed }) =>
    bound === true || passRate === null ? [] : [{ name, rate: passRate, most: passRateIfPassed ?? passRate }],
  );
  const [first] = rows.toSorted((a, b) => b.rate - a.rate);
  const able = rows.filter(({ name, most }) => first !== undefined && name !== first.name && most > first.rate);
  if (first === undefined || able.length === 0) return [];
  const who = able.map(({ name }) => name).join(", ");
  return [
    `Had their trials without a score passed, ${who} would pass more than ${first.name}: what is said of passes rests on counting them as not passed.`,
  ];
}

/** One line per state: how many trials of which topologies ended in it, and what was said most often when they did. */
function ofState({ of, words, beside }: State, summary: Summary, topologies: ReadonlyMap<string, ByTask>): string[] {
  const ended = summary.topologies.flatMap((row) => {
    const { name, trials } = row;
    const rows = [...(topologies.get(name)?.values() ?? [])].flat().filter(of);
    return rows.length === 0 ? [] : [{ name, trials, rows, row }];
  });
  if (ended.length === 0) return [];
  const where = ended
    .map(({ name, trials, rows, row }) => `${name} ${rows.length} of ${count(trials, "trial")}${beside?.(row) ?? ""}`)
    .join(", ");
  const rows = ended.flatMap((own) => own.rows);
  const messages = rows.flatMap((row) => (row.lost ?? row.failure)?.message ?? []);
  const reason = commonest(messages);
  const most = 2 * messages.filter((message) => message === reason).length > rows.length ? "Mostly" : "For example";
  return [`${words}: ${where}.${reason === undefined ? "" : ` ${most}: ${reason.slice(0, 300)}`}`];
}

/** Ties go to the first in the alphabet, so that the order of work changes nothing. */
function commonest(texts: readonly string[]): string | undefined {
  const groups = byName(Map.groupBy(texts, (text) => text));
  return groups.sort(([, a], [, b]) => b.length - a.length)[0]?.[0];
}

/** What was paid for trials that have no result yet is in no figure that compares their topology. */
function unrated(rows: readonly TopologyRow[]): string[] {
  const found = rows.filter(({ cost }) => (cost.unrated ?? 0) > 0);
  if (found.length === 0) return [];
  const where = found
    .map(({ name, cost }) => `${name} ${dollars(toNano(cost.unrated as number))} of ${dollars(toNano(cost.total))}`)
    .join(", ");
  return [`Cost of trials without a result yet, left out of $/task and $/pass: ${where}.`];
}

/** The form of these answers, not their value, is why they did not pass. */
function unreadable({ run, topologies: rows }: Summary, topologies: ReadonlyMap<string, ByTask>): string[] {
  const found = rows.filter((row) => (row.unreadable ?? 0) > 0);
  if (found.length === 0) return [];
  const all = [...(topologies.get(found[0]?.name ?? "")?.values() ?? [])].flat();
  const trial = all.find((row) => row.unreadable === true)?.trial ?? "<trial>";
  const where = found.map(
    (row) => `${row.name} ${row.unreadable} of ${count(row.attempted, "answer")} (${(100 * (row.unreadableShare ?? 0)).toFixed(1)}%)`,
  );
  return [
    `Answers that no reader could read, which count as not passed: ${where.join(", ")}. Read one with \`${commandLine(["show", run, trial])}\`.`,
  ];
}

/** Where it is not clear that words can show a criterion, a judge's word alone holds, and is told. */
function unquoted(summary: Summary): string[] {
  const judges = Object.entries(summary.unquoted ?? {});
  if (judges.length === 0) return [];
  const where = judges.map(([judge, unquoted]) => `${judge} ${count(unquoted, "verdict")}`).join(", ");
  return [
    `No quote, where a criterion was found met and one was optional: ${where}. Those criteria count as met; a criterion's \`evidence: quote\` asks for one.`,
  ];
}

/** A judge that finds a criterion met must show where: what it does not show counts as not met. */
function overruled(summary: Summary): string[] {
  const judges = Object.entries(summary.overruled ?? {});
  if (judges.length === 0) return [];
  const where = judges.map(([judge, overruled]) => `${judge} ${count(overruled, "verdict")}`).join(", ");
  return [
    `Overruled, because a criterion was found met without a quote that occurs in the answer: ${where}. Those criteria count as not met.`,
  ];
}

/** Trials that a budget ended keep their best answer so far. */
function endedByBudget(rows: readonly TopologyRow[]): string[] {
  const ended = rows.flatMap(({ name, trials, endedByBudget = 0, unasked = 0 }) =>
    endedByBudget > unasked ? [`${name} ${endedByBudget - unasked} of ${count(trials, "trial")}`] : [],
  );
  return ended.length === 0 ? [] : [`Ended by a budget; the best answer so far stands where there was one: ${ended.join(", ")}.`];
}

const meanings: Readonly<Record<string, string>> = {
  "outcome-unknown": "Calls whose outcome is unknown and which stand in trials that ended; the most they can have cost stays counted",
  "settled-later": "Calls whose outcome was unknown and whose cost was settled later, by a person or by the provider",
  "no-usage": "Calls with an answer and without a usage report, charged at the most they can have cost",
  "inconsistent-usage": "Calls whose usage report contradicts itself",
  overrun: "Calls billed above their quote; later calls of their models were held at as much more",
  truncated: "Answers cut at the output cap",
  "truncated-verdict": "Verdicts of judges cut at the output cap",
  "truncated-other": "Replies other than answers and verdicts (plans, bids, messages) cut at the output cap",
  "context-full": "Replies cut where their model's context was full, below the output cap",
  "reasoning-cut-off": "Replies that ended within their reasoning",
  cut: "Answers too long to be kept whole",
  "price-differs": "Calls whose provider states a cost more than 1% away from the price book's",
  "cost-stated": "Calls charged what the provider states, because their usage report cannot be used",
  "cost-unread": "Calls whose provider states a cost that cannot be read (another currency, words); charged by the price book",
  "cost-contradicted":
    "Calls whose provider states two costs that differ; a positive one counts before $0, and the larger of two of one place",
  "unpriced-tier":
    "Calls served by a tier, at a speed or in a place whose price is not known, priced at the standard rate unless `price.served` of the member states it",
  "total-above-parts": "Calls whose total of tokens is above its parts; the rest is counted as output",
  "usage-contradicted":
    "Calls whose tokens are reported twice and not alike; the report that its total proves, or that is not of zeros, counts",
  "no-end": "Replies that came without a reason for their end; what had come by then stands",
  "odd-end": "Replies that ended for a reason that ends no answer or is not known; what came stands",
  "ignored-temperature": "Calls to which `temperature` was not sent: their provider's interface does not take it",
  "ignored-topP": "Calls to which `topP` was not sent: their provider's interface does not take it",
  "ignored-stop": "Calls to which `stop` was not sent: their provider's interface does not take it",
  "ignored-seed": "Calls to which `seed` was not sent: their provider's interface does not take it",
  "cost-assumed": "Calls whose cost is assumed, not recorded",
  "bid-cost-assumed": "Bids whose cost is assumed, not recorded",
};

/** Oddities that put the amount itself in doubt. */
const inDoubt = new Set([
  "outcome-unknown",
  "no-usage",
  "inconsistent-usage",
  "overrun",
  "price-differs",
  "cost-stated",
  "cost-unread",
  "cost-contradicted",
  "unpriced-tier",
  "total-above-parts",
  "usage-contradicted",
  "cost-assumed",
]);

/** One line per oddity: how often, in which topologies, and what those calls were charged; a call that topologies share is one. */
function flagsOf(topologies: ReadonlyMap<string, ByTask>): string[] {
  const odd = [...topologies].map(([name, tasks]) => [name, oddCalls(tasks)] as const);
  return Object.entries(meanings).flatMap(([flag, meaning]) => {
    const calls = new Map<string, OddCall>();
    const where: string[] = [];
    let times = 0;
    for (const [name, all] of odd) {
      const found = all.filter(({ flags }) => flags.has(flag));
      for (const each of found) if (!calls.has(each.call)) calls.set(each.call, each);
      if (found.length > 0) where.push(`${name} ${found.length}`);
      times += found.length;
    }
    if (calls.size === 0) return [];
    const sum = (of: (call: OddCall) => Nano): string => dollars([...calls.values()].reduce((all, call) => all + of(call), 0));
    const shared = times === calls.size ? "" : ` (${calls.size} in all trials: topologies share some)`;
    const told = where.length === topologies.size ? `${calls.size} in all trials` : `${where.join(", ")}${shared}`;
    const money = inDoubt.has(flag) ? `; ${sum(({ cost }) => cost)} is charged for them` : "";
    const both = flag === "price-differs" ? `, as stated; the price book makes it ${sum(({ computed }) => computed ?? 0)}` : "";
    const words = [...new Set([...calls.values()].flatMap(({ words: said = [] }) => said.filter((word) => word.startsWith(`${flag}=`))))];
    const which = words.length === 0 ? "" : ` (${words.map((word) => word.slice(flag.length + 1)).join(", ")})`;
    return [`${meaning}${which}: ${told}${money}${both}.`];
  });
}

/** Few calls are odd: they are looked for once. */
function oddCalls(tasks: ByTask): OddCall[] {
  const found: OddCall[] = [];
  for (const rows of tasks.values()) for (const { odd = [] } of rows) found.push(...odd);
  return found;
}
