import { isLong } from "./reach.ts";
import { closedForm } from "./closed-form.ts";
import { type Formula, readFormula } from "./formula.ts";
import type { WrittenNumber } from "./number.ts";
import type { NumeralStyle } from "./numeral.ts";
import { fromNumber } from "./rational.ts";
import { rationalOf } from "./surd.ts";

/** Signs without which digits beside one another are a range, a date or a list, and no formula: `18-20`. */
const formal = /\\sqrt|√|∛|sqrt|abs\s?\(|\\[lr]vert|\\l?(?:floor|ceil)|\^|!|\\frac|\\d?binom|\\log|log_|π|\\pi|\||^[+-]?\s?\(/;

/** The exact value of a formula of digits, as `\sqrt{4}`, `5!/3!`, `|-18|`; undefined where it is no rational number or not surely a formula. */
export function closedNumber(text: string, style: NumeralStyle): WrittenNumber | undefined {
  const formula = formulaOf(text, style);
  const exact = formula === undefined ? undefined : closedForm(formula.node);
  const value = exact === undefined ? undefined : rationalOf(exact);
  if (value === undefined) return undefined;
  return { value, form: value.bottom === 1n ? "integer" : "fraction", reduced: !/[/^!]|\\frac|\\sqrt/.test(text) };
}

/** The value of a real formula of digits to the accuracy of a double, for a key with a tolerance. */
export function roundedNumber(text: string, style: NumeralStyle): WrittenNumber | undefined {
  const value = formulaOf(text, style)?.value(new Map());
  const rounded = value === undefined || value.im !== 0 || !Number.isFinite(value.re) ? undefined : fromNumber(value.re);
  return rounded === undefined ? undefined : { value: rounded, form: "fraction", reduced: true };
}

function formulaOf(text: string, { decimal }: NumeralStyle): Formula | undefined {
  // Without a sign between them "18 (19)" is no product; and commas mean what the style says.
  if (isLong(text, "clause") || !formal.test(text) || /\d\s?\(|\)\s?\d|\d\s+\d|,/.test(text.replace(/_\{?\d{1,9}\}?/g, "_")))
    return undefined;
  if (decimal === "," && text.includes(".")) return undefined;
  const formula = readFormula(text);
  return formula === undefined || formula.names.length > 0 ? undefined : formula;
}
