import type { Json, Nano, Result } from "../types.ts";
import { fail } from "../util/failure.ts";
import { toNano } from "../util/money.ts";
import { readSchedule, type SchedulePoint } from "./schedule.ts";

/** A sealed offer to do one task. `p` in [0, 1]; `ask` in credits (nano-dollars wanted or worked out); `tokens` of output; `ms` of time; `schedule`: p by budget. */
export interface Bid {
  readonly member: string;
  readonly p: number;
  readonly ask: Nano;
  readonly tokens?: number;
  readonly ms?: number;
  readonly schedule?: readonly SchedulePoint[];
  /** The chances that it states of other members, where it is asked for them. */
  readonly others?: readonly { readonly member: string; readonly p: number }[];
  /** What the member itself stated, where p is already another chance. */
  readonly stated?: number;
}

/** The most that anybody may ask: a million dollars keeps every sum of credits exact. */
const highestAsk = 1e6;

/**
 * Reads a bid as a member stated it. Contract: a bid that does not fit is refused with the reason and never guessed at: text,
 * percent, NaN, infinite or negative numbers, two bids at once, a bid for another task. `cost`: what output tokens cost at the member's
 * own price; the ask is then that of the `tokens` that it states, whatever else it asks. Where it names the ask itself, `tokens` bind
 * nobody. They and `seconds` are dropped where they make no sense and bind nobody.
 */
export function readBid(member: string, stated: Json | undefined, task?: string, cost?: (tokens: number) => Nano): Result<{ bid: Bid }> {
  if (Array.isArray(stated)) return refused(`one bid was wanted, a list of ${stated.length} was given`);
  if (stated === undefined || stated === null || typeof stated !== "object") return refused("an object was wanted, none was given");
  const offer = stated as { readonly [name: string]: Json };
  if (Array.isArray(offer.bids)) return refused(`one bid was wanted, a list of ${offer.bids.length} was given`);
  if (task !== undefined && offer.task !== undefined && offer.task !== task) return refused("it is a bid for another task");
  const p = numberOf("p", offer.p, 0, 1);
  if (!p.ok) return p;
  const tokens = numberOf("tokens", offer.tokens, cost === undefined ? 0 : 1, 1e9);
  if (cost !== undefined && !tokens.ok) return tokens;
  const ask = cost !== undefined && tokens.ok ? { ok: true as const, value: cost(tokens.value) } : askIn(offer);
  if (!ask.ok) return ask;
  const points = offer.schedule === undefined ? undefined : readSchedule(offer.schedule);
  if (points?.ok === false) return points;
  const seconds = numberOf("seconds", offer.seconds, 0, 1e7);
  return {
    ok: true,
    bid: {
      member,
      p: p.value,
      ask: ask.value,
      ...(tokens.ok ? { tokens: tokens.value } : {}),
      ...(seconds.ok ? { ms: seconds.value * 1000 } : {}),
      ...(points === undefined ? {} : { schedule: points.schedule }),
    },
  };
}

function askIn({ ask }: { readonly [name: string]: Json }): Result<{ value: Nano }> {
  const read = numberOf("ask", ask, 0, highestAsk);
  return read.ok ? { ok: true, value: toNano(read.value) } : read;
}

function numberOf(name: string, value: Json | undefined, least: number, most: number): Result<{ value: number }> {
  if (typeof value !== "number") return refused(`${name} was wanted as a number, got ${value === undefined ? "none" : typeof value}`);
  if (!Number.isFinite(value) || value < least || value > most) {
    return refused(`${name} was wanted from ${least} to ${most}, got ${String(value)}`);
  }
  return { ok: true, value };
}

function refused(why: string) {
  return fail("malformed", `The bid is void: ${why}.`);
}
