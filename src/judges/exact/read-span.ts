import type { Span } from "./extract.ts";
import type { AnswerKind, ExactSettings } from "./settings.ts";
import { isAsked } from "./asked.ts";
import { withoutParameters } from "./claims/parameters.ts";
import { withoutRejections } from "./claims/rejected.ts";
import { sentencesOf } from "./sentences.ts";
import { breaksOff } from "./unanswered.ts";
import { isNoCollection, variantsOf } from "./variants.ts";

/** What was read of an answer: for each value that it states, whether that equals a key; none when no value could be read. */
export interface Reading {
  readonly outcomes: readonly boolean[];
  /** The text that was read, quoted and short, and where it stood. */
  readonly shown: string;
  /** The whole of it. */
  readonly said: string;
  readonly place: string;
  readonly level: Span["level"] | "first-line";
  /** How it was read, when not from a mark of a final answer. */
  readonly note: string;
}
/** For each value that a text states, whether it equals a key. */
export type Outcomes = (span: string) => readonly boolean[];

/** No value is longer than this, in characters: what is longer is not read, so that hostile texts cost no time. */
export const longest = 2000;
const blocks: ReadonlySet<AnswerKind> = new Set(["set", "list", "table", "matrix"]);

/** Kinds whose value has several items. */
export const collections: ReadonlySet<AnswerKind> = new Set(["tuple", "matrix", "set", "list", "interval", "table"]);
/** Kinds whose values are numbers, with what stands beside them. */
export const numeric: ReadonlySet<AnswerKind> = new Set(["number", "integer", "rational", "decimal", "percent", "unit", "money"]);
/** A difference whose sign its words say: "down 18", "$18 less". */
const astray =
  /^\W{0,6}down\s(?:by\s)?[$€£]?\d[\d.,]{0,20}\W{0,6}$|^\W{0,6}\d[\d.,]{0,20}(?:\s(?:dollars|euros|percent))?\s(?:less|lower|cheaper|short|down|under|below)\W{0,6}$/i;

/** A value on the way to another one, which a text that breaks off may end with. */
const partial =
  /\b(?:sub-?total|running (?:total|sum)|(?:intermediate|partial|interim|preliminary|provisional) (?:total|sum|result|value|answer|product))\b|\b(?:after|in|from|at|by) (?:step|stage|phase) \(?\d|^\W{0,4}(?:so far|for now|at this point|up to (?:now|this point|here)|thus far|halfway|first,|step \d{1,2}(?! ?[:.)])|(?:the )?next step)\b|[:：]\W{0,3}$/i;

/** A thought that is not the writer's in the end, a possibility, and what holds on a condition that is contrary to the facts. */
const supposed =
  /\b(?:(?:might|may|could|would)(?: have)? (?:be tempted|think|thought|sa(?:y|id)|guess(?:ed)?|expect(?:ed)?|believed?)|(?:initially|originally|at first),? (?:i|we)\b|(?:i|we) (?:initially|first|originally) (?:thought|guessed|believed|assumed|got|had)|(?:was|were) (?:once |long )?(?:thought|believed|assumed|supposed) to be|(?:answer|it|that|this|result|total|value) (?:could|may|might) (?:\w{3,8} )?(?:be|equal))\b|^\W{0,6}(?:others|(?:some|many|most)(?: other)? (?:people|students|users|solvers)|some(?:one|body)(?: else)?|everyone else|another (?:student|solver|person|model))\s(?:\w{2,12}ly\s)?(?:got|gets?|have|had|found|find|obtain(?:ed)?|came up with|arrived? at|calculated?|answer(?:ed)?|say|said|guess(?:ed)?)\b|\bit was\b[^.\d]{0,40}\d[^.]{0,30}?\s(?:before|until|originally|initially|previously|at first|last (?:year|week|month|time))\b|\b(?:could|would|might)\b.*\bif\b|\bif\b.*\b(?:could|would|might)\b/i;

/** Whether an answer of this kind may take several lines. */
export function isBlock(kind: AnswerKind, settings: ExactSettings): boolean {
  return blocks.has(kind) || (kind === "choice" && settings.multiple);
}

/** The first wording of a span that can be read; undefined when none can. */
export function readSpan(span: Span, kind: AnswerKind, settings: ExactSettings, outcomesOf: Outcomes): Reading | undefined {
  let read: Reading | undefined;
  if (numeric.has(kind) && astray.test(span.text)) return undefined;
  if (numeric.has(kind) && span.level === "last-line" && breaksOff(span.text)) return undefined;
  const days = kind === "date" && span.level === "last-line" ? severalDays(span, outcomesOf) : undefined;
  if (days !== undefined) return days;
  const block = isBlock(kind, settings);
  const mayAsk = [String(settings.answer), ...settings.aliases].some((key) => /[?？]/.test(key));
  for (const candidate of new Set(variantsOf(span, kind, block))) {
    if (candidate.length > (block ? 10 : 1) * longest) continue;
    if (!mayAsk && isAsked(candidate, span)) continue;
    if (span.level === "last-line" && numeric.has(kind) && supposed.test(candidate)) continue;
    if (span.level === "last-line" && numeric.has(kind) && partial.test(candidate) && !/\b(?:final|grand|overall)\b/i.test(candidate))
      continue;
    const outcomes = outcomesOf(numeric.has(kind) ? withoutParameters(withoutRejections(candidate)) : candidate);
    if (outcomes.length === 0 || isNoCollection(candidate, kind, outcomes.some(Boolean))) continue;
    read = { ...reading(outcomes, candidate, span.level), ...read, said: candidate, outcomes };
    // Any words can be read as text: of several wordings the one counts that is the key.
    if (kind !== "text" || outcomes.some(Boolean)) return read;
  }
  return read;
}

/** The days or times of a text whose sentences name several: "The train arrives at 9:15 PM. It left at 6:40 PM." */
function severalDays(span: Span, outcomesOf: Outcomes): Reading | undefined {
  const sentences = sentencesOf(span.text);
  if (sentences.length < 2 || sentences.length > 6) return undefined;
  const outcomes = sentences.map((text) => {
    const wordings = variantsOf({ ...span, text }, "date", false).map((wording) => outcomesOf(wording));
    return wordings.find((one) => one.length > 0) ?? [];
  });
  const read = outcomes.filter((one) => one.length > 0);
  const right = read.filter((one) => one.every(Boolean)).length;
  return read.length < 2 || right === 0 || right === read.length ? undefined : reading(read.flat(), span.text, span.level);
}

/** A text as it is shown in a verdict: quoted, and short. */
export function quoted(text: string): Pick<Reading, "shown" | "said"> {
  return { said: text, shown: JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}...` : text) };
}

/** A reading of a text, told with the place where it stood. */
export function reading(outcomes: readonly boolean[], text: string, level: Reading["level"]): Reading {
  const place =
    level === "last-line"
      ? "the last line"
      : level === "first-line"
        ? "the first line"
        : level === "box"
          ? "the box"
          : level === "field"
            ? "the field"
            : "the text after the mark";
  return { outcomes, ...quoted(text), place, level, note: "" };
}
