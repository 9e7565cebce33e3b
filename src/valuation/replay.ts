import { Bug, UserError } from "../util/bug.ts";
import { evidenceAt, type Evidence, type Item, type Outcome } from "./evidence.ts";
import type { Action } from "./index-policy.ts";
import type { Checker } from "./sight.ts";
import { defined } from "../util/defined.ts";

/** What a policy sees of an attempt it made: never whether it passed. Equal answers have equal numbers; `verdict` is the checker's, where it was asked. */
export interface SeenAttempt {
  readonly member: number;
  readonly answer: number | undefined;
  readonly confidence?: number;
  readonly chars?: number;
  readonly verdict?: boolean;
}
/** An item to be played: what is seen of it, and how many recorded attempts each member has left at the start. */
export interface PlayedItem {
  readonly item: Item;
  readonly left: readonly number[];
}
/** What a fitted policy does on an item: the next step, given what was seen. It must be a function of what it is given. */
export type Player = (task: PlayedItem) => (seen: readonly SeenAttempt[]) => Action;
/** Fitted on outcomes of the training items alone. */
export type Policy = (train: Evidence) => Player;

/** What a policy did on one item, in expectation over the recorded samples and the checker's errors. */
export interface ItemResult {
  readonly item: Item;
  readonly passed: number;
  /** Of attempts and verdicts; attempts without a recorded cost count at `unknownCost`. */
  readonly cost: number;
  readonly calls: number;
  readonly verdicts: number;
  /** The chance that a wrong answer was accepted by the checker and then delivered. */
  readonly falseAccepts: number;
}
export interface ReplayTerms {
  readonly checker?: Checker;
  /** What an attempt without a recorded cost counts as; a replay that meets one is refused where it is absent. */
  readonly unknownCost?: number;
}

/**
 * Fits a policy on some items of the evidence and plays it on others. Contract: the fit is given the training items' outcomes and no others, the player
 * only what is seen; results are expectations, by enumeration, over the recorded samples in any order and over the checker's verdicts, so nothing is drawn.
 */
export function replay(
  evidence: Evidence,
  parts: { readonly train: readonly number[]; readonly test: readonly number[] },
  policy: Policy,
  terms: ReplayTerms,
): ItemResult[] {
  return play(evidence, parts.test, policy(evidenceAt(evidence, parts.train)), terms);
}

/** A fitted policy on items of the evidence, by their places. */
export function play(evidence: Evidence, places: readonly number[], player: Player, terms: ReplayTerms): ItemResult[] {
  const width = evidence.members.length;
  return places.map((place) => {
    const cells = evidence.samples.slice(place * width, (place + 1) * width);
    const item = evidence.items[place] as Item;
    return playItem(item, cells, player({ item, left: cells.map((cell) => cell.length) }), terms);
  });
}

/** Samples of a cell that a policy and a checker cannot tell apart, with their mean cost. */
interface Kind {
  readonly first: Outcome;
  readonly count: number;
  readonly cost: number;
}
/** A path: what was seen, what is hidden (which kind of sample each attempt was), what was spent, how likely all of it is. */
interface Path {
  readonly seen: readonly SeenAttempt[];
  readonly hidden: readonly Outcome[];
  readonly used: ReadonlyMap<Outcome, number>;
  readonly weight: number;
  readonly cost: number;
  readonly verdicts: number;
}

function playItem(
  item: Item,
  cells: readonly (readonly Outcome[])[],
  step: (seen: readonly SeenAttempt[]) => Action,
  terms: ReplayTerms,
): ItemResult {
  const kinds = cells.map((cell) => kindsOf(cell, terms.unknownCost));
  const result = { passed: 0, cost: 0, calls: 0, verdicts: 0, falseAccepts: 0 };
  const open: Path[] = [{ seen: [], hidden: [], used: new Map(), weight: 1, cost: 0, verdicts: 0 }];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const action = step(path.seen);
    if (action.kind === "try") open.push(...attempts(path, kinds[action.member] ?? [], action.member));
    else if (action.kind === "verify") open.push(...verdicts(path, action.attempt, terms.checker));
    else end(result, path, action);
  }
  return { item, ...result };
}

function end(
  result: { passed: number; cost: number; calls: number; verdicts: number; falseAccepts: number },
  path: Path,
  action: Action,
): void {
  const delivered = action.kind === "accept" ? action.attempt : -1;
  const passed = path.hidden[delivered]?.passed ?? false;
  result.passed += path.weight * Number(passed);
  result.cost += path.weight * path.cost;
  result.calls += path.weight * path.seen.length;
  result.verdicts += path.weight * path.verdicts;
  result.falseAccepts += path.weight * Number(!passed && path.seen[delivered]?.verdict === true);
}

function attempts(path: Path, kinds: readonly Kind[], member: number): Path[] {
  const left = kinds.map(({ first, count }) => count - (path.used.get(first) ?? 0));
  const all = left.reduce((sum, n) => sum + n, 0);
  if (all === 0) throw new Bug(`A policy wanted an attempt of member ${member}, of whom none is left.`);
  return kinds.flatMap(({ first, cost }, i) => {
    if ((left[i] as number) <= 0) return [];
    return [
      {
        ...path,
        seen: [...path.seen, seenOf(path, first, member)],
        hidden: [...path.hidden, first],
        used: new Map(path.used).set(first, (path.used.get(first) ?? 0) + 1),
        weight: (path.weight * (left[i] as number)) / all,
        cost: path.cost + cost,
      },
    ];
  });
}

function seenOf({ seen, hidden }: Path, { answer, confidence, chars }: Outcome, member: number): SeenAttempt {
  const same = answer === undefined ? -1 : hidden.findIndex((one) => one.answer === answer);
  const fresh = 1 + Math.max(-1, ...seen.map((one) => one.answer ?? -1));
  return {
    member,
    answer: answer === "" ? undefined : (seen[same]?.answer ?? fresh),
    ...defined({ confidence, chars }),
  };
}

function verdicts(path: Path, attempt: number, checker: Checker | undefined): Path[] {
  if (checker === undefined) throw new Bug("A policy wanted a verdict where there is no checker.");
  const { sensitivity, specificity, price, recorded = false } = checker;
  const told = recorded ? path.hidden[attempt]?.verdict : undefined;
  const byRate = path.hidden[attempt]?.passed === true ? sensitivity : 1 - specificity;
  const accepted = told === undefined ? byRate : Number(told);
  return [true, false].flatMap((verdict) => {
    const chance = verdict ? accepted : 1 - accepted;
    if (chance <= 0) return [];
    const seen = path.seen.map((one, place) => (place === attempt ? { ...one, verdict } : one));
    return [{ ...path, seen, weight: path.weight * chance, cost: path.cost + price, verdicts: path.verdicts + 1 }];
  });
}

function kindsOf(cell: readonly Outcome[], unknownCost: number | undefined): Kind[] {
  const groups = new Map<string, Outcome[]>();
  for (const outcome of cell) {
    const key = JSON.stringify([outcome.passed, outcome.answer, outcome.confidence, outcome.chars, outcome.verdict]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [outcome]);
    else group.push(outcome);
  }
  return [...groups.values()].map((group) => ({
    first: group[0] as Outcome,
    count: group.length,
    cost: group.reduce((sum, outcome) => sum + costOf(outcome, unknownCost), 0) / group.length,
  }));
}

function costOf({ cost, member, item }: Outcome, unknownCost: number | undefined): number {
  if (cost !== undefined) return cost;
  if (unknownCost !== undefined) return unknownCost;
  throw new UserError(
    `No cost is recorded of "${member}" on item "${item}"; leave the member out, or state what such an attempt is to count as.`,
  );
}
