import { openBudget } from "../src/calls/index.ts";
import {
  buyer,
  depositTransfers,
  directScore,
  type Ending,
  escrow,
  expectedSurplus,
  inCredits,
  mechanismOf,
  payment,
  paymentRules,
  post,
  ranked,
  recoveries,
  type Recovery,
  recoveryTransfers,
  settlementTransfers,
  solvent,
  type Transfer,
  underReserve,
  withinReserve,
} from "../src/market/index.ts";
import { stream } from "../src/util/random.ts";

const members = ["a", "b", "c", "d"];
const endings: readonly Ending[] = ["passed", "failed", "unverified", "default"];
const value = 1_000_000;
const line = 2 * value;

/**
 * One random history of a market: up to `tasks` tasks, any way back from debt, any payment rule, reserve and number of winners at each, bids from anywhere between honest and mad, and a budget of
 * real money that calls are held and settled against. The first broken promise in words, or undefined.
 */
export function brokenPromise(seed: string, tasks = 12): string | undefined {
  const next = stream(seed);
  const balances = new Map<string, number>();
  const budget = openTrialBudget(next);
  const rounds = 1 + Math.floor(next() * tasks);
  const recovery = recoveries[Math.floor(next() * recoveries.length)] ?? "none";
  for (let task = 0; task < rounds; task++) {
    const broken = playTask(next, balances, recovery) ?? budget();
    if (broken !== undefined) return `task ${task}: ${broken}`;
  }
  return undefined;
}

function playTask(next: () => number, balances: Map<string, number>, recovery: Recovery): string | undefined {
  const balanceOf = (account: string): number => balances.get(account) ?? 0;
  for (const member of members) {
    const broken = book(balances, recoveryTransfers(recovery, member, balanceOf(member), line));
    if (broken !== undefined) return broken;
  }
  const reserve = next() < 0.5 ? undefined : 1 + Math.floor(next() * value);
  const rule = paymentRules[Math.floor(next() * paymentRules.length)] ?? "vcg";
  const bids = members.flatMap((member) => {
    const p = next() < 0.1 ? 1 : next();
    const ask = Math.floor(value * next() * (next() < 0.1 ? 3 : 1));
    const score = rule === "first-price" ? directScore({ value, p, ask }) : expectedSurplus({ value, p, ask });
    const within = reserve === undefined || withinReserve({ ask, p }, reserve, false);
    return within && balanceOf(member) > -line ? [{ member, p, ask, score }] : [];
  });
  const order = ranked(bids, next).filter(({ score }) => score > 0);
  const awards = next() < 0.5 ? 1 : 1 + Math.floor(next() * members.length);
  const runnerUp = Math.max(0, order[awards]?.score ?? 0);
  const before = balanceOf(buyer);
  const signed = order.slice(0, awards).flatMap((winner) => {
    const agreed = payment(rule, { value, p: winner.p, ask: winner.ask, runnerUp });
    const terms = inCredits(reserve === undefined ? agreed : underReserve(mechanismOf(rule) ?? {}, agreed, reserve, order.length === 1));
    return solvent(balanceOf(winner.member), terms.deposit, line) ? [{ member: winner.member, terms }] : [];
  });
  // All deposits stand in escrow before any work ends.
  for (const { member, terms } of signed) {
    const broken = book(balances, depositTransfers(member, terms));
    if (broken !== undefined) return broken;
  }
  for (const { member, terms } of signed) {
    const ending = endings[Math.floor(next() * endings.length)] ?? "passed";
    const broken = book(balances, settlementTransfers(member, terms, ending));
    if (broken !== undefined) return broken;
  }
  if (balanceOf(escrow) !== 0) return `escrow holds ${balanceOf(escrow)} after the task`;
  const paid = before - balanceOf(buyer);
  return paid > value * signed.length ? `the buyer paid ${paid} to ${signed.length} for what is worth ${value} each` : undefined;
}

/** Each transfer is an event: whole and positive, the sum over all accounts zero after it, nobody below its line. */
function book(balances: Map<string, number>, transfers: readonly Transfer[]): string | undefined {
  for (const transfer of transfers) {
    if (!Number.isSafeInteger(transfer.amount) || transfer.amount <= 0) return `a transfer of ${transfer.amount}`;
    post(balances, transfer);
    let sum = 0;
    for (const balance of balances.values()) sum += balance;
    if (sum !== 0) return `sums to ${sum} after ${transfer.reason}`;
    if ((balances.get(escrow) ?? 0) < 0) return "escrow below zero";
    for (const member of members) if ((balances.get(member) ?? 0) < -line) return `${member} below its credit line`;
  }
  return undefined;
}

/** Real money: calls held before they leave and settled after, in any order; what is spent and held never exceeds the cap. */
function openTrialBudget(next: () => number): () => string | undefined {
  const cap = Math.floor(1 + next() * 1_000_000);
  const budget = openBudget({ cost: cap });
  const held: { readonly amount: number; readonly settle: (cost: number) => void }[] = [];
  let [spent, holding] = [0, 0];
  return () => {
    for (let call = 0; call < 3; call++) {
      const amount = Math.floor(next() * cap * 0.4);
      const hold = budget.hold(amount);
      if (hold.ok) {
        held.push({ amount, settle: (cost) => hold.settle(cost) });
        holding += amount;
      }
      if (next() < 0.6) {
        const [one] = held.splice(Math.floor(next() * held.length), 1);
        if (one !== undefined) {
          const cost = Math.floor(one.amount * next());
          one.settle(cost);
          holding -= one.amount;
          spent += cost;
        }
      }
      if (spent + holding > cap) return `spent ${spent} and held ${holding} of ${cap}`;
      if (budget.left().cost !== cap - spent - holding) return `left ${budget.left().cost}, wanted ${cap - spent - holding}`;
    }
    return undefined;
  };
}
