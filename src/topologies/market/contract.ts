import { balanceView } from "../../market/balance-view.ts";
import type { Payment } from "../../market/payment.ts";
import { ranked } from "../../market/award.ts";
import { underReserve } from "../../market/reserve.ts";
import {
  depositTransfers,
  type Ending,
  inCredits,
  recoveryTransfers,
  settlementTransfers,
  solvent,
  type Transfer,
} from "../../market/settlement.ts";
import type { Desk, Member, Nano } from "../../types.ts";
import type { Auction } from "./auction.ts";
import { type Offer, reserveOf } from "./clearing.ts";
import { mechanismIn } from "./options.ts";

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

/** Members who may bid: those who are not at the end of their credit. Who is in debt gets its way back first, where the house has one. */
export function admitted({ desk, value, settings: { house } }: Auction): Member[] {
  const line = creditLine(value);
  return desk.members.filter(({ name }) => {
    transfer(desk, recoveryTransfers(house.recovery, name, balanceOf(desk, name), line));
    return balanceOf(desk, name) > -line;
  });
}

/**
 * The best offers whose members can put up their deposits, as many as the house awards at once; the best score that is left out is
 * the reference of all their payments. Deposits go into escrow. Empty when no offer can be awarded.
 */
export function contractsFor(auction: Auction, offers: readonly Offer[], attempt: number): Contract[] {
  const { desk, value } = auction;
  const { awards } = auction.settings.house;
  let order = ranked(offers, () => desk.chance("ties")).filter(({ score }) => score > 0);
  for (;;) {
    const runnerUp = Math.max(0, order[awards]?.score ?? 0);
    const winners = order.slice(0, awards).map((offer) => ({ offer, payment: termsOf(auction, offer, runnerUp) }));
    const broke = new Set<Offer>();
    for (const { offer, payment } of winners) {
      if (solvent(balanceOf(desk, offer.member), payment.deposit, creditLine(value))) continue;
      const { member, p, ask, stated } = offer;
      desk.note({ type: "bid", member, p, ask, stated, valid: false, why: "The bid is void: the member cannot put up the deposit." });
      broke.add(offer);
    }
    if (broke.size === 0) return winners.map((contract) => signed(auction, contract, attempt));
    order = order.filter((offer) => !broke.has(offer));
  }
}

function signed({ desk, settings: { mechanism, clearing } }: Auction, contract: Contract, attempt: number): Contract {
  const { member, score, budget, stated, terms } = contract.offer;
  const rule = terms === undefined ? mechanism : clearing.batch;
  desk.note({ type: "award", member, attempt, score, payment: contract.payment.onPass, rule });
  if (budget !== undefined) desk.note({ type: "own", name: "award-budget", value: { member, tokens: budget, p: stated } });
  transfer(desk, depositTransfers(member, contract.payment));
  return contract;
}

function termsOf({ value, settings }: Auction, { p, ask, alone = false, terms }: Offer, runnerUp: number): Payment {
  if (terms !== undefined) return inCredits(terms);
  const mechanism = mechanismIn(settings);
  const agreed = mechanism.payment({ value, p, ask, runnerUp });
  const reserve = reserveOf(settings.house, value);
  return inCredits(reserve === undefined ? agreed : underReserve(mechanism, agreed, reserve, alone));
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
