import { AbsentLedger, estimateFrom, type Plan } from "../lab/index.ts";
import { withStore } from "./home.ts";

/** What a plan, or what of it is still to be paid, may cost, by past replies where there is a ledger already and it has some. */
export async function estimated(
  plan: Plan,
  ledger: string | undefined,
  paid: Parameters<typeof estimateFrom>[2] = {},
): ReturnType<typeof estimateFrom> {
  try {
    return await withStore(ledger, "read", (store) => estimateFrom(plan, store, paid));
  } catch (thrown) {
    if (thrown instanceof AbsentLedger) return estimateFrom(plan, undefined, paid);
    throw thrown;
  }
}
