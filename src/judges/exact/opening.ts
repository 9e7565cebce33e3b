import { isLong } from "./reach.ts";
import { briefly } from "./brief.ts";
import { type Outcomes, type Reading, reading } from "./read-span.ts";
import { sentencesOf } from "./sentences.ts";
import { settled } from "./settled.ts";
import type { AnswerKind, ExactSettings } from "./settings.ts";
import { isProse, namedFirst, statedIn, valueStatedIn, verdictIn } from "./stated.ts";

const verdict = /^[\s*_]{0,9}(yes|no|true|false)(?=[*_]{0,3}(?:[,.;:!]|\s?[–—]|\s-\s|\s*$))/i;
const explains =
  /^[\s*_#>]{0,9}(?:explanations?|reason(?:s|ing)?|because|why|justification|details|proof|rationale|here['’]?s? (?:is )?why|this is because)\b/i;
const concludes =
  /^\W{0,6}(?:so|thus|therefore|hence|in conclusion|overall|finally|consequently|in short|to conclude|in summary|altogether)\b[,:]?\s?/i;
const turns =
  /^\W{0,6}(?:but|however|actually|although|though|yet|still|on reflection|that said|wait|nevertheless|in fact|in reality|really)\b[,:]?\s?/i;
const negative =
  /\b(?:not|no|never|none|neither|nor|cannot|false|without|fails?|only|composite|different|less|fewer|un\w{3,}|in(?:correct|valid|consistent)|im\w{3,})\b|n['’]t\b/i;
/** What begins a line that is a heading or a pleasantry rather than an answer. */
const heading =
  /^[\s*_]{0,6}(?:[#>|`]|[-•+]\s|\d{1,3}[.)]\s|(?:step|part|question|problem|exercise|case|example|section|chapter|figure|table|page|task|round|day|option|given|solution|let|first|second|sure|certainly|of course|great|okay|ok|hello|hi|thanks?|note)\b)/i;
const numberFirst =
  /^[\s*_]{0,6}(?:(?:about|approximately|roughly)\s|[a-z]\s?=\s?|≈\s?|~)?[-+−–]?[\s]?[\d$€£¥\\√π∅Ø∞([{<.]|^[\s*_]{0,6}\p{L}+(?:[\s-]\p{L}+){0,2}[\s.*_]{0,6}$/u;

/**
 * An answer that opens a reply without any mark, and that the rest explains: "Paris", a blank line, "It has been the capital since ...".
 * Undefined where the first paragraph is no value by itself, or where what follows may say another one.
 */
export function readOpening(text: string, kind: AnswerKind, settings: ExactSettings, outcomesOf: Outcomes): Reading | undefined {
  const start = text.search(/\S/);
  const end = text.indexOf("\n", start);
  if (start < 0 || end < 0) return undefined;
  const first = text.slice(start, end).trimEnd();
  const [next = ""] = text.slice(end + 1).split("\n", 1);
  if ((next.trim() !== "" && !explains.test(next)) || isLong(first, "line")) return undefined;
  const word = kind === "text" && ["yes", "no", "true", "false"].some((one) => outcomesOf(one).some(Boolean)) ? verdict.exec(first) : null;
  const said = word?.[1] ?? (isValue(first, kind) ? first : "");
  if (said === "") return undefined;
  const from = word === null ? end : start + word[0].length;
  const behind = text.slice(from);
  const span = { at: from, text: said, firm: true, level: "last-line", denied: false, lead: "", behind } as const;
  const read = settled(span, kind, settings, outcomesOf);
  if (read === undefined || read.outcomes.length === 0) return undefined;
  // Any words can be read as text: there the first line counts only where it is the key.
  if (kind === "text" && word === null && !read.outcomes.some(Boolean)) return undefined;
  const rest = behind
    .slice(0, 20_000)
    .split("\n")
    .flatMap((line) => sentencesOf(line.trim()))
    .map((sentence) => sentence.replace(/^[\s*_>(]{0,6}\p{L}[\p{L} ]{0,30}[:：][*_]{0,3}\s{0,3}/u, ""))
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
  const against = word !== null ? contradicts : kind === "text" ? saysOther : concludesOther;
  const other = rest.some((sentence, at) => against({ sentence, last: at === rest.length - 1, said, read, outcomesOf }));
  return other ? undefined : { ...reading(read.outcomes, said, "first-line"), note: read.note };
}

function isValue(line: string, kind: AnswerKind): boolean {
  if (/[:?？：]\W{0,4}$/.test(line) || heading.test(line) || isProse(line)) return false;
  if (kind === "text") return (line.match(/\S+/g) ?? []).length <= 8;
  return kind === "date" || numberFirst.test(line);
}

/** A sentence behind an opening answer. */
interface Later {
  readonly sentence: string;
  readonly last: boolean;
  readonly said: string;
  readonly read: Reading;
  readonly outcomesOf: Outcomes;
}

/** Whether a sentence says no where yes was said, or concludes so. */
function contradicts({ sentence, last, said }: Later): boolean {
  const affirms = (word: string): boolean => /^(?:yes|true|correct|right|valid|not\s(?:false|incorrect|wrong|invalid))$/i.test(word);
  const own = sentence.replace(concludes, "").replace(turns, "").replace(concludes, "");
  const word =
    verdict.exec(own)?.[1] ??
    verdictIn(own) ??
    statedIn(sentence)
      ?.match(/^[*_]*(?:yes|no|true|false)\b/i)?.[0]
      .replace(/[*_]/g, "");
  if (word !== undefined) return affirms(word) !== affirms(said);
  if (turns.test(sentence)) return affirms(said) === negative.test(sentence);
  return last && concludes.test(sentence) && affirms(said) === negative.test(sentence);
}

/** Whether a sentence names another thing of the kind: a name where a name was said. */
function saysOther({ sentence, last, said, outcomesOf }: Later): boolean {
  // What the writer would choose, and does not name the opening, is another choice.
  if (/\b(?:I|I['’]\w{1,2}|[Mm]y)\b/.test(sentence) && !sentence.includes(said.replace(/[*_.]/g, ""))) return true;
  const clause = /\bbut\s(?:that\s)?(.{1,200})$/i.exec(sentence)?.[1] ?? sentence;
  const stated = statedIn(clause) ?? namedFirst(sentence) ?? (concludes.test(sentence) ? sentence.replace(concludes, "") : undefined);
  const other = stated ?? (last && !isProse(sentence) ? sentence : undefined);
  if (other === undefined) return false;
  const plain = briefly(other)
    .replace(/[*_"“”]/g, "")
    .trim();
  const words = plain.match(/[\p{L}\p{N}'’-]+/gu) ?? [];
  const capital = (text: string): boolean => /^[\s*_"“]*[\p{Lu}\d]/u.test(text);
  return (
    words.length > 0 &&
    words.length <= 4 &&
    capital(plain) === capital(said) &&
    !/^(?:the|a|an|in|on|at|of|for|to|very|also|known|one)\b/i.test(plain) &&
    !outcomesOf(plain).some(Boolean)
  );
}

/** Whether a sentence concludes with another value of the kind. */
function concludesOther({ sentence, last, read, outcomesOf }: Later): boolean {
  const concluding = concludes.test(sentence) || turns.test(sentence);
  if (!last && !concluding) return false;
  const tail =
    /(?:=|≈|\b(?:is|are|was|equals|gives|giving|makes|making|gets?|got|becomes|yields|leaves|earns|be|total(?:s|ing)?(?: of)?))\s(?!.*(?:=|\b(?:is|are|equals|gives)\s))([$€£\\*_({[\d+−-].{0,200}|[a-z]\s?[=<>≤≥].{1,200})$/is.exec(
      sentence,
    )?.[1];
  const moved = /\s(?:to|on|at|until)\s(\p{Lu}.{1,60})$/u.exec(sentence)?.[1];
  const candidates = [statedIn(sentence), valueStatedIn(sentence), moved, tail, concluding ? sentence : undefined].filter((one) =>
    /\d|[=\\]/.test(one ?? ""),
  );
  const passes = read.outcomes.every(Boolean);
  return candidates.some((candidate) => {
    const outcomes = outcomesOf((candidate ?? "").trim().replace(/[.!]$/, ""));
    return outcomes.length > 0 && outcomes.every(Boolean) !== passes;
  });
}
