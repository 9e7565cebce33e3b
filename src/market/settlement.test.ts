import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import { mechanismOf } from "./mechanism.ts";
import { type PaymentRule, payment, paymentRules } from "./payment.ts";
import { underReserve } from "./reserve.ts";
import {
  depositTransfers,
  type Ending,
  escrow,
  inCredits,
  post,
  recoveries,
  recoveryTransfers,
  settlementTransfers,
  solvent,
  stipendTransfers,
  type Transfer,
} from "./settlement.ts";

const deal = fc.record({
  member: fc.constantFrom("a", "b", "c"),
  rule: fc.constantFrom<PaymentRule>(...paymentRules),
  p: fc.double({ min: 0, max: 1, noNaN: true }),
  ask: fc.integer({ min: 0, max: 1_000_000 }),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  ending: fc.constantFrom<Ending>("passed", "failed", "unverified", "default"),
  reserve: fc.option(fc.integer({ min: 1, max: 1_000_000 }), { nil: undefined }),
  alone: fc.boolean(),
});
const value = 1_000_000;
const line = 2 * value;

test("sums stay zero after every event, escrow ends empty, and no member falls below its credit line, under every way back and reserve", () => {
  fc.assert(
    fc.property(fc.constantFrom(...recoveries), fc.array(deal, { maxLength: 60 }), (recovery, history) => {
      const balances = new Map<string, number>();
      const check = (transfers: readonly Transfer[]) => {
        for (const transfer of transfers) {
          assert.ok(Number.isSafeInteger(transfer.amount) && transfer.amount > 0);
          post(balances, transfer);
          assert.equal(
            [...balances.values()].reduce((sum, balance) => sum + balance, 0),
            0,
          );
          assert.ok((balances.get(escrow) ?? 0) >= 0);
          for (const member of ["a", "b", "c"]) assert.ok((balances.get(member) ?? 0) >= -line);
        }
      };
      for (const { member, rule, p, ask, share, ending, reserve, alone } of history) {
        const before = balances.get(member) ?? 0;
        check(recoveryTransfers(recovery, member, before, line));
        assert.ok((balances.get(member) ?? 0) <= Math.max(0, before));
        const agreed = payment(rule, { value, p, ask, runnerUp: share * p * value });
        const terms = inCredits(reserve === undefined ? agreed : underReserve(mechanismOf(rule) ?? {}, agreed, reserve, alone));
        if (!solvent(balances.get(member) ?? 0, terms.deposit, line)) continue;
        check(depositTransfers(member, terms));
        check(settlementTransfers(member, terms, ending));
        assert.equal(balances.get(escrow) ?? 0, 0);
      }
    }),
    { seed: 7, numRuns: 200 },
  );
});

test("a member that gives no answer loses its deposit, one that nobody could judge gets it back", () => {
  const terms = { onPass: 70, onFail: -30, deposit: 30 };
  assert.deepEqual(settlementTransfers("a", terms, "default"), [{ from: "@escrow", to: "@buyer", amount: 30, reason: "default" }]);
  assert.deepEqual(settlementTransfers("a", terms, "unverified"), [{ from: "@escrow", to: "a", amount: 30, reason: "deposit-return" }]);
  assert.deepEqual(settlementTransfers("a", terms, "failed"), [{ from: "@escrow", to: "@buyer", amount: 30, reason: "penalty" }]);
  assert.deepEqual(settlementTransfers("a", terms, "passed"), [
    { from: "@escrow", to: "a", amount: 30, reason: "deposit-return" },
    { from: "@buyer", to: "a", amount: 70, reason: "payment" },
  ]);
});

test("the stipend brings a member at its credit line back to zero in twenty tasks and never above", () => {
  let balance = -line;
  for (let task = 0; task < 20; task++) for (const { amount } of stipendTransfers("a", balance, line)) balance += amount;
  assert.equal(balance, 0);
  assert.deepEqual(stipendTransfers("a", balance, line), []);
});

test("a debt that decays halves in seven tasks and ends at zero; with no way back it stays", () => {
  const after = (recovery: "decay" | "none", tasks: number) => {
    let balance = -line;
    for (let task = 0; task < tasks; task++) for (const { amount } of recoveryTransfers(recovery, "a", balance, line)) balance += amount;
    return balance;
  };
  assert.equal(after("decay", 1), -0.9 * line);
  assert.ok(after("decay", 6) < -0.5 * line && after("decay", 7) > -0.5 * line);
  assert.equal(after("decay", 200), 0);
  assert.equal(after("none", 200), -line);
  assert.deepEqual(recoveryTransfers("decay", "a", 5, line), []);
});

test("a stipend is a twentieth of the line, rounded up, and no more than the debt; a decay a tenth of the debt, rounded up", () => {
  const amounts = (transfers: readonly Transfer[]): number[] => transfers.map(({ amount }) => amount);
  assert.deepEqual(amounts(stipendTransfers("a", -1000, 1000)), [50]);
  assert.deepEqual(amounts(stipendTransfers("a", -1000, 1001)), [51]);
  assert.deepEqual(amounts(stipendTransfers("a", -7, 1000)), [7]);
  assert.deepEqual(amounts(stipendTransfers("a", 0, 1000)), []);
  assert.deepEqual(amounts(stipendTransfers("a", 7, 1000)), []);
  assert.deepEqual(amounts(recoveryTransfers("decay", "a", -1000, 1)), [100]);
  assert.deepEqual(amounts(recoveryTransfers("decay", "a", -1001, 1)), [101]);
  assert.deepEqual(amounts(recoveryTransfers("decay", "a", -1, 1)), [1]);
  assert.deepEqual(amounts(recoveryTransfers("decay", "a", 0, 1)), []);
  assert.deepEqual(recoveryTransfers("none", "a", -1000, 1000), []);
  assert.deepEqual(recoveryTransfers("stipend", "a", -1000, 1000), stipendTransfers("a", -1000, 1000));
});
