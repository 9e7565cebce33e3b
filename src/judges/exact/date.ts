import type { Kind } from "./kind.ts";
import { normalize } from "./normalize.ts";
import type { ExactSettings } from "./settings.ts";

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** A calendar day, a time of day, or both, as `2025-03-04T14:30`; a day that does not exist is not read. */
export const date: Kind<string> = {
  said: (day) => day,
  readings(span, settings) {
    const plain = normalize(span)
      .replace(/(\d)(?:st|nd|rd|th)\b/gi, "$1")
      .replace(/^(?:on|the|at|(?:mon|tues|wednes|thurs|fri|satur|sun)day)[\s,]+(?:the\s)?/i, "")
      .replace(/\b(\d{1,2}) of (?=[a-z])/i, "$1 ");
    const [day, rest] = readDay(plain, settings);
    const time = readTime(rest);
    if (time === undefined || day === "no such day") return [];
    return day === "" && time === "" ? [] : [`${day}${time === "" ? "" : `T${time}`}`];
  },
  matches: (answer, key) => answer === key,
};

function readDay(plain: string, settings: ExactSettings): readonly [string, string] {
  const iso = /(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:T|\s|$)/i.exec(plain);
  if (iso !== null) return [calendar(iso[1], iso[2], iso[3]), cut(plain, iso)];
  const named = /([a-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})/i.exec(plain);
  if (named !== null) return [calendar(named[3], monthOf(named[1]), named[2]), cut(plain, named)];
  const dayFirst = /(\d{1,2})\s+([a-z]{3,9})\.?,?\s+(\d{4})/i.exec(plain);
  if (dayFirst !== null) return [calendar(dayFirst[3], monthOf(dayFirst[2]), dayFirst[1]), cut(plain, dayFirst)];
  const slashed = /(\d{1,2})[/.](\d{1,2})[/.](\d{4})/.exec(plain);
  if (slashed === null || settings.dateOrder === undefined) return ["", plain];
  const [day, month] = settings.dateOrder === "dmy" ? [slashed[1], slashed[2]] : [slashed[2], slashed[1]];
  return [calendar(slashed[3], month, day), cut(plain, slashed)];
}

/** `14:30`, `2:30 pm`; empty when there is none, undefined when something else is left. */
function readTime(rest: string): string | undefined {
  const plain = rest.replace(/^(?:[a-z]+day)?,?\s*(?:at\s+)?/i, "").trim();
  if (plain === "") return "";
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap])?\.?(?:m\.?)?(?:\s*z|\s*utc)?$/i.exec(
    plain.replace(/^(\d{1,2})(?=\s?[ap]\.?m\b)/i, "$1:00"),
  );
  if (match === null) return undefined;
  const half = match[4]?.toLowerCase();
  const hour = half === undefined ? Number(match[1]) : (Number(match[1]) % 12) + (half === "p" ? 12 : 0);
  if (hour > 23 || Number(match[2]) > 59) return undefined;
  const seconds = match[3] === undefined || match[3] === "00" ? "" : `:${match[3]}`;
  return `${String(hour).padStart(2, "0")}:${match[2]}${seconds}`;
}

function calendar(year = "", month = "", day = ""): string {
  const stamp = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  const real = stamp.getUTCMonth() === Number(month) - 1 && stamp.getUTCDate() === Number(day);
  return real ? stamp.toISOString().slice(0, 10) : "no such day";
}

function monthOf(name = ""): string {
  return String(months.indexOf(name.slice(0, 3).toLowerCase()) + 1);
}

function cut(text: string, match: RegExpExecArray): string {
  return `${text.slice(0, match.index)} ${text.slice(match.index + match[0].length)}`.trim();
}
