import { z } from "zod";
import type { Failure, Model, Reply } from "../types.ts";
import { inputOf } from "../util/money.ts";
import { admitted, ended, freezeMs, type Limit, limitOf, type Outcome, type RateState, startState, waitFor } from "./aimd.ts";
import { defined } from "../util/defined.ts";

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
  /**
   * Resolves when the call may leave, in order of asking; at once, and without a place taken, when the signal is aborted or its patience
   * does not last. The line for a pace of one's own is no wait: it counts for the head alone, and nobody is sent away for it while calls are in flight.
   */
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
  /** What was waited for limits; waiting for calls in flight, or in line for a pace of one's own, is not counted. */
  readonly waitedMs: number;
  readonly refused?: Refusal;
}
/** A wait that is longer than its call may wait: how much longer it would have been at least, and what for. */
export interface Refusal {
  readonly moreMs: number;
  readonly cause: Limit;
}
interface Waiter {
  readonly tokens: number;
  readonly patience: GatePatience;
  /** What the provider had held the lane up for when it came. */
  readonly since: number;
  /** What the lane had been held up for by its own pace when this one came to its head; undefined before. */
  ahead?: number;
  readonly end: (release: Turn["release"], refused?: Refusal) => void;
}
/** How long a lane was held up in all, by the provider's limits and by its own pace. */
type Holdups = Readonly<Record<"provider" | "own", ReturnType<typeof heldUp>>>;

const nothing = (): void => {};
const endless: GatePatience = { leftMs: Number.POSITIVE_INFINITY };

/** Admission to one model at one provider: a window that grows with success and halves on refusal, and token buckets. */
export function rateLimiter(
  settings: z.input<typeof rateSettings>,
  clock: RateClock,
  onWait: (ms: number, waiting: number, cause: Limit) => void = () => {},
): RateLimiter {
  const limits = rateSettings.parse(settings);
  const queue: Waiter[] = [];
  const holdups: Holdups = { provider: heldUp(clock), own: heldUp(clock) };
  let state: RateState = startState(clock.now(), limits);
  let answeredAt = Number.NEGATIVE_INFINITY;
  const wake = alarm(
    clock,
    (ms) => onWait(ms, queue.length, limitOf(state, clock.now(), queue[0]?.tokens ?? 0)),
    () => pump(),
  );

  const leave = (waiter: Waiter): void => {
    const call = { started: clock.now(), tokens: waiter.tokens };
    state = admitted(state, call.started, call.tokens);
    let open = true;
    waiter.end((outcome) => {
      if (!open) return;
      open = false;
      if (!outcome.limited) answeredAt = holdups.provider.ms();
      state = ended(state, clock.now(), call, outcome, limits.most);
      const frozen = state.frozenUntil - clock.now();
      if (outcome.limited && frozen > 0) onWait(frozen, queue.length + 1, "provider");
      pump();
    });
  };
  const pump = (): void => {
    for (let head = queue[0]; head !== undefined; head = queue[0]) {
      const ms = waitFor(state, clock.now(), head.tokens);
      const refused = { moreMs: ms, cause: limitOf(state, clock.now(), head.tokens) };
      const holds = ms > 0 && ms < Number.POSITIVE_INFINITY;
      holdups.provider.set(holds && refused.cause === "provider");
      holdups.own.set(holds && refused.cause !== "provider");
      head.ahead ??= holdups.own.ms();
      if (ms === 0) leave(queue.shift() as Waiter);
      // What calls in flight do not use goes back to the pace, and what is admitted goes out before anybody is sent away.
      else if (!holds || (refused.cause !== "provider" && state.inFlight > 0)) return wake(ms);
      else if (!dismiss(queue, refused, holdups, answeredAt)) return wake(ms);
    }
    for (const kind of [holdups.provider, holdups.own]) kind.set(false);
  };
  return {
    get window() {
      return Math.floor(state.window);
    },
    acquire: (tokens, signal, patience = endless) => inLine(queue, pump, { tokens, patience, holdups }, signal),
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

/**
 * Sends away who may not wait as long as the head of the line must: the head alone where it is for a pace of its own, else everybody,
 * for nobody leaves before it. False where there is none.
 */
function dismiss(queue: Waiter[], refused: Refusal, holdups: Holdups, answeredAt: number): boolean {
  const bound = refused.cause === "provider" ? queue : queue.slice(0, 1);
  const spent = bound.filter((waiter) => isSpent(waiter, refused, holdups, answeredAt));
  for (const waiter of spent) {
    queue.splice(queue.indexOf(waiter), 1);
    waiter.end(nothing, refused);
  }
  return spent.length > 0;
}

function isSpent(waiter: Waiter, { moreMs, cause }: Refusal, holdups: Holdups, answeredAt: number): boolean {
  const { since, patience } = waiter;
  // Without a bound of its own a call waits anew: at its pace from the head of the line, at a provider's limit from the last answer.
  const anew = patience.anewMs !== undefined && (cause === "provider" ? answeredAt > since : true);
  const from = cause === "provider" ? holdups.provider.ms() - answeredAt : paceWait(waiter, holdups);
  const waited = anew ? from : waitOf(waiter, holdups);
  return waited + moreMs > (anew ? patience.anewMs : patience.leftMs) + 1e-6;
}

function waitOf(waiter: Waiter, holdups: Holdups): number {
  return holdups.provider.ms() - waiter.since + paceWait(waiter, holdups);
}

function paceWait({ ahead }: Waiter, { own }: Holdups): number {
  return ahead === undefined ? 0 : own.ms() - ahead;
}

/** Adds up how long something lasted. */
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
  { tokens, patience, holdups }: Pick<Waiter, "tokens" | "patience"> & { readonly holdups: Holdups },
  signal?: AbortSignal,
): Promise<Turn> {
  if (signal?.aborted === true) return Promise.resolve({ release: nothing, waitedMs: 0 });
  return new Promise((resolve) => {
    const end: Waiter["end"] = (release, refused) => {
      signal?.removeEventListener("abort", giveUp);
      resolve({ release, waitedMs: waitOf(waiter, holdups), ...defined({ refused }) });
    };
    const waiter: Waiter = { tokens, patience, since: holdups.provider.ms(), end };
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
export interface Admission {
  readonly release: (reply: Reply) => void;
  readonly waitedMs: number;
  /** What the call would have had to wait for, and what the provider said last, where its limit is the cause. */
  readonly refused?: Refusal & { readonly words?: string; readonly overloaded?: boolean };
}

/** One limiter per lane of models: waits for a turn, and learns from the reply that is handed back. `onWait` hears of each wait. */
export function admission(
  clock: RateClock,
  onWait: (wait: Wait) => void = () => {},
): (model: Model, tokens: number, signal?: AbortSignal, patience?: GatePatience) => Promise<Admission> {
  const limiters = new Map<string, RateLimiter>();
  const said = new Map<string, Failure>();
  return async (model, tokens, signal, patience) => {
    const { lane = model.id, maxWaitMs, ...perMinute } = model.pace ?? {};
    const told = (ms: number, waiting: number, cause: Limit): void => {
      const last = cause === "provider" ? said.get(lane) : undefined;
      onWait({ model: model.id, lane, ms, waiting, ...(last?.overloaded === true ? { why: last.message } : {}) });
    };
    const limiter = limiters.get(lane) ?? rateLimiter(perMinute, clock, told);
    limiters.set(lane, limiter);
    const { release, waitedMs, refused } = await limiter.acquire(tokens, signal, patience);
    const handBack = (reply: Reply): void => {
      if (!reply.ok && reply.failure.code === "rate") said.set(lane, reply.failure);
      release(outcomeOf(reply, maxWaitMs));
    };
    if (refused === undefined) return { release: handBack, waitedMs };
    // What a call without a turn ends with are our words, not the provider's.
    const { message: words, overloaded } = (refused.cause === "provider" ? said.get(lane) : undefined) ?? {};
    const why = { ...defined({ words }), ...(overloaded === true ? { overloaded } : {}) };
    return { release: nothing, waitedMs, refused: { ...refused, ...why } };
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
