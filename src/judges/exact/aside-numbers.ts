import { close, real } from "./complex.ts";
import { readFormula } from "./formula.ts";
import { isSameQuantity } from "./same-quantity.ts";
import { readNumber } from "./number.ts";

/**
 * Without words in brackets behind the number ("160 minutes (2 hours and 40 minutes)"), what it is for ("$64 for 16 glasses"), and a
 * clause before the verb ("In 7 years she is 40").
 */
export function withoutAsideNumbers(plain: string): string {
  const bracket =
    /^([^()]{0,200}\d[^()]{0,100})\s\(([^()]{1,200})\)(?:\s(?:tall|high|long|wide|deep|thick|away|old|(?:above|at|below)\ssea\slevel|in\s(?:height|length|width|depth|total)))?[\s.]{0,3}$/.exec(
      plain,
    );
  const inner = bracket?.[2] ?? "";
  const explained = /\p{L}{3}/u.test(inner) && !/^\s?(?:or|mod|and|not)\b/i.test(inner);
  const bare =
    bracket === null || !(explained || isSameQuantity(bracket[1] as string, inner) || isSum(bracket[1] as string, inner))
      ? plain
      : (bracket[1] as string);
  return bare
    .replace(loosely, "")
    .replace(sure, "")
    .replace(dated, "")
    .replace(/(?<=\d[^\d=]{0,40}),?\s\(?(?:including|of\swhich|inclusive\sof)\s[^=]{1,80}$/i, "")
    .replace(
      /(?<=\d[^\d=]{0,40})\s(?:for|per|every|each|over|after|across|within)\s(?:the\s|all\s|her\s|his\s|their\s)?\d[\d.,]{0,20}\s[a-z]{2,}[^\d=]{0,60}$/i,
      "",
    )
    .replace(
      /^(?:in|after|at|for|over|within|by|on|with|from|during)\s[^=]{0,20}\d[^\d=<>]{0,80}?\b(?:is|are|was|were|has|have|makes?|earns?|costs?|gets?|needs?|be|totals?|equals?)\s/i,
      "",
    );
}

/** The day up to which a count holds: "12 as of 2025", "As of May 2025, there are 12". */
const dated =
  /(?<=\d[^\d=]{0,60}),?\s\(?as\s(?:of|at)\s(?:\p{L}{2,12}\.?\s){0,3}(?:\d{1,2}(?:st|nd|rd|th)?,?\s(?:\p{L}{3,12}\.?,?\s)?)?\d{4}\)?[\s.]{0,3}$|^as\s(?:of|at)\s(?:\p{L}{2,12}\.?\s){0,3}(?:\d{1,2}(?:st|nd|rd|th)?,?\s(?:\p{L}{3,12}\.?,?\s)?)?\d{4},\s/iu;
/** How roughly a value is meant, without a number of its own. */
const loosely =
  /(?<=\d[^\d=]{0,40}),?\s\(?(?:give\sor\stake(?:\sa\s(?:few|bit|little|couple))?|more\sor\sless|or\sso|or\sthereabouts)\)?[\s.]{0,3}$/i;

/** How sure the writer is. */
const sure =
  /^\W{0,3}i(?:['’]m|\sam)\s(?:about\s|roughly\s)?\d{1,3}(?:\.\d)?\s?%\s(?:sure|certain|confident)(?:\sthat)?,?\s(?=.*\d)|(?<=\d[^\d=]{0,40}),?\s\(?(?:with\s)?(?:i(?:['’]m|\sam)\s)?\d{1,3}(?:\.\d)?\s?%\s(?:sure|certain(?:ty)?|confiden(?:t|ce))\)?[\s.]{0,3}$/i;

/** Whether a calculation in brackets gives the number before them. */
function isSum(text: string, calculation: string): boolean {
  if (!/[*+/-]/.test(calculation)) return false;
  const formula = readFormula(calculation.replace(/[$€£¥₹]/g, ""));
  const number = /(?:^|[\s$€£¥₹])(-?\d[\d.,]{0,30})(?:\s[\p{L} ]{1,40})?$/u.exec(text.trim())?.[1];
  const given = number === undefined ? undefined : readNumber(number);
  if (formula === undefined || given === undefined || formula.names.length > 0) return false;
  return close(formula.value(new Map()), real(Number(given.value.top) / Number(given.value.bottom)));
}
