import type { Event, Json, View } from "../../types.ts";
import type { Observation } from "../../util/logistic.ts";
import { similarity } from "../similarity.ts";

/** A past auction: the task's beginning, all plans, and how the work by each of them ended that was tried. */
export interface PastAuction {
  readonly category: string;
  readonly prompt: string;
  readonly plans: readonly { readonly member: string; readonly plan: string; readonly won: boolean }[];
  readonly outcomes: Map<string, boolean>;
}
export interface StrategyMemory {
  readonly auctions: PastAuction[];
  /** What was seen of plans that were carried out, and whether the answer passed, by category. */
  readonly observations: Map<string, Observation[]>;
  /** Output tokens of the work and tokens of its plan, in all. */
  readonly lengths: { work: number; plan: number; n: number };
  readonly open: Map<string, PastAuction>;
}

/** Notes of an auction, and of how the work by one of its plans ended. */
export const auctionNote = "strategy-auction";
export const outcomeNote = "strategy-outcome";

const keptAuctions = 300;
const keptOutcomes = 1000;

/** Folds auctions and their outcomes. Folds in place. */
export const strategyView: View<StrategyMemory> = {
  get start() {
    return {
      auctions: [] as PastAuction[],
      observations: new Map<string, Observation[]>(),
      lengths: { work: 0, plan: 0, n: 0 },
      open: new Map<string, PastAuction>(),
    };
  },
  step(memory, { trial, span, fact }: Event) {
    if (fact.type !== "own") return memory;
    const place = `${trial}\n${span}`;
    if (fact.name === auctionNote) {
      const auction = { ...(fact.value as unknown as Omit<PastAuction, "outcomes">), outcomes: new Map<string, boolean>() };
      memory.auctions.push(auction);
      if (memory.auctions.length > keptAuctions) memory.auctions.shift();
      memory.open.set(place, auction);
    }
    if (fact.name === outcomeNote) take(memory, place, fact.value as { readonly [name: string]: Json } as unknown as Carried);
    return memory;
  },
};

interface Carried {
  readonly member: string;
  readonly category: string;
  readonly features: readonly number[];
  readonly passed: boolean;
  readonly work: number;
  readonly plan: number;
}
function take(
  { observations, lengths, open }: StrategyMemory,
  place: string,
  { member, category, features, passed, work, plan }: Carried,
): void {
  open.get(place)?.outcomes.set(member, passed);
  const known = observations.get(category) ?? [];
  observations.set(category, known);
  known.push({ features, passed });
  if (known.length > keptOutcomes) known.shift();
  if (work <= 0 || plan <= 0) return;
  lengths.work += work;
  lengths.plan += plan;
  lengths.n += 1;
}

/** The past auctions most like a task: those of its category before others, the more alike the words the sooner, the newer of equals. */
export function recalled({ auctions }: StrategyMemory, category: string, prompt: string, most: number): PastAuction[] {
  const rated = auctions.map((auction, at) => ({
    auction,
    at,
    likeness: similarity(prompt, auction.prompt) + Number(auction.category === category),
  }));
  return rated
    .toSorted((one, other) => other.likeness - one.likeness || other.at - one.at)
    .slice(0, most)
    .map(({ auction }) => auction);
}
