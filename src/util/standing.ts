import { lastSentence } from "./last-sentence.ts";
import { leadAbroad } from "./lead-abroad.ts";
import { endedWords, isUnmeant } from "./not-meant.ts";
import { isStated, otherCase } from "./other-case.ts";
import type { PhraseTable } from "./phrases.ts";
import { plainWords } from "./plain-words.ts";
import {
  concluding,
  disowningLabel,
  disowningLead,
  disowningTrail,
  early,
  exampleLead,
  exemplary,
  exemplaryTrail,
  filledLead,
  formedLead,
  formerLead,
  lookedAgain,
  negativeLabel,
  negativeLead,
  negativeTrail,
  presenting,
  shown,
  standingGrammar,
  supposing,
} from "./standing-words.ts";

/**
 * How the words around a piece of a text present it: as the text's own; as an example or a form, which counts where nothing else is
 * there; as one of which it is not told whether it speaks of this case, which counts where no other says anything else; or as none of its
 * own, which never counts: denied, rejected, former, supposed, somebody else's.
 */
export type Standing = "own" | "example" | "unclear" | "disowned";

/** A piece of a text, by place. */
export interface Piece {
  readonly at: number;
  readonly end: number;
}

/** The standing that the sentence before a piece and the words behind it give to it. */
export function standingOf(text: string, { at, end }: Piece): Standing {
  const negative = saysNo(text.slice(at, Math.min(end, at + 2000)));
  const before = leadStanding(text.slice(Math.max(0, at - 2000), at), negative);
  return before === "disowned" ? before : worse(before, trailStanding(text.slice(end, end + 200), negative));
}

function worse(one: Standing, other: Standing): Standing {
  return order.indexOf(one) >= order.indexOf(other) ? one : other;
}

const order: readonly Standing[] = ["own", "unclear", "example", "disowned"];

/** Whether a value itself says that something is wrong; then the words "wrong" and "rejected" beside it agree with it. */
export function saysNo(piece: string): boolean {
  return /\bfalse\b|["'](?:wrong|incorrect|fail(?:ed|s)?|no|rejected?|invalid)["']|:\s{0,9}0(?:\.0{1,9})?\s{0,9}[,}]/i.test(piece);
}

function leadStanding(lead: string, negative: boolean): Standing {
  if (isMarkedOff(lead)) return "disowned";
  const quoted = /(?:^|\n)[ \t]{0,9}>[ \t>]{0,9}$/.test(lead);
  if (isUnmeant(endedWords(lead), negative)) return "disowned";
  const sentence = lastSentence(lead);
  const abroad = leadAbroad(sentence, negative);
  if (abroad === "disowned") return abroad;
  const words = plainWords(sentence);
  const standing = abroad ?? (isUnmeant(words, negative) ? "disowned" : sentenceStanding(words, negative));
  return quoted ? worse("example", standing) : standing;
}

function sentenceStanding(words: readonly string[], negative: boolean): Standing {
  if (hasIn(words, lookedAgain)) return "own";
  const other = otherCase(words);
  if (other === "other") return "disowned";
  const own = clauseStanding(words, negative);
  // "One could argue otherwise, but the verdict is", "For an answer like this".
  if (own === "example" && isStated(words)) return "unclear";
  if (own !== "own" && turned(words).length > 0 && clauseStanding(turned(words), negative) === "own") return "unclear";
  return worse(own, other === undefined ? "own" : "unclear");
}

/** The words behind the last "but", where they begin a statement. */
function turned(words: readonly string[]): readonly string[] {
  const from = words.findLastIndex((word, at) => (word === "but" || word === "yet") && stated.has(words[at + 1] ?? ""));
  return from < 0 ? [] : words.slice(from + 1);
}
const stated = new Set(["it", "this", "that", "the", "i", "we", "my", "mine", "as"]);

/** Struck out, taken out in a diff, a comment of Markdown, or in an example's tags. */
function isMarkedOff(lead: string): boolean {
  if (/(?:^|\n)\+[ \t]?[{[][^\n]*\n-[ \t]?$/.test(lead)) return true;
  if (/(?:^|[\s(>])~~[ \t]{0,3}$|<(?:del|s|strike)>\s{0,3}$/i.test(lead)) return true;
  if (lead.search(submitted) >= 0) return true;
  if (lead.lastIndexOf("<!--") > lead.lastIndexOf("-->")) return true;
  return lead.includes("<") && others.some((name) => lead.lastIndexOf(`<${name}`) > lead.lastIndexOf(`</${name}`));
}
/** What a reply repeats of a prompt: a text between marks that carry a code, not closed yet. */
const submitted = /<([a-z]{1,20})-[\da-f]{16}\b(?![^]*<\/\1-[\da-f]{16}>)/;
const others = "example quote blockquote student submission user document candidate injection injected draft".split(" ");

const turns = new Set(["but", "however", "then", "now", "later", "finally", "final", "instead", "yet"]);

/** What the words of a sentence say of what stands directly behind them. */
export function clauseStanding(words: readonly string[], negative = false): Standing {
  if (words.length === 0) return "own";
  const has = within(words);
  if (has(formedLead) || has(filledLead)) return "own";
  if (has(disowningLead) || has(disowningLabel) || hasIn(clauseOf(words), disowningLabel)) return "disowned";
  if (has(exampleLead)) return has(presenting) ? "own" : has(shown) ? "example" : "disowned";
  if (has(formerLead) && hasIn(behindTurn(words), early)) return "disowned";
  if (!negative && (has(negativeLead) || has(negativeLabel))) return "disowned";
  if (isOpen(supposing, words) && !isStated(words)) return "disowned";
  return isOpen(exemplary, words) || isForm(words.join(" ")) ? "example" : "own";
}

function within(words: readonly string[], kept: "last" | "first" = "last"): (table: PhraseTable) => boolean {
  const read = standingGrammar.read(words, kept);
  return (table) => table.find(read) >= 0;
}

function hasIn(words: readonly string[], table: PhraseTable): boolean {
  return table.find(standingGrammar.read(words)) >= 0;
}

/** The words behind the last comma. */
function clauseOf(words: readonly string[]): readonly string[] {
  return words.slice(words.findLastIndex((word, at) => (word === "," || word === ";") && at < words.length - 1) + 1);
}

function behindTurn(words: readonly string[]): readonly string[] {
  return words.slice(
    Math.max(
      0,
      words.findLastIndex((word, at) => turns.has(word) && words[at + 1] !== "of"),
    ),
  );
}

/** Whether a phrase stands in a sentence and nothing before or behind it says that the answer follows all the same. */
function isOpen(table: PhraseTable, given: readonly string[]): boolean {
  const read = standingGrammar.read(given);
  const at = table.find(read);
  return at >= 0 && !hasIn(read.words.slice(0, at), presenting) && !hasIn(read.words.slice(at), concluding);
}

/** A sentence that names the form asked for. */
function isForm(words: string): boolean {
  return /^(?:[:>#-] ){0,3}(?:(?:as|a|the|your|my|valid|expected|required|requested|correct|output|json|reply|response|answer|object|verdict) ){0,6}(?:format|form|shape|syntax) ?(?:(?:is|was|of|for|reminder|asked|wanted|expected|required|requested) (?:[^ .!?]{1,30} ){0,9})?(?:[:(] ?){0,2}$/.test(
    words,
  );
}

function trailStanding(rest: string, negative: boolean): Standing {
  // A new line goes on with the sentence only where it says "which" or "that" in lower case.
  const said = rest.replace(/^[\s`"'”)\]*_]{0,9}((?:which|that)\b)?/, (lead, on?: string) => on ?? (lead.includes("\n") ? "\n" : ""));
  // A new line or a capital begins another sentence.
  if (/^(?:\n|\p{Lu})/u.test(said) || said === "") return "own";
  const line = /^[^\n{}]*/.exec(said)?.[0] ?? "";
  // "This rather than {that}" speaks against that alone.
  if (
    said.charAt(line.length) === "{" &&
    /^(?:rather|other) than\b|^(?:instead of|over|against|versus|vs\.?|as (?:against|opposed))\s/i.test(line)
  )
    return "own";
  const has = within([...plainWords(line), "."], "first");
  if (has(disowningTrail) || (!negative && has(negativeTrail))) return "disowned";
  if (/^(?:~~|<\/(?:del|s|strike)>)/.test(rest)) return "disowned";
  return has(exemplaryTrail) ? "example" : "own";
}
