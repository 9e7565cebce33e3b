import { mechanismOf, scoreUnder } from "../../market/index.ts";
import { expectedSurplus } from "../../market/score.ts";
import type { DomainFact, Nano } from "../../types.ts";
import { dollars } from "../../util/money.ts";
import { assumesWorth } from "../plan/assumes-worth.ts";
import { type Plan, trialsOf } from "../plan/plan.ts";
import { worthOf } from "../plan/worth-of.ts";
import type { Fold } from "../trials/fold.ts";

type BidFact = Extract<DomainFact, { type: "bid" }>;
interface Tally {
  awards: number;
  highestP: number;
  lowestAsk: number;
  /** First awards that another member, or nobody, would have had at a tenth of the worth. */
  others: number;
  nobody: number;
  readonly worths: Nano[];
}

/**
 * What an assumed worth of a right answer did to the awards of each market: how often the highest p and the lowest ask won the first award
 * of a trial, and how many of these awards would have gone elsewhere at a tenth of the worth, by the same bids and the same rule.
 */
export function priceNotes(plan: Plan, scored: ReadonlySet<string>): Fold<string[]> {
  const assumed = new Map(
    trialsOf(plan).flatMap(({ id, topology, task }) =>
      scored.has(id) && assumesWorth(topology, task, plan.worth)
        ? [[id, { name: topology.name, worth: worthOf(task, topology.seats, topology.terms) }] as const]
        : [],
    ),
  );
  const bids = new Map<string, BidFact[]>();
  const tallies = new Map<string, Tally>();
  return {
    take({ trial, fact }) {
      const about = assumed.get(trial);
      if (about === undefined) return;
      if (fact.type === "trial-start") bids.set(trial, []);
      if (fact.type === "bid" && fact.valid) bids.get(trial)?.push(fact);
      if (fact.type !== "award") return;
      const offers = bids.get(trial) ?? [];
      bids.delete(trial);
      const winner = offers.find(({ member }) => member === fact.member);
      if (winner === undefined || offers.length < 2) return;
      const tally = tallies.get(about.name) ?? { awards: 0, highestP: 0, lowestAsk: 0, others: 0, nobody: 0, worths: [] };
      tallies.set(about.name, tally);
      count(tally, offers, winner, about.worth, fact.rule);
    },
    made: () => plan.topologies.flatMap(({ name }) => words(name, tallies.get(name))),
  };
}

function count(tally: Tally, offers: readonly BidFact[], winner: BidFact, worth: Nano, rule: string): void {
  const mechanism = mechanismOf(rule);
  const score = ({ p, ask }: BidFact) => {
    const offer = { value: worth / 10, p, ask };
    return mechanism === undefined ? expectedSurplus(offer) : scoreUnder(mechanism, offer);
  };
  const best = Math.max(...offers.map(score));
  tally.awards++;
  tally.worths.push(worth);
  if (winner.p >= Math.max(...offers.map(({ p }) => p))) tally.highestP++;
  if (winner.ask <= Math.min(...offers.map(({ ask }) => ask))) tally.lowestAsk++;
  if (best <= 0) tally.nobody++;
  else if (score(winner) < best) tally.others++;
}

function words(name: string, tally: Tally | undefined): string[] {
  if (tally === undefined) return [];
  const { awards, highestP, lowestAsk, others, nobody, worths } = tally;
  const mean = worths.reduce((sum, worth) => sum + worth, 0) / worths.length;
  const left = nobody === 0 ? "" : `, and ${nobody} to nobody`;
  return [
    `${name} took a right answer to be worth ${dollars(mean)} in the mean, since none is stated: of its ${awards} first awards ${highestP} went to the ` +
      `highest p and ${lowestAsk} to the lowest ask. At a tenth of that worth ${others} would have gone to another member${left}.`,
  ];
}
