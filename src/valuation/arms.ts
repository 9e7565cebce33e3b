import { chosenBy, type Goal } from "../util/goal.ts";
import { meetsGoal } from "../util/meets-goal.ts";
import { type Standing, standings } from "./choose-on-train.ts";
import { evidenceAt, type Evidence } from "./evidence.ts";
import { type Halves, halvesOf, type Parts } from "./halves.ts";
import { oracle } from "./oracle.ts";
import { play, type ItemResult, type ReplayTerms } from "./replay.ts";
import {
  agreementCandidates,
  cascadeCandidate,
  indexCandidate,
  type PolicyCandidate,
  type PolicySetup,
  singleCandidate,
  valuesTried,
  voteCandidate,
} from "./policy-candidates.ts";
import type { Checker } from "./sight.ts";
import { defined } from "../util/defined.ts";

/** One arm on the scored half of one split, and what was chosen for it on the training half. */
export interface ArmResult {
  readonly arm: string;
  readonly chosen: string;
  readonly setup?: PolicySetup;
  /** Whether it met the goal on the training half; where nothing of its kind did, what came nearest was taken. */
  readonly met?: boolean;
  /** Whom the setup's places stand for. */
  readonly members: readonly string[];
  readonly checker?: Checker;
  readonly results: readonly ItemResult[];
}
/** A checker that policies may be given: its name, and what it is, which may be measured on the training half; undefined for none. */
export interface NamedChecker {
  readonly name: string;
  readonly checker: (train: Evidence) => Checker | undefined;
}
/** What is compared, and by what a choice is made. */
export interface ArmPlan {
  readonly share: number;
  readonly terms: ReplayTerms;
  readonly checkers: readonly NamedChecker[];
  /** Whether answers were recorded: without them nothing agrees. */
  readonly answers: boolean;
  /** What a right answer may be worth, by name, in the currency of costs. */
  readonly values: readonly { readonly name: string; readonly value: number }[];
  /** The worth at which the gap to the oracle is split into steps: one of `values`. */
  readonly main: number;
  /** The unit of the values that are tried where no attempt of the training half costs anything. */
  readonly free: number;
  /** By arm, given the best single member's cost on the training half. */
  readonly goal: (arm: string, best: number) => Goal;
  /** The values that the index policy is chosen among; the usual ones when left out. */
  readonly tried?: (halves: Halves) => number[];
}

/** At most so many items of the training half tell which candidate is chosen. */
const mostItems = 300;

/** All arms, chosen on one part of the items and scored on the other. Contract: nothing of the scored part reaches a choice. */
export function armsOn(
  evidence: Evidence,
  plan: ArmPlan,
  seed: string,
  parts?: Parts,
): { readonly halves: Halves; readonly arms: ArmResult[] } {
  const halves = halvesOf(evidence, { seed, share: plan.share, terms: plan.terms }, parts);
  const checkers = plan.checkers.map(({ name, checker }) => ({ name, checker: checker(halves.train) }));
  const families = [...fixed(halves, plan), ...checkers.flatMap(({ name, checker }) => familiesOf(halves, plan, name, checker))];
  const all = standings(
    halves.train,
    halves.learnt,
    { seed, mostItems, ...plan.terms },
    families.flatMap(({ candidates }) => candidates),
    plan.terms,
  );
  const of = (candidates: readonly PolicyCandidate[]): Standing[] =>
    all.filter(({ candidate }) => candidates.includes(candidate as PolicyCandidate));
  const scored = scorer(halves, plan);
  const best = singleCandidate(halves, halves.byRate[0] ?? 0);
  const costOfBest = halves.singles[halves.byRate[0] ?? 0]?.cost ?? 0;
  const singles = of(families[0]?.candidates ?? []);
  const wanted = singles.find(({ candidate }) => candidate.name === best.name)?.passRate ?? 0;
  const picked = families.slice(1).flatMap(({ arm, checker, candidates }) => {
    const chosen = chosenBy(plan.goal(arm, costOfBest), of(candidates), wanted);
    return chosen === undefined ? [] : [{ arm, checker, chosen }];
  });
  const scoredAs = (arm: string, chosen: Standing): ArmResult => ({
    ...scored(arm, chosen.candidate as PolicyCandidate),
    met: meetsGoal(plan.goal(arm, costOfBest), chosen, wanted),
  });
  const overall = checkers.flatMap(({ name }) => {
    const open = [...singles, ...picked.filter(({ checker }) => checker === undefined || checker === name).map(({ chosen }) => chosen)];
    const chosen = chosenBy(plan.goal(`chosen, ${name}`, costOfBest), open, wanted);
    return chosen === undefined ? [] : [scoredAs(`chosen, ${name}`, chosen)];
  });
  return {
    halves,
    arms: [
      scored("cheapest", singleCandidate(halves, halves.byCost[0] ?? 0)),
      scored("best single", best),
      ...picked.map(({ arm, chosen }) => scoredAs(arm, chosen)),
      ...overall,
      ...halves.singles.map((_, m) => scored(`single: ${halves.train.members[m]}`, singleCandidate(halves, m))),
      ...atValues(halves, plan, checkers, scored),
    ],
  };
}

interface Family {
  readonly arm: string;
  /** The checker that it needs, by name; undefined where it needs none. */
  readonly checker?: string;
  readonly candidates: readonly PolicyCandidate[];
}
type Score = (arm: string, candidate: PolicyCandidate) => ArmResult;

/** The families that no checker changes: single members first. */
function fixed(halves: Halves, { answers }: ArmPlan): Family[] {
  return [
    { arm: "single", candidates: halves.byRate.map((m) => singleCandidate(halves, m)) },
    ...(answers && halves.byRate.length > 2 ? [{ arm: "vote of three", candidates: [voteCandidate(halves)] }] : []),
    ...(answers && halves.byRate.length > 1 ? [{ arm: "agreement", candidates: agreementCandidates(halves) }] : []),
  ];
}

function familiesOf(halves: Halves, plan: ArmPlan, name: string, checker: Checker | undefined): Family[] {
  const values = (plan.tried ?? ((half) => valuesTried(half, plan.free)))(halves);
  const indices = (apart: boolean): PolicyCandidate[] => values.map((value) => indexCandidate({ value, apart, ...defined({ checker }) }));
  const index = { arm: `index, ${name}`, checker: name, candidates: [...indices(false), ...(checker === undefined ? indices(true) : [])] };
  if (checker === undefined) return [index];
  return [{ arm: `cascade, ${name}`, checker: name, candidates: [cascadeCandidate(halves, checker)] }, index];
}

/** What does not depend on a goal: points along the index's curve of passes by cost, the best single member and the index at each value, the steps from the one to the oracle, and the oracle. */
function atValues(
  halves: Halves,
  { values, main, terms, answers, free }: ArmPlan,
  checkers: readonly { readonly name: string; readonly checker: Checker | undefined }[],
  scored: Score,
): ArmResult[] {
  const { evidence, test, singles } = halves;
  const scoredHalf = evidenceAt(evidence, test);
  const bestAt = (value: number): number => {
    const nets = singles.map(({ passRate, cost }) => value * passRate - cost);
    return nets.indexOf(Math.max(...nets));
  };
  const real = checkers.flatMap(({ checker }) => (checker === undefined ? [] : [checker]))[0];
  const perfect = { sensitivity: 1, specificity: 1, price: real?.price ?? 0 };
  const steps: [string, PolicyCandidate][] = [
    ["step: allocation", indexCandidate({ value: main, calls: 1 })],
    ...(answers ? ([["step: agreement", indexCandidate({ value: main })]] as [string, PolicyCandidate][]) : []),
    ...(real === undefined
      ? []
      : ([
          ["step: second try", indexCandidate({ value: main, checker: real, calls: 2 })],
          ["step: further tries", indexCandidate({ value: main, checker: real })],
        ] as [string, PolicyCandidate][])),
    ["step: perfect check", indexCandidate({ value: main, checker: perfect })],
  ];
  const curve = valuesTried(halves, free).filter((_, i) => i % 2 === 0);
  const index = (value: number, checker: Checker | undefined): PolicyCandidate => indexCandidate({ value, ...defined({ checker }) });
  return [
    ...checkers.flatMap(({ name, checker }) => curve.map((value, i) => scored(`point ${i + 1}, ${name}`, index(value, checker)))),
    ...values.flatMap(({ name, value }) => [
      scored(`best single at v ${name}`, singleCandidate(halves, bestAt(value))),
      ...checkers.map((one) => scored(`index at v ${name}, ${one.name}`, index(value, one.checker))),
      { arm: `oracle at v ${name}`, chosen: "", members: evidence.members, results: oracle(scoredHalf, terms, value) },
    ]),
    ...steps.map(([arm, candidate]) => scored(arm, candidate)),
    { arm: "oracle", chosen: "", members: evidence.members, results: oracle(scoredHalf, terms) },
  ];
}

/** Plays candidates on the scored half; those that do the same are played once. */
function scorer({ evidence, test, learnt }: Halves, { terms }: ArmPlan): Score {
  const played = new Map<string, ItemResult[]>();
  return (arm, { name, player, checker, setup }) => {
    const key = JSON.stringify([setup, checker]);
    const results = played.get(key) ?? play(evidence, test, player(learnt), { ...terms, ...defined({ checker }) });
    played.set(key, results);
    return { arm, chosen: name, setup, members: evidence.members, results, ...defined({ checker }) };
  };
}
