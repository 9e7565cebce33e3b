import type { Event, View } from "../types.ts";
import { toDollars } from "../util/money.ts";
import type { LastTurn, TurnAct } from "./turn-plan.ts";

export interface TurnPlace {
  readonly category: string;
  readonly turn: number;
  readonly last: LastTurn;
}
/** An act that was chosen and has not ended: what is paid on its span of the trial is its cost. */
interface OpenAct {
  readonly trial: string;
  readonly span: string;
  readonly key: string;
  paid: number;
}
/** What the session knows of answers by their place, and of what acts cost. */
export interface TurnTables {
  readonly answers: Map<string, { passed: number; judged: number }>;
  readonly costs: Map<string, { paid: number; n: number }>;
  readonly open: Map<string, OpenAct>;
  /** Tasks of each category that ended with a verdict on what was returned. */
  readonly ended: Map<string, number>;
}

/** Notes of a choice, of a verdict on an answer with the place at which it was written, and of a task's end. */
export const turnNote = "turn-choice";
export const verdictNote = "turn-verdict";
export const turnEndNote = "turn-end";

/** Folds choices with what they cost, and verdicts. Folds in place. */
export const turnView: View<TurnTables> = {
  get start() {
    return {
      answers: new Map<string, { passed: number; judged: number }>(),
      costs: new Map<string, { paid: number; n: number }>(),
      open: new Map<string, OpenAct>(),
      ended: new Map<string, number>(),
    };
  },
  step(tables, { trial, span, fact }: Event) {
    if (fact.type === "call" && fact.purpose !== "grade") {
      for (const act of tables.open.values()) if (act.trial === trial && span.startsWith(act.span)) act.paid += toDollars(fact.cost);
    }
    if (fact.type !== "own") return tables;
    const place = `${trial}\n${span}`;
    if (fact.name === turnNote || fact.name === turnEndNote) close(tables, place);
    if (fact.name === turnNote) tables.open.set(place, { trial, span, key: costKey(fact.value as unknown as TurnAct), paid: 0 });
    if (fact.name === verdictNote) judge(tables, fact.value as unknown as TurnPlace & { member: string; passed: boolean });
    if (fact.name === turnEndNote) {
      const { category, judged } = fact.value as { readonly category: string; readonly judged: boolean };
      if (judged) tables.ended.set(category, (tables.ended.get(category) ?? 0) + 1);
    }
    return tables;
  },
};

function close({ open, costs }: TurnTables, place: string): void {
  const act = open.get(place);
  if (act === undefined) return;
  const { paid, n } = costs.get(act.key) ?? { paid: 0, n: 0 };
  costs.set(act.key, { paid: paid + act.paid, n: n + 1 });
  open.delete(place);
}

function judge({ answers }: TurnTables, { member, passed, ...place }: TurnPlace & { member: string; passed: boolean }): void {
  for (const key of answerKeys(place, member)) {
    const known = answers.get(key) ?? noAnswers;
    answers.set(key, { passed: known.passed + Number(passed), judged: known.judged + 1 });
  }
}
const noAnswers = { passed: 0, judged: 0 };

function costKey({ role, member }: TurnAct): string {
  return JSON.stringify([role, member]);
}

/** From the widest table to the narrowest: the member after such a turn anywhere, in the category, at this very turn. */
function answerKeys({ category, turn, last }: TurnPlace, member: string): string[] {
  return [
    [member, last],
    [member, last, category],
    [member, last, category, turn],
  ].map((key) => JSON.stringify(key));
}

/** How many outcomes the first belief is worth, and the most that a wider table is worth to a narrower one. */
const first = 2;
const most = 20;

/**
 * The Beta law of an answer's chance to pass, written by this member at this place. Each table's belief is the prior of the next narrower one: its mean,
 * worth as many outcomes as it has, twenty at most.
 */
export function answerLaw({ answers }: TurnTables, place: TurnPlace, member: string): { readonly a: number; readonly b: number } {
  let [a, b] = [first / 2, first / 2];
  for (const key of answerKeys(place, member)) {
    const { passed, judged } = answers.get(key) ?? noAnswers;
    const kept = Math.min(1, most / (a + b));
    [a, b] = [kept * a + passed, kept * b + judged - passed];
  }
  return { a, b };
}

/** Dollars of an act in the mean; `before` is what is thought of one of which nothing is known, worth two. */
export function costOf({ costs }: TurnTables, act: TurnAct, before: number): number {
  const { paid, n } = costs.get(costKey(act)) ?? { paid: 0, n: 0 };
  return (paid + first * before) / (n + first);
}
