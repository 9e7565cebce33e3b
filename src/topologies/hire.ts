import { z } from "zod";
import type { Answer, Brief, Desk, Member, Nano, Result, Topology } from "../types.ts";
import { toDollars, toNano } from "../util/money.ts";
import { answerOf, block, isOver, roleLast, tryAsk } from "./asks.ts";
import type { Attempt } from "./attempt.ts";
import { closerOf } from "./closer.ts";
import { answerKey } from "./final-answer.ts";
import { type Offer, offersOf, ownChance } from "./hiring/offers.ts";
import { inRounds } from "./in-rounds.ts";
import { defineKind } from "./kind.ts";
import { labelFor } from "./labels.ts";
import { valueOf } from "./market/worth.ts";
import { noteFailure, quoted } from "./team.ts";
import { seated } from "./tries.ts";

export const hireOptions = z.strictObject({
  /** Whose task it is; whom the term `closer` says when absent. */
  member: z.string().min(1).optional(),
  /** Who may be hired; all others when absent. */
  from: z.array(z.string().min(1)).min(1).optional(),
  /** Offers are asked for where the chance that the owner states is below this: 0 never, 1 always. */
  below: z.number().min(0).max(1).default(0.75),
  /** What is bought: an answer that the owner reads beside its own, or the whole work. */
  does: z.enum(["advises", "works"]).default("advises"),
  /** Dollars that a right answer is worth; the task's own value when absent, else ten times the most that an attempt can cost. */
  value: z.number().positive().optional(),
});
type Settings = z.output<typeof hireOptions>;

/** One owner of the task, who may buy help for it at a price. Contract: never rejects. */
export function hire(options: z.input<typeof hireOptions> = {}): Topology {
  const settings = hireOptions.parse(options);
  return { name: "hire", solve: (task, desk) => own(task, desk, settings) };
}

export const hireKind = defineKind({
  name: "hire",
  gist: "one model owns the task and may buy help from another at a price",
  description:
    "One member owns the task and states its chance of being right (one call). Where that is below `below`, or a verifier has rejected its answer, each of the others offers help with the chance that it states and a price, the cost of the tokens that it states (one call each). An offer is taken where what it is likely to bring is worth more than it costs, the best one first: with does: advises the value times the chance that the owner is wrong and the helper right, less the price and the owner's reading; with does: works the value times the difference of their chances, less the difference of their prices. An adviser answers alone, as the owner does; where they differ the owner reads both and writes the answer (one call). A worker's answer stands as it is. Where nobody is worth its price, the owner works alone.",
  options: hireOptions,
  memberOptions: ["member", "from"],
  formula: "1 to n+3 per attempt: 1 chance, n-1 offers, 1 attempt, 1 of the helper, 1 that reads both; 1 more where a worker fails",
  sees: "All see the task and, of failed tries, what the terms show; the owner also the answer that it bought, by label.",
  ignores: [],
  calls(n, terms, { below, from }) {
    const helpers = from === undefined ? n - 1 : from.length;
    return { least: helpers < 1 || below === 0 ? 1 : 2, most: terms.attempts * (helpers < 1 ? 1 : 4 + helpers) };
  },
  asks: (members, { member, from }, closer) => (from === undefined ? members : [...new Set([member ?? closer, ...from])]),
  weighsWorth: ({ value }) => value === undefined,
  make: hire,
});

async function own(task: Brief, desk: Desk, settings: Settings): Promise<Result<Answer>> {
  const owner = closerOf(desk, settings.member);
  if (!owner.ok) return owner;
  const helpers: Member[] = [];
  for (const name of settings.from ?? desk.members.map((member) => member.name)) {
    const seat = seated(desk, name);
    if (!seat.ok) return seat;
    if (seat.name !== owner.name) helpers.push(seat);
  }
  const value = settings.value === undefined ? valueOf(task, desk) : toNano(settings.value);
  return inRounds(task, desk, async (attempt) => {
    const offer = await bought(attempt, owner.name, helpers, { ...settings, worth: value });
    if (offer === undefined) return alone(attempt, owner.name);
    const answer = await (settings.does === "works" ? worked(attempt, owner.name, offer) : advised(attempt, owner.name, offer));
    return answer;
  });
}

/** The offer that is taken; undefined where none is asked for, or none is worth its price. */
async function bought(
  attempt: Attempt,
  owner: string,
  helpers: readonly Member[],
  { below, does, worth }: Settings & { readonly worth: Nano },
): Promise<Offer | undefined> {
  const { desk, past } = attempt;
  // Who may never ask states nothing; whose answer was rejected knows enough.
  if (helpers.length === 0 || (below === 0 && past.length === 0)) return undefined;
  const mine = past.length > 0 ? { member: owner, p: 0, price: 0 } : await ownChance(attempt, owner);
  if (mine === undefined || (past.length === 0 && mine.p >= below)) return undefined;
  const offers = await offersOf(attempt, helpers, worth);
  const net = ({ p, price }: Offer) =>
    does === "works" ? worth * (p - mine.p) - (price - mine.price) : worth * (1 - mine.p) * p - price - mine.price;
  const [best] = offers.toSorted((a, b) => net(b) - net(a));
  const taken = best !== undefined && net(best) > 0 ? best : undefined;
  desk.note({
    type: "own",
    name: "help-asked",
    value: {
      owner,
      p: mine.p,
      offers: offers.map(({ member, p, price }) => ({ member, p, price: toDollars(price) })),
      hired: taken?.member ?? null,
    },
  });
  if (taken !== undefined)
    desk.note({
      type: "award",
      member: taken.member,
      attempt: past.length + 1,
      score: toDollars(net(taken)),
      payment: taken.price,
      rule: "hire",
    });
  return taken;
}

async function alone(attempt: Attempt, owner: string): Promise<Result<Answer>> {
  return answerOf(await attempt.desk.ask(owner, tryAsk(attempt, owner)), owner);
}

/** The helper's answer stands; where it gives none, the owner works. */
async function worked(attempt: Attempt, owner: string, offer: Offer): Promise<Result<Answer>> {
  const answer = noteFailure(attempt.desk, offer.member, await alone(attempt, offer.member));
  if (answer.ok || isOver(answer)) return answer;
  return alone(attempt, owner);
}

/** Both answer alone; where they differ the owner reads both. Whichever there is stands where the other is missing. */
async function advised(attempt: Attempt, owner: string, offer: Offer): Promise<Result<Answer>> {
  const { task, desk } = attempt;
  const [mine, theirs] = await Promise.all([alone(attempt, owner), alone(attempt, offer.member)]);
  const helped = (answer: Result<Answer>, changed: boolean): Result<Answer> => {
    desk.note({ type: "own", name: "help", value: { owner, helper: offer.member, price: toDollars(offer.price), changed } });
    return answer;
  };
  if (!mine.ok || !theirs.ok) return theirs.ok ? helped(theirs, true) : helped(noteFailure(desk, owner, mine), false);
  const key = answerKey(mine.text);
  if (key !== undefined && key === answerKey(theirs.text)) return helped(mine, false);
  const shared = [mine, theirs].map(({ text, by }) => block("answer", quoted(desk, text), { by: labelFor(desk, by) }));
  const instruction = `You are "${labelFor(desk, owner)}"; the task is yours, and you bought the other answer. Find the step at which the two part and check that step yourself; who was paid is no proof. Give the complete answer to the task.`;
  const final = answerOf(await desk.ask(owner, roleLast(task, desk.terms, { purpose: "merge", shared, instruction })), owner);
  if (!final.ok) return helped(mine, false);
  return helped(final, answerKey(final.text) !== key);
}
