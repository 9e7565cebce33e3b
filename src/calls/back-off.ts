import type { Ledger, Model, Reply, Seat } from "../types.ts";
import { unit } from "../util/random.ts";
import { isLimited, mayPass } from "./may-pass.ts";

/** The longest that a call waits for a limit in all, unless the member says otherwise: ten minutes. */
export const longestWaitMs = 600_000;

/** The longest that it waits where the provider does not say how long and lets no call to the model through meanwhile. */
const longestSilenceMs = 120_000;

const answers = new WeakMap<object, Map<string, number>>();

/** How many calls of this model's lane were answered in this run so far; `more` are added. */
export function answersOf(run: object, { pace, id }: Model, more = 0): number {
  const lanes = answers.get(run) ?? new Map<string, number>();
  answers.set(run, lanes);
  const lane = pace?.lane ?? id;
  const count = (lanes.get(lane) ?? 0) + more;
  lanes.set(lane, count);
  return count;
}

/** The key of a call's nth row: the first has the call's own. */
export function keyAt(key: string, row: number): string {
  return row === 0 ? key : `${key}.${row}`;
}

/** The keys of the rows that followed this one, as far as the ledger has them. */
export function keysAfter(ledger: Pick<Ledger, "call">, key: string, row: number): string[] {
  const later: string[] = [];
  for (let next = row + 1; ledger.call(keyAt(key, next)) !== undefined; next++) later.push(keyAt(key, next));
  return later;
}

/** Full-jitter back-off from half a second, at most a minute; what the provider says to wait is honored. In milliseconds. */
export function backOff(seed: string, key: string, row: number, reply: Reply): number {
  const jitter = unit(`${seed}/back-off/${key}/${row}`) * Math.min(60_000, 500 * 2 ** row);
  return Math.max(jitter, reply.ok ? 0 : (reply.failure.retryAfterMs ?? 0));
}

/**
 * A failure whose wait goes beyond what the member allows is one of setup: nothing but time or a person mends it. `waited`
 * is what this call has waited for limits so far, `ms` what it would wait now.
 */
export function withinPatience(seat: Seat, reply: Reply, waited: number, ms: number): Reply {
  const allowed = seat.model.pace?.maxWaitMs ?? longestWaitMs;
  const said = reply.ok || reply.failure.retryAfterMs !== undefined;
  const most = said ? allowed : Math.min(allowed, longestSilenceMs);
  const before = isLimited(reply) ? waited : 0;
  if (reply.ok || !mayPass(reply) || before + ms <= most) return reply;
  const { retryAfterMs, ...failure } = reply.failure;
  const told = retryAfterMs === undefined || retryAfterMs <= most;
  const why = told ? `It was waited for ${span(before)}` : `It asks to wait ${span(retryAfterMs)}`;
  const sentence = /[.!?]$/.test(failure.message) ? failure.message : `${failure.message}.`;
  // A bound that no setting moves is no matter of settings: what helps is to ask less often.
  const own = most === allowed;
  const bound = own
    ? `${why}, and ${seat.name} may wait ${span(most)}. Resume the run later, or raise settings.maxWaitMs.`
    : `${why}; the provider does not say how long its limit lasts and let no call through meanwhile. Resume the run later; a lower --concurrency, settings.requestsPerMinute or settings.tokensPerMinute of ${seat.name} keeps calls below a limit.`;
  return { ...reply, failure: { ...failure, code: "setup", message: `${sentence} ${bound}` } };
}

/** A time for people, in the largest unit that it fills. */
function span(ms: number): string {
  const units = [
    [86_400_000, "days"],
    [3_600_000, "hours"],
    [60_000, "minutes"],
    [1000, "seconds"],
  ] as const;
  const [size, unit_] = units.find(([size]) => ms >= 2 * size) ?? [1000, "seconds"];
  return `${Math.round(ms / size)} ${unit_}`;
}
