import { textAt } from "./text-or-none.ts";
import { denies, namedFirst } from "./stated.ts";

const contrast =
  /(?:\s(?:and|und|et|y|e)\s(?:not|nicht|pas|no|non)\s(?=\S{1,20}\W{0,3}$)|,?\s(?:rather\sthan|instead\sof|as\sopposed\sto)\s|,\s(?:and\s)?(?:certainly\s|definitely\s)?not\s|\s\(not\s).*$/is;
const explanation =
  /(?<=\S)(?:,?\s(?:because|since|as)\s|,\s(?:at|with|standing|measuring)\s(?=[\d~≈])|,\s(?:which|who|whose|the|an?|known|famous|located|situated|home)\s|,\s(?:of\scourse|indeed|obviously|naturally|certainly|definitely|[Ii]\s(?:believe|think|suppose|would\ssay)|[Ii][’']d\ssay)(?![\p{L}])|,?\s(?:in|around|circa)\s(?:\p{Lu}\p{L}+\s)?\d{4}(?=[.\s]{0,3}$)|\s\(|\.\s+(?=\p{Lu})|\s[-–—]\s).*$/su;
const oneOfTwo =
  /^[\s*_]{0,9}(?:yes|no|true|false|ja|nein|doch|oui|non|vrai|faux|sí|sì|sim|não|是的?|不是|否|对|不对)(?=[*_]{0,3}[,.;:!，。；：！])/i;
const conclusion = /^[\s*_]{0,6}(?:so|thus|hence|therefore|then|overall|in conclusion|in short|to conclude|finally)\b[*_]{0,3},?\s/i;
const label = /^[\s*_]{0,6}(\p{L}[\p{L}’'-]{0,20}(?: [\p{L}’'-]{1,20}){0,3})[*_]{0,3}[:：][*_]{0,3}\s{1,3}(?=\S)/u;
/** Words of a label that say that what follows is not the answer. */
const astray =
  /\b(?:second|runner|other|another|alternative|alternate|previous|old|former|initial|first|given|question|problem|note|example|hint|distractor|options?|choices?|versus|student|user|expected|reference|excluded|rejected|eliminated|avoid|step|check|input|before|original|capitals? of)\b/i;

/** An answer without the contrast behind it: "red, not blue". */
export function withoutContrast(text: string): string {
  return text.replace(contrast, "");
}

/** An answer in words without what explains it: "Paris, because ...", "Paris (the capital)", "Yes, it does". */
export function briefly(text: string): string {
  return oneOfTwo.exec(text)?.[0] ?? withoutContrast(text).replace(explanation, "");
}

/** A text without "so" or "Solution:" before what it says. */
export function withoutLead(text: string): string {
  const after = text.replace(conclusion, "");
  const name = label.exec(after);
  return name === null || astray.test(textAt(name, 1)) || denies(textAt(name, 1)) ? after : after.slice(name[0].length);
}

const countries: ReadonlySet<string> = new Set([
  ...Array.from({ length: 676 }, (_, at) => String.fromCharCode(65 + Math.floor(at / 26), 65 + (at % 26))).flatMap((code) => {
    const name = new Intl.DisplayNames("en", { type: "region", fallback: "none" }).of(code);
    return name === undefined ? [] : [name.toLowerCase()];
  }),
  ..."usa|u.s.|u.s.a.|us|uk|u.k.|england|scotland|wales|czech republic|turkey|the netherlands".split("|"),
]);

/** A place without the country behind it: Paris of "Paris, France". */
function withoutCountry(text: string): string[] {
  const [, place = "", country = ""] =
    /^([^,]{2,60}),\s([^,]{2,40})$/.exec(text.trim().replace(/(?<=\p{L}{2})[.!]?[*_]{0,3}[.!]?$/u, "")) ?? [];
  return countries.has(country.toLowerCase()) ? [place] : [];
}

/** The first sentence of a text that is written in small letters throughout. */
function lowerCased(text: string): string | undefined {
  return /\p{Lu}/u.test(text) ? undefined : /^([^.!?\n]{1,60})[.!]\s+\p{Ll}/u.exec(text)?.[1];
}

/** What an answer in words may be meant as: itself, without what explains it, without what leads to it. */
export function wordings(text: string): string[] {
  const bare = withoutLead(text)
    .trimStart()
    .replace(/^\s{0,3}\(?[a-z]\)\s(?=\S)|^\s{0,3}(?:>|#{1,6})\s+(?=\S)/, "")
    .replace(/^=\s(?=\S)/, "")
    .replace(/^(?:not|nicht|non|no|pas)\s[^,.;]{1,40},?\s(?:but|sondern|mais|sino|ma|mas)\s(?:rather\s)?/i, "")
    .replace(
      /^(?:so,?\s)?i(?:['’]d|\swould)?\s(?:say|think|believe|answer)\s(?:that\s)?(?:(?:it|this|that)(?:['’]s|\sis)\s)?(?=(?:yes|no|true|false)\b)/i,
      "",
    )
    .replace(/^(?:\p{L}{2,20}\s)?by\s(?=\p{Lu})/iu, "")
    .replace(/^(?:(?:Dr|Prof|Mr|Mrs|Ms|St)\.?|Sir|Dame|Professor|Doctor|President|King|Queen)\s(?=\p{Lu}\p{L}+\s\p{Lu})/u, "")
    .replace(/^[^\n→⇒]{1,60}\s(?:→|⇒|[-=]>)\s(?=[\p{L}\d][^→⇒>]{0,100}$)/u, "");
  const first = namedFirst(text) ?? lowerCased(text);
  const exact = text.replace(/(?<=\S)\s?(?:≈|\\approx(?![a-z]))\s?-?\d[\d.,…]{0,40}/g, "");
  return [...new Set([text, exact, briefly(text), bare, briefly(bare), ...withoutCountry(bare), ...(first === undefined ? [] : [first])])];
}
