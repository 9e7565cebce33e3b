import { UserError } from "../../util/bug.ts";
import { loadVerdicts, type RecordedVerdict } from "./load-verdicts.ts";
import { verdictsOf } from "./load-set.ts";

/** A checker's rates: hit = P(accepts | right), falseAccept = P(accepts | wrong), over so many right and wrong answers shown. */
export interface ErrorRates {
  readonly model: string;
  readonly hit: number;
  readonly falseAccept: number;
  readonly right: number;
  readonly wrong: number;
}

/** Rates of a set's recorded checkers at `threshold` on their stated probability, pooled first. Throws a `UserError` where none was recorded. */
export function errorRates(set: string, threshold = 0.5): ErrorRates[] {
  const path = verdictsOf(set);
  if (path === undefined) throw new UserError(`Recorded checkers were wanted; ${set} has none. lifeeval_confidence has.`);
  const verdicts = loadVerdicts(path, threshold).filter(({ passed, right }) => passed !== undefined && right !== undefined);
  return [ratesOf("pooled", verdicts), ...[...Map.groupBy(verdicts, ({ judge }) => judge)].map(([judge, own]) => ratesOf(judge, own))];
}

function ratesOf(model: string, verdicts: readonly RecordedVerdict[]): ErrorRates {
  const [right, wrong] = [true, false].map((truth) => verdicts.filter((one) => one.right === truth)) as [
    RecordedVerdict[],
    RecordedVerdict[],
  ];
  const accepted = (shown: readonly RecordedVerdict[]): number => shown.filter(({ passed }) => passed === true).length / shown.length;
  return { model, hit: accepted(right), falseAccept: accepted(wrong), right: right.length, wrong: wrong.length };
}
