import { logScore } from "../../market/index.ts";
import type { BidWorth, ScoreWorth } from "../../report/index.ts";
import { mean, skewedMeanInterval } from "../../statistics/index.ts";
import type { Event } from "../../types.ts";
import { addTo } from "../../util/add-to.ts";
import { toDollars } from "../../util/money.ts";

/** An award with the chances that were thought of it beforehand, without what its member stated and with it, and the verdict. */
interface ForetoldAward {
  readonly task: string;
  readonly without: number;
  readonly given: number;
  readonly passed: boolean;
}
interface Asked {
  readonly trials: Set<string>;
  readonly awards: ForetoldAward[];
  cost: number;
}

/**
 * What stated chances are worth to each topology whose learned bids ask for them: on the same awards, foretold before each and learnt from after it (prequential:
 * Dawid 1984), the scores of the chance without the statement less those with it, and what asking cost. First attempts alone, by the verdicts that the market learns from.
 */
export function bidWorth(events: readonly Event[]): BidWorth[] {
  const found = new Map<string, Asked>();
  for (const [trial, own] of Map.groupBy(events, (event) => event.trial)) {
    const start = own.flatMap(({ fact }) => (fact.type === "trial-start" ? [fact] : []))[0];
    const chances = start === undefined ? undefined : foretold(own);
    if (start === undefined || chances === undefined) continue;
    const asked = found.get(start.topology) ?? { trials: new Set(), awards: [], cost: 0 };
    found.set(start.topology, asked);
    asked.trials.add(trial);
    for (const { fact } of own) {
      if (fact.type === "call" && fact.purpose === "bid") asked.cost += fact.cost;
      const chance = fact.type === "outcome" && fact.attempt === 1 ? chances.get(fact.member) : undefined;
      if (chance !== undefined && fact.type === "outcome") asked.awards.push({ ...chance, task: start.task, passed: fact.passed });
    }
  }
  return [...found].map(([topology, { trials, awards, cost }]) => ({
    topology,
    awards: awards.length,
    tasks: new Set(awards.map(({ task }) => task)).size,
    log: worthBy(awards, (p, passed) => logScore({ p, passed })),
    brier: worthBy(awards, (p, passed) => (p - Number(passed)) ** 2),
    bids: toDollars(cost) / trials.size,
  }));
}

/** By member, as the trial's first note of learned bids has them; undefined where nobody was asked. */
function foretold(events: readonly Event[]): Map<string, { readonly without: number; readonly given: number }> | undefined {
  for (const { fact } of events) {
    if (fact.type !== "own" || fact.name !== "learned-bids") continue;
    const { asked, members } = fact.value as unknown as { readonly asked?: boolean; readonly members: readonly Noted[] };
    return asked === true ? new Map(members.map(({ member, without, given }) => [member, { without, given }])) : undefined;
  }
  return undefined;
}
interface Noted {
  readonly member: string;
  readonly without: number;
  readonly given: number;
}

function worthBy(awards: readonly ForetoldAward[], loss: (p: number, passed: boolean) => number): ScoreWorth | null {
  if (awards.length === 0) return null;
  const byTask = new Map<string, number[]>();
  for (const { task, without, given, passed } of awards) addTo(byTask, task, loss(without, passed) - loss(given, passed));
  const gains = [...byTask.values()].map(mean);
  return {
    without: mean(awards.map(({ without, passed }) => loss(without, passed))),
    given: mean(awards.map(({ given, passed }) => loss(given, passed))),
    gain: mean(gains),
    interval: skewedMeanInterval(gains) ?? null,
  };
}
