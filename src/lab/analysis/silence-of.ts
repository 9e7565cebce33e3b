import { callOf, isLost, keptFromJudging } from "../../statistics/index.ts";
import type { Summary } from "../../summary.ts";
import type { Fact } from "../../types.ts";
import type { Fold } from "../trials/fold.ts";
import { type Plan, trialsOf } from "../plan/plan.ts";
import { verifierWords } from "../plan/verifier-words.ts";

type Silence = NonNullable<Summary["silence"]>;
type VerdictFact = Extract<Fact, { type: "verdict" | "unverified" }>;
interface VerifierCount {
  readonly topology: string;
  readonly attempts: number;
  readonly answered: boolean;
  readonly told: readonly VerdictFact[];
}

/** Where a verifier gave no verdict that a topology asked it for, and what that did to it; undefined where it always did. */
export function silenceOf(plan: Plan, scored: ReadonlySet<string>): Fold<Silence | undefined> {
  const specs = trialsOf(plan).filter(({ id, topology }) => scored.has(id) && topology.verifier.kind !== "none");
  const trials = new Map(specs.map(({ id }) => [id, { lost: new Set<string>(), told: [] as VerdictFact[], answered: false }]));
  return {
    take({ trial, fact }) {
      const own = trials.get(trial);
      if (own === undefined) return;
      if (fact.type === "call") {
        if (isLost(fact)) own.lost.add(callOf(fact.key));
        else if (own.lost.size > 0) own.lost.delete(callOf(fact.key));
      } else if (fact.type === "verdict" || (fact.type === "unverified" && !keptFromJudging(fact.code))) own.told.push(fact);
      else if (fact.type === "trial-end" && fact.answer !== undefined) own.answered = true;
    },
    made() {
      const heard = specs.flatMap(({ id, topology }): VerifierCount[] => {
        const { lost, told, answered } = trials.get(id) ?? { lost: new Set(), told: [], answered: false };
        // A verifier whose server was gone is no silent one: infrastructure is told as such, and the trial is asked again.
        return lost.size > 0 ? [] : [{ topology: topology.name, attempts: topology.terms.attempts, answered, told }];
      });
      return silenceIn(plan, heard);
    },
  };
}

function silenceIn(plan: Plan, heard: readonly VerifierCount[]): Silence | undefined {
  const unverified = heard.flatMap(({ told }) => told.filter((fact) => fact.type === "unverified"));
  if (unverified.length === 0) return undefined;
  const unpaid = unverified.filter(({ code }) => code === "budget").length;
  const silent = new Set(heard.filter(({ told }) => told.some(isSilent)).map(({ topology }) => topology));
  const verifiers = plan.topologies.filter(({ name }) => silent.has(name)).map(({ verifier }) => verifierWords(verifier));
  return {
    judges: [...new Set(verifiers)],
    ...(unpaid === 0 ? {} : { outOfBudget: unpaid }),
    why: commonest(unverified.map(({ why }) => why)),
    topologies: [...Map.groupBy(heard, ({ topology }) => topology)]
      .map(([name, trials]) => rowOf(name, trials))
      .filter(({ asked }) => asked > 0),
  };
}

function rowOf(topology: string, trials: readonly VerifierCount[]): Silence["topologies"][number] {
  const told = trials.flatMap((trial) => trial.told);
  const unchecked = trials.filter((trial) => trial.answered && trial.told.at(-1)?.type === "unverified");
  return {
    topology,
    asked: told.length,
    silent: told.filter(isSilent).length,
    answers: trials.filter(({ answered }) => answered).length,
    unverified: unchecked.length,
    // Tries that were not made for want of a verdict, each verdict being of one that was: that they would have been made is not known.
    retriesNotMade: unchecked.reduce((sum, { attempts, told: own }) => sum + Math.max(0, attempts - own.filter(isWhole).length), 0),
  };
}

function isSilent(fact: VerdictFact): boolean {
  return fact.type === "unverified";
}

function isWhole(fact: VerdictFact): boolean {
  return fact.type === "unverified" || fact.part === undefined;
}

/** Ties go to the first in the alphabet, so that the order of work changes nothing. */
export function commonest(texts: readonly string[]): string {
  const counts = Map.groupBy(texts, (text) => text);
  return [...counts].sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1))[0]?.[0] ?? "";
}
