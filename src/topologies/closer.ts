import type { Desk, Member, Result } from "../types.ts";
import { seated } from "./tries.ts";

/** Rules by which a closer is found; any other word is a member's name. */
export const closerRules = ["first", "last", "chance", "strongest"] as const;

/** Who may close: strongest is told by the price. */
type Candidate = Pick<Member, "name" | "price">;

/**
 * Who writes the final answer: the member that the options name, else whom the term `closer` says, once for the trial and the same way in
 * every topology. `among`: who may, where that is not everybody.
 */
export function closerOf(desk: Desk, named: string | undefined, among: readonly Member[] = desk.members): Result<Member> {
  if (named !== undefined || among.length === 0) return seated(desk, named);
  return seated(
    desk,
    closerAmong(among, desk.terms.closer, () => desk.lot("closer")),
  );
}

/** The name of the closer by this rule, `strongest` where there is none; undefined for chance without a draw. Where nobody has the name, as in a firm, the strongest. */
export function closerAmong(members: readonly Candidate[], rule: string = "strongest", lot?: () => number): string | undefined {
  if (rule === "first") return members[0]?.name;
  if (rule === "last") return members.at(-1)?.name;
  if (rule === "strongest") return strongest(members)?.name;
  if (rule !== "chance") return members.some(({ name }) => name === rule) ? rule : strongest(members)?.name;
  return lot === undefined ? undefined : members[Math.floor(lot() * members.length)]?.name;
}

/** Whose output costs most by the price book, then whose input does; the first of those that cost the same, and the first of all where a price is unknown. */
function strongest(members: readonly Candidate[]): Candidate | undefined {
  const [first] = members;
  if (members.some(({ price }) => price === undefined)) return first;
  return members.reduce((best: Candidate | undefined, one) => (best === undefined || dearer(one, best) ? one : best), undefined);
}

function dearer({ price: one }: Candidate, { price: other }: Candidate): boolean {
  if (one === undefined || other === undefined) return false;
  return one.output > other.output || (one.output === other.output && one.input > other.input);
}
