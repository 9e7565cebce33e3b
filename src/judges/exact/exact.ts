import type { Judge, Verdict } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import { fail } from "../../util/failure.ts";
import { readReply } from "../../util/read-reply.ts";
import { judgeKind } from "../judge-kind.ts";
import { base } from "./base.ts";
import { choice, optionRange } from "./choice.ts";
import { set, table, tuple } from "./collection.ts";
import { date } from "./date.ts";
import { equation, expression } from "./expression.ts";
import { interval } from "./interval.ts";
import { withAnswerMark } from "./answer-mark.ts";
import { withoutOptionTexts } from "./option-texts.ts";
import { withAlternatives } from "./alternatives.ts";
import { type Comparison, comparison } from "./kind.ts";
import { kindOf } from "./kind-of.ts";
import { isWhole, money, number, unit } from "./quantity.ts";
import { pairs, withoutArray } from "./pair.ts";
import { readAnswer } from "./read-answer.ts";
import { type AnswerKind, exactOptions, type ExactSettings } from "./settings.ts";
import { text as words } from "./text.ts";
import { withoutEndTokens } from "./end-tokens.ts";

const comparisons: { readonly [kind in AnswerKind]: Comparison } = {
  number: comparison(number),
  integer: comparison({ ...number, isKey: (key) => isWhole(key.number) }),
  rational: comparison({ ...number, isKey: (key) => key.number.form !== "percent" }),
  decimal: comparison({ ...number, isKey: (key) => key.number.form !== "percent" }),
  percent: comparison(number),
  unit: comparison(unit),
  money: comparison(money),
  base: comparison(withAlternatives({ ...base, isKey: (key) => typeof key !== "string" })),
  interval: comparison(interval),
  tuple: pairs,
  matrix: comparison(withAlternatives(tuple, true)),
  set: comparison(withAlternatives(set, true)),
  list: comparison(tuple),
  expression: comparison(withAlternatives(expression)),
  equation: comparison(withAlternatives(equation)),
  choice: comparison(choice),
  date: comparison(withAlternatives(date)),
  table: comparison(table),
  text: comparison(words),
};

/** Kinds whose key holds no equals sign: `x + y + z = 0` is no number. */
const numbers: ReadonlySet<AnswerKind> = new Set(["number", "integer", "rational", "decimal", "percent", "unit", "money"]);

/** The answer-aware comparison: no call, no chance. */
export const exact = judgeKind({
  name: "exact",
  description: "compares the final answer with the key by value: numbers, units, money, formulas, sets, tables, options, dates, words",
  options: exactOptions,
  keys: ["answer"],
  needs: [],
  cost: "no call",
  open: (settings) => exactJudge(settings),
});

/** A key, how it is read, and the settings that hold for it. */
interface Key {
  readonly text: string;
  readonly kind: AnswerKind;
  readonly settings: ExactSettings;
}

/**
 * Compares the final answer with the key by value, never by substring. An answer that cannot be read does not pass and is flagged
 * `unreadable`; one that states a right and a wrong value is unscored, unless the key says otherwise. A key that cannot be read by its
 * own kind is a UserError.
 */
export function exactJudge(settings: ExactSettings): Judge {
  const keys = keysOf(settings);
  return { name: "exact", judge: async (task, answer) => compare(readReply(answer.text).answer, keys, settings, task.prompt) };
}

/** The value that a key is read as, where its kind can say it: 1250 usd for "$12,50". */
export function valueOf({ text, kind, settings }: Key): string | undefined {
  return comparisons[kind].said?.(text, settings);
}

/** The keys as they are read. Throws a UserError for a key that its kind cannot read in exactly one way. */
export function keysOf(settings: ExactSettings): readonly Key[] {
  return [String(settings.answer), ...settings.aliases].map((key) => {
    const kind = settings.answerKind ?? kindOf(key, { ...settings, numberWords: false });
    const own = forKey(key, kind, { ...settings, numberWords: settings.numberWords ?? settings.answerKind === undefined });
    const fits = !(numbers.has(kind) && key.includes("="));
    if (fits && comparisons[kind].isKey(own.text, own.settings)) return { ...own, kind };
    const why = kind === "choice" && !settings.multiple ? ` A choice has one letter, or several with multiple: true.` : "";
    throw new UserError(
      `Judge "exact": the key ${JSON.stringify(key)} cannot be read as one ${kind}.${why} Give another answerKind or key.`,
    );
  });
}

function forKey(key: string, kind: AnswerKind, settings: ExactSettings): Omit<Key, "kind"> {
  if (kind === "choice") return { text: key, settings: { ...settings, options: Math.min(26, optionRange(key, settings)) } };
  // With answerKind percent, a key of 25 is 25%, and an answer of 25 too.
  if (kind === "percent" && !/%|percent|per cent/i.test(key)) return { text: `${key}%`, settings: { ...settings, unitOptional: true } };
  // Values without brackets may come in any order, unless the key says that theirs counts.
  if (kind === "list" && settings.answerKind === undefined)
    return { text: key, settings: { ...settings, unordered: settings.unordered ?? true } };
  return { text: key, settings };
}

function compare(reply: string, keys: readonly Key[], settings: ExactSettings, prompt: string): Verdict {
  const text = withoutEndTokens(
    reply,
    keys.map((key) => key.text),
  );
  const groups = [...Map.groupBy(keys, (key) => key.kind)].map(([kind, own]) => {
    const wide = own.reduce((most, key) => (key.settings.options > most.settings.options ? key : most));
    const texts = own.map((key) => key.text);
    const answer = kind === "choice" ? withoutOptionTexts(withAnswerMark(text, prompt), prompt) : text;
    const outcomesOf = (span: string): readonly boolean[] =>
      comparisons[kind](kind === "tuple" ? withoutArray(span, answer) : span, texts, wide.settings);
    return { kind, read: readAnswer(answer, kind, wide.settings, outcomesOf) };
  });
  const passing = groups.find(({ read }) => read.outcomes.length > 0 && read.outcomes.every(Boolean));
  if (passing !== undefined) return verdict(true, `${passing.read.shown} equals the key${passing.read.note}`);
  const mixed = groups.find(({ read }) => read.outcomes.some(Boolean));
  if (mixed !== undefined) {
    const why = `ambiguous: ${mixed.read.place} states a right and a wrong value: ${mixed.read.shown}`;
    return settings.ambiguous === "failed" ? verdict(false, why) : fail("unknown", why);
  }
  const wrong = groups.find(({ read }) => read.outcomes.length > 0);
  if (wrong !== undefined) return verdict(false, `${wrong.read.shown} does not equal the key${wrong.read.note}`);
  const [first] = groups;
  const why = `no ${first?.kind} could be read from ${first?.read.place}: ${first?.read.shown}`;
  return { ...verdict(false, why), flags: ["unreadable"] };
}

function verdict(passed: boolean, why: string): Extract<Verdict, { ok: true }> {
  return { ok: true, passed, score: passed ? 1 : 0, why };
}
