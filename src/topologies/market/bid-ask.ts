import { z } from "zod";
import { pricesOf, recordView } from "../../market/record-view.ts";
import type { Ask, Brief, Desk, JsonSchema, Member } from "../../types.ts";
import { count } from "../../util/count.ts";
import { own } from "../../util/own.ts";
import { dollars, toDollars } from "../../util/money.ts";
import { block, shapedAsk, shapeOf } from "../asks.ts";
import { roll } from "../labels.ts";
import type { Auction } from "./auction.ts";
import { correctsTokens, type MarketSettings, mechanismIn } from "./options.ts";
import { recordFor, usualOutput } from "./worth.ts";

const chance = z.number().min(0).max(1);
const schedule = z
  .array(z.object({ tokens: z.number().min(1), p: chance }))
  .min(2)
  .max(4);
/** Who has a price states tokens alone, from which its ask follows; anyone else names its ask. */
const pricedBid = z.object({ p: chance, tokens: z.number().min(1) });
const namedBid = z.object({ p: chance, ask: z.number().min(0), tokens: z.number().min(0) });
const shapes = {
  priced: { plain: shapeOf(pricedBid), scheduled: shapeOf(pricedBid.extend({ schedule })) },
  named: { plain: shapeOf(namedBid), scheduled: shapeOf(namedBid.extend({ schedule })) },
};

/** The ask for a sealed bid: one structured call, the whole task first, then the rules for all, the member's own price and card last. */
export function bidAsk(auction: Auction, bidder: Member): Ask {
  const { task, desk, value, settings } = auction;
  const instruction = [
    "A buyer offers this task to several members at once. Bids are sealed. Do not solve the task now; bid for it.",
    `V = ${toDollars(value)} dollars is what a right answer is worth to the buyer. ${rulesOf(auction)} Scores of 0 or less never win.`,
    ...houseRules(settings),
    "p: your probability that your answer would pass a strict check, from 0 to 1. tokens: the output tokens, hidden reasoning included, that " +
      "you expect your whole work to take.",
    ...(fixedWords(bidder, settings) ?? priceWords(bidder, settings)),
    ...cards(auction, bidder.name),
    ...othersWords(auction, bidder.name),
  ].join("\n");
  return shapedAsk(offered(task, settings), desk.terms, { purpose: "bid", instruction, shape: shapeFor(auction, bidder) });
}

function shapeFor({ desk, settings }: Auction, { name, price }: Member): JsonSchema {
  const labels = rivals(desk, name).map(({ label }) => label);
  if (settings.clearing.valuation !== "own" && labels.length > 0) {
    const others = z.array(z.object({ member: z.enum(labels), p: chance })).max(labels.length);
    return shapeOf((price === undefined ? namedBid : pricedBid).extend({ others }));
  }
  const { plain, scheduled } = price === undefined ? shapes.named : shapes.priced;
  return settings.house.schedule ? scheduled : plain;
}

function rivals(desk: Desk, name: string) {
  return roll(desk).filter(({ member }) => member.name !== name);
}

/** What a member is told of the others, whose chances it states as well; the same words however they are put together. */
function othersWords({ task, desk, settings: { clearing, information } }: Auction, name: string): string[] {
  const others = rivals(desk, name);
  if (clearing.valuation === "own" || others.length === 0) return [];
  const known = information === "history" || information === "prices";
  const lines = others.map(({ label, member }) => {
    const { tried, passed } = recordFor(task, desk, member.name);
    return `- ${label}${known ? `: ${passed} of ${tried} answers in the category "${task.category}" passed` : ""}`;
  });
  return [
    block("history", lines.join("\n")),
    "others: your probability, for each of the other members that are listed, that its answer would pass, by its label. How likely a member is " +
      "thought to pass is worked out from what members state of it; you are judged by how well your statements foretell what comes out.",
  ];
}

/** How the task is won and paid: by the market's rule for one task, or by that for those that come together. */
function rulesOf({ desk, settings }: Auction): string {
  const { batch } = settings.clearing;
  if (batch === "none") return mechanismIn(settings).told;
  const together = `Score = V * p - ask. ${count(desk.batch?.length ?? 1, "task")} came together, and each member can take so many of them. ${batchTold[batch]}`;
  return together;
}
const batchTold: Readonly<Record<Exclude<MarketSettings["clearing"]["batch"], "none">, string>> = {
  ascending:
    "The price of a place at a member starts at 0 and rises while more tasks want it than it has places; a task goes where score minus price is highest. The winner receives its ask and that price.",
  vcg:
    "The tasks are given out so that all scores together are highest. The winner receives V - S if its answer passes and pays S if not, where S is what its " +
    "work keeps the others from: its own p and ask decide only whether it wins.",
  lot: "Tasks come in an order drawn by lot, and each goes to the highest score among the members that can still take one. The winner receives its ask.",
};

/** What the house has fixed, where it fixes prices. */
function fixedWords({ name, price }: Member, { clearing }: MarketSettings): string[] | undefined {
  const fixed = own(clearing.fiat ?? {}, name);
  if (fixed === undefined) return undefined;
  const named = price === undefined ? " State it as ask." : "";
  return [`The house fixes prices: your ask is ${fixed} dollars, whatever the work costs you.${named}`];
}

/** What the bidder's own work costs, and how its ask comes of that. */
function priceWords({ price }: Member, settings: MarketSettings): string[] {
  if (price === undefined) return ["ask: your cost of doing the work, in dollars."];
  const corrected = correctsTokens(settings) ? ", corrected by what your earlier statements of tokens came to" : "";
  return [
    `Your price is ${price.input} dollars per million input tokens and ${price.output} dollars per million output tokens. Your ask is worked ` +
      `out from it: the cost of reading the task and of the tokens that you state${corrected}.`,
  ];
}

/** What a bidder must know of the house's rules; nothing where they are the usual ones. */
function houseRules(settings: MarketSettings): string[] {
  const { house } = settings;
  const out: string[] = [];
  if (house.reserve !== undefined) {
    const alone =
      mechanismIn(settings).byLot === true ? "" : " An offer that is alone is paid the reserve if its answer passes and nothing if not.";
    out.push(`Reserve: ${house.reserve} dollars. An offer that asks more never wins.${alone}`);
  }
  if (house.awards > 1) {
    out.push(
      `The ${house.awards} best offers do the work at the same time, each paid or charged by its own outcome; S is the best score that is left out.`,
    );
  }
  if (house.schedule) {
    out.push(
      "schedule: two to four points {tokens, p}: your probability of passing if your whole output, hidden reasoning included, is cut " +
        "off at so many tokens. The buyer picks the point with the highest V * p - cost, and your work is cut off there.",
    );
  }
  return out;
}

/** What is shown of the task: all of it, or its category alone. */
function offered(task: Brief, { information }: MarketSettings): Brief {
  if (information !== "none") return task;
  return { id: task.id, category: task.category, prompt: `A task of the category "${task.category}". Only the winner sees its text.` };
}

function cards({ task, desk, settings: { information } }: Auction, member: string): string[] {
  if (information === "none" || information === "task") return [];
  const out = [block("history", history(task, desk, member))];
  const prices = information === "prices" ? pricesOf(desk.view(recordView), task.category) : [];
  if (prices.length > 0) {
    out.push(
      block("note", `Recent payments agreed for "${task.category}": ${prices.slice(-5).map(dollars).join(", ")}.`, { by: "market" }),
    );
  }
  return out;
}

function history(task: Brief, desk: Desk, member: string): string {
  const record = recordFor(task, desk, member);
  const { tried, passed, forecasts, tokens } = record;
  if (tried === 0) return `You have no record yet with tasks of the category "${task.category}".`;
  const said = forecasts.reduce((sum, { p }) => sum + p, 0) / tried;
  const gap = said - passed / tried;
  const lines = [
    `With tasks of the category "${task.category}" you passed ${passed} of ${tried}; you had stated p = ${said.toFixed(2)} on average.`,
    Math.abs(gap) < 0.05 ? "That was about right." : `That was ${Math.abs(gap).toFixed(2)} too ${gap > 0 ? "high" : "low"}.`,
  ];
  const usual = usualOutput(record);
  if (usual !== undefined)
    lines.push(`Your work on them took ${Math.round(usual)} output tokens, hidden reasoning included, in the mean of ${record.output.n}.`);
  if (tokens.length > 0) {
    const ratios = tokens.map(({ stated, actual }) => stated / Math.max(1, actual)).sort((a, b) => a - b);
    lines.push(`Your stated tokens were ${(ratios[Math.floor(ratios.length / 2)] ?? 1).toFixed(2)} times the actual ones (median).`);
  }
  return lines.join("\n");
}
