import { z } from "zod";
import type { Answer, Desk, Result } from "../types.ts";
import { block, clip, nameOf, objectOf, pastBlocks, shapeOf } from "./asks.ts";
import type { Attempt } from "./attempt.ts";
import { closerOf } from "./closer.ts";
import { stackedAsk } from "./stacked-ask.ts";
import { fallbackToSolo, noteFailure, merged, quoted } from "./team.ts";
import { labelFor } from "./labels.ts";

/** What a member of a self-organizing team says: the role it takes, and its work or why it stays out. */
const contributionReply = z.object({ why: z.string(), role: z.string(), contribution: z.string(), abstain: z.boolean() });
const contributionShape = shapeOf(contributionReply);
const rolelessReply = contributionReply.partial({ role: true });
const rolelessShape = shapeOf(contributionReply.omit({ role: true }));

export interface Contribution {
  readonly by: string;
  /** At most 80 characters; empty when the call failed. */
  readonly role: string;
  /** Empty when the member abstained or failed. */
  readonly text: string;
  readonly abstained: boolean;
  readonly over: boolean;
}
export interface Invitation {
  readonly shared?: readonly string[];
  /** Who the member is, what it sees, and how it fits in. */
  readonly setting: string;
  /** A role that the member is given; it chooses its own when absent, and with null nothing is said of roles. */
  readonly role?: string | null | undefined;
  /** Whether somebody of the same model will read this prefix again; by default what the terms say. */
  readonly mark?: boolean;
}

/** Asks a member for its contribution, which it may decline. Role and abstention are noted; a failed call counts as neither. */
export async function contribute({ task, desk }: Attempt, member: string, invitation: Invitation): Promise<Contribution> {
  const { shared = [], setting, role, mark = desk.terms.warmFirst } = invitation;
  const shape = role === null ? rolelessShape : contributionShape;
  const ask = stackedAsk(task, desk.terms, { purpose: "attempt", shared, instruction: invited(setting, role), shape }, mark);
  const reply = await desk.ask(member, ask);
  const object = noteFailure(desk, member, role === null ? objectOf(reply, rolelessReply) : objectOf(reply, contributionReply));
  if (!object.ok) return { by: member, role: "", text: "", abstained: false, over: stops(object.failure.code) };
  const said = object.value;
  const text = said.contribution.trim();
  // A contribution of no words is an abstention that was not declared.
  const abstained = said.abstain || text === "";
  const taken = role === null ? "" : nameOf(role ?? said.role ?? "");
  desk.note({ type: "role", member, role: taken, abstained, ...(said.why === "" ? {} : { why: clip(said.why, 300) }) });
  return { by: member, role: taken, text: abstained ? "" : quoted(desk, text), abstained, over: false };
}

function invited(setting: string, role: string | null | undefined): string {
  if (role === null) return `${setting}\n${offer}`;
  return `${setting}\n${role === undefined ? freeRole : `Your role is fixed: ${role}. Repeat it in "role".`}\n${offer}`;
}

function stops(code: string): boolean {
  return code === "budget" || code === "aborted";
}

const freeRole = `Nobody assigns roles. Decide what this task still lacks that you can supply, and name the role you take in "role", in a few words.`;
const offer = `If you have nothing of worth to add, set "abstain" to true, leave "contribution" empty and say why in "why": staying out costs the team nothing. Otherwise put your finished work into "contribution": results that others can use, not plans or promises.`;

/** A contribution as the others read it; a failed call leaves a mark, an abstention nothing. */
export function noteOf(desk: Desk, { by: author, role, text, abstained }: Contribution): string | undefined {
  if (abstained) return undefined;
  const by = labelFor(desk, author);
  return text === ""
    ? block("note", "[no contribution: the call failed]", { by })
    : block("note", text, role === "" ? { by } : { by, role });
}

export function notesOf(desk: Desk, contributions: readonly Contribution[]): string[] {
  return contributions.map((contribution) => noteOf(desk, contribution)).filter((note) => note !== undefined);
}

/** How a team's contributions become one answer: `merge` by one more call, `join` as they stand, `last` the latest of them. */
export type Closing = "merge" | "join" | "last";
export interface Closure {
  readonly from: string;
  readonly closing: Closing;
  /** Who merges; whom the term `closer` says when absent. */
  readonly closer?: string;
}

/** One answer of all contributions. Without any it falls back to a plain attempt; a failed merge falls back to the joined texts. */
export async function closed(attempt: Attempt, all: readonly Contribution[], closure: Closure): Promise<Result<Answer>> {
  const { from, closing, closer } = closure;
  const given = all.filter(({ text }) => text !== "");
  const last = given.at(-1);
  if (last === undefined) {
    const why = all.every(({ abstained }) => abstained) ? "all members abstained" : "no member contributed";
    return fallbackToSolo(attempt, from, why);
  }
  const joined: Result<Answer> = { ok: true, text: given.map(({ text }) => text).join("\n\n"), by: last.by };
  if (closing === "last") return { ok: true, text: last.text, by: last.by };
  if (closing === "join") return joined;
  const seat = closerOf(attempt.desk, closer);
  if (!seat.ok) return seat;
  const answer = await merged(attempt, seat.name, [...pastBlocks(attempt, seat.name), ...notesOf(attempt.desk, given)], composing);
  if (answer.ok) return answer;
  attempt.desk.note({ type: "fallback", from: "merge", to: "join", why: clip(answer.failure.message, 300) });
  return joined;
}

const composing =
  "Above are the contributions of the members of a team, each with the role its author took. Compose from them the one complete answer to the task: keep what holds, settle contradictions by checking, fill what is missing, and do not speak of the team.";
