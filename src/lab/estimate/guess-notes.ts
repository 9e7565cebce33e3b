import type { Guess } from "./stand-in.ts";

/**
 * How sure a plan is of models that nobody has asked yet. By the suite's own lengths those of 31 models on ZeroEval and 11 on LifeEval
 * were off by a factor of 2.6 (root mean square); what a model thinks unseen varies by more than ten from task to task.
 */
export function guessNotes(guessed: ReadonlyMap<string, Guess>): string[] {
  if (guessed.size === 0) return [];
  const of = (wanted: Guess): string => [...guessed].flatMap(([model, why]) => (why === wanted ? [model] : [])).join(", ");
  const [atOnce, byName, bySettings] = [of("at-once"), of("name"), of("settings")];
  const ways = [
    ...(atOnce === ""
      ? []
      : [`${atOnce}: as a rule within 3 times; 10 times or more too low where it explains at length or thinks unseen`]),
    ...(byName === ""
      ? []
      : [`${byName}: thinks first, going by the name alone (600 hidden tokens an answer, 240 a judgment or bid); may be 10 times off`]),
    ...(bySettings === "" ? [] : [`${bySettings}: thinks as its settings say; may be 5 times off`]),
  ];
  return [`Likely is a guess for models without past replies here. ${ways.join(". ")}. --pilot 3 measures.`];
}
