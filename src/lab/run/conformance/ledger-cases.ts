import assert from "node:assert/strict";
import { AbsentLedger, ledgerCases, type LedgerKind, type Store } from "../../../ledger/index.ts";
import { wordsOf } from "../../../util/failure.ts";
import type { Case } from "./case.ts";

/** What every store must do, on empty ledgers that the kind's example gives. */
export function ledgerCasesOf(kind: LedgerKind): readonly Case[] {
  const { example } = kind;
  if (typeof example !== "function")
    return [
      {
        name: "it has empty ledgers to be tried on",
        run: () => assert.fail("there are none; add example: async () => the address of an empty ledger, another each time"),
      },
    ];
  return [
    {
      name: "where nothing was written yet, a reader finds no run or is told so with an AbsentLedger",
      run: () => readsNothing(kind, example),
    },
    ...ledgerCases.map(({ name, run }) => ({ name, run: () => run(async () => kind.open(await example(), "write")) })),
  ];
}

/** A first run looks for past replies before anything is written. */
async function readsNothing(kind: LedgerKind, example: () => Promise<string>): Promise<void> {
  let store: Store;
  try {
    store = await kind.open(await example(), "read");
  } catch (thrown) {
    assert.ok(thrown instanceof AbsentLedger, `it threw "${wordsOf(thrown)}"`);
    return;
  }
  assert.deepEqual(store.runs(), []);
  store.close();
}
