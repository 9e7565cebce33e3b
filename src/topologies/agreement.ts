import { learntFromFirst } from "./learnt-from-first.ts";
import { z } from "zod";
import type { Answer, Brief, Desk, Event, Json, Member, Result, Topology, View } from "../types.ts";
import { fail } from "../util/failure.ts";
import { agreementDecision, Belief, type Decision, type CheckedAttempt, type Signals, unlabelledChances } from "../valuation/index.ts";
import { isOver } from "./asks.ts";
import type { Attempt } from "./attempt.ts";
import { ladder } from "./cascade.ts";
import { answerKey } from "./final-answer.ts";
import { defined } from "../util/defined.ts";
import { defineKind } from "./kind.ts";
import { learntOptions, openLearnt } from "./learnt-options.ts";
import { askStated } from "./stated-answer.ts";
import { type Try, tryUntilPassed } from "./tries.ts";
import { unvotable } from "./votable.ts";

/**
 * `order`: who is asked one after another, cheapest first by price when absent. `enough`: the chance to be right from which an answer is taken.
 * `least`: at least so many are asked. `alike`: how closely members fail together (a correlation). `rates`: how often members are right, where that is known.
 * `learnt`: all of that as it was learnt elsewhere, by category.
 */
export const agreementOptions = z.strictObject({
  order: z.array(z.string()).min(1).optional(),
  enough: z.number().min(0).max(1).default(0.9),
  least: z.int().min(1).max(64).default(2),
  alike: z.number().min(0).max(0.9).default(0.3),
  rates: z.array(z.strictObject({ member: z.string(), rate: z.number().min(0).max(1) })).default([]),
  learnt: learntOptions,
});
type Settings = z.output<typeof agreementOptions>;

/**
 * Cheap members first, until answers agree enough; no verifier is asked about it. Contract: never rejects. Who gives no answer is passed over.
 */
export function agreement(options: z.input<typeof agreementOptions> = {}): Topology {
  const settings = agreementOptions.parse(options);
  return { name: "agreement", memory: true, solve: (task, desk) => agreed(task, desk, settings) };
}

/** An answer that was given, and its class of equal answers; none where no answer came. */
interface GivenAnswer {
  readonly answer: Result<Answer>;
  readonly member: number;
  readonly key: string | undefined;
  readonly confidence?: number;
}

async function agreed(task: Brief, desk: Desk, settings: Settings): Promise<Result<Answer>> {
  const rungs = ladder(task, desk, settings.order);
  if (!rungs.ok) return rungs;
  const { members } = rungs;
  const names = members.map(({ name }) => name);
  const unknownMember = settings.rates.find(({ member }) => !names.includes(member));
  if (unknownMember !== undefined)
    return fail(
      "unsupported",
      `The rates of topology "agreement" name "${unknownMember.member}", who is not asked; there are ${names.join(", ")}.`,
    );
  const thought = thoughtOf(task, desk, names, settings);
  if (typeof thought === "string") return fail("unsupported", thought);
  const given: GivenAnswer[] = [];
  const done = await tryUntilPassed(task, desk, (attempt) => searched(attempt, { members, settings, given, ...thought }));
  const answers = given.map(({ member, key }): Json => ({ member: names.at(member) ?? "", key: key?.slice(0, 200) ?? null }));
  desk.note({ type: "own", name: "agreement-answers", value: answers });
  return done;
}

/** What is thought of these members at this task, and what the chances that they state say; in words, why what was learnt elsewhere does not fit them. */
function thoughtOf(
  task: Brief,
  desk: Desk,
  names: readonly string[],
  settings: Settings,
): { belief: Belief; signals?: Signals | undefined } | string {
  if (settings.learnt !== undefined) {
    if (settings.rates.length > 0) return 'Topology "agreement" takes `rates` or `learnt`, not both.';
    const reader = openLearnt(settings.learnt, names, "agreement");
    return typeof reader === "string" ? reader : { belief: reader.at(task.category).belief, signals: reader.signals };
  }
  const loadings = names.map(() => Math.sqrt(settings.alike));
  return { belief: new Belief({ p: ratesOf(desk, names, settings), loadings, repeats: names.map(() => 0.9), concentration }) };
}

/** Ewens's concentration at which two wrong answers are equal one time in five. */
const concentration = 4;

interface Search {
  readonly members: readonly Member[];
  readonly belief: Belief;
  readonly signals?: Signals | undefined;
  readonly settings: Settings;
  readonly given: GivenAnswer[];
}

/** Asks on down the order until an answer is likely enough. Answers that the verifier rejected before are known to be wrong. */
async function searched(attempt: Attempt, search: Search): Promise<Result<Try>> {
  const { desk, past } = attempt;
  const { members, belief, settings, given, signals } = search;
  const keyOf = settings.learnt === undefined ? keyFor : answerKey;
  const rejected = new Set(past.map(({ answer }) => keyOf(answer.text) ?? ""));
  const stating = signals?.rules.some(({ cuts }) => cuts.length > 0) === true;
  for (;;) {
    const tried = triedOf(given, rejected, signals);
    // Once what all said was rejected, the last of the order tries again: once for each further attempt.
    const open = tried.some(({ answer, ifRight }) => answer !== undefined && ifRight > 0);
    const order = [...members.keys(), ...(open ? [] : past.map(() => members.length - 1))];
    const decision = agreementDecision(belief, tried, { order, enough: settings.enough, least: Math.min(settings.least, members.length) });
    desk.note({ type: "own", name: "agreement-decision", value: noted(decision, members) });
    const { action } = decision;
    if (action.kind !== "try") return taken(desk, given, action.kind === "accept" ? action.attempt : -1);
    const { name } = members.at(action.member) as Member;
    const { answer, confidence } = await askStated(attempt, name, stating);
    given.push({ answer, member: action.member, key: answer.ok ? keyOf(answer.text) : undefined, ...defined({ confidence }) });
    if (isOver(answer))
      return taken(
        desk,
        given,
        given.findLastIndex((one) => one.answer.ok),
      );
  }
}

function keyFor(text: string): string {
  return answerKey(text) ?? text;
}

function triedOf(given: readonly GivenAnswer[], rejected: ReadonlySet<string>, signals: Signals | undefined): CheckedAttempt[] {
  const classes = [...new Set(given.map(({ key }) => key))].filter((key) => key !== undefined);
  return given.map(({ member, key, confidence }) => {
    const clue = key === undefined ? undefined : signals?.likelihoods(member, defined({ confidence }));
    return {
      member,
      answer: key === undefined ? undefined : classes.indexOf(key),
      checked: key !== undefined && rejected.has(key),
      ifRight: key !== undefined && rejected.has(key) ? 0 : (clue?.ifRight ?? 1),
      ifWrong: clue?.ifWrong ?? 1,
    };
  });
}

function taken(desk: Desk, given: readonly GivenAnswer[], place: number): Result<Try> {
  const answers = given.flatMap(({ answer }) => (answer.ok ? [answer] : []));
  const refused = unvotable(desk, answers);
  if (refused !== undefined) return refused;
  const chosen = given[place]?.answer;
  if (chosen === undefined || !chosen.ok)
    return given.flatMap(({ answer }) => (answer.ok ? [] : [answer]))[0] ?? fail("malformed", "No member gave an answer.");
  desk.note({ type: "choice", member: chosen.by, how: "agreement" });
  return { ok: true, answer: { text: chosen.text, by: chosen.by } };
}

function noted({ action, chance, why }: Decision, members: readonly Member[]): Json {
  const what = action.kind === "try" ? { member: members.at(action.member)?.name ?? "" } : {};
  return { step: action.kind, ...what, chance, why };
}

/** Answers of the session's earlier tasks: for each, who gave which. */
interface AnswersGiven {
  readonly tasks: (readonly { readonly member: string; readonly key: string | null }[])[];
  /** The rates that were learnt from the first tasks, and from how many. */
  learnt?: { readonly used: number; readonly names: string; readonly rates: readonly number[] };
}
const answersView: View<AnswersGiven> = {
  get start() {
    return { tasks: [] };
  },
  step(given, { fact }: Event) {
    if (fact.type === "own" && fact.name === "agreement-answers") given.tasks.push(fact.value as unknown as AnswersGiven["tasks"][number]);
    return given;
  },
};

/** How often each member is right: as stated, else from agreement in the session's earlier tasks, ten tasks at the starting rate laid to it. */
function ratesOf(desk: Desk, names: readonly string[], { rates }: Settings): number[] {
  const given = desk.view(answersView);
  const used = learntFromFirst(given.tasks.length);
  if (used > 0 && (given.learnt?.used !== used || given.learnt.names !== names.join("\n")))
    given.learnt = { used, names: names.join("\n"), rates: learntFrom(given.tasks.slice(0, used), names) };
  return names.map(
    (name, place) => rates.find(({ member }) => member === name)?.rate ?? (used > 0 ? given.learnt?.rates[place] : undefined) ?? starting,
  );
}
const starting = 0.7;

function learntFrom(tasks: AnswersGiven["tasks"], names: readonly string[]): number[] {
  const rows = tasks.map((task) => {
    const classes = [...new Set(task.map(({ key }) => key))];
    return names.map((name) => {
      const key = task.find(({ member }) => member === name)?.key ?? null;
      return key === null ? undefined : classes.indexOf(key);
    });
  });
  const found = unlabelledChances(rows, concentration);
  return names.map((_, place) => {
    const n = rows.filter((row) => row[place] !== undefined).length;
    return (n * (found[place] ?? starting) + 10 * starting) / (n + 10);
  });
}

export const agreementKind = defineKind({
  name: "agreement",
  gist: "asks one member after another until their answers agree enough",
  description:
    "Members answer one after another, cheapest first, until the likeliest answer is right with the chance `enough`; then it is taken, and no other is asked. " +
    "How likely comes from who gave it and who gave others: each member's rate as stated in `rates`, else learnt from agreement in the session alone " +
    "(Dawid and Skene 1979), with independent members by log-odds (Nitzan and Paroush 1982), less what members who fail together (`alike`) add. No " +
    "verifier is needed. With `learnt`, all of this is as it was learnt elsewhere, by category; where what members state of their chance was learnt from, they " +
    "state it with each answer. With more than one attempt, a rejected answer is known to be wrong and the asking goes on.",
  options: agreementOptions,
  memberOptions: ["order", "member"],
  formula: "least to n members, and one more for each further attempt",
  sees: "Members: the task, and what the terms show of answers that the verifier rejected.",
  ignores: ["warmFirst", "closer"],
  calls: (members, terms, { least, order }) => {
    const asked = order?.length ?? members;
    return { least: Math.max(1, Math.min(least, asked)), most: asked + terms.attempts - 1 };
  },
  asks: (members, { order }) => order ?? members,
  make: agreement,
});
