import { signedMoney } from "../format.ts";
import type { DecideReport } from "./decide-report.ts";

/** How net values are printed: by the thousand items where an item's are small. */
export function netUnit({ waterfall: { value } }: DecideReport): { readonly of: string; readonly told: (net: number) => string } {
  return value < 1 ? { of: "a thousand items", told: (net) => signedMoney(1000 * net) } : { of: "an item", told: signedMoney };
}
