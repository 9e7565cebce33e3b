import type { Desk, Member, Result } from "../types.ts";
import { seated } from "./tries.ts";

/** Rules by which a closer is found; any other word is a member's name. */
export const closerRules = ["first", "last", "chance", "strongest"] as const;

/** Who may close: strongest is told by the price, or where none is known by the mean cost on record. */
type Candidate = Pick<Member, "name" | "price" | "meanCost">;

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

/** By what the strongest is told among these: their prices, their mean costs on record, or nothing, where the first closes. */
export function strongestBy(members: readonly Candidate[]): "price" | "cost" | undefined {
  const differ = (of: (one: Candidate) => string | number | undefined): boolean =>
    members.every((one) => of(one) !== undefined) && new Set(members.map(of)).size > 1;
  if (members.every(({ price }) => price !== undefined))
    return differ(({ price }) => `${price?.output} ${price?.input}`) ? "price" : undefined;
  return differ(({ meanCost }) => meanCost) ? "cost" : undefined;
}

/** Whose output costs most by the price book, then whose input does; else whose answers cost most on record. The first of those that cost the same, and of all where that is unknown. */
function strongest(members: readonly Candidate[]): Candidate | undefined {
  const by = strongestBy(members);
  if (by === undefined) return members[0];
  return members.reduce((best: Candidate | undefined, one) => (best === undefined || dearer(one, best, by) ? one : best), undefined);
}

function dearer(one: Candidate, other: Candidate, by: "price" | "cost"): boolean {
  if (by === "cost") return (one.meanCost ?? 0) > (other.meanCost ?? 0);
  const [a, b] = [one.price, other.price];
  if (a === undefined || b === undefined) return false;
  return a.output > b.output || (a.output === b.output && a.input > b.input);
}
