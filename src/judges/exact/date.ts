import { foundIn } from "./text-or-none.ts";
import { folded, isWeekday, monthOf } from "./calendar-words.ts";
import type { Kind } from "./kind.ts";
import { normalize } from "./normalize.ts";
import type { ExactSettings } from "./settings.ts";
import { readTime, type Time } from "./time-of-day.ts";

/** A calendar day, a time of day, or both; each may be missing. */
interface Moment extends Time {
  /** As `2025-03-04`. */
  readonly day: string;
}

/**
 * A calendar day, a time of day, or both: `2025-03-04T14:30`, `4. März 2025`, `2024年3月15日`, `14h30`, `noon`. A day that does not exist
 * is not read, nor is one whose month has two meanings. Midnight answers a bare day, as in `2025-03-04T00:00:00Z`.
 */
export const date: Kind<Moment> = {
  said: ({ day, time }) => [day, time].filter((part) => part !== "").join("T"),
  readings(span, settings) {
    const said = folded(normalize(span));
    const plain = said
      .replace(/^\(([^()]*)\)$/, "$1")
      .replace(/,?\s(?:\(.*|-\s(?!.{0,24}\d).*|(?:because|since|as|which|when|where)\s.*)$/, "")
      .replace(/(\d)(?:st|nd|rd|th|er|ere|re)\b/g, "$1")
      .replace(/(\d)°(?=\s)/g, "$1")
      .replace(/\s(?:г|года|r|a\.?d\.?|c\.?e\.?)$/, "");
    const [day, rest] = readDay(withoutWeekday(plain), settings);
    const time = readTime(withoutWeekday((day === "" ? rest : withoutLink(rest)).replace(/^[,\s]{1,9}/, "")));
    if (time === undefined || day === "no such day" || namesAnother(said, time)) return [];
    if (day === "") return time.time === "" ? [] : [{ ...time, day, ...(time.time === "24:00" ? { time: "00:00" } : {}) }];
    return [time.time === "24:00" ? { ...time, day: nextDay(day), time: "00:00" } : { ...time, day }];
  },
  matches(answer, key) {
    if (answer.zone !== undefined && key.zone !== undefined) return instant(answer) === instant(key);
    const bare = answer.time === "" || key.time === "";
    return answer.day === key.day && (answer.time === key.time || (bare && answer.day !== "" && hourOf(answer) === hourOf(key)));
  },
};

/** Whether brackets behind a time hold another one that is not told to be of another zone: "14:30 (15:30 in summer)". */
function namesAnother(said: string, { time, zone }: Time): boolean {
  const inner = foundIn(said, /\s\(([^()]{1,60})\)?$/, 1);
  const other = readTime(foundIn(inner, /\d{1,2}:\d{2}(?:\s?[ap]\.?m\b)?/))?.time ?? "";
  const zoned = zone !== undefined || /\b(?:utc|gmt|[ecmpbaj]s?[dt]?t|[ce]est|wes?t|ist|local|time)\b/.test(inner);
  return time !== "" && other !== "" && other !== time && !zoned;
}

/** A bare day begins at midnight. */
function hourOf({ time }: Moment): string {
  return time === "" ? "00:00" : time;
}

function withoutWeekday(text: string): string {
  let rest = text;
  for (let match = lead.exec(rest); match !== null; match = lead.exec(rest)) {
    const word = match[1] as string;
    const after = rest.slice(match[0].length);
    // "Mar" is March, and Tuesday in Italian: "mar 4 marzo 2025".
    const isMonth = monthOf(word) !== undefined && monthOf(foundIn(after, /^\d{1,2}\.?\s(?:de\s)?(\p{L}{3,12})/u, 1)) === undefined;
    if (isMonth || !(articles.has(word) || isWeekday(word))) return rest;
    rest = after;
  }
  return rest;
}

/** A time without what joins it to the day behind it: "2:30 pm on Tuesday, March 4, 2025". */
function withoutLink(rest: string): string {
  const time = rest.replace(/(?<=\buhr),?\sam\b/, "").replace(/[,\s]{1,9}$/, "");
  const [all, word = ""] = /[,\s]{1,9}(\p{L}{2,14})$/u.exec(time) ?? [];
  return all !== undefined && (links.has(word) || isWeekday(word)) ? withoutLink(time.slice(0, -all.length)) : time;
}

const links = new Set("on the den le il el".split(" "));

const lead = /^(\p{L}{1,14}(?:-feira)?)[.,]{0,2}\s/u;
const articles = new Set("on the at am den der le la il lo el o a as om på pa in dia".split(" "));

const month = String.raw`(\p{L}{3,12})\.?`;
const ofMonth = String.raw`(?:\s?de\s|\s?of\s|\sd'|\.?\s|[-/]|\.\s?)`;
const ofYear = String.raw`(?:,?\s(?:de\s|del\s|of\s)?|[-/.])`;
const forms = {
  iso: /(?<!\d)(\d{4})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{1,2})\.?(?=t|\s|$)/,
  eastern: /(?<!\d)(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日号號일]?/,
  yearFirst: new RegExp(String.raw`(?<!\d)(\d{4})\.?,?\s${month}\s(\d{1,2})\.?(?![\d:])`, "u"),
  monthFirst: new RegExp(String.raw`(?<!\p{L})${month}\s?(\d{1,2})\.?,?\s(\d{4})(?!\d)`, "u"),
  dayFirst: new RegExp(String.raw`(?<!\d)(\d{1,2})${ofMonth}${month}${ofYear}(\d{4})(?!\d)`, "u"),
  numeric: /(?<![\d/.-])(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4})(?!\d)/,
  compact: /^(\d{4})(\d{2})(\d{2})(?=t\d|$)/,
};

function readDay(plain: string, settings: ExactSettings): readonly [string, string] {
  const iso = forms.iso.exec(plain);
  if (iso !== null) return [calendar(iso[1], iso[3], iso[4]), cut(plain, iso)];
  const eastern = forms.eastern.exec(plain) ?? forms.compact.exec(plain);
  if (eastern !== null) return [calendar(eastern[1], eastern[2], eastern[3]), cut(plain, eastern)];
  const first = forms.monthFirst.exec(plain);
  if (first !== null) return [calendar(first[3], named(first[1]), first[2]), cut(plain, first)];
  const dayFirst = forms.dayFirst.exec(plain);
  if (dayFirst !== null) return [calendar(dayFirst[3], named(dayFirst[2]), dayFirst[1]), cut(plain, dayFirst)];
  const yearFirst = forms.yearFirst.exec(plain);
  if (yearFirst !== null) return [calendar(yearFirst[1], named(yearFirst[2]), yearFirst[3]), cut(plain, yearFirst)];
  const numeric = forms.numeric.exec(plain);
  if (numeric === null) return ["", plain];
  const order = settings.dateOrder ?? orderOf(numeric[1], numeric[3]);
  if (order === undefined) return ["no such day", plain];
  const [day, inYear] = order === "dmy" ? [numeric[1], numeric[3]] : [numeric[3], numeric[1]];
  return [calendar(numeric[4], inYear, day), cut(plain, numeric)];
}

/** The order that the numbers themselves show: 25/12/2025 has no twenty-fifth month. */
function orderOf(first = "", second = ""): ExactSettings["dateOrder"] {
  if (Number(first) > 12 || first === second) return "dmy";
  return Number(second) > 12 ? "mdy" : undefined;
}

function named(word = ""): string {
  return String(monthOf(word) ?? 0);
}

function calendar(year = "", inYear = "", day = ""): string {
  const stamp = new Date(Date.UTC(Number(year), Number(inYear) - 1, Number(day)));
  const real = stamp.getUTCMonth() === Number(inYear) - 1 && stamp.getUTCDate() === Number(day);
  return real ? stamp.toISOString().slice(0, 10) : "no such day";
}

function nextDay(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

/** In minutes and fractions of them, in UTC; of a time without a day within one day. */
function instant({ day, time, zone = 0 }: Moment): number {
  const [hours = 0, minutes = 0, seconds = 0] = (time === "" ? "00:00" : time).split(":").map(Number);
  const at = hours * 60 + minutes + seconds / 60 - zone;
  return day === "" ? ((at % 1440) + 1440) % 1440 : Date.parse(day) / 60_000 + at;
}

function cut(text: string, match: RegExpExecArray): string {
  return `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`.trim();
}
