import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { estimateFrom, type Plan, schemeOf } from "../lab/index.ts";
import { defaultLedger, withStore } from "./home.ts";

/** What a plan, or what of it is still to be paid, may cost, by past replies where the ledger file is there and has some. */
export async function estimated(
  plan: Plan,
  ledger: string | undefined,
  paid: Parameters<typeof estimateFrom>[2] = {},
): ReturnType<typeof estimateFrom> {
  if (schemeOf(ledger ?? "") === undefined && !existsSync(resolve(ledger ?? defaultLedger))) return estimateFrom(plan, undefined, paid);
  return withStore(ledger, "read", (store) => estimateFrom(plan, store, paid));
}
