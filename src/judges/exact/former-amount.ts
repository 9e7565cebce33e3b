import { isLong } from "./reach.ts";

const rough = "(?:initial|first|original|earlier|previous|old|former|preliminary|rough|tentative|naive|quick)";
const noun = "(?:estimate|guess|answer|count|thought|result|total|value|attempt|calculation|approximation|idea|impression|figure|number)";
const clause = String.raw`[^;.!?]{0,80}`;
/** A clause that names a former value, and what the text goes on with. */
const former: readonly RegExp[] = [
  new RegExp(
    String.raw`^${clause}\d${clause}?\s(?:was|were|had\sbeen|is)\s(?:only\s|just\s)?(?:my|our|the|an?|his|her|their)\s(?:\w{2,12}\s)?${rough}\s${noun}\s?[;,.—–]\s(?<rest>.*\d.*)$`,
    "is",
  ),
  new RegExp(
    String.raw`^(?:my|our|the|an?|his|her|their)\s(?:\w{2,12}\s)?${rough}\s${noun}\s(?:was|were|had\sbeen|is)\s${clause}\d${clause}?[;,.—–]\s(?<rest>.*\d.*)$`,
    "is",
  ),
];

/** A text without the clause that names a former value before the one it comes to: "18 was my initial estimate; the exact count is 19". */
export function withoutFormer(text: string): string {
  if (isLong(text, "sentence") || !/\d.*[;,.—–]\s.*\d/s.test(text)) return text;
  for (const pattern of former) {
    const rest = pattern.exec(text)?.groups?.["rest"];
    if (rest !== undefined) return rest.replace(/^(?:but|however|yet|and|now|though),?\s/i, "");
  }
  return text;
}
