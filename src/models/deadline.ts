import { count } from "../util/count.ts";
import { AsyncLocalStorage } from "node:async_hooks";
import { type FairTimer, fairTimer } from "./fair-timer.ts";

/** The longest that a call waits, in milliseconds: for headers and for the whole answer since it left, and between two pieces of it. */
export interface TimeLimits {
  readonly headers: number;
  readonly body: number;
  readonly silence: number;
}
/** Which limit was reached, and what had come by then. */
export interface ReachedLimit {
  readonly limit: keyof TimeLimits;
  readonly ms: number;
  readonly bytes: number;
  /** Milliseconds since the last piece, or since the headers. */
  readonly quietMs: number;
}
/** Watches over one call: its signal is aborted, with what was reached as the reason, when a limit is. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Whether a request has left for the model. */
  readonly sent: boolean;
  requestLeft(): void;
  headersCame(): void;
  pieceCame(bytes: number): void;
  close(): void;
}

/** The deadline of the call that the code that runs now belongs to. */
export const deadlineOfCall = new AsyncLocalStorage<Deadline>();

export function openDeadline(limits: TimeLimits): Deadline {
  const controller = new AbortController();
  let bytes = 0;
  let last = performance.now();
  let answered = false;
  let sent = false;
  const reach = (limit: keyof TimeLimits): void => {
    const reached: ReachedLimit = { limit, ms: limits[limit], bytes, quietMs: Math.round(performance.now() - last) };
    controller.abort(reached);
  };
  const headers = fairTimer(limits.headers, () => reach("headers"));
  const body = fairTimer(limits.body, () => reach(answered ? "body" : "headers"));
  let silence: FairTimer | undefined;
  // One timer that catches up with the pieces, rather than one per piece.
  const listen = (ms: number): void => {
    silence = fairTimer(ms, () => {
      const quiet = performance.now() - last;
      if (quiet >= limits.silence) reach("silence");
      else listen(Math.ceil(limits.silence - quiet));
    });
  };
  return {
    signal: controller.signal,
    get sent() {
      return sent;
    },
    requestLeft() {
      sent = true;
    },
    headersCame() {
      headers.clear();
      last = performance.now();
      if (!answered && limits.silence < limits.body) listen(limits.silence);
      answered = true;
    },
    pieceCame(length) {
      bytes += length;
      last = performance.now();
    },
    close() {
      for (const timer of [headers, body, silence]) timer?.clear();
    },
  };
}

/** What a reached limit says: what was wanted, what had come, which setting to raise. */
export function reachedWords(model: string, { limit, ms, bytes, quietMs }: ReachedLimit): string {
  const raise = `Raise settings.timeoutMs, or settings.timeouts.${limit}, if it needs longer.`;
  if (limit === "headers") return `Wanted an answer from ${model} to begin within ${ms} ms; no headers came. ${raise}`;
  const so = bytes === 0 ? "headers and nothing more had come" : `${count(bytes, "byte")} had come, the last ${quietMs} ms before`;
  if (limit === "body") return `Wanted the whole answer from ${model} within ${ms} ms; ${so}. ${raise}`;
  return `${model} fell silent in the middle of its answer: nothing came for ${ms} ms (${count(bytes, "byte")} before). ${raise}`;
}
