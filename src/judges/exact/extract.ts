import { textAt } from "./text-or-none.ts";
import { textBefore, textFrom } from "./reach.ts";
import type { Json } from "../../types.ts";
import { keepLast } from "../../util/keep-last.ts";
import { parseObject } from "../../util/parse-object.ts";
import { jsonIn } from "../trim.ts";
import { withoutAsides, withoutDenials } from "./claims/asides.ts";
import { withoutForeignAsides } from "./claims/foreign-asides.ts";
import { severalDisplays } from "./displays.ts";
import { type ClaimStanding, standingAt } from "./claims/standing-at.ts";
import { isBesideAsked } from "./claims/labeled-lines.ts";
import { isClosing, withoutClosings } from "./closings.ts";
import { braced } from "./normalize.ts";
import { plainValue } from "./plain-value.ts";
import { withVerdicts } from "./verdict-labels.ts";

/** A place that may hold the final answer, by the position where its text begins. */
export interface Span {
  readonly at: number;
  readonly text: string;
  /** `firm` for what cannot be meant otherwise: a box, "Answer:", a tag. "The answer is ..." may be a passing remark. */
  readonly firm: boolean;
  readonly level: "field" | "box" | "marker" | "last-line";
  /** What the text says that it is not. */
  readonly denied: boolean;
  /** What the text says right before it: its sentence up to the mark, or to the box. */
  readonly lead: string;
  /** What the text goes on with behind it, up to a question that it asks itself. */
  readonly behind: string;
}
type FoundAnswer = Omit<Span, "behind" | "lead"> & { readonly from: number; readonly end: number };

/** Only this much of the end of an answer is searched, in characters: a final answer stands at the end. */
const searched = 65_536;

/**
 * The places that may hold the final answer, in order: boxes, `#### 18`, "answer:", "the answer is", tags and headings; the last line
 * where there is none of them. The field of a structured reply goes before all. `block` takes the paragraph that follows a marker, for lists and tables.
 */
export function extract(text: string, { field = "answer", block = false } = {}): readonly Span[] {
  const structured = fieldOf(text, field);
  if (structured !== undefined) return [{ at: 0, text: structured, firm: true, level: "field", denied: false, lead: "", behind: "" }];
  const tail = tailOf(text);
  const found = [...boxesIn(tail), ...tagsIn(tail), ...hashesIn(tail), ...markersIn(tail, block)].sort((a, b) => a.at - b.at);
  const next = nextQuestion(tail, found[0]?.at);
  const own = found
    .filter((span) => span.at < (next ?? tail.length))
    .map((span) => ({
      ...span,
      lead: textBefore(tail, span.from, "line"),
      behind: tail.slice(span.end, next).replace(/^[$\\)\]}*_]{1,20}/, ""),
    }));
  if (own.some((span) => !span.denied)) {
    const asked = own.filter((span) => span.denied || !isBesideAsked(tail, Math.min(span.at, span.from)));
    return asked.some((span) => !span.denied) ? asked : own;
  }
  const written = (own.length === 0 ? tail : withoutDenials(tail)).split("\n");
  const saying = written.filter((line) => says(line) && !/^\s*```/.test(line));
  const open = saying.filter((line) => !isClosing(line));
  const lines = open.length === 0 ? saying : open;
  const last = block
    ? (severalDisplays(tail) ?? displayed(lines.join("\n"), tail))
    : unlisted(lastCell(withoutClosings(explainedBy(lines) ?? lastOf(lines)), written), written);
  return !/[\p{L}\p{N}]/u.test(last) && (own.length > 0 || last === "")
    ? own
    : [...own, { at: tail.length, text: last, firm: true, level: "last-line", denied: false, lead: "", behind: "" }];
}

/** What is struck out in Markdown or in TeX; a factor canceled in a fraction stands in braces and is none. */
const struckOut = /~~(?!\s)[^~\n]{1,400}~~|(?<![\w}^_]|(?<!boxed)\{)\\(?:[xb]?cancel|sout|st)\{[^{}\n]{1,100}\}(?=[\s$]{0,3}[\w\\(])/g;

/** A tag around all of a reply, or around its end. */
const wrapper =
  /^((?:[^<]|<(?!(?:output|response|reply)>)){0,65536})<(output|response|reply)>((?:[^<]|<(?!\/?(?:output|response|reply)>)){1,65536})<\/\2>\s*$/i;

/** The end of a text in which a final answer is looked for, without what it says of answers that are not its own. */
export const tailOf = keepLast((text) => {
  const tail = text
    .slice(-searched)
    // What stands behind a value that is struck out replaces it.
    .replace(/(^[\s*_>-]{0,6}|[.!]\s)~~(?!\s)[^~\n]{1,60}~~[ \t]{1,3}(?=\S)/gm, "$1Correction: ")
    .replace(/<\|begin_of_box\|>((?:[^<{}]|<(?!\|)){1,2000})<\|end_of_box\|>/g, "\\boxed{$1}")
    .replace(/(?<!\\)\\(?:final)?answer(?=\{)/gi, "\\boxed")
    .replace(wrapper, (_all, before: string, _tag: string, inner: string) => `${before}\n${inner}\n`)
    .replace(struckOut, (struck) => " ".repeat(struck.length))
    .replace(/<<[\d+*/().,=\s-]{1,200}>>/g, "");
  return withVerdicts(withoutAsides(withoutForeignAsides(inLines(withoutWrapping(tail)))));
});

/** Without the tags of a whole reply, or of a line of its own, that say nothing of what they hold: `<response>The answer is 18.</response>`. */
function withoutWrapping(text: string): string {
  return text.replace(
    /(^|\n)[ \t]{0,9}<(solution|output|response|reply|conclusion)>((?:[^<]|<(?!\/?\2>)){1,20000})<\/\2>(?=\s*(?:\n|$))/gi,
    "$1\n$3\n",
  );
}

/** The rows of aligned equations as lines of their own. */
function inLines(text: string): string {
  return text.replace(
    /\\begin\s?\{((?:align(?:ed|at)?|gather(?:ed)?|split|equation|eqnarray|multline)\*?)\}(?:\{\d\})?((?:[^\\]|\\(?!begin\b|end\b)){0,4000})\\end\s?\{\1\}/g,
    (_all, _name, body: string) => body.replace(/(?<!\\)&/g, " ").replace(/\\\\(?:\[[^\]]{0,20}\])?/g, "\n"),
  );
}

function fieldOf(text: string, field: string): string | undefined {
  const body = jsonIn(text) ?? objectWith(field, text);
  if (typeof body !== "object" || body === null || !Object.hasOwn(body, field)) return undefined;
  const value = plainValue((body as Record<string, unknown>)[field]);
  if (typeof value !== "string") return JSON.stringify(value);
  const box = /^\s*\$?\\boxed\s?(?=\{)/.exec(value);
  return box === null ? value : (braced(value, box[0].length)?.inner ?? value);
}

/** The last object with a field that the key names, wherever it stands; `answer` itself is also a word of prose, and is read as a mark. */
function objectWith(field: string, text: string): Json | undefined {
  if (field === "answer" || text.length > 1_000_000 || !text.includes(field)) return undefined;
  const read = parseObject(text, { type: "object", properties: { [field]: {} }, required: [field] });
  return read.ok ? read.object : undefined;
}

/** Where a text that continues a few-shot prompt begins to answer a question of its own. */
function nextQuestion(text: string, from: number | undefined): number | undefined {
  if (from === undefined) return undefined;
  const at = text.slice(from).search(/\n[ \t]{0,9}(?:#{1,6} )?(?:Question|Problem|Q)(?: \d{1,4})?:/);
  return at < 0 ? undefined : from + at;
}

/** What stands between two boxes that are one answer: "\\boxed{1} or \\boxed{2}", or nothing at all. */
const beside =
  /^[\s}$\\)\]]{0,9}(?:[,;&/]|[,.?!]?[\s$\\)\]]{0,6}\(?\b(?:or else|or|and\/or)\b|,?\s?\band\b)?(?:,?\s?\b(?:maybe|perhaps|possibly|alternatively|else|also|even)\b)?[,\s$\\([]{0,9}(?:[a-z]\s?=\s?)?$/i;

function boxesIn(text: string): FoundAnswer[] {
  const boxes: (FoundAnswer & { readonly standing: ClaimStanding })[] = [];
  // The last hundred: nobody boxes more, and each must be searched for its end.
  for (const match of [...text.matchAll(/\\(?:boxed|fbox|framebox)\s{0,9}(?=[{\w])/g)].slice(-100)) {
    const at = match.index + match[0].length;
    const inner = text[at] === "{" ? braced(text, at)?.inner : /^\w{1,40}/.exec(textFrom(text, at, "words"))?.[0];
    if (inner === undefined) continue;
    const last = boxes.at(-1);
    const between = last === undefined ? "" : text.slice(last.end, match.index).replace(/\\text\{\s?(or|and)\s?\}/, "$1");
    const joined = last !== undefined && match.index >= last.end && beside.test(between);
    const end = at + inner.length + (text[at] === "{" ? 2 : 0);
    const standing = standingAt(text, match.index, end);
    const span = { at, from: match.index, end, text: inner, firm: true, level: "box" as const, denied: standing === "denied", standing };
    if (joined && (standing === "own" || standing === "open") && last.standing === "own")
      boxes.splice(-1, 1, { ...span, standing: "own", text: `${last.text} or ${inner}` });
    else boxes.push(span);
  }
  const own = boxes.some(({ standing }) => standing === "own");
  return boxes.map(({ standing, ...box }) => ({ ...box, denied: box.denied || (own && standing !== "own") }));
}

function tagsIn(text: string): FoundAnswer[] {
  const tags = [
    ...text.matchAll(
      /<((?:final[_-]?)?(?:answer|result|ans)|final(?:[_-]?(?:output|response|solution|value|number|choice|verdict))?)>((?:[^<]|<(?!\/?(?:final|(?:final[_-]?)?(?:answer|result|ans))\b)){1,4000})<\/\1>/gi,
    ),
    ...text.matchAll(/\[((?:final[\s_-]?)?(?:answer|result))\]((?:[^[]|\[(?!\/?(?:final[\s_-]?)?(?:answer|result)\])){1,4000})\[\/\1\]/gi),
  ].slice(-100);
  return tags.map((tag) => ({
    at: tag.index,
    from: tag.index,
    end: tag.index + tag[0].length,
    text: textAt(tag, 2).trim(),
    firm: true,
    level: "marker",
    denied: false,
  }));
}

/** The line that ends a GSM8K solution. A heading of Markdown that begins with a number is none. */
function hashesIn(text: string): FoundAnswer[] {
  const lines = [
    ...text.matchAll(
      /(?:^[ \t]{0,3}|(?<=[\p{L}.:!?)] ))#{4}[ \t]{0,9}[*_]{0,3}([-+−–]?[$€£]?[-+−–]?\.?\d(?![\d]{0,3}[.)][ \t])[^\n]{0,80})$/gmu,
    ),
  ].slice(-100);
  return lines.map((line) => ({
    at: line.index,
    from: line.index,
    end: line.index + line[0].length,
    text: textAt(line, 1).replace(/^([^()]*)\)$/, "$1"),
    firm: false,
    level: "marker",
    denied: false,
  }));
}

const firm =
  /(?:(?<![a-z\d])(?:answer|ans|(?:antwort|réponse|respuesta|risposta|resposta|resultado|résultat|ergebnis)(?:\s(?:finale?|correct[ae]?|correcte|corretta|final|definitiva))?)\b|答案|答え|回答)["'”]?(?:[ \t]{0,3}\([^()\n]{0,40}\))?[ \t]{0,9}[*_`]{0,4}[ \t]{0,9}(?:is[ \t]{0,3})?[:：=][*_`]{0,4}[ \t]{0,9}(?:(?:应该?|應該?)?(?:选择?|選擇?|选项|選項)[ \t]?(?=[(（]?[A-Z]))?/gi;
/** The word for an answer where letters have no word boundaries that a pattern knows. */
const foreign =
  /(?:(?:答案|答え|正解|回答)[ \t]{0,3}(?:[:：]|是|为|為|は)|(?<!\p{L})(?:ответ|정답|답|उत्तर|الإجابة|الجواب|odpowiedź|đáp án|antwoord|svar|vastaus|cevap|jawaban|τελική απάντηση|απάντηση)[*_]{0,3}[ \t]{0,3}[:：])[:：]?[*_]{0,3}[ \t]{0,9}(?:(?:应该?|應該?)?(?:选择?|選擇?|选项|選項)[ \t]?(?=[(（]?[A-Z]))?/giu;
const shortly = /^[ \t#>*_]{0,9}TL;?DR[*_]{0,3}[ \t]{0,3}[:：][*_]{0,3}[ \t]{0,9}/gim;
const heading = /^[ \t#>*_]{0,20}(?:the\s)?(?:final |correct )?answer[ \t*_#]{0,20}$/gim;
const passing =
  /\banswers?\b[^\n.:?!=]{0,60}?\b(?:isn't|aren't|can(?:not|'t)\sbe|(?:could|would|wo|should|must)(?:n't|\snot)\sbe|(?:is|are)\snever|is|are|(?:would|must|should|will|to)\sbe|equals)\b[*_]{0,3}:?[*_]{0,3}[ \t]{0,9}(?![ \t*_]{0,9}[:：])/gi;

function markersIn(text: string, block: boolean): FoundAnswer[] {
  const hits = [
    ...[...text.matchAll(firm), ...text.matchAll(foreign), ...text.matchAll(heading)].map((match) => ({ match, sure: true })),
    ...[...text.matchAll(passing), ...text.matchAll(shortly)].map((match) => ({ match, sure: false })),
  ].sort((a, b) => a.match.index - b.match.index);
  // The last fifty: a text of markers alone must cost no time.
  const kept = hits.slice(-50);
  const spans = kept.flatMap(({ match, sure }, index) => {
    const from = match.index + match[0].length;
    const until = kept.find((other, at) => at > index && other.sure && other.match.index >= from)?.match.index;
    const rest = textFrom(text.slice(0, until), from, "page");
    const line = jsonValue(match[0], rest) ?? (block ? paragraph(text.slice(from, until)) : firstLine(rest));
    // {answer: 18} of a program closes behind the value.
    const span = /\{\s{0,9}["']?$/.test(textBefore(text, match.index, "words")) ? line.replace(/\s*\}$/, "") : line;
    const denied =
      !sure &&
      (/(?:n't|not|never)(?:\sbe)?[\s*_:]{0,9}$/i.test(match[0]) || /^(?:definitely |certainly |clearly )?not\b|^n't\b/i.test(span)) &&
      !/\bbut\b/i.test(span);
    const end = from + endOf(rest, span);
    return span === "" ? [] : [{ at: match.index, from, end, text: span, firm: sure, level: "marker" as const, denied }];
  });
  const own = spans.filter(({ text: said }) => !elsewhere.test(said));
  return own.length > 0 ? own : spans;
}

/** Where a span ends in the text that it was taken from, which may hold lines that it does not. */
function endOf(text: string, span: string): number {
  const last = span.slice(span.lastIndexOf("\n") + 1);
  const at = text.indexOf(last);
  return at < 0 ? text.length : at + last.length;
}

/** Words that send the reader to an answer that stands elsewhere. */
const elsewhere =
  /^\W{0,3}(?:(?:please\s)?see|as|same|given|shown|stated|the one|it is|is)?\s?(?:as\s)?(?:(?:given|shown|stated|noted|explained)\s)?(?:above|below|previous(?:ly)?|earlier)\b.{0,20}$/i;

/** The value of a property `"answer":` of an object that stands in prose or is cut off. */
function jsonValue(mark: string, rest: string): string | undefined {
  if (!/["']\s*:/.test(mark)) return undefined;
  const literal = /^"((?:[^"\\]|\\.){0,2000})"|^(-?\d[\d.eE+-]{0,100})|^(\[[^[\]]{0,2000}\])/.exec(rest);
  const text = literal?.[1] === undefined ? undefined : unescaped(literal[1]);
  return text ?? literal?.[2] ?? literal?.[3];
}

function unescaped(body: string): string {
  try {
    return String(JSON.parse(`"${body}"`));
  } catch {
    return body;
  }
}

/** The last cell of a row of a table, and any other line as it is: one cell is a row only beneath a rule, else it is `|x|`. */
function lastCell(line: string, written: readonly string[]): string {
  const ruled = written.some((other) => /^\s*\|\s*:?-{2,}[\s:|-]*$/.test(other));
  const cells = (ruled ? /^\s*\|.*\|\s*$/ : /^\s*\|[^|]+(?:\|[^|]*)+\|\s*$/).test(line) ? line.split("|").map((cell) => cell.trim()) : [];
  return cells.findLast((cell) => cell !== "") ?? line;
}

/** The line that a list at the end explains, under a heading such as "Here's why:"; undefined where nothing with a number is explained so. */
function explainedBy(lines: readonly string[]): string | undefined {
  const at = lines.findLastIndex((line) => !/^\s{0,9}(?:[-*•]|\d{1,2}[.)])\s/.test(line));
  const explains =
    /^[\s#*_]{0,9}(?:here(?:['’]s|\sis)\s(?:why|the\s(?:reasoning|explanation))|explanation|reasoning|why|justification|rationale)\b[^\d]{0,60}$/i;
  const before = lines[at - 1] ?? "";
  const answers = /\d/.test(before) && !/[:?]\W{0,4}$|^\W{0,6}(?:let|to\s|we\s(?:need|want|have)|given|first|suppose)\b/i.test(before);
  return at < lines.length - 1 && answers && explains.test(lines[at] ?? "") ? before : undefined;
}

/** Of a text that ends with its only display, or with a matrix, what is displayed. */
function displayed(lines: string, text: string): string {
  const display = /(?:^|\n)[ \t]{0,9}(?:\$\$|\\\[)((?:[^$\\]|\\(?!\[|\])){1,4000})(?:\$\$|\\\])\s*$/.exec(text.slice(-5000))?.[1];
  const only = (text.match(/\$\$/g) ?? []).length / 2 + (text.match(/\\\[(?!\d)/g) ?? []).length <= 1;
  return display !== undefined && (only || /\\begin\s?\{[a-zA-Z]*matrix\}/.test(display)) ? display.trim() : lines;
}

/** A last line without the bullet, the ordinal or the mark of a quotation before it; in displayed mathematics "- 18" is a negative number. */
function unlisted(line: string, written: readonly string[]): string {
  const before = written[written.lastIndexOf(line) - 1]?.trim() ?? "";
  // A formula may begin with a sign, too: "- x + 3".
  if (/^(?:\$\$|\\\[)$/.test(before) || /^\s{0,9}-\s[^\s=]{0,20}[a-z\\][^\s=]{0,20}\s[-+*/]\s[^=]{1,60}$/i.test(line)) return line;
  const ordinal = /^\s{0,9}(\d{1,3})([.)])\s+(?=\S)/.exec(line);
  const follows = ordinal !== null && written.some((other) => other.trimStart().startsWith(`${Number(ordinal[1]) - 1}${ordinal[2]} `));
  const plain = line.replace(/^\W{0,6}TL;DR\b[:*_]{0,4}\s{0,3}/i, "").replace(/^\s{0,9}>\s?(?=\*\*)/, "");
  // The only entry of a list: "1) 18".
  const only = ordinal?.[1] === "1" && plain === line;
  return follows || only ? plain.slice(ordinal[0].length) : plain.replace(/^\s{0,9}[-–—•*+]\s+(?=\S)/, "");
}

/** Anything beside rules, fences and delimiters. */
function says(line: string): boolean {
  return /[^\s*_`$#=~|\\[\](){}:-]/.test(line) || /[([{][\s\\]*[)\]}]/.test(line);
}

/** The first line that says something: a marker may stand on a line of its own. */
function firstLine(text: string): string {
  const lines = text.split("\n", 16);
  for (const [index, line] of lines.slice(0, 8).entries()) {
    if (!says(line)) continue;
    const end = lines.findIndex((other, at) => at > index && !continues.test(other));
    // On a line of its own "- 18" is an item of a list; a negative number has no space.
    const first = index === 0 ? line.trim() : line.trim().replace(/^[-•]\s+/, "");
    return [first, ...lines.slice(index + 1, end < 0 ? lines.length : end).map((other) => other.trim())].join("\n");
  }
  return "";
}

/** A line that goes on with the equation before it. */
const continues = /^\s{0,20}&?\s?(?:=(?![=>])|\\?[aA]pprox\b|≈)\s?[^=\s]/;

/** The last line, with those before it that it goes on with. */
function lastOf(lines: readonly string[]): string {
  const start = lines.findLastIndex((line, at) => !continues.test(line) || at < lines.length - 12);
  const joined = lines.slice(Math.max(0, start));
  // What stands before the first sign is the left side, where it is one.
  const [first = "", ...rest] = joined;
  return rest.length === 0 ? first : [...(first.length < 100 && !/[:.!?]\W{0,3}$/.test(first) ? [first] : []), ...rest].join("\n");
}

/** Whether the first word of a line opens a bracket and its last word closes one. */
function isBracketed(line: string): boolean {
  const opens = line.search(/[([{]/);
  const closes = Math.max(line.lastIndexOf(")"), line.lastIndexOf("]"), line.lastIndexOf("}"));
  return opens >= 0 && opens < closes && !/\s/.test(line.slice(0, opens)) && !/\s/.test(line.slice(closes));
}

/** The first paragraph that says something; of a list in one line that line alone. */
function paragraph(text: string): string {
  const lines = text.split("\n");
  const start = lines.findIndex(says);
  if (start < 0) return "";
  const first = (lines[start] ?? "").trim();
  const open = /\\begin\b(?!.*\\end\b)/.test(first) || /^[[({].*,$/.test(first);
  if (
    (!open && isBracketed(first)) ||
    (!open && first.includes(",") && !/^\s*[-*•|]/.test(first) && !/^[^,|]*,[^,|]*$/.test(lines[start + 1] ?? ""))
  )
    return first;
  const blank = lines.findIndex((line, at) => at > start && line.trim() === "" && !/^\s*(?:[-*•|]|\d+[.)])/.test(lines[at + 1] ?? ""));
  const end = blank < 0 ? lines.length : blank;
  return lines
    .slice(start, end)
    .filter((line) => line.trim() !== "" && !/^\s*(?:```\w*|\$\$|\\\[|\\\])\s*$/.test(line))
    .join("\n")
    .trim();
}
