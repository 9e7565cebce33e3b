import { beginningOf } from "../reach.ts";
import { sentencesOf } from "../sentences.ts";
import { concluding } from "./labeled-lines.ts";

/** A sentence that gives one thing one value: "The median is 7.", "Bob has 5 apples". */
const statement =
  /^[\s*_>#•-]{0,6}(?<of>\p{L}[\p{L}\p{N}’'()-]{0,20}(?:\s[\p{L}\p{N}’'()-]{1,20}){0,6}?)\s(?<verb>is|are|was|were|equals|has|have|had|gets?|got|needs?|makes?|made|earns?|earned|pays?|paid|costs?|weighs?|scored|scores?|won|sold|sells?|bought|buys?|owns?|owes?|spends?|spent|takes?|took)\s[*_]{0,3}(?<value>\S[^.!?;=≈]{0,40}?(?:\.\d{1,9})?[^.!?;=≈]{0,20})[*_]{0,3}[.!]?[*_]{0,3}$/u;
const joint = /,?\s(?:and|while|but|whereas)\s(?=(?:the|its|his|her|their|\p{Lu})\b)/u;
const following = /^(?:so|thus|hence|therefore|then|this|that|it|they|he|she|we|which|in all|altogether)\b/i;

/**
 * Whether a whole text only states values of several things, one beside the other, "The median is 7. The mode is 5.", and nothing says
 * which of them was asked for: no word that concludes, and none that comes of the others.
 */
export function statesApart(lines: readonly string[], reads: (value: string) => boolean): boolean {
  const sentences = lines.length > 6 ? [] : lines.flatMap((line) => sentencesOf(line.trim())).flatMap((sentence) => sentence.split(joint));
  if (sentences.length < 2 || sentences.length > 6) return false;
  const found = sentences.map((sentence) => statement.exec(beginningOf(sentence, "clause").trim())?.groups);
  const [before, last] = found.slice(-2);
  if (before === undefined || last === undefined || found.some((one) => one === undefined || !reads(one["value"] ?? ""))) return false;
  const subjects = found.map((one) => (one?.["of"] ?? "").toLowerCase());
  if (new Set(subjects).size < subjects.length || subjects.some((subject) => following.test(subject))) return false;
  if (before["verb"] !== last["verb"] || concluding.test(last["of"] ?? "")) return false;
  const values = found.map((one) => /\d[\d,]{0,15}(?:\.\d{1,9})?/.exec(one?.["value"] ?? "")?.[0]?.replaceAll(",", "") ?? "");
  return new Set(values).size > 1 && !comesOf(values.map(Number));
}

/** Whether the last number is what the others make: their sum, their product, or the difference or ratio of two. */
function comesOf(numbers: readonly number[]): boolean {
  const last = numbers.at(-1) ?? Number.NaN;
  const others = numbers.slice(0, -1);
  const near = (value: number): boolean => Math.abs(value - last) < 1e-9 * Math.max(1, Math.abs(last));
  if (others.length < 2) return false;
  if (near(others.reduce((sum, one) => sum + one, 0)) || near(others.reduce((product, one) => product * one, 1))) return true;
  return others.some((one, i) =>
    others.some((other, j) => i !== j && (near(one + other) || near(one * other) || near(one - other) || near(one / other))),
  );
}
