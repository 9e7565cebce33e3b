import { z } from "zod";
import { betaDraw } from "../market/thompson.ts";
import type { Answer, Brief, Desk, Result, Topology } from "../types.ts";
import { fail } from "../util/failure.ts";
import { toDollars } from "../util/money.ts";
import { shuffled } from "../util/random.ts";
import { answerOf, attemptAsk, isOver, tryAsk } from "./asks.ts";
import { defineKind } from "./kind.ts";
import { likelyCost, valueOf } from "./market/worth.ts";
import { noteFailure } from "./team.ts";
import { thought, type TurnSearch, workerAsk } from "./turn-asks.ts";
import { type TurnAct, type TurnOdds, type TurnState, weighedActs } from "./turn-plan.ts";
import { answerLaw, costOf, turnEndNote, turnNote, turnView, verdictNote } from "./turn-tables.ts";

export const turnRouterOptions = z.strictObject({
  turns: z.int().min(1).max(16).default(5),
  /** Dollars that a right answer is worth; absent, the task's own value, else ten times the most that an attempt can cost. */
  value: z.number().positive().optional(),
  /** Tasks of a category that end with a verdict, if need be one that decides nothing, so that later choices can learn. */
  learn: z.int().min(0).max(1000).default(20),
  /** Whether members see what was said: plans, and answers without a verdict. Without it there are no thinkers. */
  transcript: z.boolean().default(true),
});
type Settings = z.output<typeof turnRouterOptions>;

/**
 * Turn after turn a member works or thinks, or the verifier judges: the act that is worth most by draws from what is believed.
 * Contract: never rejects. An answer that passed is returned, else the latest.
 */
export function turnRouter(options: z.input<typeof turnRouterOptions> = {}): Topology {
  const settings = turnRouterOptions.parse(options);
  return { name: "turn-router", memory: true, solve: (task, desk) => route(task, desk, settings) };
}

async function route(task: Brief, desk: Desk, settings: Settings): Promise<Result<Answer>> {
  if (desk.members.length === 0) return fail("unsupported", "A turn router needs at least one member; the experiment names none.");
  // The order decides between equals.
  const members = shuffled(desk.members, () => desk.chance("order"));
  const search: TurnSearch = {
    task,
    desk,
    members,
    past: [],
    plans: [],
    absent: new Set(),
    drawn: new Map(),
    last: "start",
    written: 0,
    silent: false,
  };
  const over = await inTurns(search, settings);
  const result: Result<Answer> =
    search.standing === undefined ? (over ?? (await anybody(search, settings.turns))) : { ok: true, ...search.standing.answer };
  const { standing } = search;
  const known = desk.view(turnView).ended.get(task.category) ?? 0;
  const isSought = standing !== undefined && standing.passed === undefined && !search.silent && known < settings.learn;
  if (isSought && search.past.length < desk.terms.attempts) await verified(search);
  desk.note({ type: "own", name: turnEndNote, value: { category: task.category, judged: search.standing?.passed !== undefined } });
  return result;
}

/** The failure that ended the money, if it did. */
async function inTurns(search: TurnSearch, settings: Settings): Promise<Result<never> | undefined> {
  let told: TurnAct["role"] | undefined;
  for (let turn = 1; turn <= settings.turns; turn++) {
    const act = chosen(search, settings, turn, told);
    told = undefined;
    if (act === undefined || act.role === "end") return undefined;
    if (act.role === "verifier") {
      if (await verified(search)) return undefined;
      continue;
    }
    const done = act.role === "worker" ? await worked(search, act.member, turn) : await thought(search, act.member);
    if (!done.ok && isOver(done)) return done;
    if (done.ok) told = done.next;
  }
  return undefined;
}

/** The act that is worth most; one of the role that a thinker named, where there is any. */
function chosen(search: TurnSearch, settings: Settings, turn: number, told: TurnAct["role"] | undefined): TurnAct | undefined {
  const { task, desk, last, past, standing } = search;
  const odds = oddsOf(search, settings);
  const answer = standing === undefined || standing.passed !== undefined ? undefined : { name: "standing", chance: standing.chance };
  const state: TurnState = { turn, last, rejected: past.length, ...(answer === undefined ? {} : { answer }) };
  const weighed = weighedActs(odds, state);
  const named = weighed.filter(({ act }) => act.role === told);
  const [best] = (named.length > 0 ? named : weighed).toSorted((one, other) => other.worth - one.worth);
  if (best === undefined) return undefined;
  const tables = desk.view(turnView);
  const shown = weighed.map(({ act, worth }) => {
    const law =
      act.role === "worker"
        ? { drawn: odds.chance(act.member, last, turn), ...answerLaw(tables, { category: task.category, turn, last }, act.member) }
        : {};
    return { ...act, worth, cost: odds.cost(act), ...law };
  });
  const value = { category: task.category, turn, last, ...best.act, told: told ?? "", answer: answer?.chance ?? null, weighed: shown };
  desk.note({ type: "own", name: turnNote, value });
  return best.act;
}

/** What is believed in this task: chances as drawn once for each place (Thompson 1933), costs in the mean. */
function oddsOf({ task, desk, members, absent, drawn, silent }: TurnSearch, settings: Settings): TurnOdds {
  const tables = desk.view(turnView);
  const { category } = task;
  const present = members.map(({ name }) => name).filter((name) => !absent.has(name));
  return {
    turns: settings.turns,
    verdicts: silent ? 0 : desk.terms.attempts - 1,
    value: settings.value ?? toDollars(valueOf(task, desk)),
    workers: present,
    thinkers: settings.transcript ? present.filter((name) => !absent.has(`thinker/${name}`)) : [],
    transcript: settings.transcript,
    chance(member, last, turn) {
      const key = `${member}/${last}/${turn}`;
      const { a, b } = answerLaw(tables, { category, turn, last }, member);
      const chance = drawn.get(key) ?? betaDraw(a, b, () => desk.chance(key));
      drawn.set(key, chance);
      return chance;
    },
    cost({ role, member }) {
      // A thought is taken to cost a quarter of an attempt until one has been paid for.
      const attempt = member === "" ? 0 : toDollars(likelyCost(task, desk, member));
      return role === "end" ? 0 : costOf(tables, { role, member }, role === "thinker" ? attempt / 4 : attempt);
    },
  };
}

type TurnDone = Result<{ readonly next?: TurnAct["role"] }>;

async function worked(search: TurnSearch, member: string, turn: number): Promise<TurnDone> {
  const { desk, absent, last } = search;
  const chance = search.drawn.get(`${member}/${last}/${turn}`) ?? 0.5;
  const reply = await desk.ask(member, workerAsk(search, member));
  const answer = noteFailure(desk, member, answerOf(reply, member));
  if (!answer.ok) {
    absent.add(member);
    return answer;
  }
  search.written += 1;
  search.standing = { answer: { text: answer.text, by: member }, tokens: reply.usage.output, turn, last, chance };
  search.last = "written";
  return { ok: true };
}

/** True when the answer passed, so that it ends there. */
async function verified(search: TurnSearch): Promise<boolean> {
  const { task, desk, standing, written } = search;
  if (standing === undefined) return false;
  const verdict = await desk.verify(standing.answer);
  if (!verdict.ok) {
    search.silent = true;
    return false;
  }
  const { answer, tokens, turn, last } = standing;
  const { category } = task;
  const { a, b } = answerLaw(desk.view(turnView), { category, turn, last }, answer.by);
  search.standing = { ...standing, passed: verdict.passed };
  desk.note({ type: "own", name: verdictNote, value: { category, turn, last, member: answer.by, passed: verdict.passed } });
  desk.note({ type: "outcome", member: answer.by, p: a / (a + b), passed: verdict.passed, attempt: written, tokens });
  if (verdict.passed) desk.note({ type: "choice", member: answer.by, how: "verifier" });
  else search.past.push({ answer, why: verdict.why });
  search.last = verdict.passed ? search.last : "rejected";
  return verdict.passed;
}

/** No turn brought an answer: those who have not failed try one after another, cheapest first, as often as there were turns. */
async function anybody(search: TurnSearch, turns: number): Promise<Result<Answer>> {
  const { task, desk, members, absent } = search;
  const ask = attemptAsk(task, desk.terms);
  const priced = members.filter(({ name }) => !absent.has(name)).map(({ name }) => ({ name, quote: desk.quote(name, ask) }));
  let answer: Result<Answer> = fail("malformed", "An answer was wanted of the turns; no member gave one.");
  for (const { name } of priced.toSorted((one, other) => one.quote - other.quote).slice(0, turns)) {
    desk.note({ type: "fallback", from: "turn-router", to: name, why: "no turn brought an answer" });
    answer = answerOf(await desk.ask(name, tryAsk(search, name)), name);
    if (answer.ok || isOver(answer)) return answer;
  }
  return answer;
}

export const turnRouterKind = defineKind({
  name: "turn-router",
  gist: "turn by turn, what is known from past tasks says who works, who thinks, or that it is checked",
  description:
    "In each of at most `turns` turns a member works (gives an answer), a member thinks (says what to do next, and who should come next, which overrides the " +
    "choice of the role) or the run's verifier judges the latest answer; an answer that passes ends it, else the latest is returned. The loop is TRINITY's " +
    "(arXiv 2512.04695). Its trained chooser is replaced by tables of the session's verdicts, by category, turn and what the last turn left (nothing, a plan, an " +
    "answer without a verdict, a rejected answer), each the prior of the next narrower one: for each task a chance is drawn for every member and place (Thompson " +
    "1933), and the act is taken that is worth most by these draws, the best acts after it taken for granted: value x the chance of a pass in the end, less the " +
    "dollars until then; to end is an act too. Every choice is in the record with what was drawn, believed and weighed. Only verdicts that can be acted on are asked " +
    "for, except for `learn`. Without a transcript there are workers and verdicts alone, which a record can replay.",
  options: turnRouterOptions,
  formula: "1 to turns; to 2 x turns where no turn brings an answer",
  sees: "Worker and thinker: the task, plans so far, an answer without a verdict, and what the terms show of rejected ones.",
  ignores: ["warmFirst", "closer"],
  calls: (_members, _terms, { turns }) => ({ least: 1, most: 2 * turns }),
  weighsWorth: ({ value }) => value === undefined,
  make: turnRouter,
});
