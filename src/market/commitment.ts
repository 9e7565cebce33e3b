import { canonical, sha256Parts } from "../util/hash.ts";
import type { Bid } from "./bid.ts";

/** What a commitment binds: nobody can reuse it in another run or task, or for another bidder. */
export interface Commitment {
  readonly run: string;
  readonly task: string;
  /** At least 128 bits of chance, in hex, so that a short list of likely bids cannot be tried out. */
  readonly nonce: string;
  readonly bid: Bid;
}
const domain = "catallaxy/bid/1";

/** The digest that is published before any bid is shown: SHA-256 over length-prefixed parts and the canonical bid (RFC 8785). */
export function commitment({ run, task, nonce, bid }: Commitment): string {
  return sha256Parts(domain, run, task, bid.member, nonce, canonical(bid));
}

/** True when the revealed bid is the one that was committed. */
export function opens(digest: string, sealed: Commitment): boolean {
  return commitment(sealed) === digest;
}

/** A nonce of 159 bits from a source of chance. */
export function nonceFrom(chance: () => number): string {
  return Array.from({ length: 3 }, () =>
    Math.floor(chance() * 2 ** 53)
      .toString(16)
      .padStart(14, "0"),
  ).join("");
}
