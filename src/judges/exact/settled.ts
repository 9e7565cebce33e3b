import { beginningOf, isLong } from "./reach.ts";
import type { Span } from "./extract.ts";
import { isOwnValue } from "./claims/own-value.ts";
import { collections, longest, numeric, type Outcomes, quoted, type Reading, readSpan } from "./read-span.ts";
import { withoutOtherGroup } from "./other-group.ts";
import { hasRival } from "./claims/rivals.ts";
import { rejectionIn } from "./claims/rejected.ts";
import { conclusionsIn } from "./claims/conclusions.ts";
import type { AnswerKind, ExactSettings } from "./settings.ts";
import { type Turn, turnsIn } from "./claims/turns.ts";

/** The option that an answer in Spanish, French or Italian sets its own against: "la B, no la A". */
const besides = /,\s(?:y\s|et\s|e\s)?(?:no|non|pas)\s(?:la|el|l['’]|a|il)\s?(?:opción\s|option\s|opzione\s)?\(?[A-Z]\)?(?=\W{0,3}$)/;

/** What an answer in another language than English is set against: "Son 18, no 20", "Canberra, nicht Sydney", "是18，不是20". */
const against =
  /(?:,\s(?:(?:und|et|y|e)\s)?(?:nicht|keine[nrs]?|et\snon(?:\spas)?|non\spas|pas)\s|(?<=(?:^|\s)(?:es|son|fue|era|fueron|hay|da|dan|suma|gana|quedan|é|são|foi|è|sono)\s[^,;]{1,40}),\s(?:(?:y|e)\s)?(?:no|não|non)\s|[，,]\s?(?:而)?(?:不是|并非))(?!.*(?:sondern|sino|mais|而是))[^,;.，。]{1,30}(?=[\s.。!*_]{0,4}$)/iu;

/** What a span says in the end: its value, or what the text puts in its place, beside it, or says against it. */
export function settled(given: Span, kind: AnswerKind, settings: ExactSettings, outcomesOf: Outcomes): Reading | undefined {
  const span = collections.has(kind)
    ? { ...given, text: withoutOtherGroup(given.text) }
    : kind === "choice"
      ? { ...given, text: given.text.slice(0, -60) + given.text.slice(-60).replace(besides, "") }
      : against.test(given.text.slice(-120)) && (kind !== "text" || !outcomesOf(given.text.slice(0, longest)).some(Boolean))
        ? { ...given, text: given.text.slice(0, -120) + given.text.slice(-120).replace(against, "") }
        : given;
  const read = (text: string): Reading | undefined =>
    readSpan(text === span.text ? span : { ...span, text, behind: "" }, kind, settings, outcomesOf);
  const own = span.text.length;
  const readOther = (text: string): Reading | undefined => read(text) ?? (kind === "date" ? read(withYear(text, span.text)) : undefined);
  const whole = read(span.text);
  const reads = (candidate: string): boolean => !isLong(candidate, "clause") && readOther(candidate) !== undefined;
  const several = collections.has(kind) || (kind === "choice" && settings.multiple);
  // What cannot be read as a whole may begin with what can: "C - no, D".
  const text = whole === undefined ? beginningOf(span.text, "clause") : span.text + span.behind;
  const test = { prose: kind === "text", several, reads };
  const found = merged(turnsIn(text, own, test), whole === undefined ? [] : conclusionsIn(text, test));
  // "Yes or no" may be the key itself.
  const literal = kind === "text" && found.length > 0 && own <= longest && outcomesOf(span.text).some(Boolean);
  const turns = found.filter(({ at }) => at >= own || !literal);
  const head = span.text.slice(0, turns[0]?.at).replace(/[\s.,;:(–—-]{1,20}$/, "");
  const first = turns.length === 0 ? whole : read(head);
  if (first === undefined) return whole;
  let said = head;
  let now = first;
  for (const turn of turns) {
    if (turn.of !== undefined && !said.includes(turn.of)) continue;
    now = turned(now, said, turn, numeric.has(kind), readOther);
    if (turn.does === "replaces") said = turn.value;
  }
  const left = withoutRejected(now, text, kind, read);
  const differs = (candidate: string): boolean => {
    const other = !isLong(candidate, "clause") ? read(candidate) : undefined;
    return other !== undefined && other.outcomes.length > 0 && other.outcomes.every(Boolean) !== left.outcomes.every(Boolean);
  };
  const at = span.text.indexOf(left.said);
  const rest =
    span.level !== "box" && (kind !== "choice" || span.level === "marker") && at >= 0
      ? span.text.slice(at + left.said.replace(/[.!]\W{0,3}$/, "").length)
      : "";
  const behind = rest + span.behind;
  if (left.outcomes.length > 0 && left.outcomes.every(Boolean) && !isOwnValue(span.lead + span.text + span.behind, left.said, outcomesOf))
    return { ...left, outcomes: [] };
  const rival = left.outcomes.length > 0 && behind !== "" && hasRival(behind, { prose: kind === "text", said: left.said, differs });
  return rival ? { ...left, outcomes: [] } : left;
}

/** An answer of several values without one that the text rejects: what is left of it where that is told, else nothing. */
function withoutRejected(now: Reading, text: string, kind: AnswerKind, read: (text: string) => Reading | undefined): Reading {
  const several = kind === "set" || kind === "list" || (numeric.has(kind) && /\bor\b|;/.test(now.said));
  if (now.outcomes.length === 0 || !several) return now;
  const rejection = rejectionIn(text, now.said);
  if (rejection === undefined) return now;
  return (rejection.only === undefined ? undefined : read(rejection.only)) ?? { ...now, outcomes: [] };
}

/** "March 5" or "the 5th" beside March 4, 2025, as a whole day. */
function withYear(part: string, whole: string): string {
  const day = /^(?:on\s)?(?:the\s)?(\d{1,2})(?:st|nd|rd|th)?$/i.exec(part.trim())?.[1];
  if (day !== undefined) return whole.replace(/(?<!\d)\d{1,2}(?!\d)/, day);
  const year = /(?<!\d)\d{4}(?!\d)/.exec(whole)?.[0];
  return year === undefined || /\d{4}/.test(part) || !/^\D{0,12}\d{1,2}\D{0,12}$/.test(part) ? "" : `${part.trim()}, ${year}`;
}

/** The turns in the order of the text; what a turn says already is concluded but once. */
function merged(turns: readonly Turn[], revisions: readonly Turn[]): readonly Turn[] {
  const own = revisions.filter(
    ({ at, value }) => !turns.some((turn) => turn.does === "replaces" && Math.abs(turn.at - at) < 200 && turn.value.includes(value)),
  );
  return [...turns, ...own].sort((a, b) => a.at - b.at);
}

function turned(now: Reading, text: string, { does, value }: Turn, joins: boolean, read: (text: string) => Reading | undefined): Reading {
  if (does === "denies") return { ...now, outcomes: [] };
  const other = read(value);
  if (other === undefined) return now;
  if (does === "replaces") return other;
  const both = `${text.replace(/[.!?]\s.*$/s, "")} or ${value}`;
  if (joins && unitsApart(text, value)) return now;
  // A rounding beside its exact value is no other answer.
  return { ...now, ...quoted(both), outcomes: (joins ? read(both)?.outcomes : undefined) ?? [...now.outcomes, ...other.outcomes] };
}

/** Whether both have units and these differ: "18 dollars, or 1800 cents" is one answer in two. */
function unitsApart(one: string, other: string): boolean {
  if (/\beither\b/i.test(one) || [one, other].every((text) => /\d\S{0,9}\s(?:per|an?|each|every)\s\p{L}/iu.test(text))) return false;
  const [first = "", second = ""] = [one, other].map((text) =>
    text
      .slice(Math.max(0, text.search(/[$€£]?\d/)))
      .toLowerCase()
      .replace(/\([^()]*\)/g, "")
      .replace(/[^\p{L}°%]/gu, ""),
  );
  return first !== "" && second !== "" && first !== second && /\d/.test(one) && /\d/.test(other);
}
