import { z } from "zod";
import type { Answer, Brief, Desk, Failure, Member, Result, Topology } from "../types.ts";
import { fail } from "../util/failure.ts";
import { toDollars } from "../util/money.ts";
import { normal, shuffled } from "../util/random.ts";
import {
  Belief,
  bestOf,
  type Checker,
  indexDecision,
  type CheckedAttempt,
  type ClueRule,
  type JointFit,
  type Signals,
  signalsOf,
} from "../valuation/index.ts";
import { isOver } from "./asks.ts";
import type { Assignment, FailedAttempt } from "./attempt.ts";
import { decisionNote } from "./decision-note.ts";
import { answerKey } from "./final-answer.ts";
import { costNote, fitOf, judgedNote, judgedView, statedSignals } from "./judged-view.ts";
import { defineKind } from "./kind.ts";
import { learntOptions, openLearnt } from "./learnt-options.ts";
import { likelyCost, valueOf } from "./market/worth.ts";
import { priorRecord, strangerIn } from "./prior-record.ts";
import { askStated } from "./stated-answer.ts";
import { defined } from "../util/defined.ts";
import { unvotable } from "./votable.ts";

const rate = z.number().min(0).max(1);

/**
 * `value`: dollars that a right answer is worth; absent, the task's own value, else ten times the most that an attempt can cost. `checker`: how
 * often the verifier accepts a right answer and rejects a wrong one, and what a verdict costs in dollars; none where no verdict is to be had. `most`:
 * attempts for a task, never more than the terms allow, and of one member.
 * `learn`: verdicts of a member that are sought, if need be on an answer that would be taken without one. `record`: what is known before the session;
 * its `cost`: dollars of an attempt in the mean. `confidence`: members are asked for their chance of being right with each answer, and what that says is
 * learnt. `learnt`: what was learnt elsewhere, in place of a record and of all learning here.
 */
export const indexOptions = z.strictObject({
  value: z.number().positive().optional(),
  checker: z
    .union([
      z.strictObject({ sensitivity: rate.default(1), specificity: rate.default(1), price: z.number().min(0).default(0) }),
      z.literal("none"),
    ])
    .prefault({}),
  most: z.strictObject({ attempts: z.int().min(1).max(64).default(4), ofOne: z.int().min(1).max(64).default(2) }).prefault({}),
  learn: z.int().min(0).max(1000).default(20),
  record: priorRecord,
  confidence: z.boolean().default(false),
  learnt: learntOptions,
});
type Settings = z.output<typeof indexOptions>;

/**
 * The index policy: each next step, an attempt of some member, a verdict on an answer, or an end, is the one with the highest reservation value.
 * Contract: never rejects. What is returned is the answer that is likeliest to be right, verified or not.
 */
export function indexPolicy(options: z.input<typeof indexOptions> = {}): Topology {
  const settings = indexOptions.parse(options);
  return { name: "index", memory: true, solve: (task, desk) => decideAndTry(task, desk, settings) };
}

/** An attempt that was made, with its answer, or why there is none. */
interface AnsweredAttempt {
  readonly member: number;
  readonly answer: Result<Answer>;
  readonly tokens: number;
  readonly confidence?: number;
  verdict?: boolean;
  why?: string;
}
/** One task under way: `members` in an order drawn by chance, which decides between equals. */
interface Search extends Assignment {
  readonly members: readonly Member[];
  readonly settings: Settings;
  /** What was learnt elsewhere, for this task; then nothing is learnt here. */
  readonly given?: { readonly belief: Belief; readonly costs: readonly number[]; readonly signals: Signals | undefined };
  readonly made: AnsweredAttempt[];
  /** Standard normal numbers, the same at each step of a task. */
  readonly normals: readonly number[];
  /** What was thought before this task, by how it is asked for: no task ends meanwhile, so that nothing more is learnt. */
  readonly beliefs: Map<string, Belief>;
  /** What verdicts there may be: none after one that could not be had. */
  judged: number;
  silent: boolean;
}

async function decideAndTry(task: Brief, desk: Desk, settings: Settings): Promise<Result<Answer>> {
  const search = opened(task, desk, settings);
  if ("ok" in search) return search;
  const result = await searched(search);
  desk.note({ type: "own", name: judgedNote, value: judgedOf(search) });
  return result;
}

function opened(task: Brief, desk: Desk, settings: Settings): Search | Result<Answer> {
  if (desk.members.length === 0) return fail("unsupported", "An index policy needs at least one member; the experiment names none.");
  const names = desk.members.map(({ name }) => name);
  const stranger = strangerIn(settings.record, names, "index");
  if (stranger !== undefined) return fail("unsupported", stranger);
  if (settings.learnt !== undefined) {
    if (settings.record.length > 0) return fail("unsupported", 'Topology "index" takes `record` or `learnt`, not both.');
    const reader = openLearnt(settings.learnt, names, "index");
    if (typeof reader === "string") return fail("unsupported", reader);
    const given = { ...reader.at(task.category), signals: reader.signals };
    // In their order, as where it was learnt: the first of two as good.
    return { task, desk, members: desk.members, settings, given, normals: [], beliefs: new Map(), made: [], judged: 0, silent: false };
  }
  const members = shuffled(desk.members, () => desk.chance("order"));
  const normals = members.map(() => normal(() => desk.chance("explore")));
  return { task, desk, members, settings, normals, beliefs: new Map(), made: [], judged: 0, silent: false };
}

async function searched(search: Search): Promise<Result<Answer>> {
  const { desk, members } = search;
  const signals = signalsIn(search);
  const terms = { ...termsOf(search), ...defined({ signals: signals?.tables }) };
  for (;;) {
    const tried = triedOf(search, signals);
    const decision = indexDecision(beliefOf(search, "drawn"), tried, {
      ...terms,
      left: leftOf(search),
      attempts: mostOf(search) - search.made.length,
      ...checkerOf(search),
    });
    desk.note({ type: "own", name: "index-decision", value: decisionNote(decision, members) });
    const { action } = decision;
    if (action.kind === "stop") return ended(search);
    if (action.kind === "accept") {
      const { place } = bestOf(beliefOf(search, "mean").after(tried));
      if (!isSought(search, place)) return delivered(search, place);
    }
    if (action.kind === "try")
      desk.note({
        type: "own",
        name: costNote,
        value: { member: members.at(action.member)?.name ?? "", cost: terms.costs.at(action.member) ?? 0 },
      });
    const over = action.kind === "try" ? await attempt(search, action.member) : await check(search, action.attempt);
    if (over !== undefined) return bestSoFar(search) ?? over;
  }
}

/** In dollars, as what is noted of decisions is. */
function termsOf({ task, desk, members, settings, given }: Search) {
  const value = settings.value ?? toDollars(valueOf(task, desk));
  if (given !== undefined) return { value, costs: given.costs };
  return { value, costs: members.map(({ name }) => costOf(name)) };

  /** As the record states it, else the likely cost; corrected by how far off that has been for the member's attempts in this session. */
  function costOf(name: string): number {
    const stated = settings.record.filter((one) => one.member === name && one.cost !== undefined && one.tried > 0);
    const alike = stated.filter(({ category }) => category === undefined || category === task.category);
    const rows = alike.length > 0 ? alike : stated;
    const tried = rows.reduce((sum, one) => sum + one.tried, 0);
    const mean = rows.reduce((sum, { cost = 0, tried: n }) => sum + (cost * n) / tried, 0);
    const { said, paid } = desk.view(judgedView).costs.get(name) ?? { said: 0, paid: 0 };
    return (rows.length > 0 ? mean : toDollars(likelyCost(task, desk, name))) * (said > 0 ? paid / said : 1);
  }
}

/** The verifier, where the terms let one more verdict decide anything and it has not been silent. */
function checkerOf({ desk, judged, silent, settings: { checker } }: Search): { checker?: Checker } {
  return silent || checker === "none" || judged >= desk.terms.attempts - 1 ? {} : { checker };
}

/** How often verdicts err; where none is to be had, none does. */
function errorsOf({ checker }: Settings): Checker {
  return checker === "none" ? { sensitivity: 1, specificity: 1, price: 0 } : checker;
}

/** How many attempts there may be in all: as many as the terms allow every topology, or fewer by its own bound. */
function mostOf({ desk, settings: { most } }: Pick<Search, "desk" | "settings">): number {
  return Math.min(most.attempts, desk.terms.attempts);
}

/** What was thought of the members before this task, and how equal wrong answers fall together where answers are short enough to be compared. */
function beliefOf(search: Search, how: "mean" | "drawn"): Belief {
  const { task, normals, given, beliefs } = search;
  if (given !== undefined) return given.belief;
  const comparable = isComparable(search);
  const key = `${how} ${comparable}`;
  const known = beliefs.get(key);
  if (known !== undefined) return known;
  const fit = fitFor(search);
  const belief = new Belief({
    p: how === "mean" ? fit.chances(task.category) : fit.drawn(task.category, normals),
    loadings: fit.loadings,
    repeats: fit.repeats,
    ...(comparable ? { concentration } : {}),
  });
  beliefs.set(key, belief);
  return belief;
}

/** Fitted for the members in one order, whatever the task's: it is fitted once for all of them. */
function fitFor(search: Search): JointFit {
  const { members } = search;
  const names = members.map(({ name }) => name);
  const { fixed, fit } = fitInOrder(search);
  const own = <T>(values: readonly T[]): T[] => names.map((name) => values[fixed.indexOf(name)] as T);
  return {
    chances: (category) => own(fit.chances(category)),
    drawn: (category, normals) =>
      own(
        fit.drawn(
          category,
          fixed.map((name) => normals[names.indexOf(name)] ?? 0),
        ),
      ),
    loadings: own(fit.loadings),
    repeats: own(fit.repeats),
  };
}

function fitInOrder({ task, desk, members, settings }: Search): { readonly fixed: readonly string[]; readonly fit: JointFit } {
  const fixed = members.map(({ name }) => name).toSorted();
  const before = { record: settings.record, like: task.category };
  return { fixed, fit: fitOf(desk.view(judgedView), fixed, before, errorsOf(settings)) };
}

/** What chances that members state say of their answers; undefined where that is not known. */
function signalsIn(search: Search): Signals | undefined {
  const { desk, members, settings, given } = search;
  if (given !== undefined) return given.signals;
  if (!settings.confidence) return undefined;
  const { fixed, fit } = fitInOrder(search);
  const learnt = statedSignals(desk.view(judgedView), fixed, fit);
  return learnt === undefined ? undefined : signalsOf(members.map(({ name }) => learnt.rules[fixed.indexOf(name)] as ClueRule));
}

function isComparable({ desk, made, given }: Search): boolean {
  if (given !== undefined) return given.belief.prior.concentration !== undefined;
  const answers = made.flatMap(({ answer }) => (answer.ok ? [answer] : []));
  return unvotable(desk, answers) === undefined && answers.every(({ text }) => (answerKey(text) ?? "").length <= shortest);
}
const keyOf = ({ text }: { readonly text: string }): string => answerKey(text) ?? text;
/** A result in so few characters is right or wrong as it stands; a longer one, a program or prose, has many right forms. */
const shortest = 60;
/** Ewens's concentration at which two wrong answers are equal one time in five. */
const concentration = 4;

function triedOf(search: Search, signals: Signals | undefined): CheckedAttempt[] {
  const { sensitivity, specificity } = errorsOf(search.settings);
  const classes: string[] = [];
  return search.made.map(({ member, answer, verdict, confidence }): CheckedAttempt => {
    const key = answer.ok ? keyIn(search, answer) : undefined;
    if (key !== undefined && !classes.includes(key)) classes.push(key);
    const clue = key === undefined ? undefined : signals?.likelihoods(member, defined({ confidence }));
    const seen = verdict === undefined ? [1, 1] : verdict ? [sensitivity, 1 - specificity] : [1 - sensitivity, specificity];
    return {
      member,
      answer: key === undefined ? undefined : classes.indexOf(key),
      checked: verdict !== undefined,
      ifRight: (seen[0] as number) * (clue?.ifRight ?? 1),
      ifWrong: (seen[1] as number) * (clue?.ifWrong ?? 1),
    };
  });
}

/** The class of an answer; where all was learnt elsewhere a recorded blank is none, as there. */
function keyIn({ given }: Search, answer: { readonly text: string }): string | undefined {
  return given === undefined ? keyOf(answer) : answerKey(answer.text);
}

/** How many more attempts each member may make; one that gave no answer is not asked again. */
function leftOf(search: Search): number[] {
  const { members, settings, made } = search;
  const { most } = settings;
  const left = mostOf(search) - made.length;
  return members.map((_, place) => {
    const own = made.filter(({ member }) => member === place);
    return own.some(({ answer }) => !answer.ok) ? 0 : Math.max(0, Math.min(left, most.ofOne - own.length));
  });
}

/** Whether an answer that would be taken as it is gets a verdict so that later tasks know its author better. */
function isSought({ desk, judged, silent, settings, made }: Search, place: number): boolean {
  const one = made[place];
  if (
    silent ||
    settings.checker === "none" ||
    judged >= desk.terms.attempts ||
    one === undefined ||
    one.verdict !== undefined ||
    !one.answer.ok
  )
    return false;
  return (desk.view(judgedView).counts.get(one.answer.by) ?? 0) < settings.learn;
}

async function attempt(search: Search, place: number): Promise<Result<Answer> | undefined> {
  const { task, desk, members, made } = search;
  const { name } = members[place] as Member;
  const past = made.flatMap(({ answer, verdict, why }): FailedAttempt[] =>
    answer.ok && verdict === false ? [{ answer: { text: answer.text, by: answer.by }, why: why ?? "" }] : [],
  );
  const { answer, reply, confidence } = await askStated({ task, desk, past }, name, statesChance(search));
  made.push({ member: place, answer, tokens: reply.usage.output, ...defined({ confidence }) });
  return isOver(answer) ? answer : undefined;
}

/** Whether members state their chance: where that is learnt here, or was elsewhere. */
function statesChance({ settings, given }: Search): boolean {
  return settings.confidence || given?.signals?.rules.some(({ cuts }) => cuts.length > 0) === true;
}

async function check(search: Search, place: number): Promise<Result<Answer> | undefined> {
  const { desk, made } = search;
  const one = made[place] as AnsweredAttempt;
  if (!one.answer.ok) return one.answer;
  const { text, by } = one.answer;
  const chance = beliefOf(search, "mean")
    .after(triedOf(search, signalsIn(search)))
    .right(place);
  const verdict = await desk.verify({ text, by });
  if (!verdict.ok) {
    search.silent = true;
    return undefined;
  }
  search.judged++;
  one.verdict = verdict.passed;
  one.why = verdict.why;
  desk.note({ type: "outcome", member: by, p: chance, passed: verdict.passed, attempt: place + 1, tokens: one.tokens });
  return undefined;
}

/**
 * What is known of each attempt, in their order: its own verdict, that on an equal answer, or that a different answer passed, where one alone can be right.
 * Verdicts alone would not do: which of several answers gets one depends on how many gave it, so that a member's verdicts are those of its better answers.
 */
function judgedOf(search: Search): { member: string; passed: boolean; confidence?: number }[] {
  const { made, members } = search;
  const comparable = isComparable(search);
  const keys = made.map(({ answer }) => (answer.ok ? keyOf(answer) : undefined));
  const verdicts = new Map<string, boolean>();
  for (const [i, { verdict }] of made.entries()) {
    const key = keys.at(i);
    if (key !== undefined && verdict !== undefined) verdicts.set(key, verdict || (verdicts.get(key) ?? false));
  }
  const isSettled = comparable && [...verdicts.values()].includes(true);
  return made.flatMap(({ member, verdict, confidence }, i) => {
    const key = keys.at(i);
    if (key === undefined) return [];
    const passed = comparable ? (verdicts.get(key) ?? (isSettled ? false : undefined)) : verdict;
    return passed === undefined ? [] : [{ member: members.at(member)?.name ?? "", passed, ...defined({ confidence }) }];
  });
}

function delivered({ made, desk }: Search, place: number): Result<Answer> {
  const { answer } = made[place] as AnsweredAttempt;
  if (answer.ok) desk.note({ type: "choice", member: answer.by, how: "index" });
  return answer;
}

/** Money or time is gone: an answer that passed, else the last one that was not rejected, else the last. */
function bestSoFar({ made }: Search): Result<Answer> | undefined {
  const answered = made.filter(({ answer }) => answer.ok);
  const best = answered.find(({ verdict }) => verdict === true) ?? answered.findLast(({ verdict }) => verdict !== false) ?? answered.at(-1);
  return best?.answer;
}

function ended({ made, desk }: Search): Result<Answer> {
  const failure: Failure | undefined = made.flatMap(({ answer }) => (answer.ok ? [] : [answer.failure]))[0];
  if (failure !== undefined) return { ok: false, failure };
  desk.note({ type: "unfilled", reason: "no-positive-score" });
  return fail("unsupported", "No member's attempt is worth what it costs; raise `value` of topology index, or the task's own value.");
}

export const indexKind = defineKind({
  name: "index",
  gist: "tries, checks or stops by what each step is worth",
  description:
    "Each next step is the one whose reservation value (Weitzman 1979) is highest: an attempt of some member, a verdict of the run's verifier on an answer, " +
    "or the end, with the answer that is likeliest to be right. Chances start at one half, or at `record`, and are learnt from the session's verdicts, " +
    "item ease and failing together taken into account, so that a member that is only asked what others failed is not thought worse than it is. " +
    "For each task they are drawn as what is known leaves them open (Thompson 1933), so that a member is asked as often as it may be the better one. " +
    "Short answers that agree speak for one another. With `confidence`, members state their chance of being right with each answer, in an object, and what " +
    "that says beyond what is thought of them anyway is learnt from verdicts. With `learnt` all is as it was learnt elsewhere, and nothing is drawn or learnt. " +
    "It makes no more attempts than the terms allow, nor than `most`; the last verdict that the terms allow is spent only to learn, and " +
    "with `checker: none` answers are compared and no verdict is sought. Every decision is in the record with the indices it was made by.",
  options: indexOptions,
  memberOptions: ["member"],
  formula: "1 to the fewer of `most.attempts` and the attempts",
  compares: true,
  sees: "Members: the task, and what the terms show of answers that the verifier rejected.",
  ignores: ["warmFirst", "closer"],
  calls: (members, { attempts }, { most }) => ({ least: 1, most: Math.max(1, Math.min(attempts, most.attempts, members * most.ofOne)) }),
  weighsWorth: ({ value }) => value === undefined,
  make: indexPolicy,
});
