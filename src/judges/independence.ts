import type { Answer, Desk, Member, Result } from "../types.ts";
import { fail } from "../util/failure.ts";
import { didYouMean } from "../util/did-you-mean.ts";
import type { JudgeSetting } from "./judge-kind.ts";

/** The seat that a spec names, or the first one. A desk without that seat is a failure that names the seats it has. */
export function seatOf(desk: Desk, name: string | undefined): Result<{ member: Member }> {
  const member = name === undefined ? desk.members[0] : desk.members.find((one) => one.name === name);
  if (member !== undefined) return { ok: true, member };
  const names = desk.members.map((one) => one.name);
  if (name === undefined) return fail("unsupported", "This judge asks a member, and no judge has a seat here. Name one in the experiment.");
  return fail("unsupported", `This judge asks "${name}", who has no seat among the judges.${didYouMean(name, names)}`);
}

/** Whether this member may judge this answer: never its own work nor its family's, unless the terms allow it. */
export function isIndependent(member: Member, answer: Answer, desk: Desk, setting: JudgeSetting): boolean {
  if (desk.terms.selfJudging === "allowed") return true;
  const known = setting.familyOf?.(answer.by) ?? [];
  const families = typeof known === "string" ? [known] : known;
  return member.name !== answer.by && !families.includes(member.family);
}

/** The seat, when it may judge this answer; else a failure that says why not. */
export function independentSeat(desk: Desk, name: string | undefined, answer: Answer, setting: JudgeSetting): Result<{ member: Member }> {
  const seat = seatOf(desk, name);
  if (!seat.ok || isIndependent(seat.member, answer, desk, setting)) return seat;
  const words = `Judge "${seat.member.name}" is of the family "${seat.member.family}" that wrote this answer and does not judge its own work.`;
  return fail("unsupported", `${words} Name a judge of another family, or set selfJudging: allowed.`);
}
