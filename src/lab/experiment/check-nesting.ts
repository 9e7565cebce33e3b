import { deepest } from "../../calls/index.ts";
import { UserError } from "../../util/bug.ts";
import type { MemberEntry } from "./experiment.ts";

/** Throws a `UserError` where a firm employs itself, or where firms nest deeper than the desk allows: before anything is spent. */
export function checkNesting(members: readonly MemberEntry[], above: readonly MemberEntry[] = []): void {
  for (const member of members) {
    if (member.firm === undefined) continue;
    const chain = [...above, member].map(({ name }) => name).join(" > ");
    if (above.includes(member)) throw new UserError(`A firm cannot employ itself: ${chain}. Remove one of them.`);
    if (above.length >= deepest) throw new UserError(`Firms nest at most ${deepest} deep; got ${chain}. Flatten the arrangement.`);
    checkNesting(member.firm.members, [...above, member]);
  }
}
