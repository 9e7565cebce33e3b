import type { Judge, Verdict } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import { fail } from "../../util/failure.ts";
import { judgeKind } from "../judge-kind.ts";
import { set, table, tuple } from "./collection.ts";
import { expression } from "./expression.ts";
import { extract } from "./extract.ts";
import { type Comparison, comparison } from "./kind.ts";
import { normalize } from "./normalize.ts";
import { readNumber } from "./number.ts";
import { interval, money, number, unit } from "./quantity.ts";
import { type AnswerKind, exactOptions, type ExactSettings } from "./settings.ts";
import { choice, date, text } from "./words.ts";

const comparisons: { readonly [kind in AnswerKind]: Comparison } = {
  number: comparison(number),
  integer: comparison(number),
  rational: comparison(number),
  decimal: comparison(number),
  percent: comparison(number),
  unit: comparison(unit),
  money: comparison(money),
  interval: comparison(interval),
  tuple: comparison(tuple),
  set: comparison(set),
  list: comparison(tuple),
  expression: comparison(expression),
  choice: comparison(choice),
  date: comparison(date),
  table: comparison(table),
  text: comparison(text),
};

/** The answer-aware comparison: no call, no chance. */
export const exact = judgeKind({
  name: "exact",
  description: "compares the final answer with the key by value: fractions, decimals, percents, units, sets, tables, dates, words",
  options: exactOptions,
  keys: ["answer"],
  needs: [],
  cost: "no call",
  open: (settings) => exactJudge(settings),
});

/**
 * Compares the final answer with the key by value, never by substring. An answer that states a right and a wrong value
 * is unscored, unless the key says otherwise. A key that cannot be read by its own kind is a UserError.
 */
export function exactJudge(settings: ExactSettings): Judge {
  const keys = [String(settings.answer), ...settings.aliases];
  const kind = settings.answerKind ?? kindOf(String(settings.answer));
  for (const key of keys) {
    if (comparisons[kind](key, [key], settings).length === 1) continue;
    throw new UserError(`Judge "exact": the key ${JSON.stringify(key)} cannot be read as one ${kind}. Give another answerKind or key.`);
  }
  return { name: "exact", judge: async (_task, answer) => compare(answer.text, kind, keys, settings) };
}

/** The kind that a key shows by its form; `list`, `table`, `expression`, `choice` and `interval` must be named. */
export function kindOf(key: string): AnswerKind {
  const plain = normalize(key);
  const written = readNumber(plain);
  if (written !== undefined) return written.form === "percent" ? "percent" : "number";
  const single = { tolerance: undefined } as unknown as ExactSettings;
  if (money.readings(key, single)[0]?.unit !== undefined && /[$€£¥₹]|\b[A-Z]{3}\b/.test(key)) return "money";
  if (unit.readings(key, single).length === 1) return "unit";
  if (/^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}.*)?$/.test(plain)) return "date";
  if (/^\\?\{.*\}$/.test(plain)) return "set";
  if (/^[([].*,.*[)\]]$/.test(plain)) return "tuple";
  return "text";
}

/** No value is longer than this, in characters: what is longer is not read, so that hostile texts cost no time. */
const longest = 2000;
const blocks: ReadonlySet<AnswerKind> = new Set(["set", "list", "table"]);

function compare(answer: string, kind: AnswerKind, keys: readonly string[], settings: ExactSettings): Verdict {
  const found = extract(answer, { field: settings.field, block: blocks.has(kind) });
  const readable = found.candidates.filter((candidate) => blocks.has(kind) || candidate.length <= longest);
  const outcomes = readable.flatMap((candidate) => comparisons[kind](candidate, keys, settings));
  const last = found.candidates.at(-1) ?? "";
  const shown = last.length > 80 ? `${last.slice(0, 80)}...` : last;
  if (outcomes.length === 0) return verdict(false, `no ${kind} could be read from ${place(found.level)}: "${shown}"`);
  const right = outcomes.filter(Boolean).length;
  if (right === outcomes.length) return verdict(true, `"${shown}" equals the key`);
  if (right === 0) return verdict(false, `"${shown}" does not equal the key`);
  const why = `ambiguous: ${place(found.level)} states a right and a wrong value: "${shown}"`;
  return settings.ambiguous === "failed" ? verdict(false, why) : fail("unknown", why);
}

function verdict(passed: boolean, why: string): Verdict {
  return { ok: true, passed, score: passed ? 1 : 0, why };
}

function place(level: string): string {
  return level === "last-line" ? "the last line" : `the "${level}" place`;
}
