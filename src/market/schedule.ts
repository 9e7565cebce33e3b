import type { Json, Result } from "../types.ts";
import { fail } from "../util/failure.ts";

/** What a member can do with a budget: the probability that its answer passes if it may write so many output tokens. */
export interface SchedulePoint {
  readonly tokens: number;
  readonly p: number;
}
const fewest = 2;
const most = 4;

/** Reads a schedule as a member stated it. Contract: two to four points of whole numbers of tokens and p in [0, 1], or the reason why not. */
export function readSchedule(stated: Json): Result<{ schedule: SchedulePoint[] }> {
  if (!Array.isArray(stated) || stated.length < fewest || stated.length > most)
    return refused(`a schedule of ${fewest} to ${most} points was wanted`);
  const schedule: SchedulePoint[] = [];
  for (const point of stated as readonly Json[]) {
    const { tokens, p } = (point ?? {}) as { readonly tokens?: Json; readonly p?: Json };
    if (typeof tokens !== "number" || !Number.isFinite(tokens) || tokens < 1 || tokens > 1e9)
      return refused("each point of a schedule wants tokens from 1 to 1e9");
    if (typeof p !== "number" || !(p >= 0 && p <= 1)) return refused("each point of a schedule wants p from 0 to 1");
    schedule.push({ tokens: Math.floor(tokens), p });
  }
  return { ok: true, schedule };
}

/**
 * The point at which the buyer gains most: value x p - cost, the smaller budget where two are level. `believed` corrects a stated p,
 * `cost` is what so many tokens cost. Undefined for an empty schedule.
 */
export function bestPoint(
  schedule: readonly SchedulePoint[],
  value: number,
  believed: (p: number) => number,
  cost: (tokens: number) => number,
): SchedulePoint | undefined {
  const gain = ({ tokens, p }: SchedulePoint) => value * believed(p) - cost(tokens);
  const keyed = schedule.map((point) => ({ point, gain: gain(point) }));
  return keyed.sort((a, b) => b.gain - a.gain || a.point.tokens - b.point.tokens)[0]?.point;
}

function refused(why: string) {
  return fail("malformed", `The bid is void: ${why}.`);
}
