import type { Event, Nano, View } from "../types.ts";
import { post } from "./settlement.ts";

/** Credits per account after all transfers so far; an account that never moved is absent and holds 0. Folds in place. */
export const balanceView: View<Map<string, Nano>> = {
  get start() {
    return new Map<string, Nano>();
  },
  step: (balances, { fact }: Event) => (fact.type === "transfer" ? post(balances, fact) : balances),
};
