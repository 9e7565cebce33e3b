import { z } from "zod";
import type { Model, Reply } from "../types.ts";
import { inputOf } from "../util/money.ts";
import { admitted, ended, freezeMs, type Limit, limitOf, type Outcome, type RateState, startState, waitFor } from "./aimd.ts";

/** Calls in flight at the start and at most, and the provider's own limits per minute where they are known. */
export const rateSettings = z.strictObject({
  start: z.int().positive().default(4),
  most: z.int().positive().default(256),
  requestsPerMinute: z.number().positive().optional(),
  tokensPerMinute: z.number().positive().optional(),
});
export interface RateClock {
  readonly now: () => number;
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>;
}
export interface RateLimiter {
  /** Resolves when the call may leave, in order of asking; at once, and without a place taken, when the signal is aborted or its patience does not last. */
  acquire(estimatedTokens: number, signal?: AbortSignal, patience?: GatePatience): Promise<Turn>;
  /** Calls that may be in flight at once, as learnt so far. */
  readonly window: number;
}
/** How long one call may wait for limits, in milliseconds. */
export interface GatePatience {
  readonly leftMs: number;
  /** What it may wait from the moment that another call got through; absent where that changes nothing. */
  readonly anewMs?: number;
}
/** The end of a wait: leave to go, or what kept the call from it. */
export interface Turn {
  readonly release: (outcome: Outcome) => void;
  /** What was waited for limits; waiting for calls in flight is not counted. */
  readonly waitedMs: number;
  readonly refused?: Refused;
}
/** A wait that is longer than its call may wait: how much longer it would have been at least, and what for. */
export interface Refused {
  readonly moreMs: number;
  readonly cause: Limit;
}
interface Waiter {
  readonly tokens: number;
  readonly patience: GatePatience;
  /** What the lane had been held up for when it came. */
  readonly since: number;
  readonly end: (release: Turn["release"], refused?: Refused) => void;
}

const nothing = (): void => {};
const endless: GatePatience = { leftMs: Number.POSITIVE_INFINITY };

/** Admission to one model at one provider: a window that grows with success and halves on refusal, and token buckets. */
export function rateLimiter(
  settings: z.input<typeof rateSettings>,
  clock: RateClock,
  onWait: (ms: number, waiting: number) => void = () => {},
): RateLimiter {
  const limits = rateSettings.parse(settings);
  const queue: Waiter[] = [];
  const held = heldUp(clock);
  let state: RateState = startState(clock.now(), limits);
  let [answeredAt, leftAt] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const wake = alarm(
    clock,
    (ms) => onWait(ms, queue.length),
    () => pump(),
  );

  const leave = (waiter: Waiter): void => {
    const call = { started: clock.now(), tokens: waiter.tokens };
    state = admitted(state, call.started, call.tokens);
    leftAt = held.ms();
    let open = true;
    waiter.end((outcome) => {
      if (!open) return;
      open = false;
      if (!outcome.limited) answeredAt = held.ms();
      state = ended(state, clock.now(), call, outcome, limits.most);
      const frozen = state.frozenUntil - clock.now();
      if (outcome.limited && frozen > 0) onWait(frozen, queue.length + 1);
      pump();
    });
  };
  const pump = (): void => {
    for (let head = queue[0]; head !== undefined; head = queue[0]) {
      const ms = waitFor(state, clock.now(), head.tokens);
      held.set(ms > 0 && ms < Number.POSITIVE_INFINITY);
      if (ms === 0) leave(queue.shift() as Waiter);
      else {
        const refused = { moreMs: ms, cause: limitOf(state, clock.now(), head.tokens) };
        if (ms === Number.POSITIVE_INFINITY || !dismiss(queue, refused, { now: held.ms(), answeredAt, leftAt })) return wake(ms);
      }
    }
    held.set(false);
  };
  return {
    get window() {
      return Math.floor(state.window);
    },
    acquire: (tokens, signal, patience = endless) => inLine(queue, pump, { tokens, patience, held: held.ms }, signal),
  };
}

/** Rings once, at the earliest moment that it was set to; `told` hears how far off that is. */
function alarm(clock: RateClock, told: (ms: number) => void, ring: () => void): (ms: number) => void {
  let set = Number.POSITIVE_INFINITY;
  return (ms) => {
    const moment = clock.now() + ms;
    if (moment >= set || moment === Number.POSITIVE_INFINITY) return;
    set = moment;
    told(ms);
    void clock.wait(Math.ceil(ms)).then(() => {
      if (set === moment) set = Number.POSITIVE_INFINITY;
      ring();
    });
  };
}

/** Moments of a lane, in milliseconds that it had been held up for: when a call was last answered, and when one last left. */
interface Moments {
  readonly now: number;
  readonly answeredAt: number;
  readonly leftAt: number;
}

/** Sends away who may not wait as long as the head of the line must, for nobody leaves before it; false where there is none. */
function dismiss(queue: Waiter[], refused: Refused, moments: Moments): boolean {
  const spent = queue.filter((waiter) => isSpent(waiter, refused, moments));
  for (const waiter of spent) {
    queue.splice(queue.indexOf(waiter), 1);
    waiter.end(nothing, refused);
  }
  return spent.length > 0;
}

function isSpent({ since, patience }: Waiter, { moreMs, cause }: Refused, { now, answeredAt, leftAt }: Moments): boolean {
  // At a pace of one's own, who leaves gets through; at a provider's limit, who is answered.
  const through = cause === "provider" ? answeredAt : leftAt;
  const anew = patience.anewMs !== undefined && through > since;
  return now - (anew ? through : since) + moreMs > (anew ? patience.anewMs : patience.leftMs) + 1e-6;
}

/** How long a lane was held up by limits in all. */
function heldUp(clock: RateClock) {
  let sum = 0;
  let from: number | undefined;
  const ms = (): number => sum + (from === undefined ? 0 : clock.now() - from);
  return {
    ms,
    set: (is: boolean): void => {
      sum = ms();
      from = is ? clock.now() : undefined;
    },
  };
}

/** Stands at the end of the queue until it is let through or gives up. */
function inLine(
  queue: Waiter[],
  pump: () => void,
  { tokens, patience, held }: Pick<Waiter, "tokens" | "patience"> & { readonly held: () => number },
  signal?: AbortSignal,
): Promise<Turn> {
  if (signal?.aborted === true) return Promise.resolve({ release: nothing, waitedMs: 0 });
  return new Promise((resolve) => {
    const since = held();
    const end: Waiter["end"] = (release, refused) => {
      signal?.removeEventListener("abort", giveUp);
      resolve({ release, waitedMs: held() - since, ...(refused === undefined ? {} : { refused }) });
    };
    const waiter: Waiter = { tokens, patience, since, end };
    const giveUp = (): void => {
      queue.splice(queue.indexOf(waiter), 1);
      end(nothing);
      pump();
    };
    signal?.addEventListener("abort", giveUp, { once: true });
    queue.push(waiter);
    pump();
  });
}

/** Calls to a model that stand still, until when on the limiter's clock, and how many there are. */
export interface Wait {
  readonly model: string;
  /** Models of one lane share their provider's limits. */
  readonly lane: string;
  /** The members and judges that sit on models of the lane, where they are known. */
  readonly members?: readonly string[];
  readonly ms: number;
  readonly waiting: number;
  /** What the provider said, where it is not a limit of rate. */
  readonly why?: string;
}

/** What became of a call that asked for its turn; `release` hands back how it ended. */
export interface Admitted {
  readonly release: (reply: Reply) => void;
  readonly waitedMs: number;
  /** What the call would have had to wait for, and what the provider said last, where its limit is the cause. */
  readonly refused?: Refused & { readonly words?: string };
}

/** One limiter per lane of models: waits for a turn, and learns from the reply that is handed back. `onWait` hears of each wait. */
export function admission(
  clock: RateClock,
  onWait: (wait: Wait) => void = () => {},
): (model: Model, tokens: number, signal?: AbortSignal, patience?: GatePatience) => Promise<Admitted> {
  const limiters = new Map<string, RateLimiter>();
  const said = new Map<string, string>();
  return async (model, tokens, signal, patience) => {
    const { lane = model.id, maxWaitMs, ...perMinute } = model.pace ?? {};
    const limiter = limiters.get(lane) ?? rateLimiter(perMinute, clock, (ms, waiting) => onWait({ model: model.id, lane, ms, waiting }));
    limiters.set(lane, limiter);
    const { release, waitedMs, refused } = await limiter.acquire(tokens, signal, patience);
    const handBack = (reply: Reply): void => {
      if (!reply.ok && reply.failure.code === "rate") said.set(lane, reply.failure.message);
      release(outcomeOf(reply, maxWaitMs));
    };
    if (refused === undefined) return { release: handBack, waitedMs };
    const words = refused.cause === "provider" ? said.get(lane) : undefined;
    return { release: handBack, waitedMs, refused: { ...refused, ...(words === undefined ? {} : { words }) } };
  };
}

function outcomeOf(reply: Reply, maxWaitMs = 600_000): Outcome {
  const used = inputOf(reply.usage) + reply.usage.output;
  const tokens = used === 0 && reply.ok ? {} : { tokens: used };
  if (reply.ok || reply.failure.code !== "rate") return { limited: false, ...tokens };
  const { retryAfterMs } = reply.failure;
  // A wait that nobody will sit out freezes nobody: whoever asks next hears of it too. Who may wait little asks more than once meanwhile.
  const told = retryAfterMs !== undefined && retryAfterMs <= maxWaitMs;
  return { limited: true, tokens: 0, retryAfterMs: told ? retryAfterMs : Math.min(freezeMs, maxWaitMs / 4) };
}
