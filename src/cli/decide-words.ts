import type { AssumedCosts, CheckerSetting, DecideGoal } from "../lab/index.ts";
import { UserError } from "../util/bug.ts";
import { defined } from "../util/defined.ts";

/** A number as people write one, up to a million; NaN for what is none or beyond it, where sums and differences would lose what is counted. */
function numberIn(text: string): number {
  const value = /^\s*(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(text) ? Number(text) : Number.NaN;
  return value <= 1e6 ? value : Number.NaN;
}

/** `none`, `perfect`, `.90/.10` or a column, each with `@<dollars>` behind it or not. Throws a `UserError`. */
export function checkerWords(text: string): CheckerSetting {
  const [, name = "", priced] = /^(.*?)(?:@([^@]*))?$/s.exec(text) ?? [];
  const price = priced === undefined ? 0 : numberIn(priced.replace(/^\$/, ""));
  if (Number.isNaN(price))
    throw new UserError(`--checker: dollars of a verdict, up to a million, were wanted behind "@", as in .90/.10@0.001; got "${text}".`);
  if (name === "") throw new UserError("--checker: none, perfect, rates such as .90/.10, or a column of verdicts was wanted; got nothing.");
  if (name === "none") return { name: "none", wish: { kind: "none" } };
  if (name === "perfect") return { name: text, wish: { kind: "assumed", sensitivity: 1, falseAccept: 0, price } };
  const rates = /^([\d.e+-]+)\/([\d.e+-]+)$/i.exec(name);
  if (rates === null) return { name: text, wish: { kind: "column", column: name, price } };
  const [sensitivity, falseAccept] = [numberIn(rates[1] ?? ""), numberIn(rates[2] ?? "")];
  if (!(sensitivity <= 1 && falseAccept <= 1))
    throw new UserError(
      `--checker: two shares from 0 to 1 were wanted, of right and of wrong answers that are accepted, as in .90/.10; got "${text}".`,
    );
  return { name: text, wish: { kind: "assumed", sensitivity, falseAccept, price } };
}

/** `match`, `budget=<dollars>` or `value=<dollars>`, in the words of `holdOut`. Throws a `UserError`. */
export function goalWanted(text: string): DecideGoal {
  if (text === "match") return "match";
  const [, kind, amount = ""] = /^(budget|value)\s*[=:]\s*\$?(.*)$/.exec(text) ?? [];
  const dollars = numberIn(amount);
  if (kind === undefined || !(dollars > 0))
    throw new UserError(
      `--goal: match, budget=<dollars an item> or value=<dollars a right answer> was wanted, up to a million dollars; got "${text}".`,
    );
  return kind === "budget" ? { budget: dollars } : { value: dollars };
}

/** `0.01` for all models or `<model>=0.01`; the last of one model counts. Throws a `UserError`. */
export function assumedCosts(texts: readonly string[]): AssumedCosts {
  const models = new Map<string, number>();
  let all: number | undefined;
  for (const text of texts) {
    const at = text.lastIndexOf("=");
    const dollars = numberIn(text.slice(at + 1).replace(/^\$/, ""));
    if (Number.isNaN(dollars))
      throw new UserError(`--assume-cost: dollars of an attempt, up to a million, were wanted, as in 0.01 or small=0.01; got "${text}".`);
    if (at < 0) all = dollars;
    else models.set(text.slice(0, at), dollars);
  }
  return { models, ...defined({ all }) };
}

/** Times the cheapest attempt, each above 0, comma-separated. Throws a `UserError`. */
export function valuesWanted(text: string): number[] {
  const values = text.split(",").map(numberIn);
  if (!values.every((value) => value > 0))
    throw new UserError(`--value: numbers above 0, up to a million, were wanted, as in 10,30,100; got "${text}".`);
  return [...new Set(values)].toSorted((one, other) => one - other);
}

/** A share between 0 and 1, both of which leave a part empty. Throws a `UserError`. */
export function trainingShare(text: string): number {
  const value = numberIn(text);
  if (!(value > 0 && value < 1)) throw new UserError(`--train: a share above 0 and below 1 was wanted, as in 0.5; got "${text}".`);
  return value;
}
