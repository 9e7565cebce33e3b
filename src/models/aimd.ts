/** What a provider lets through, learnt from its answers: additive increase, multiplicative decrease. Times in milliseconds. */
export interface RateState {
  /** Calls that may be in flight at once. */
  readonly window: number;
  readonly inFlight: number;
  /** Successes since the window last changed. */
  readonly streak: number;
  /** Nothing leaves before this moment. */
  readonly frozenUntil: number;
  readonly halvedAt: number;
  readonly requests?: Bucket;
  readonly tokens?: Bucket;
}
/** A token bucket: at most `depth` in store; `level` as it was `at` that moment. A large draw may leave it in debt. */
export interface Bucket {
  readonly perMinute: number;
  readonly depth: number;
  readonly level: number;
  readonly at: number;
}
export interface Outcome {
  readonly limited: boolean;
  readonly retryAfterMs?: number;
  /** Tokens really used; what was estimated over that goes back. */
  readonly tokens?: number;
}

/** Nothing leaves for this long after a refusal that does not say how long it lasts. */
export const freezeMs = 5000;

export function startState(
  now: number,
  limits: { start: number; requestsPerMinute?: number | undefined; tokensPerMinute?: number | undefined },
): RateState {
  const { start, requestsPerMinute, tokensPerMinute } = limits;
  return {
    window: start,
    inFlight: 0,
    streak: 0,
    frozenUntil: Number.NEGATIVE_INFINITY,
    halvedAt: Number.NEGATIVE_INFINITY,
    ...(requestsPerMinute === undefined ? {} : { requests: full(requestsPerMinute, burstOf(requestsPerMinute), now) }),
    ...(tokensPerMinute === undefined ? {} : { tokens: full(tokensPerMinute, tokensPerMinute, now) }),
  };
}

function full(perMinute: number, depth: number, now: number): Bucket {
  return { perMinute, depth, level: depth, at: now };
}

/**
 * Requests leave one by one, those of a tenth of a second together: providers count 60 a minute as one a second, and whoever counts
 * by whole minutes would see two minutes' worth in the first one. Tokens may be drawn a minute's at once, since one call may take them all.
 */
function burstOf(requestsPerMinute: number): number {
  return Math.max(1, requestsPerMinute / 600);
}

/** Milliseconds until a call of so many tokens may leave: 0 is now, Infinity is "when another one ends". */
export function waitFor(state: RateState, now: number, tokens: number): number {
  if (state.inFlight >= Math.max(1, Math.floor(state.window))) return Number.POSITIVE_INFINITY;
  return Math.max(0, state.frozenUntil - now, refillMs(state.requests, now, 1), refillMs(state.tokens, now, tokens));
}

/** Whose limit keeps calls back: the provider's refusal, or what the member's own settings allow per minute. */
export type Limit = "provider" | "requests" | "tokens";

/** The limit that a call of so many tokens waits for the longest. */
export function limitOf(state: RateState, now: number, tokens: number): Limit {
  const waits = {
    provider: state.frozenUntil - now,
    requests: refillMs(state.requests, now, 1),
    tokens: refillMs(state.tokens, now, tokens),
  };
  const longest = Math.max(...Object.values(waits));
  return (["provider", "requests", "tokens"] as const).find((limit) => waits[limit] === longest) ?? "provider";
}

export function admitted(state: RateState, now: number, tokens: number): RateState {
  return { ...state, inFlight: state.inFlight + 1, ...drawn(state, now, 1, tokens) };
}

/** A call that had left at `started` has ended. One halving per round trip: calls sent before it say nothing new. */
export function ended(state: RateState, now: number, call: { started: number; tokens: number }, outcome: Outcome, most: number): RateState {
  const refund = call.tokens - (outcome.tokens ?? call.tokens);
  const settled = { ...state, inFlight: state.inFlight - 1, ...drawn(state, now, 0, -Math.max(0, refund)) };
  if (outcome.limited) {
    const frozenUntil = Math.max(state.frozenUntil, now + (outcome.retryAfterMs ?? freezeMs));
    if (call.started < state.halvedAt) return { ...settled, frozenUntil };
    return { ...settled, frozenUntil, halvedAt: now, streak: 0, window: Math.max(1, state.window / 2) };
  }
  const streak = state.streak + 1;
  if (streak < state.window) return { ...settled, streak };
  return { ...settled, streak: 0, window: Math.min(most, Math.floor(state.window) + 1) };
}

function drawn(state: RateState, now: number, requests: number, tokens: number): Partial<RateState> {
  const draw = (bucket: Bucket, amount: number): Bucket => {
    const level = Math.min(bucket.depth, levelAt(bucket, now) - amount);
    return { ...bucket, level, at: now };
  };
  return {
    ...(state.requests === undefined ? {} : { requests: draw(state.requests, requests) }),
    ...(state.tokens === undefined ? {} : { tokens: draw(state.tokens, tokens) }),
  };
}

function levelAt(bucket: Bucket, now: number): number {
  return Math.min(bucket.depth, bucket.level + (Math.max(0, now - bucket.at) * bucket.perMinute) / 60_000);
}

/** A draw larger than the bucket waits until it is full, else it would wait for ever. */
function refillMs(bucket: Bucket | undefined, now: number, amount: number): number {
  if (bucket === undefined) return 0;
  const missing = Math.min(amount, bucket.depth) - levelAt(bucket, now);
  return missing <= 1e-9 ? 0 : (missing * 60_000) / bucket.perMinute;
}
