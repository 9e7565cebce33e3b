import type { Event, Fact, Nano } from "../types.ts";
import { addTo } from "../util/add-to.ts";

/** One judge's verdict on one answer, and the truth about it where a grader told. */
export interface Observation {
  readonly judge: string;
  readonly judgeFamily?: string;
  /** Whatever names the answer: judges of the same answer are compared by it. */
  readonly answer: string;
  readonly authorFamily?: string;
  /** Undefined when the judge could not tell. */
  readonly passed?: boolean;
  readonly score?: number;
  readonly right?: boolean;
  /** Characters or tokens of the answer. */
  readonly length?: number;
  readonly cost: Nano;
}
export interface ObservationSetting {
  /** The run's verifier. */
  readonly judge: string;
  /** The family of a member, by its name in the run. */
  readonly familyOf?: (name: string) => string | undefined;
}

/**
 * The verifier's verdicts on the answers that were handed in, with their grades, one per trial at most. A verdict on an answer
 * that its author replaced later has no grade and is left out, so false negatives of a topology that retries are seen only on
 * last tries: judge rates from `solo` or from re-graded attempts.
 */
export function observationsIn(events: readonly Event[], { judge, familyOf }: ObservationSetting): Observation[] {
  const trials = new Map<string, Event[]>();
  for (const event of events) addTo(trials, event.trial, event);
  return [...trials].flatMap(([trial, own]) =>
    observed(
      trial,
      own.map((event) => event.fact),
      judge,
      familyOf,
    ),
  );
}

const working: ReadonlySet<string> = new Set(["attempt", "retry", "merge"]);
type VerdictFact = Extract<Fact, { type: "verdict" | "unverified" }>;

function observed(trial: string, facts: readonly Fact[], judge: string, familyOf: ObservationSetting["familyOf"]): Observation[] {
  const standing = new Map<string, { told: VerdictFact; tokens: number }>();
  const tokens = new Map<string, number>();
  const asked = new Set<string>();
  let [paid, verdicts] = [0, 0];
  for (const fact of facts) {
    if (fact.type === "call" && fact.purpose === "verdict") {
      paid += fact.cost;
      asked.add(fact.member);
    }
    if (fact.type === "call" && fact.ok && working.has(fact.purpose)) {
      standing.delete(fact.member);
      tokens.set(fact.member, fact.usage.output);
    }
    if (fact.type !== "verdict" && fact.type !== "unverified") continue;
    verdicts++;
    if (fact.type === "unverified" || fact.part === undefined)
      standing.set(fact.member, { told: fact, tokens: tokens.get(fact.member) ?? 0 });
  }
  const end = facts.find((fact) => fact.type === "trial-end");
  const last = standing.get(end?.by ?? "");
  if (end === undefined || last === undefined) return [];
  const grade = facts.findLast((fact) => fact.type === "grade");
  const [seat] = asked;
  const judgeFamily = asked.size === 1 ? familyOf?.(seat ?? "") : undefined;
  const authorFamily = familyOf?.(end.by ?? "");
  return [
    {
      judge,
      answer: end.answer ?? trial,
      cost: paid / verdicts,
      ...(last.told.type === "verdict" && { passed: last.told.passed, score: last.told.score }),
      ...(grade?.scored === true && { right: grade.passed }),
      ...(last.tokens > 0 && { length: last.tokens }),
      ...(judgeFamily !== undefined && { judgeFamily }),
      ...(authorFamily !== undefined && { authorFamily }),
    },
  ];
}
