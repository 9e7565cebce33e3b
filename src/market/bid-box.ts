import type { Result } from "../types.ts";
import { fail } from "../util/failure.ts";
import type { Bid } from "./bid.ts";
import { opens } from "./commitment.ts";

/** A box that takes commitments until the deadline and reveals after it. State in, state out. */
export interface BidBox {
  readonly run: string;
  readonly task: string;
  /** Both on the clock of whoever calls. Commitments close at the first, reveals at the second. */
  readonly closes: number;
  readonly ends: number;
  readonly commitments: ReadonlyMap<string, string>;
  readonly revealed: ReadonlyMap<string, Bid>;
  /** Members whose bid is void, and why. A void bid forfeits the deposit if one was put up. */
  readonly voided: ReadonlyMap<string, string>;
}

export function bidBox(run: string, task: string, closes: number, ends: number): BidBox {
  return { run, task, closes, ends, commitments: new Map(), revealed: new Map(), voided: new Map() };
}

/** Puts a sealed bid in. A second one from the same member voids both; one after the deadline is refused. */
export function commit(box: BidBox, member: string, digest: string, now: number): Result<{ box: BidBox }> {
  if (now > box.closes) return fail("unsupported", `A bid was wanted by ${box.closes} ms; "${member}" came at ${now} ms.`);
  if (box.commitments.has(member) || box.voided.has(member)) return voiding(box, member, "it bid twice");
  return { ok: true, box: { ...box, commitments: new Map(box.commitments).set(member, digest) } };
}

/** Opens a bid. Refused before the deadline, so that nobody sees another's bid in time to change its own; void if it does not match. */
export function reveal(box: BidBox, bid: Bid, nonce: string, now: number): Result<{ box: BidBox }> {
  if (now <= box.closes) return fail("unsupported", `Bids open after ${box.closes} ms; "${bid.member}" opened at ${now} ms.`);
  const digest = box.commitments.get(bid.member);
  if (digest === undefined) return fail("unsupported", `"${bid.member}" has no commitment here; commit before the deadline.`);
  if (now > box.ends) return voiding(box, bid.member, "it was opened too late");
  if (!opens(digest, { run: box.run, task: box.task, nonce, bid })) return voiding(box, bid.member, "it differs from its commitment");
  return { ok: true, box: { ...box, revealed: new Map(box.revealed).set(bid.member, bid) } };
}

/** The bids that count once the box has ended: opened, unchanged, single. Sealed bids that were never opened are void. */
export function counted(box: BidBox): { bids: Bid[]; voided: ReadonlyMap<string, string> } {
  const voided = new Map(box.voided);
  for (const member of box.commitments.keys()) if (!box.revealed.has(member)) voided.set(member, "it was never opened");
  return { bids: [...box.revealed.values()], voided };
}

function voiding(box: BidBox, member: string, why: string): Result<{ box: BidBox }> {
  const commitments = new Map(box.commitments);
  const revealed = new Map(box.revealed);
  commitments.delete(member);
  revealed.delete(member);
  return { ok: true, box: { ...box, commitments, revealed, voided: new Map(box.voided).set(member, why) } };
}
