import { textAt } from "../text-or-none.ts";
import { beginningOf } from "../reach.ts";

const affirming = "yes|true|correct|valid|ja|oui|vrai|sí|sì|sim|cierto|verdadero";
const denying = "no|false|incorrect|invalid|nein|non|faux|falso|não";
const cased =
  "(?:for|in|when|whenever|where|if|unless|at|on|with|only|sometimes|otherwise|else|bei|für|wenn|falls|sonst|pour|quand|lorsque|si|sinon|sauf|dans|para|cuando|en|sino|nei|per|quando|se)(?!\\p{L})|(?:对于|如果|对|当|否则|有时)";
const led = new RegExp(
  `^[\\s*_>"'“]{0,6}(?:(?:but|aber|mais|pero|mas|ma|and|und|et|y|e|although|though|obwohl|aunque)[\\s,]{0,2}){0,2}(?<given>${cased})?(?<between>.{0,80}?)`,
  "iu",
).source;
/** A clause that says yes or no at its end, or before the case that it is said for: "for even numbers the reply is no", "yes if n is odd". */
const said = new RegExp(
  `${led}(?<![\\p{L}-])(?:(?<yes>${affirming})|(?<no>${denying}))(?:[\\s*_"'”)]{0,4}$|\\s(?=(?<for>${cased})))`,
  "iu",
);
const saidInChinese =
  /^(?=(?<given>(?:但是?|而)?(?:对|如果|当|除|在))?).{0,40}?(?:(?<no>不是|否|不对|不成立|不能)|(?<yes>是的?|对的?|成立|能))$/u;
/** What an answer leaves out, or is only meant for: "but not for even numbers", "except when n = 2". */
const excepting = new RegExp(
  `^[\\s*_]{0,4}(?:(?:but|aber|mais|pero|mas|ma)\\s(?:not|nicht|pas|no|não|non)\\s(?:${cased})|但(?:是)?(?:不|除)|(?:but\\s)?(?:only\\s(?:if|when|for)|except|unless|außer|sauf|excepto|salvo|exceto|tranne)(?!\\p{L})|除(?:非|了))`,
  "iu",
);
const opened = new RegExp(`^[\\s*_>"'“]{0,6}(?:${affirming}|${denying}|是的?|对的?|不是|否|不对)[*_]{0,3}$`, "iu");
const unreal = /\b(?:would|could|might|were|had|thinks?|says?|said|claims?|thought|answered)\b|['’]d\b/i;
const settles =
  /^\W{0,4}(?:so|thus|therefore|hence|overall|in general|in short|altogether|in conclusion|also|daher|insgesamt|in fact|in reality|actually|donc|así que|por lo tanto|所以|因此)(?!\p{L})/iu;
const both = new RegExp(
  `^[\\s*_]{0,4}(?:(?:${affirming})\\s?(?:and|und|et|y|e|/)\\s?(?:${denying})|(?:${denying})\\s?(?:and|und|et|y|e|/)\\s?(?:${affirming}))[\\s*_.!。]{0,4}$`,
  "iu",
);
const opensCase = new RegExp(`^[\\s*_]{0,4}(?:(?:but|aber|mais|pero)\\s)?(?:${cased})|^(?:但是?|而)?(?:对|如果|当|除|在)`, "iu");

/** The words that are a verdict, in the languages that are known. */
const words = "yes no true false ja nein oui non vrai faux sí sì no sim não verdadero falso 是 不是 否 对 不对".split(" ");

/** Whether a key is a verdict: yes or no, true or false. */
export function isVerdictKey(isKey: (word: string) => boolean): boolean {
  return words.some(isKey);
}

/**
 * Whether a passage says yes for one case and no for another, or yes with an exception, and does not settle on one of them: "yes, but for even
 * numbers the reply is no". Then it is neither answer, whichever of them is the key.
 */
export function splitsVerdict(passage: string): boolean {
  const text = beginningOf(passage, "lines");
  if (both.test(text)) return true;
  const clauses = text
    .split(/[,;.!:，。；：](?=[\s*_]|$|[^\d\s])|\s[–—-]\s|\s(?=(?:and|but|und|aber|et|mais|y|pero)\s)/u)
    .map((clause) => clause.replace(/^\s?(?:and|und|et|y)\s/i, ""))
    .filter((clause) => /\p{L}/u.test(clause));
  if (clauses.length < 2 || clauses.length > 12 || clauses.some((clause) => settles.test(clause))) return false;
  if (opened.test(textAt(clauses, 0)) && excepting.test(textAt(clauses, 1))) return true;
  const found = clauses.map((clause, at) => {
    const groups = unreal.test(clause) ? undefined : (said.exec(clause) ?? saidInChinese.exec(clause.trim()))?.groups;
    if (groups === undefined || (groups["yes"] ?? groups["no"]) === undefined) return undefined;
    // "False. It's true only for n > 2." stays false.
    if (groups["for"]?.toLowerCase() === "only") return undefined;
    const before = opensCase.test(clauses[at - 1] ?? "");
    return { yes: groups["yes"] !== undefined, cased: groups["given"] !== undefined || groups["for"] !== undefined || before };
  });
  const own = found.filter((one) => one !== undefined);
  return own.some(({ yes }) => yes) && own.some(({ yes }) => !yes) && own.some(({ cased: one }) => one);
}
