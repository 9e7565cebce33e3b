import { isLong } from "./reach.ts";

const words = String.raw`(?:decreas|declin|drop|fall|fell|los[st]|reduc|shrink|shrank|dip|down|lower|less|fewer|below|deficit|debt)`;
const number = String.raw`\d[\d.,]{0,30}`;
const again = String.raw`(?:i\.\s?e\.|ie|that\s(?:is|means)|that['’]s|which\s(?:is|means|gives|makes)|meaning|giving|making|namely|viz\.?|or|so|thus|in\sother\swords|(?:written|expressed)\sas|a\schange\sof)`;
const fall = new RegExp(
  String.raw`^(?:[^\d]{0,200}?\b${words}[a-z]{0,4}\b[^\d]{0,60}?(?<one>${number})(?:\s?%|\s?[°\p{L}][°\p{L} ]{0,40}?)?` +
    String.raw`|[^\d]{0,200}?(?<other>${number})(?:\s?%|\s[\p{L} ]{1,40}?)?\s(?:less|lower|fewer|down|below))` +
    String.raw`[\s,;:=(→⇒—–]{1,5}(?:${again}[\s,:]{1,3}){0,2}(?<signed>(?:-|minus\s|negative\s)\s?[$€£]?\s?(?<digits>${number}).{0,60})$`,
  "iu",
);

/** A fall that words state and a sign states again: -5 of "a decrease of 5, i.e. -5"; any other text as it is. */
export function signedFall(plain: string): string {
  const { one, other, signed, digits = "" } = isLong(plain, "lines") ? {} : (fall.exec(plain)?.groups ?? {});
  if (signed === undefined || bare(one ?? other ?? "") !== bare(digits)) return plain;
  return signed.replace(/\)(?=[\s.]*$)/, "").trim();
}

function bare(digits: string): string {
  return digits.replace(/[.,]$/, "");
}
