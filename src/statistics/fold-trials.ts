import type { CallFact, Event, Fact, Failure, FailureCode, Nano, View } from "../types.ts";
import { addUsage, inputOf, noUsage } from "../util/money.ts";
import { callOf, isLost, isSilent, keptFromJudging } from "./lost-calls.ts";
import type { OddCall, Outcome, TrialRow } from "./trial-row.ts";
import { own } from "../util/own.ts";
import { setOwn } from "../util/set-own.ts";
import { defined } from "../util/defined.ts";

type Draft = { -readonly [K in keyof TrialRow]: TrialRow[K] } & {
  ended: boolean;
  answer: string | undefined;
  odd: readonly OddCall[];
  lostCost: Nano;
  wastedCost: Nano;
  outcomes: readonly Outcome[];
  wrote: Readonly<Record<string, number>>;
  overruled?: Map<string, number>;
  unquoted?: Map<string, number>;
  /** What infrastructure lost of the work, and of the grading: calls by the name that their tries share, and the judge's own silence. */
  lostWork?: Map<string, Failure>;
  lostGrading?: Map<string, Failure>;
  /** What each member was asked for last, until the trial has ended. */
  asked: Map<string, string> | undefined;
  /** Whether it has several turns, of which one was answered. */
  turned?: boolean;
  /** Until the trial has ended. */
  made: readonly TextCall[];
  accepted?: TextCall;
};
/** A call that brought a text; `part` is what its cost counts as until its text is accepted. */
interface TextCall {
  readonly member: string;
  readonly reply: string;
  readonly cost: Nano;
  /** Tokens of the text, without hidden reasoning. */
  readonly shown: number;
  readonly writes: boolean;
  readonly part: "lost" | "wasted" | "coordination";
}
/** Trials by id, while they are being folded; read them with `trialsOf`. */
export type TrialFold = Map<string, Draft>;

/** Contract: `start` is a fresh fold at each reading; `step` extends the fold in place, so that a long ledger takes linear time. */
export const trialView: View<TrialFold> = {
  get start(): TrialFold {
    return new Map();
  },
  step(fold, event) {
    if (event.fact.type === "trial-start") fold.set(event.trial, draft(event.trial, event.fact));
    const row = fold.get(event.trial);
    if (row !== undefined) take(row, event.fact);
    return fold;
  },
};

/** The trials of a ledger that have ended, in order of their start. A trial that was begun again counts from its last start. */
export function foldTrials(events: Iterable<Event>): TrialRow[] {
  let fold = trialView.start;
  for (const event of events) fold = trialView.step(fold, event);
  return trialsOf(fold);
}

/** As `foldTrials`, for a ledger that is read as it comes. */
export async function foldTrialsFrom(events: AsyncIterable<Event>): Promise<TrialRow[]> {
  let fold = trialView.start;
  for await (const event of events) fold = trialView.step(fold, event);
  return trialsOf(fold);
}

/** The ended trials of a fold. */
export function trialsOf(fold: TrialFold): TrialRow[] {
  return [...fold.values()].filter((row) => row.ended).map(finished);
}

/** The same, and empties the fold as it goes: of very many trials the rows alone are in memory. */
export function drainTrials(fold: TrialFold): TrialRow[] {
  const rows: TrialRow[] = [];
  for (const [trial, row] of fold) {
    fold.delete(trial);
    if (row.ended) rows.push(finished(row));
  }
  return rows;
}

function draft(trial: string, start: Extract<Fact, { type: "trial-start" }>): Draft {
  return {
    trial,
    topology: start.topology,
    task: start.task,
    category: start.category,
    repetition: start.repetition,
    state: "censored",
    answered: false,
    scored: false,
    passed: false,
    score: 0,
    cost: 0,
    gradeCost: 0,
    winningCost: 0,
    lostCost: 0,
    wastedCost: 0,
    ms: 0,
    calls: 0,
    usage: noUsage,
    byPurpose: none,
    byMember: none,
    wrote: none,
    awards: none,
    attempts: 0,
    outcomes: nothing,
    guards: 0,
    flags: none,
    odd: nothing,
    ended: false,
    answer: undefined,
    asked: undefined,
    made: nothing,
  };
}

/** What most trials have nothing of is one for them all: of a million trials, empty lists alone would fill the memory. */
const none: Readonly<Record<string, number>> = Object.freeze({});
const nothing: readonly never[] = Object.freeze([]);

function take(row: Draft, fact: Fact): void {
  switch (fact.type) {
    case "call":
      takeLoss(row, fact);
      return takeCall(row, fact);
    case "grade":
      return grade(row, fact);
    case "trial-end":
      return end(row, fact);
    case "given-up":
      row.givenUp = true;
      return;
    case "turn":
      if (fact.answer !== undefined) settleTurn(row, fact);
      return;
    case "award":
      return void (row.awards = add(row.awards, fact.member, 1));
    case "unfilled":
      row.unfilled = fact.reason;
      return;
    case "verdict":
      return accept(row, fact.member, fact.passed && fact.part === undefined);
    case "outcome": {
      const { type: _, ...outcome } = fact;
      row.outcomes = appended(row.outcomes, outcome);
      return;
    }
    case "own":
      return overrule(row, fact);
    case "unverified":
      return takeSilence((row.lostWork ??= new Map()), fact);
    case "guard":
      if (fact.stopped) row.guards += 1;
      return;
    default:
  }
}

/**
 * A judge's call that times out is lost: its answer is graded again. A member's is part of how its topology works. What a grading
 * after the trial's end lost takes nothing away: the earlier grade stands.
 */
function takeLoss(row: Draft, call: CallFact): void {
  const grading = call.purpose === "grade";
  const gone = grading ? isSilent(call) : isLost(call);
  const name = callOf(call.key);
  if (!gone || call.failure === undefined) (grading ? row.lostGrading : row.lostWork)?.delete(name);
  else if (!grading) (row.lostWork ??= new Map()).set(name, call.failure);
  else if (!row.ended) (row.lostGrading ??= new Map()).set(name, call.failure);
}

function takeCall(row: Draft, call: CallFact): void {
  // A repair is of what the same member was asked for before.
  if (call.purpose !== "repair") (row.asked ??= new Map()).set(call.member, call.purpose);
  if (call.purpose === "grade") return;
  row.cost += call.cost;
  row.calls += 1;
  row.usage = addUsage(row.usage, call.usage);
  row.byPurpose = add(row.byPurpose, call.purpose, call.cost);
  row.byMember = add(row.byMember, call.member, call.cost);
  if (call.purpose === "attempt" || call.purpose === "retry") row.attempts += 1;
  noteOddities(row, call);
  const tries = call.purpose === "attempt" || call.purpose === "retry";
  const part = !call.ok || call.purpose === "repair" ? "wasted" : tries ? "lost" : "coordination";
  if (part === "wasted") row.wastedCost += call.cost;
  if (part === "lost") row.lostCost += call.cost;
  if (!call.ok) return;
  const { member, reply, cost, usage } = call;
  const shown = Math.max(0, usage.output - usage.reasoning);
  const made: TextCall = { member, reply, cost, shown, writes: tries || call.purpose === "merge", part };
  if (made.writes) row.wrote = add(row.wrote, call.member, 1);
  row.made = appended(row.made, made);
}

function noteOddities(row: Draft, call: CallFact): void {
  const flags = oddities(call, row.asked?.get(call.member) ?? call.purpose);
  if (flags.size === 0) return;
  for (const flag of flags) row.flags = add(row.flags, flag, 1);
  const { key, ms, cost, computed } = call;
  const words = (call.flags ?? []).filter((flag) => /^(odd-end|unpriced-tier)=/.test(flag));
  const beside = { ...defined({ computed }), ...(words.length === 0 ? {} : { words }) };
  row.odd = appended(row.odd, { call: `${key} ${ms}`, flags, cost, ...beside });
}

/** Oddities of the report that a call's cost is made from. */
const ofUsage = [
  "no-usage",
  "inconsistent-usage",
  "cost-stated",
  "cost-unread",
  "cost-contradicted",
  "total-above-parts",
  "usage-contradicted",
];

/** What a reply that was cut at the output cap is, by the purpose of its call. */
const cut: Readonly<Record<string, string>> = {
  attempt: "truncated",
  retry: "truncated",
  merge: "truncated",
  verdict: "truncated-verdict",
  grade: "truncated-verdict",
};

/** What a reader must know of a call for this purpose, each oddity once. */
function oddities(call: CallFact, purpose: string): Set<string> {
  // "reasoning=120" is the oddity "reasoning"; how much it was stands with the call.
  const found = new Set((call.flags ?? []).map((flag) => flag.split("=", 1)[0] ?? flag));
  if (call.stop === "length" && !found.has("context-full")) found.add("truncated");
  if (found.delete("truncated")) found.add(own(cut, purpose) ?? "truncated-other");
  // One that broke off and told what it used all the same is settled at that.
  const told =
    found.has("settled-later") || found.has("cost-stated") || (!found.has("no-usage") && inputOf(call.usage) + call.usage.output > 0);
  if (call.failure?.code === "unknown" && !told) found.add("outcome-unknown");
  // What such a call costs is the hold or somebody's word, whatever its usage report lacks: it is counted once.
  if (found.has("outcome-unknown") || found.has("settled-later")) for (const flag of ofUsage) found.delete(flag);
  return found;
}

/** The answer that a verdict lets pass was written by the latest writing call of its member. */
function accept(row: Draft, member: string, passed: boolean): void {
  if (!passed) return;
  const call = row.made.findLast((made) => made.writes && made.member === member);
  if (call !== undefined) row.accepted = call;
}

/** A rubric notes whose verdict it overruled, and whose has no quote where one was optional. */
function overrule(row: Draft, { name, value }: Extract<Fact, { type: "own" }>): void {
  if ((name !== "overruled" && name !== "no-quote") || typeof value !== "object" || value === null || !("judge" in value)) return;
  const { judge } = value;
  if (typeof judge !== "string") return;
  const field = name === "overruled" ? "overruled" : "unquoted";
  const counts = (row[field] ??= new Map());
  counts.set(judge, (counts.get(judge) ?? 0) + 1);
}

function grade(row: Draft, fact: Extract<Fact, { type: "grade" }>): void {
  row.scored = fact.scored;
  row.passed = fact.scored && fact.passed;
  row.score = fact.scored ? fact.score : 0;
  row.unreadable = fact.flags?.includes("unreadable") === true;
  if (fact.turns !== undefined) row.turns = fact.turns;
  row.gradeCost += fact.cost;
  if (fact.scored) delete row.lostGrading;
  delete row.gradeFailure;
  if (fact.scored) return;
  if (fact.code !== undefined) row.gradeFailure = fact.code;
  takeSilence((row.lostGrading ??= new Map()), fact);
}

/** A judge that infrastructure kept from judging; its lost calls are counted as such. */
function takeSilence(lost: Map<string, Failure>, { code, why }: { readonly code?: FailureCode; readonly why: string }): void {
  if (code !== undefined && keptFromJudging(code)) lost.set(silence, { code, message: why });
}
/** No call has this name. */
const silence = "";

function end(row: Draft, fact: Extract<Fact, { type: "trial-end" }>): void {
  row.ended = true;
  row.state = fact.state;
  row.ms = fact.ms;
  row.answered = fact.answer !== undefined && (fact.state === "answered" || fact.state === "budget");
  if (fact.answer !== undefined) row.answer = fact.answer;
  if (fact.by !== undefined) row.by = fact.by;
  if (fact.failure !== undefined) row.failure = fact.failure;
  // Of several turns each has its own, and is settled.
  if (row.answered && row.turned !== true) settleWinning(row);
  row.made = nothing;
  row.asked = undefined;
  row.answer = undefined;
}

/** The answer of a turn was accepted; the next turn's work begins. */
function settleTurn(row: Draft, { answer, by }: Extract<Fact, { type: "turn" }>): void {
  row.turned = true;
  row.answer = answer;
  if (by !== undefined) row.by = by;
  settleWinning(row);
  row.made = nothing;
  delete row.accepted;
}

function settleWinning(row: Draft): void {
  const won = winning(row);
  if (won === undefined) return;
  row.winningCost += won.cost;
  row.shown = (row.shown ?? 0) + won.shown;
  if (won.part === "lost") row.lostCost -= won.cost;
  if (won.part === "wasted") row.wastedCost -= won.cost;
}

/** The call of the accepted answer: by its content address, else by the passing verdict, else its author's last writing call. */
function winning(row: Draft): TextCall | undefined {
  const same = row.made.findLast((made) => made.reply === row.answer);
  if (same !== undefined) return same;
  if (row.accepted !== undefined && (row.by === undefined || row.accepted.member === row.by)) return row.accepted;
  const own = row.made.filter((made) => made.member === row.by);
  return own.findLast((made) => made.writes) ?? own.at(-1) ?? row.made.findLast((made) => made.writes);
}

function finished(row: Draft): TrialRow {
  const {
    ended: _ended,
    made: _made,
    accepted: _accepted,
    answer: _answer,
    asked: _asked,
    turned: _turned,
    lostWork,
    lostGrading,
    ...rest
  } = row;
  const [lost] = [...(lostWork?.values() ?? []), ...(lostGrading?.values() ?? [])];
  const known = rest.scored && rest.answered && lost === undefined;
  const told = lost === undefined ? rest : { ...rest, lost };
  return known ? told : { ...told, scored: false, passed: false, score: 0, unreadable: false };
}

/** Adds in place, but for what all trials have in common. */
function add(into: Readonly<Record<string, number>>, key: string, amount: number): Readonly<Record<string, number>> {
  const sums = into === none ? {} : into;
  setOwn(sums, key, (own(sums, key) ?? 0) + amount);
  return sums;
}

function appended<T>(list: readonly T[], item: T): readonly T[] {
  if (list === nothing) return [item];
  (list as T[]).push(item);
  return list;
}
