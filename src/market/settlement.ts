import type { Nano } from "../types.ts";
import type { Payment } from "./payment.ts";

/** The accounts that are nobody's. The buyer and the house may be below zero; escrow and members have limits. */
export const buyer = "@buyer";
export const house = "@house";
export const escrow = "@escrow";

/** One movement of credits, double entry by nature: what one account gives another gets. Whole and positive. */
export interface Transfer {
  readonly from: string;
  readonly to: string;
  readonly amount: Nano;
  readonly reason: string;
}
/** How an awarded task ended for its member. `unverified`: nobody could tell. `default`: it gave no answer. */
export type Ending = "passed" | "failed" | "unverified" | "default";

/** The payment in whole credits: the deposit rounds up, so that it always covers what is owed. */
export function inCredits({ onPass, onFail, deposit }: Payment): Payment {
  return { onPass: Math.floor(onPass), onFail: Math.floor(onFail), deposit: Math.ceil(deposit) };
}

/** The deposit goes into escrow before the work begins. */
export function depositTransfers(member: string, payment: Payment): Transfer[] {
  return moves({ from: member, to: escrow, amount: payment.deposit, reason: "deposit" });
}

/** What is paid and returned at the end. Contract: escrow gives back or hands on exactly the deposit; nothing is made or lost. */
export function settlementTransfers(member: string, payment: Payment, ending: Ending): Transfer[] {
  const { deposit } = payment;
  if (ending === "default") return moves({ from: escrow, to: buyer, amount: deposit, reason: "default" });
  const due = ending === "passed" ? payment.onPass : ending === "failed" ? payment.onFail : 0;
  const owed = Math.min(deposit, Math.max(0, -due));
  return [
    ...moves({ from: escrow, to: buyer, amount: owed, reason: "penalty" }),
    ...moves({ from: escrow, to: member, amount: deposit - owed, reason: "deposit-return" }),
    ...moves({ from: buyer, to: member, amount: Math.max(0, due), reason: "payment" }),
  ];
}

function moves(transfer: Transfer): Transfer[] {
  return transfer.amount > 0 ? [transfer] : [];
}

/** True when the member can put up the deposit without going below its credit line (a positive amount). */
export function solvent(balance: Nano, deposit: Nano, creditLine: Nano): boolean {
  return balance - deposit >= -creditLine;
}

/** The ways back of a member that lost its money: a stipend at each task, debts that shrink by a share at each task, none. */
export const recoveries = ["stipend", "decay", "none"] as const;
export type Recovery = (typeof recoveries)[number];

/** What the house pays a member before a task, under each way back. Contract: never above a balance of zero, nothing to who is not in debt. */
export function recoveryTransfers(recovery: Recovery, member: string, balance: Nano, creditLine: Nano): Transfer[] {
  if (recovery === "none") return [];
  return recovery === "stipend" ? stipendTransfers(member, balance, creditLine) : decayTransfers(member, balance);
}

/** The way back for members that lost their money: the house pays `share` of the line, never above a balance of zero. */
export function stipendTransfers(member: string, balance: Nano, creditLine: Nano, share = stipendShare): Transfer[] {
  const amount = Math.min(Math.max(0, -balance), Math.ceil(creditLine * share));
  return moves({ from: house, to: member, amount, reason: "stipend" });
}
/** Twenty tasks bring a member back from its credit line to zero. */
const stipendShare = 0.05;

/** The house takes over `share` of a debt, at least one credit: fast at first, and a small debt is soon forgotten. */
export function decayTransfers(member: string, balance: Nano, share = decayShare): Transfer[] {
  return moves({ from: house, to: member, amount: Math.ceil(Math.max(0, -balance) * share), reason: "decay" });
}
/** A debt halves in seven tasks. */
const decayShare = 0.1;

/** Adds a transfer to balances, in place. Contract: the sum over all accounts stays zero. */
export function post(balances: Map<string, Nano>, { from, to, amount }: Pick<Transfer, "from" | "to" | "amount">): Map<string, Nano> {
  balances.set(from, (balances.get(from) ?? 0) - amount);
  balances.set(to, (balances.get(to) ?? 0) + amount);
  return balances;
}
