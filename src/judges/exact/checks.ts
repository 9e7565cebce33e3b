import { foundIn, textAt } from "./text-or-none.ts";
import { isLong, textFrom } from "./reach.ts";
import { extract, type Span, tailOf } from "./extract.ts";
import { sentencesOf } from "./sentences.ts";

/** Words by which a sentence may go back on an answer, or set another beside it. */
const goesBack =
  /\b(?:wait|oops|whoops|hm+|no|nope|not|never|wrong|incorrect\w*|mistake\w*|error|misread|miscounted|forgot|overlooked|actually|instead|rather|should|must|sorry|apolog\w+|correct(?:ion|ed|ing)|revis\w+|reconsider\w*|recalculat\w+|recomput\w+|recount\w*|retract|scratch|but|however|although|though|fails?|contradict\w*|unless|otherwise|alternatively|or|nein|nicht|falsch|fehler|halt|erreur|faux|non|pas|perdón|espera|errata|equivoqué|scusa|errore)(?![\p{L}\d])|n['’]t\b|≠|\\neq?(?![a-z])|✗|✘|❌|✖|[?？]|等等|不对|不是|抱歉|错|更正/iu;
/** Words that present a sentence as a check of what stands before it. */
const presents =
  /^[\s*_>#(✓✔✅-]{0,9}(?:(?:let me|let us|let['’]s|we (?:can|know)|you can|one can|i (?:can|will)|this can be|to|now|and|just|quickly|also|easily|quick|sanity|final|cross|double|re)[\s-]){0,5}(?:re)?(?:check|verif|confirm|test|validat|prov|prob(?:e|ing)\b|proof|plug|substitut|work(?:ing)? backward|indeed|recall|vérif|comprob|überprüf|probe\b)|^[\s*_>#(]{0,9}(?:验证|检验|檢驗|検算)|^[\s*_>#(]{0,9}(?:we|you) (?:can )?(?:know|see) (?:that )?(?:this|it) is (?:right|correct)|^[\s*_>#(]{0,9}(?:this|that|it|which)\s(?:makes sense|works|is (?:right|correct|consistent|reasonable|plausible)|checks out)\b/iu;
/** Words that find a check passed. */
const passes =
  /[✓✔✅]|\b(?:checks? out|(?:is|are|it['’]s|that['’]s) (?:correct|right|consistent|plausible|reasonable|satisfied)|matche?s|works|makes sense|consistent with|as (?:required|expected|desired|needed|stated|given))(?![\p{L}\d])/iu;
const heading = /^[^\d]{1,60}$/;
/** A number set equal to what was computed, whichever sign computes. */
const computes = /\d[^=≈]*[=≈]|[=≈][^=≈]*\d\s?[-+−*×·÷/]|[=≈][^=≈]*\\(?:times|cdot|div|frac)/u;

/** Whether a sentence says that another value is the answer, as an equation or in words. */
const claims = /\b(?:answer|result|correct (?:value|total|number))\b[\s*_]{0,4}(?:is|was|[:=])/i;

/** Whether a sentence checks a value that was said before it: it calculates with the value, or finds it right. */
export function isCheck(sentence: string, value: string): boolean {
  if (goesBack.test(sentence) || claims.test(sentence)) return false;
  const has = value !== "" && holds(sentence, value);
  if (computes.test(sentence)) return has || passes.test(sentence);
  return (has && (presents.test(sentence) || passes.test(sentence))) || /^[^=\n]{0,30}=[^=\n]{1,40}[✓✔✅]\W{0,3}$/u.test(sentence);
}

/** Whether a line or sentence without a number only presents the check behind it: "### Verification", "Let's verify:". */
export function presentsCheck(sentence: string): boolean {
  return heading.test(sentence) && presents.test(sentence) && !goesBack.test(sentence);
}

function holds(sentence: string, value: string): boolean {
  const plain = sentence.replace(/(?<=\d),(?=\d{3}(?!\d))/g, "");
  for (let at = plain.indexOf(value); at >= 0; at = plain.indexOf(value, at + 1)) {
    if (!/[\d.]/.test(plain.slice(Math.max(0, at - 1), at)) && !/^\.?\d/.test(plain.slice(at + value.length, at + value.length + 2)))
      return true;
  }
  return false;
}

/** The number of a value, by which a check takes it up; of a value without one all of it. */
export function numberOf(value: string): string {
  const plain = value.replace(/(?<=\d),(?=\d{3}(?!\d))/g, "");
  const numbers = plain.match(/\d+(?:\.\d+)?/g) ?? [];
  return numbers.length === 1 ? textAt(numbers, 0) : plain.replace(/^[\s$*_]+|[\s$*_.]+$/g, "");
}

/** How many sentences behind an answer are looked at. */
const most = 60;

/**
 * A reply without the checks behind its last mark: what is marked stands, and text behind it changes it only where it goes back on it or marks
 * another. What stands behind the first sentence that may go back is left as it is.
 */
export function withoutChecks(text: string, field: string): string {
  const tail = tailOf(text);
  const mark = extract(text, { field }).findLast((span) => !span.denied);
  if (mark === undefined || mark.level === "field") return text;
  if (mark.level === "last-line") return withoutUnmarked(tail) ?? text;
  const from = endOf(mark, tail);
  if (from === undefined) return text;
  const behind = checksOut(tail.slice(from), numberOf(textAt(mark.text.split("\n", 1), 0)));
  return behind === undefined ? text : `${tail.slice(0, from)}\n${behind}`;
}

/** Where the value of a mark ends; undefined where the text goes on to another question. */
function endOf({ behind, text, level }: Span, tail: string): number | undefined {
  if (!tail.endsWith(behind)) return undefined;
  const end = tail.length - behind.length;
  if (level === "box") return end;
  const line = text.slice(text.lastIndexOf("\n") + 1);
  const at = tail.lastIndexOf(line, end);
  const first = textAt(sentencesOf(line), 0);
  const aside = first.search(/\s\((?=[^()]*[=✓✔✅])/u);
  // Behind the value of a tag the tag is closed.
  if (at < 0 || tail.slice(at + line.length, end).trim() !== "") return end;
  return at + (aside > 0 ? aside : first.length);
}

/** A text without a mark, without the checks behind the only value that it sets in bold, or at its end where words present them as such. */
function withoutUnmarked(tail: string): string | undefined {
  const [stated, ...others] = [...tail.slice(-8000).matchAll(/(?<![*\w])\*\*(?=[^*\n]{0,120}\d)([^*\n]{1,120})\*\*(?![*\w])/g)].filter(
    ([, inner = ""]) => !/^(?:step|part|case)\b|[:：]$/i.test(inner),
  );
  if (stated !== undefined && others.length === 0) {
    const at = Math.max(0, tail.length - 8000) + stated.index + stated[0].length;
    const end = at + foundIn(textFrom(tail, at, "line"), /^[^.!?\n]{0,300}[.!?]?/).length;
    const start = tail.lastIndexOf("\n", at) + 1;
    if (/^\s{0,9}(?:[-*•+]\s|\d{1,2}[.)]\s|#)/.test(tail.slice(start, at))) return undefined;
    const behind = checksOut(tail.slice(end), numberOf(textAt(stated, 1)));
    return behind === undefined ? undefined : `${tail.slice(0, end)}\n${behind}`;
  }
  const lines = tail.trimEnd().split("\n");
  const at = lines.findLastIndex((line, index) => index < lines.length - 1 && /\d/.test(line));
  const value = /\d[\d,]*(?:\.\d+)?(?=\D*$)/.exec(lines[at] ?? "")?.[0].replace(/,/g, "") ?? "";
  const last = lines.slice(at + 1).filter((line) => line.trim() !== "");
  const checks = last.every((line) => line.length < 1000 && (presentsCheck(line) || (presents.test(line) && isCheck(line, value))));
  return value !== "" && last.length > 0 && checks ? lines.slice(0, at + 1).join("\n") : undefined;
}

interface Piece {
  readonly text: string;
  readonly as: "kept" | "working" | "check";
}

/** A text without the checks of a value in it, up to what may go back on the value; undefined where it has none. */
function checksOut(text: string, value: string): string | undefined {
  const lines = text.split("\n");
  const left: string[] = [];
  // Behind `sure` lies what goes only where a check follows: the working of it.
  let [sure, found] = [0, false];
  for (const [index, line] of lines.slice(0, most).entries()) {
    const pieces = isLong(line, "passage") ? [{ text: line, as: "kept" } as const] : sentencesOf(line).map((said) => pieceOf(said, value));
    const begins = left.length;
    for (const [at, piece] of pieces.entries()) {
      if (goesBack.test(piece.text)) {
        const rest = [
          pieces
            .slice(at)
            .map((one) => one.text)
            .join(" "),
          ...lines.slice(index + 1),
        ].join("\n");
        return found ? `${left.join("\n")}\n${rest}` : undefined;
      }
      if (piece.as === "check") {
        found = true;
        // What comes to the value in the end is its working, all of its line.
        left.length = comesTo(piece.text, value) ? Math.min(sure, begins) : sure;
      } else left.push(piece.text);
      if (piece.as !== "working" && /[\p{L}\p{N}]/u.test(piece.text)) sure = left.length;
    }
  }
  return found ? [...left, ...lines.slice(most)].join("\n") : undefined;
}

function comesTo(sentence: string, value: string): boolean {
  const last = foundIn(sentence, /\d[\d,.]*(?=\D*$)/);
  return /[=≈]/.test(sentence) && last.replace(/,|\.$/g, "") === value;
}

function pieceOf(text: string, value: string): Piece {
  if (isCheck(text, value) || /^[\s✓✔✅.]*[✓✔✅][\s.]*$/u.test(text)) return { text, as: "check" };
  const leads = presentsCheck(text) || (computes.test(text) && !claims.test(text));
  return { text, as: leads ? "working" : "kept" };
}
