import { callOf, isLost, keptFromJudging } from "../../statistics/index.ts";
import type { Summary } from "../../summary.ts";
import type { Fact } from "../../types.ts";
import type { Fold } from "../trials/fold.ts";
import { type Plan, trialsOf } from "../plan/plan.ts";
import { verifierWords } from "../plan/verifier-words.ts";

type Silence = NonNullable<Summary["silence"]>;
type Verdict = Extract<Fact, { type: "verdict" | "unverified" }>;
type Unverified = Extract<Fact, { type: "unverified" }>;
/** What one trial heard of its verifier: of very many trials no fact is kept that says nothing of silence. */
interface Heard {
  /** Calls by the name that their tries share, and verdicts that were not given; absent where there is none. */
  lost?: Set<string>;
  silent?: Unverified[];
  asked: number;
  /** Those of a whole answer, not of a part. */
  whole: number;
  endsSilent: boolean;
  answered: boolean;
}
interface VerifierCount extends Heard {
  readonly topology: string;
  readonly attempts: number;
}

/** Where a verifier gave no verdict that a topology asked it for, and what that did to it; undefined where it always did. */
export function silenceOf(plan: Plan, scored: ReadonlySet<string>): Fold<Silence | undefined> {
  const specs = trialsOf(plan).filter(({ id, topology }) => scored.has(id) && topology.verifier.kind !== "none");
  const trials = new Map(specs.map(({ id }): [string, Heard] => [id, { asked: 0, whole: 0, endsSilent: false, answered: false }]));
  return {
    take({ trial, fact }) {
      const own = trials.get(trial);
      if (own === undefined) return;
      if (fact.type === "call") {
        if (isLost(fact)) (own.lost ??= new Set()).add(callOf(fact.key));
        else own.lost?.delete(callOf(fact.key));
      } else if (fact.type === "verdict" || (fact.type === "unverified" && !keptFromJudging(fact.code))) hear(own, fact);
      else if (fact.type === "trial-end" && fact.answer !== undefined) own.answered = true;
    },
    made() {
      const heard = specs.flatMap(({ id, topology }): VerifierCount[] => {
        const own = trials.get(id);
        // A verifier whose server was gone is no silent one: infrastructure is told as such, and the trial is asked again.
        if (own === undefined || (own.lost?.size ?? 0) > 0) return [];
        return [{ ...own, topology: topology.name, attempts: topology.terms.attempts }];
      });
      return silenceIn(plan, heard);
    },
  };
}

function hear(own: Heard, fact: Verdict): void {
  own.asked += 1;
  if (fact.type === "unverified" || fact.part === undefined) own.whole += 1;
  own.endsSilent = fact.type === "unverified";
  if (fact.type === "unverified") (own.silent ??= []).push(fact);
}

function silenceIn(plan: Plan, heard: readonly VerifierCount[]): Silence | undefined {
  const unverified = heard.flatMap(({ silent = [] }) => silent);
  if (unverified.length === 0) return undefined;
  const unpaid = unverified.filter(({ code }) => code === "budget").length;
  const silent = new Set(heard.filter((own) => own.silent !== undefined).map(({ topology }) => topology));
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
  const unchecked = trials.filter(({ answered, endsSilent }) => answered && endsSilent);
  const sum = (each: (own: VerifierCount) => number, of = trials): number => of.reduce((all, own) => all + each(own), 0);
  return {
    topology,
    asked: sum(({ asked }) => asked),
    silent: sum(({ silent = [] }) => silent.length),
    answers: trials.filter(({ answered }) => answered).length,
    unverified: unchecked.length,
    // Tries that were not made for want of a verdict, each verdict being of one that was: that they would have been made is not known.
    retriesNotMade: sum(({ attempts, whole }) => Math.max(0, attempts - whole), unchecked),
  };
}

/** Ties go to the first in the alphabet, so that the order of work changes nothing. */
export function commonest(texts: readonly string[]): string {
  const counts = Map.groupBy(texts, (text) => text);
  return [...counts].sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1))[0]?.[0] ?? "";
}
