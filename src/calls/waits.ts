import type { Failure, Model, Reply, Seat } from "../types.ts";
import type { Admission, RunContext } from "./context.ts";
import { isLimited, isOverloaded } from "./may-pass.ts";
import { fail } from "../util/failure.ts";
import { tooLong } from "./too-long.ts";

/** The longest that a call waits for limits in all, unless the member says otherwise: ten minutes. */
const longestWaitMs = 600_000;

/** The longest that it waits where the provider does not say how long and lets no call to the model through meanwhile. */
const longestSilenceMs = 120_000;

/**
 * What one call has waited so far, between its tries and for its turn at the provider alike, against what its member lets it wait.
 * Where the member sets no bound, the wait starts anew whenever another call to the model gets through: the limit holds nobody up for
 * good. Not so the wait for an overloaded server: it may be this one question that it cannot take.
 */
export interface Waits {
  /** Milliseconds of a wait that was sat out. */
  add(ms: number): void;
  /** Hears how a try ended. */
  heard(reply: Reply): void;
  /** Milliseconds until the next try: a wait for a limit that nobody asked for is cut to what is left. */
  next(reply: Reply, ms: number): number;
  /**
   * The reply; where the wait would go beyond what is allowed, a failure of setup, which nothing but time or a person mends. For a server
   * that is overloaded or failing this call alone is lost: others may get through.
   */
  within(reply: Reply, ms: number): Reply;
  /** Whether this reply is the end of all waiting. */
  ended(reply: Reply): boolean;
  /** What the call may wait for its turn. */
  readonly gate: { readonly leftMs: number; readonly anewMs?: number };
  /** The failure of a call that was refused its turn. */
  given(refused: NonNullable<Admission["refused"]>): ReturnType<typeof fail>;
}

export function openWaits(run: RunContext, seat: Seat): Waits {
  const { maxWaitMs } = seat.model.pace ?? {};
  const { today } = run.patience;
  const allowed = maxWaitMs ?? longestWaitMs;
  let [waited, silent] = [0, 0];
  let seen = answersOf(run, seat.model);
  const ended = new WeakSet<Failure>();
  const left = (reply: Reply): number => {
    const silence = isOverloaded(reply) ? (maxWaitMs ?? longestSilenceMs) : longestSilenceMs;
    return isTold(reply) ? allowed - waited : Math.min(allowed - waited, silence - silent);
  };
  const giveUp = (failure: Failure): Failure => {
    ended.add(failure);
    return failure;
  };
  return {
    add(ms) {
      waited += ms;
      silent += ms;
    },
    heard(reply) {
      const now = answersOf(run, seat.model, reply.ok ? 1 : 0);
      if (now > seen) silent = 0;
      if (now > seen && maxWaitMs === undefined && !isOverloaded(reply)) waited = 0;
      seen = now;
    },
    next: (reply, ms) => (isTold(reply) || !isLimited(reply) ? ms : Math.max(0, Math.min(ms, left(reply)))),
    within(reply, ms) {
      const over = ms > left(reply) || left(reply) <= 0;
      // What failed without a limit is asked again as often as its tries allow, and is lost then.
      if (reply.ok || ended.has(reply.failure) || !isLimited(reply) || !over) return reply;
      const { retryAfterMs, message, ...failure } = reply.failure;
      const overloaded = isOverloaded(reply);
      const wait = retryAfterMs === undefined ? {} : { moreMs: ms };
      const silent = waited < allowed;
      const words = tooLong(seat, today?.(), { words: message, waited, allowed, silent, cause: "provider", overloaded, ...wait });
      return { ...reply, failure: giveUp({ ...failure, code: overloaded ? "rate" : "setup", message: words }) };
    },
    ended: (reply) => !reply.ok && ended.has(reply.failure),
    get gate() {
      return { leftMs: allowed - waited, ...(maxWaitMs === undefined ? { anewMs: allowed } : {}) };
    },
    given(refused) {
      const given = fail(refused.overloaded === true ? "rate" : "setup", tooLong(seat, today?.(), { ...refused, waited, allowed }));
      giveUp(given.failure);
      return given;
    },
  };
}

function isTold(reply: Reply): boolean {
  return !reply.ok && reply.failure.retryAfterMs !== undefined;
}

const answers = new WeakMap<object, Map<string, number>>();

/** How many calls of this model's lane were answered in this run so far; `more` are added. */
function answersOf(run: object, { pace, id }: Model, more = 0): number {
  const lanes = answers.get(run) ?? new Map<string, number>();
  answers.set(run, lanes);
  const lane = pace?.lane ?? id;
  const count = (lanes.get(lane) ?? 0) + more;
  lanes.set(lane, count);
  return count;
}
