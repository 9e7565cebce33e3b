import { deniesNumber } from "./claims/denied-number.ts";

const supposing =
  /\b(?:if|unless|had|without)\b.*(?:\b(?:would|could|might)\b|['’]d\b)|(?:\b(?:would|could|might)\b|['’]d\b).*\b(?:if|unless|without)\b/i;
const former =
  /\b(?:was|were|had\sbeen)\s(?:only\s|just\s)?(?:my|our|the|an?|his|her|their)\s(?:\p{L}{2,12}\s)?(?:initial|first|original|earlier|previous|old|former|preliminary|rough|tentative)\s(?:estimate|guess|answer|count|result|total|value|attempt|calculation|approximation|figure|number)\b/iu;

/** The clauses of a text, set apart by semicolons, without those that deny their value, only suppose it or call it a former one, where others are left. */
export function ownClauses(text: string): readonly string[] {
  const clauses = text.split(/\s?;\s?/);
  if (clauses.length === 1) return clauses;
  const own = clauses.filter((clause) => !supposing.test(clause) && !former.test(clause) && !deniesIts(clause));
  return own.some((clause) => /\d/.test(clause)) ? own : clauses;
}

function deniesIts(clause: string): boolean {
  const last = [...clause.slice(0, 300).matchAll(/\d[\d.,/]*/g)].at(-1);
  return last !== undefined && deniesNumber(clause.slice(0, last.index + last[0].length));
}
