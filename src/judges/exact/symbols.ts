import { textAt } from "./text-or-none.ts";
import { textBefore } from "./reach.ts";

const symbol = String.raw`[$*_\x60]{0,3}\\?(?:[A-Za-zα-ωΑ-Ω][\w'’]{0,2}|\d{1,4}|[a-z]+(?=\$))(?:\([a-z]\))?(?:_\{?\w\}?)?[$*_\x60]{0,3}`;
const tells = String.raw`(?:\s(?:is|are|was|denotes?|represents?|means?|stands\sfor|gives?)\s(?![-+−$]?\d|[a-z]\s?=)|\s?(?:\\in\b|∈|\\geq?\b|≥))`;
const rest = String.raw`(?:[^.\n]|\.(?=\d)){0,300}`;
/** A clause that tells what a symbol of the formula before it stands for: ", where C is a constant", "Here F is the net force." */
const legend = new RegExp(
  `(?<=[\\w)}\\]$*²³!])[*_]{0,3}(?:,?\\s{1,3}\\(?where|[.,]?\\s{0,3}\\n\\s{0,9}(?:where|here),?|[.$]\\s{1,3}here,?)\\s${symbol}${tells}${rest}`,
  "giu",
);
/** The values that a symbol may take, on a line of their own below a formula: "for any integer n." */
const range = /^(?:for|with)\s(?:any|all|every|each|some)\s[^.=]{0,40}(?:\$\w\$|\b[a-z]\b)[^.=]{0,20}\.?$/u;

/** A reply without the clauses that only explain the symbols of its formulas. A formula stands before them. */
export function withoutLegend(text: string): string {
  if (!/\b(?:where|here|for|with)\b/i.test(text)) return text;
  return withoutRange(text).replace(legend, (clause, at: number) =>
    isFormula(text.slice(Math.max(0, at - 200), at + 1)) ? (clause.startsWith("**") ? "**" : "") : clause,
  );
}

function withoutRange(text: string): string {
  const end = text.trimEnd();
  const at = end.lastIndexOf("\n") + 1;
  const before = textBefore(end, at, "line");
  return at > 0 && end.length - at < 120 && range.test(end.slice(at).trim()) && isFormula(before) ? end.slice(0, at) : text;
}

/** Whether a text ends in a formula: its last words hold a sign of one, or a symbol among numbers. */
function isFormula(before: string): boolean {
  const end = textAt(before.slice(before.search(/[^\n]*\s*$/)).split(/[.:;]\s/), -1);
  return /[=^\\+×·√π]|\d[a-z]|[)\w]\s?[-*/]\s?[\w(]/u.test(end);
}
