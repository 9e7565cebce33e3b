import { isWeekday, monthOf } from "./calendar-words.ts";
import { denies, twoClauses } from "./stated.ts";

const season = /^(?:spring|summer|autumn|fall|winter|christmas|easter)$/;
const direction = /^(?:(?:north|south)?-?(?:east|west)|north|south|left|right)$/;
const led =
  /^(?:(?:on|in|at|during|to|towards?)\s)?(?:(?:an?|the)\s)?(?:(?:month|day|season)\sof\s)?([\p{L}.]{3,20}|\d{1,2}th\scentury)$/iu;
const ended =
  /^(?<lead>[^.!?;,]{2,160})\s(?:on|in|during|finishe[sd]|finish|came|comes|ranks|ranked|places|placed)\s(?<value>(?:(?:an?|the)\s)?(?:(?:month|day)\sof\s)?\p{L}{3,20}|(?:in\s)?(?:the\s)?(?:\d{1,4}(?:st|nd|rd|th)|\p{L}{3,12}(?:[-\s]\p{L}{5,8})?)(?:\s(?:place|position|century))?)$/iu;

/** Words without the preposition and the article before a day, a month, a season, a century or a direction: Monday of "on a Monday". */
export function withoutPreposition(words: string): string {
  const name = led.exec(words)?.[1];
  if (name === undefined) return words;
  const bare = name.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  if (isWeekday(bare) || monthOf(bare) !== undefined || season.test(bare) || direction.test(bare) || /^\d/.test(bare)) return name;
  return isWeekday(bare.replace(/s$/, "")) ? name.replace(/s$/i, "") : words;
}

/** The day, month or place at which a sentence says that something is: "Monday" of "It falls on a Monday."; none for any other text. */
export function occasionsIn(sentence: string): string[] {
  const { lead = "", value = "" } = ended.exec(sentence.trim().replace(/[.!]?[*_]{0,3}[.!]?$/, ""))?.groups ?? {};
  return value === "" || denies(lead) || twoClauses.test(lead) || /\b(?:thought|assumed|expected|supposed|instead|would)\b/i.test(lead)
    ? []
    : [value];
}
