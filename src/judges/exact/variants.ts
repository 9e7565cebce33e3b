import { textAt } from "./text-or-none.ts";
import { beginningOf } from "./reach.ts";
import { withoutContrast, withoutLead, wordings } from "./brief.ts";
import type { Span } from "./extract.ts";
import type { AnswerKind } from "./settings.ts";
import { occasionsIn } from "./occasion.ts";
import { sentencesOf } from "./sentences.ts";
import { comingTo, denies, isClause, namedFirst, predicatesIn, statedIn, valueStatedIn } from "./stated.ts";
import { toldIn } from "./told.ts";
import { correctedIn } from "./claims/turns.ts";

/** Kinds for which any words are items. */
const ofItems: ReadonlySet<AnswerKind> = new Set(["tuple", "matrix", "set", "list"]);
/** Kinds whose sentences are read by their numbers, or by their letters. */
const ofOwn: ReadonlySet<AnswerKind> = new Set(["number", "integer", "rational", "decimal", "percent", "money", "choice", "table"]);

/** Kinds whose last clause may come to a value from sentences before it. */
const numeric: ReadonlySet<AnswerKind> = new Set(["number", "integer", "rational", "decimal", "percent", "unit", "money"]);

const counting =
  /\d|(?<![\p{L}-])(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\p{L}{3,5}teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|dozen|half|twice|double|triple)(?!\p{L})/iu;
/** What ends in a stop and no sentence: "Rs. 150,000", "approx. 5". */
const abbreviated =
  /(?<![\p{L}])(?:rs|re|approx|aprox|ca|env|etwa|no|nr|núm|n|usd|eur|vol|max|min|avg|est|bzw|z\.\s?b|i\.\s?e|e\.\s?g)\.$/iu;
/** A sentence that tells how the value before it comes about. */
const explaining =
  /^\W{0,4}(?:(?:that|this|it)(?:['’]s|\sis)\s(?!\d|[$€£]|a\stotal\b)|because|since|explanation|reason|i\.e\.|that\sis|check|note|here)\b/i;
const totaled =
  /^\W{0,4}(?:(?:grand|overall|final|combined|sub)\s)?(?:total|sum|together|altogether|in\stotal|in\sall|overall|answer|result|remaining|left|net|profit|difference|change)\s?[:：=]\s?[*_]{0,3}[-+−]?[$€£]?\d[^=:;]{0,60}$/i;

/** The name of a vector before its value. */
const vectorName = /^([\s$]{0,4})\\(?:vec|mathbf|overrightarrow|hat|boldsymbol)\s?\{\s?\w{1,3}\s?\}\s?=\s?/;

/** How many of something follow, before they do: "two solutions, x = 4 and x = -1". */
const counted =
  /^(?:exactly\s|only\s|just\s|the\s|precisely\s)?(?:[\p{L}\d-]{1,12}\s){0,3}(?:solutions|roots|zeros|zeroes|values|elements|members|factors|divisors|answers|eigenvalues)(?:,?\snamely|:|,|\s[-–—])\s(?=\S)/iu;

/** The wordings of a span in the order in which they are tried. */
export function variantsOf(span: Span, kind: AnswerKind, block: boolean): string[] {
  if (kind === "text") {
    const stated =
      statedIn(span.text) ??
      statedIn(comingTo(span.text) ?? "") ??
      statedIn(openingOf(span) ?? sayingIn(span)) ??
      correctedIn(beginningOf(span.text, "passage")) ??
      statedIn(concludingIn(sayingIn(span), false) ?? "");
    return [
      ...listedIn(span),
      ...lastSide(span.text),
      ...variants(span),
      ...(stated === undefined ? [] : [stated, ...barely(stated)]),
      ...pointed(span.text),
      ...predicatesIn(sayingIn(span)),
      ...withoutEnding(span.text),
      ...(span.level === "box" ? [] : toldIn(sayingIn(span))),
      ...(span.level === "box" || span.level === "field" ? [] : occasionsIn(sayingIn(span))),
    ].flatMap(wordings);
  }
  const own = block ? blockVariants(span.text) : numeric.has(kind) && span.level === "last-line" ? amountsAtEnd(span.text) : variants(span);
  const texts = own
    .map((text) => text.replace(vectorName, "$1"))
    .flatMap((text) => (ofItems.has(kind) ? [withoutContrast(text), text] : [text, withoutContrast(text)]));
  const clause = comingTo(span.text);
  if (clause !== undefined && /^\W*(?:\S.{0,60}[.!]\s)?(?:my|the)\s(?:earlier|previous|initial|old|first)\b/i.test(span.text))
    texts.unshift(clause);
  else if (clause !== undefined) texts.push(clause);
  if (span.level === "last-line" && numeric.has(kind) && sentencesOf(span.text).length > 1)
    texts.splice(2, 0, concludingIn(sayingIn(span)) ?? "");
  if (span.level === "last-line" && numeric.has(kind)) texts.push(...actualIn(sayingIn(span)), ...overruledIn(sayingIn(span)));
  if (ofOwn.has(kind)) return [...texts, ...(calledAnswer(sayingIn(span)) ?? []), ...withoutEnding(span.text), ...unnumbered(span)];
  if (kind === "date") texts.push(...[sayingIn(span), clause ?? ""].flatMap(appointed));
  const saying = sayingIn(span);
  if (block && span.level === "last-line") {
    const concluding = concludingIn(saying);
    return [...(concluding === undefined ? [] : [concluding]), ...endingsOf(span.text)];
  }
  const stated = [
    concludingIn(saying),
    leadless(span.text),
    valueStatedIn(saying),
    clause === undefined ? undefined : valueStatedIn(clause),
    /^[^;\n]{3,200}(?=;\s\S)/.exec(saying)?.[0],
  ];
  const items = stated.flatMap((text) => (text === undefined ? [] : [text.replace(counted, ""), text]));
  return (ofItems.has(kind) ? [...items, ...texts] : [...texts, ...stated.reverse(), leadless(saying)]).filter(
    (text) => text !== undefined,
  );
}

/** The last side of a row of equations: False of "not True and True\n= False and True\n= False". */
function lastSide(text: string): string[] {
  const side = /\n[ \t]{0,9}=[ \t]{0,9}([^\n=]{1,60})$/.exec(text.trimEnd())?.[1];
  return side === undefined ? [] : [side];
}

/** The items of a list in a structured reply, as words. */
function listedIn({ level, text }: Span): string[] {
  if (level !== "field" || !/^\[\s?"[^[\]{}]{1,2000}"\s?\]$/.test(text)) return [];
  return [
    text
      .slice(1, -1)
      .replace(/"\s?,\s?"/g, ", ")
      .replace(/^\s?"|"\s?$/g, ""),
  ];
}

/** What is so, behind what only would be: "so 18" of "If she sold all it would be 32, but she does not, so 18." */
function actualIn(sentence: string): string[] {
  const behind = /\b(?:could|would|might)\b[^;]*?[,;—–]\s(?:but|however|yet|though),?\s(.{2,200})$/i.exec(sentence)?.[1];
  if (behind === undefined) return [];
  return [concludingIn(sentence) ?? "", behind].filter(
    (clause) => /\d/.test(clause) && !/\b(?:would|could|might|may|if|unless|not|never)\b|n['’]t\b/i.test(clause),
  );
}

const overruled =
  /^[^,;.，。]{0,40}\d[^,;.，。]{0,40}(?:\b(?:too|zu|trop|troppo)\s\p{L}{2,12}|\bdemasiado(?:\s\p{L}{2,12})?|(?:over|under)shoots|太[大小多少高低]了?)[，,]\s?(?:(?:so|thus|hence|therefore|also|daher|folglich|donc|alors|así\sque|por\slo\stanto|quindi|portanto)\s|所以|因此)([^,;，]{1,80})$/iu;

/** What is left where another number is found too high or too low: "it is 18" of "20 is too high, so it is 18". */
function overruledIn(sentence: string): string[] {
  const left = overruled.exec(beginningOf(sentence, "line"))?.[1];
  return left === undefined || denies(left) ? [] : [left];
}

/** The first sentence of a text that goes on to tell of what it names: "The capital is Paris. It lies on the Seine." */
function openingOf({ text, level }: Span): string | undefined {
  const [first, ...rest] = sentencesOf(text);
  const tells = rest.every(
    (other) =>
      /^(?:it|he|she|they|this|its|his|her|their)\b/i.test(other) &&
      !/\b(?:but|however|moved|became|now|later|then|actually|not?|wait|until)\b|n['’]t\b/i.test(other),
  );
  return level === "last-line" && rest.length > 0 && tells && !/\?\W{0,3}$/.test(first ?? "") ? first : undefined;
}

/** A name without its article, and a verdict without how it was come to: Monday of "a Monday", valid of "deductively valid". */
function barely(stated: string): string[] {
  const bare = stated.replace(
    /^(?:\p{L}{2,20}(?:ed|ted|nd)\s|born\s|built\s|set\s|held\s)?in\s(?=\p{Lu})|^an?\s(?=\p{Lu}\p{L}{2,20}\W?$)|^the\s(?:city|town|country|state|planet|island|river|element|month|year|name|color|colour|word|language)\s(?:of\s)?(?=\p{Lu})|^(?:deductively|logically|formally|inductively)\s(?=(?:in)?valid(?:\W?$|,\s(?:since|because|as)\b))/u,
    "",
  );
  return bare === stated ? [] : [bare];
}

/** The verdict to which an arrow points at the end of a line: False of "Statement: 'Fish can fly' -> False". */
function pointed(text: string): string[] {
  const verdict = /^(?:(?!->|=>|→|⇒).){1,300}\s(?:->|=>|→|⇒)\s[*_]{0,3}(true|false|yes|no|valid|invalid)[*_.]{0,4}$/i.exec(
    text.trim(),
  )?.[1];
  return verdict === undefined ? [] : [verdict];
}

/** Whether a text is a sentence rather than items, so that no reader can tell what it answers; one that is the key counts unless it denies. */
export function isNoCollection(text: string, kind: AnswerKind, passes: boolean): boolean {
  if (!ofItems.has(kind)) return false;
  const lines = text.split("\n");
  const sentence = lines.some((line) => isClause(line) || /[:：][\s*_]*$/.test(line));
  return passes ? lines.length === 1 && sentence && denies(text) : sentence || !/[\d([{<\\=,;\n|∅]|\band\b/.test(text);
}

/** The sentence of a span that says it: the first after a mark, else the last. */
function sayingIn(span: Span): string {
  const all = sentencesOf(span.text);
  return (span.level === "marker" ? all[0] : all.at(-1)) ?? "";
}

/** A value behind the number of a list that has no other entry, and one that is set as a quotation below other text. */
function unnumbered({ text, behind, level, at }: Span): string[] {
  if (level === "last-line") return at > text.length + 4 && /^\s{0,3}>\s?[^>]/.test(text) ? [text.replace(/^\s{0,3}>\s?/, "")] : [];
  const bare = text.replace(/^\s{0,3}(?:\(1\)|1[.)]|>)\s+(?=\S)/, "");
  return bare === text || /^\s{0,3}>/.test(text) || /^\s{0,9}\(?2[.)]/.test(behind) ? [] : [bare];
}

/** The day or the time at which a sentence says that something is: 14:30 of "The train leaves Rome at 14:30." */
function appointed(sentence: string): string[] {
  const match = /^(?<lead>[^.!?;\d]{3,160})\s(?:at|on)\s(?<value>\d.{0,40}|\p{Lu}\p{L}{2,12}\.?\s\d.{0,30}|noon|midnight)$/u.exec(
    sentence.trim().replace(/[.!]?[*_]{0,3}[.!]?$/, ""),
  );
  const { lead = "", value = "" } = match?.groups ?? {};
  return value === "" || denies(lead)
    ? []
    : [value.replace(/,?\s(?:(?:from|at|in|to|on)\s.*|sharp|exactly|precisely|today|tomorrow)$/, "")];
}

/** 18 of "In conclusion, 18 is the answer." */
function calledAnswer(sentence: string): string[] | undefined {
  const called = /\sis\sthe\s(?:(?:correct|right|final)\s)?(?:answer|result|solution)\W{0,4}$/i.test(sentence);
  const name = called ? namedFirst(sentence) : undefined;
  return name === undefined ? undefined : [name];
}

/** A text without the verb that ends a sentence in Japanese or Korean: C of "Cです。"; none without one. */
function withoutEnding(text: string): string[] {
  const bare = text.trim().replace(/(?<=[^\s。])(?:です|である|だ|になります|입니다|이다)[。.!！]{0,2}$/u, "");
  return bare === text.trim() ? [] : [bare];
}

/** What a sentence concludes in its last clause: {3} of "..., so the solution set is {3}"; with `bare` without what leads to it. */
function concludingIn(sentence: string, bare = true): string | undefined {
  const clause = /[,;:]\s(?:so|hence|thus|therefore),?\s(?!(?:that|as|far)\b)([^;]{1,200})$/i.exec(sentence)?.[1];
  return bare ? clause?.replace(/^(?:the\s[\p{L}\s]{2,40}|it|they|this)(?:['’]s|\s(?:is|are))\s/iu, "") : clause;
}

/** A text without what leads to its value: "So", "Solution:", the name of a set before its brackets; undefined without any. */
function leadless(text: string): string | undefined {
  const bare = withoutLead(text).replace(/^[\p{L}\s∩∪\\_'’\d×^{}-]{1,40}=\s?(?=\\?[{([⟨]|\\(?:langle|begin))/u, "");
  return bare === text ? undefined : bare;
}

/** The ways in which a text without a mark may end with several values: all of it, what stands under "The solutions are:", its last line. */
function endingsOf(text: string): string[] {
  const lines = text.split("\n");
  const lead = lines.findLastIndex((line) => /(?:[:：]|\b(?:is|are))[\s*_]{0,6}$/.test(line));
  const listed = lead < 0 || lead === lines.length - 1 || denies(lines[lead] ?? "") ? undefined : lines.slice(lead + 1).join("\n");
  const last = textAt(lines, -1);
  const saying = textAt(sentencesOf(last), -1);
  const whole = leadless(text);
  const kept = /^[^.;]{0,80}?(?:\bnot|n['’]t)\s[^.;]{1,100}?,?\sbut\s(?:rather\s)?(?=\S)/i.exec(saying)?.[0];
  const meant = kept === undefined ? undefined : saying.slice(kept.length);
  return [meant, whole, text, listed, valueStatedIn(saying), leadless(saying), last]
    .filter((one) => one !== undefined)
    .flatMap((one) => [one.replace(counted, ""), one])
    .flatMap((one) => [one, withoutContrast(one)]);
}

/** What a last line of amounts may come to: all of it, its last sentence, and the one before where the last tells no amount or only explains it. */
function amountsAtEnd(text: string): string[] {
  const sentences = sentencesOf(text);
  const last = textAt(sentences, -1);
  if (sentences.length === 1) return [text];
  if (abbreviated.test(textAt(sentences, -2))) return [text, last];
  if (totaled.test(last)) return [last];
  const silent = !counting.test(last) || explaining.test(last);
  const before = silent ? sentences.slice(0, -1).findLast((sentence) => counting.test(sentence)) : undefined;
  if (silent) return [last, text, ...(before === undefined ? [] : [before])];
  return sentences.slice(0, -1).some((sentence) => counting.test(sentence)) ? [last] : [last, text];
}

/** A paragraph, else its first line: what follows may explain it, as do the sentences behind the first. */
function blockVariants(text: string): string[] {
  const line = text.indexOf("\n");
  if (line >= 0) return [text, text.slice(0, line)];
  const first = /^[^.!?]{1,200}[.!?](?=\s\p{Lu}\p{Ll})/u.exec(text)?.[0];
  return first === undefined ? [text] : [first, text];
}

/** After a mark the first sentence says it and others explain; in a last line without a mark the last one says it. */
function variants({ text, level }: Span): string[] {
  if (level === "box" || level === "field") return [text];
  const sentences = sentencesOf(text);
  if (sentences.length === 1) return [text];
  const ends = [textAt(sentences, 0), textAt(sentences, -1)];
  return level === "marker" ? [...ends.slice(0, 1), text, ...ends.slice(1)] : [text, ...ends.reverse()];
}
