import { z } from "zod";
import type { Model, Reply } from "../types.ts";
import { inputOf } from "../util/money.ts";
import { admitted, ended, type Outcome, type RateState, startState, waitFor } from "./aimd.ts";

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
  /** Resolves when the call may leave, in order of asking; at once, and without a place taken, when the signal is aborted. */
  acquire(estimatedTokens: number, signal?: AbortSignal): Promise<(outcome: Outcome) => void>;
  /** Calls that may be in flight at once, as learnt so far. */
  readonly window: number;
}
interface Waiter {
  readonly tokens: number;
  readonly go: (release: (outcome: Outcome) => void) => void;
}

/** Admission to one model at one provider: a window that grows with success and halves on refusal, and token buckets. */
export function rateLimiter(
  settings: z.input<typeof rateSettings>,
  clock: RateClock,
  onWait: (ms: number, waiting: number) => void = () => {},
  mostMs = 600_000,
): RateLimiter {
  const limits = rateSettings.parse(settings);
  const queue: Waiter[] = [];
  let state: RateState = startState(clock.now(), limits);
  let alarm = Number.POSITIVE_INFINITY;

  const leave = (waiter: Waiter): void => {
    const call = { started: clock.now(), tokens: waiter.tokens };
    state = admitted(state, call.started, call.tokens);
    let open = true;
    waiter.go((outcome) => {
      if (!open) return;
      open = false;
      // A wait that nobody will sit out freezes nobody: whoever asks next hears of it too.
      const { retryAfterMs, ...rest } = outcome;
      const told = retryAfterMs === undefined || retryAfterMs > mostMs ? rest : outcome;
      state = ended(state, clock.now(), call, told, limits.most);
      const frozen = state.frozenUntil - clock.now();
      if (outcome.limited && frozen > 0) onWait(frozen, queue.length + 1);
      pump();
    });
  };
  const pump = (): void => {
    for (let head = queue[0]; head !== undefined; head = queue[0]) {
      const ms = waitFor(state, clock.now(), head.tokens);
      if (ms > 0) return wake(ms);
      queue.shift();
      leave(head);
    }
  };
  const wake = (ms: number): void => {
    const moment = clock.now() + ms;
    if (moment >= alarm || moment === Number.POSITIVE_INFINITY) return;
    alarm = moment;
    onWait(ms, queue.length);
    void clock.wait(Math.ceil(ms)).then(() => {
      if (alarm === moment) alarm = Number.POSITIVE_INFINITY;
      pump();
    });
  };
  return {
    get window() {
      return Math.floor(state.window);
    },
    acquire: (tokens, signal) => inLine(queue, pump, tokens, signal),
  };
}

/** Stands at the end of the queue until it is let through or gives up. */
function inLine(queue: Waiter[], pump: () => void, tokens: number, signal?: AbortSignal): Promise<(outcome: Outcome) => void> {
  const nothing = (): void => {};
  if (signal?.aborted === true) return Promise.resolve(nothing);
  return new Promise((resolve) => {
    const giveUp = (): void => {
      queue.splice(queue.indexOf(waiter), 1);
      resolve(nothing);
      pump();
    };
    const waiter: Waiter = {
      tokens,
      go: (release) => {
        signal?.removeEventListener("abort", giveUp);
        resolve(release);
      },
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

/** One limiter per lane of models: waits for a place, and learns from the reply that is handed back. `onWait` hears of each wait. */
export function admission(
  clock: RateClock,
  onWait: (wait: Wait) => void = () => {},
): (model: Model, tokens: number, signal?: AbortSignal) => Promise<(reply: Reply) => void> {
  const limiters = new Map<string, RateLimiter>();
  return async (model, tokens, signal) => {
    const { lane = model.id, maxWaitMs, ...perMinute } = model.pace ?? {};
    const limiter =
      limiters.get(lane) ?? rateLimiter(perMinute, clock, (ms, waiting) => onWait({ model: model.id, lane, ms, waiting }), maxWaitMs);
    limiters.set(lane, limiter);
    const release = await limiter.acquire(tokens, signal);
    return (reply) => release(outcomeOf(reply));
  };
}

function outcomeOf(reply: Reply): Outcome {
  const used = inputOf(reply.usage) + reply.usage.output;
  const tokens = used === 0 && reply.ok ? {} : { tokens: used };
  if (reply.ok || reply.failure.code !== "rate") return { limited: false, ...tokens };
  const { retryAfterMs } = reply.failure;
  return { limited: true, tokens: 0, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}
