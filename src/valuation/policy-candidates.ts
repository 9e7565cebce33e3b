import { cascadePlayer } from "./cascade-player.ts";
import type { Candidate } from "./choose-on-train.ts";
import type { Halves } from "./halves.ts";
import type { LearnedModel } from "./learn.ts";
import { agreementPlayer, indexPlayer, singlePlayer } from "./players.ts";
import type { Checker } from "./sight.ts";
import { votePlayer } from "./vote-player.ts";

/** A candidate as a person would set it up: what `catallaxy decide` writes into an experiment. */
export type PolicySetup =
  | { readonly kind: "single"; readonly member: number }
  | { readonly kind: "vote"; readonly members: readonly number[] }
  | { readonly kind: "cascade"; readonly order: readonly number[] }
  | { readonly kind: "index"; readonly value: number; readonly calls: number; readonly samples: number; readonly apart: boolean }
  | { readonly kind: "agreement"; readonly order: readonly number[]; readonly enough: number };

/** A policy to be chosen among, and how it is set up. */
export interface PolicyCandidate extends Candidate {
  readonly setup: PolicySetup;
}

/** No item gets more attempts than this: it bounds the tree of verdicts that an expectation goes through. */
const mostCalls = 5;

/** Always one member. */
export function singleCandidate({ train }: Halves, member: number): PolicyCandidate {
  return { name: train.members[member] ?? "", player: () => singlePlayer(member), setup: { kind: "single", member } };
}

/** A vote of the three best. */
export function voteCandidate({ byRate }: Halves): PolicyCandidate {
  const members = byRate.slice(0, 3);
  return { name: "the best three", player: () => votePlayer(members), setup: { kind: "vote", members } };
}

/** Today's cascade over the members that no cheaper one passes as much as, the cheapest first and the best last. */
export function cascadeCandidate({ byCost, singles, train }: Halves, checker: Checker): PolicyCandidate {
  const rungs: number[] = [];
  for (const member of byCost) {
    const above = rungs.at(-1);
    if (above === undefined || rate(member) > rate(above)) rungs.push(member);
  }
  function rate(member: number): number {
    return singles[member]?.passRate ?? 0;
  }
  const order = rungs.length <= mostCalls ? rungs : [...rungs.slice(0, 1), ...rungs.slice(1 - mostCalls)];
  const name = order.map((member) => train.members[member]).join(" > ");
  return { name, player: () => cascadePlayer(order), checker, setup: { kind: "cascade", order } };
}

export interface IndexChoice {
  readonly value: number;
  readonly checker?: Checker;
  /** Members' successes taken to be independent. */
  readonly apart?: boolean;
  readonly calls?: number;
}

/** The index policy at a value of a right answer; of one member two attempts, of all five. */
export function indexCandidate({ value, checker, apart = false, calls = mostCalls }: IndexChoice): PolicyCandidate {
  const own = checker === undefined ? {} : { checker };
  const settings = { value, samples: 2, calls };
  return {
    name: `v ${value.toPrecision(3)}${apart ? ", members apart" : ""}`,
    player: (fitted) => indexPlayer(apart ? fitted.apart : fitted, { ...settings, ...own }),
    setup: { kind: "index", ...settings, apart },
    ...own,
  };
}

/**
 * The values at which an index policy is tried: nine in equal steps of their logarithm, from two of the cheapest attempts, where hardly a second one pays,
 * to a hundred of the best single member's, where one more pays that adds a hundredth. Costs are those of the training half; `free` counts where it has none.
 */
export function valuesTried({ singles, byRate }: Halves, free: number): number[] {
  const paid = singles.map(({ cost }) => cost).filter((cost) => cost > 0);
  const least = paid.length === 0 ? free : Math.min(...paid);
  const [low, high] = [2 * least, 100 * Math.max(least, singles[byRate[0] ?? 0]?.cost ?? 0)];
  return Array.from({ length: 9 }, (_, i) => low * (high / low) ** (i / 8));
}

/** Agreement with each of the five best first and then the others by their rate, four in all, and the cheapest first; from eight chances on. */
export function agreementCandidates({ byRate, byCost, learnt }: Halves): PolicyCandidate[] {
  const orders = byRate.slice(0, 5).map((first) => [first, ...byRate.filter((m) => m !== first)].slice(0, 4));
  const climbing = byCost.filter((m) => byRate.indexOf(m) < 4);
  const known = new Set(orders.map((order) => order.join()));
  return [...orders, ...(known.has(climbing.join()) ? [] : [climbing])].flatMap((order) =>
    [0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98].map(
      (enough): PolicyCandidate => ({
        name: `${order.map((m) => learnt.members[m]).join(", ")}, from ${enough} on`,
        player: (fitted: LearnedModel) => agreementPlayer(fitted, { order, enough }),
        setup: { kind: "agreement", order, enough },
      }),
    ),
  );
}
