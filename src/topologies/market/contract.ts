import { balanceView } from "../../market/balance-view.ts";
import { type Payment, payment } from "../../market/payment.ts";
import { ranked } from "../../market/award.ts";
import {
  depositTransfers,
  type Ending,
  inCredits,
  settlementTransfers,
  solvent,
  stipendTransfers,
  type Transfer,
} from "../../market/settlement.ts";
import type { Desk, Member, Nano } from "../../types.ts";
import type { Offer } from "./clearing.ts";
import type { MarketSettings } from "./options.ts";

/** A member may owe this many times what the task is worth. */
const creditLineInValues = 2;

/** An awarded task: who, under which terms. */
export interface Contract {
  readonly offer: Offer;
  readonly payment: Payment;
}

/** How far below zero a member's balance may go for a task of this value. */
export function creditLine(value: Nano): Nano {
  return creditLineInValues * value;
}

/** Members who may bid: those who are not at the end of their credit. Who is in debt gets the stipend first, so that there is a way back. */
export function admitted(desk: Desk, value: Nano): Member[] {
  const line = creditLine(value);
  return desk.members.filter(({ name }) => {
    transfer(desk, stipendTransfers(name, balanceOf(desk, name), line));
    return balanceOf(desk, name) > -line;
  });
}

/** The best offer whose member can put up its deposit, with the runner-up's score as reference; its deposit goes into escrow. */
export function contractFor(
  desk: Desk,
  offers: readonly Offer[],
  value: Nano,
  attempt: number,
  settings: MarketSettings,
): Contract | undefined {
  const order = ranked(offers, () => desk.chance("ties")).filter(({ score }) => score > 0);
  for (const [place, offer] of order.entries()) {
    const runnerUp = Math.max(0, order[place + 1]?.score ?? 0);
    const terms = inCredits(payment(settings.mechanism, { value, p: offer.p, ask: offer.ask, runnerUp }));
    if (!solvent(balanceOf(desk, offer.member), terms.deposit, creditLine(value))) {
      const { member, p, ask, stated } = offer;
      desk.note({ type: "bid", member, p, ask, stated, valid: false, why: "The bid is void: the member cannot put up the deposit." });
      continue;
    }
    const { member, score } = offer;
    desk.note({ type: "award", member, attempt, score, payment: terms.onPass, rule: settings.mechanism });
    transfer(desk, depositTransfers(member, terms));
    return { offer, payment: terms };
  }
  return undefined;
}

/** Pays, returns or keeps what the ending of the work asks for. */
export function settle(desk: Desk, { offer, payment }: Contract, ending: Ending): void {
  transfer(desk, settlementTransfers(offer.member, payment, ending));
}

function transfer(desk: Desk, transfers: readonly Transfer[]): void {
  for (const { from, to, amount, reason } of transfers) desk.note({ type: "transfer", from, to, amount, reason });
}

function balanceOf(desk: Desk, member: string): Nano {
  return desk.view(balanceView).get(member) ?? 0;
}
