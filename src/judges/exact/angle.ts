import { isLong } from "./reach.ts";
import type { Amount } from "./amount.ts";
import { closedForm } from "./closed-form.ts";
import { readFormula } from "./formula.ts";
import { normalize } from "./normalize.ts";
import { fromDecimal, plus, rational, type Rational, times } from "./rational.ts";

const compass = "north|south|east|west|[NSEW]";
const degrees = new RegExp(
  String.raw`^(?:latitude|longitude)?\s?(-?)(\d{1,4}(?:\.\d{1,40})?)\s?(?:°|degrees?\b|deg\b)\s?(?:(\d{1,2}(?:\.\d{1,40})?)\s?(?:['′]|arcmin(?:utes?)?|min(?:utes?)?|$)\s?)?(?:(\d{1,2}(?:\.\d{1,40})?)\s?(?:["″]|''|′′|arcsec(?:onds?)?|sec(?:onds?)?|$)\s?)?(${compass})?(?:\s(?:latitude|longitude))?$`,
  "i",
);
/** What the words of an angle say that was read in radians, so that a bare number is not taken for degrees. */
const byRadians = "° of so many radians";

/** An angle in degrees: `π/2 rad`, `\frac{\pi}{3}`, `45°30'15" N`; undefined for anything else. */
export function angleIn(text: string): Amount | undefined {
  // The sign for seconds at the end looks like a closing quotation mark: 45°36".
  const plain = normalize(text.replace(/(°\s?\d{1,2}(?:\.\d{1,40})?)\s?(?:["″]|''|′′)/, "$1 sec"))
    .replace(/^.*=\s?/, "")
    .trim();
  return inDegrees(plain) ?? inRadians(plain);
}

/** The same, where the text itself says that it is an angle: bare `π/2` may be any number. */
export function statedAngle(plain: string): Amount | undefined {
  return inDegrees(plain) ?? (/rad(?:ians?)?$/.test(plain) ? inRadians(plain) : undefined);
}

function inDegrees(plain: string): Amount | undefined {
  const match = isLong(plain, "clause") ? null : degrees.exec(plain);
  if (match === null) return undefined;
  const sizes: readonly Rational[] = [1n, 60n, 3600n].map((bottom) => ({ top: 1n, bottom }));
  const parts = [match[2], match[3], match[4]].map((part, at) => times(fromDecimal(part ?? "0") as Rational, sizes[at] as Rational));
  const size = parts.reduce(plus);
  const value = match[1] === "-" ? { top: -size.top, bottom: size.bottom } : size;
  const direction = match[5]?.[0]?.toUpperCase();
  const form = value.bottom === 1n ? "integer" : "fraction";
  return { number: { value, form, reduced: true }, words: direction === undefined ? "°" : `° ${direction}` };
}

/** A rational multiple of pi: in degrees that of 180. */
function inRadians(plain: string): Amount | undefined {
  const bare = plain.replace(/\s?rad(?:ians?)?$/, "");
  const formula = isLong(bare, "clause") || !/\\pi|π|pi/.test(bare) ? undefined : readFormula(bare);
  const [term, ...more] = (formula?.names.length === 0 ? closedForm(formula.node) : undefined) ?? [];
  if (term === undefined || more.length > 0 || term.pi !== 1 || term.radicand !== 1n || term.im.top !== 0n) return undefined;
  const value = rational(term.re.top * 180n, term.re.bottom) as Rational;
  return { number: { value, form: value.bottom === 1n ? "integer" : "fraction", reduced: true }, words: byRadians };
}

/** The point of the compass that the words behind a number name, N, E, S or W; empty for none. */
export function directionOf(words: string): string {
  const match = new RegExp(String.raw`^(?:°|degrees?\b|deg\b)\s?(${compass})(?![\p{L}\d])`, "iu").exec(words);
  return match?.[1]?.[0]?.toUpperCase() ?? "";
}

/** Whether an angle is one in degrees without a point of the compass, which a bare number answers as well. */
export function isPlainAngle(words: string): boolean {
  return words !== byRadians && /^(?:°|deg)/i.test(words) && directionOf(words) === "";
}
