import { z } from "zod";
import type { Ask, Member, Nano } from "../../types.ts";
import { dollars, toNano } from "../../util/money.ts";
import { objectOf, shapedAsk, shapeOf } from "../asks.ts";
import type { Attempt } from "../attempt.ts";
import { likelyCost } from "../market/worth.ts";
import { noteFailure } from "../team.ts";

/** What somebody says of work that it would do: its chance of being right, and its price, in nano-dollars. */
export interface Offer {
  readonly member: string;
  readonly p: number;
  readonly price: Nano;
}

const chance = z.number().min(0).max(1);
/** Who has a price states tokens, from which its price follows; anyone else names it. */
const said = z.object({ p: chance, tokens: z.number().min(1), ask: z.number().min(0).optional() });
const priced = shapeOf(said.omit({ ask: true }));
const named = shapeOf(said.required());

/** What the owner thinks of its own chances, before it works; undefined where it says nothing that can be read. */
export async function ownChance(attempt: Attempt, owner: string): Promise<Offer | undefined> {
  const seat = attempt.desk.members.find(({ name }) => name === owner);
  return seat === undefined
    ? undefined
    : stated(
        attempt,
        seat,
        "The task is yours. Do not solve it now: say how likely you are to be right alone, so that it can be seen whether help is worth its price.",
      );
}

/** What each helper offers; whoever states nothing that can be read offers nothing. */
export async function offersOf(attempt: Attempt, helpers: readonly Member[], worth: Nano): Promise<Offer[]> {
  const asked = `The task is another member's, who looks for help and pays for it; a right answer is worth ${dollars(worth)}. Do not solve it now: offer your help.`;
  const offers = await Promise.all(helpers.map((helper) => stated(attempt, helper, asked)));
  return offers.flatMap((offer) => offer ?? []);
}

async function stated(attempt: Attempt, { name, price }: Member, asked: string): Promise<Offer | undefined> {
  const { task, desk } = attempt;
  const rates =
    price === undefined
      ? "ask: your cost of doing the work, in dollars."
      : `Your price is ${price.input} dollars per million input tokens and ${price.output} dollars per million output tokens; what you are paid follows from the tokens that you state.`;
  const instruction = `${asked}\np: your probability that your answer would pass a strict check, from 0 to 1. tokens: the output tokens, hidden reasoning included, that your whole work would take.\n${rates}`;
  const ask: Ask = shapedAsk(task, desk.terms, { purpose: "bid", instruction, shape: price === undefined ? named : priced });
  const reply = await desk.ask(name, ask);
  const read = noteFailure(desk, name, objectOf(reply, said));
  if (!read.ok) return undefined;
  const { p, tokens, ask: own } = read.value;
  const cost = own === undefined ? likelyCost(task, desk, name, tokens) : toNano(own);
  desk.note({ type: "bid", member: name, p, ask: cost, tokens, stated: p, valid: true });
  return { member: name, p, price: cost };
}
