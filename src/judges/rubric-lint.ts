import type { RubricSettings } from "./rubric.ts";

const lengthWords = /\b(?:long|longer|length|word count|at least \d+ words|detailed enough|thoroughness)\b/i;
const nameWords = /\b(?:gpt|claude|gemini|llama|mistral|qwen|deepseek|grok|solo|hub|spoke|market|panel)\b/i;
const vagueWords = /\b(?:good|nice|high quality|well written|excellent|appropriate|clear)\b/i;

/**
 * What a rubric must not do, found without a call: reward length, name a model or a topology, or leave the judge to taste. One
 * line per fault, empty for a sound rubric. Whether its own reference reaches the top is for a judge to say. Source: judges.md 4.
 */
export function rubricFaults(rubric: Pick<RubricSettings, "criteria" | "pass">, prompt = ""): string[] {
  const { criteria, pass } = rubric;
  const points = criteria.reduce((sum, one) => sum + one.points, 0);
  const faults = criteria.flatMap(({ id, statement }) => [
    ...(lengthWords.test(statement) ? [`criterion "${id}" rewards length: say what must be in the text`] : []),
    // A word that the task itself is about is no hint at who answered.
    ...(nameWords.test(statement) && !nameWords.test(prompt) ? [`criterion "${id}" names a model or a topology`] : []),
    ...(vagueWords.test(statement) && statement.split(/\s+/).length < 8
      ? [`criterion "${id}" leaves its verdict to taste: claim something that can be checked`]
      : []),
  ]);
  const [first] = criteria;
  if (criteria.length === 1 && first !== undefined) faults.push("one criterion alone makes every score 0 or 1: split it into claims");
  const largest = Math.max(0, ...criteria.map((one) => one.points));
  if (criteria.length > 1 && largest / points >= pass) faults.push("one criterion alone reaches the pass line");
  return faults;
}
