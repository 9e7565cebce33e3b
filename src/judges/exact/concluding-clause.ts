import { beginningOf } from "./reach.ts";

/** A clause that goes on behind a value, and what it makes of that. */
export interface Clause {
  readonly head: string;
  readonly tail: string;
  /** Whether the tail is the result of the head, or only tells something of it. */
  readonly concludes: boolean;
  /** Whether the head is a value and nothing else, as behind a mark: "18 dollars, so ...". */
  readonly bare: boolean;
}

const counts =
  /\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,5}teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|dozen|half|twice|double|triple)\b/i;
const results = String.raw`(?:gives?|makes?|leaves?|yields?|equals?|totals?|earns?|brings?|means?|implies|results\sin|comes\s(?:out\s)?to|adds\sup\sto|works\sout\s(?:to|at)|amounts\sto)`;
const so = String.raw`(?:so(?!\s(?:far|much|many|on|called)\b|\sthat\s(?!is\b|gives\b|makes\b|means\b|comes\b))|thus|hence|therefore|consequently|meaning)`;
const connective = new RegExp(
  String.raw`[,;]?\s\(?(?:and\s|but\s)?(?:(?<result>${so},?\s(?:that\s)?|(?:which|and\s(?:this|that|it))\s${results}\s(?:that\s)?|and\s(?:(?:i|we)\s)?(?:get|obtain|find|arrive\sat|end\sup\swith)\s|(?<=[,;]\s)(?:giving|making|leaving|yielding|totall?ing|for\sa\stotal\sof)\s)|(?:in|of|for|from|with|by)?\s?(?:which|where|whose)\s|i\.e\.,?\s|that\sis,\s)`,
  "giu",
);
const value = /^[\s*_`~≈(\\]{0,6}[-+−–]?\s?[$€£¥]?\s?[-+−–]?\d[\d.,/]*\s?%?[\s*_`)$]{0,4}(?:\s?\p{L}[\p{L}.]*){0,3}[*_]{0,3}$/u;

/** The clause by which a sentence concludes behind its first number, or else goes on, where that clause counts something too; undefined where none does. */
export function clauseBehind(text: string): Clause | undefined {
  const plain = beginningOf(text, "lines");
  const number = plain.search(/\d/);
  const matches = number < 0 ? [] : [...plain.slice(number).matchAll(connective)];
  const counting = matches.filter((match) => counts.test(plain.slice(number + match.index + match[0].length)));
  const match = counting.findLast(({ groups }) => groups?.["result"] !== undefined) ?? counting[0];
  if (match === undefined) return undefined;
  const head = plain.slice(0, number + match.index);
  const tail = text.slice(number + match.index + match[0].length);
  return {
    head,
    tail,
    concludes: match.groups?.["result"] !== undefined || /^[a-z]\s?=\s?[^=]{1,40}$/i.test(tail),
    bare: value.test(head),
  };
}

/** Whether a clause tells what a value is good for: "so she can buy 3 books". */
export function isUse(tail: string): boolean {
  return /\b(?:can|could|able|enough|needs?|still|should|must|has\sto|have\sto|may|might|would|won['’]t|cannot)\b|n['’]t\b/i.test(tail);
}
