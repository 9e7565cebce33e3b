import assert from "node:assert/strict";
import { ledgerCases, type LedgerKind } from "../../../ledger/index.ts";
import type { Case } from "./case.ts";

/** What every store must do, on empty ledgers that the kind's example gives. */
export function ledgerCasesOf(kind: LedgerKind): readonly Case[] {
  const { example } = kind;
  if (example === undefined)
    return [
      {
        name: "it has empty ledgers to be tried on",
        run: () => assert.fail("there are none; add example: async () => the address of an empty ledger, another each time"),
      },
    ];
  return ledgerCases.map(({ name, run }) => ({ name, run: () => run(async () => kind.open(await example(), "write")) }));
}
