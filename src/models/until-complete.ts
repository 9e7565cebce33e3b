import type { Deadline } from "./deadline.ts";
import { type FairTimer, fairTimer } from "./fair-timer.ts";

/**
 * How far an answer has come: `told` when its end and its usage have come, `closed` when nothing more can belong to it, `ended` when its end
 * came alone, `failed` when it was broken off in words.
 */
export type StreamState = "open" | "ended" | "told" | "closed" | "failed";

/** Reads a stream piece by piece. */
export interface StreamReading<In, Out> {
  /** What a piece becomes; undefined where nothing can be handed on yet. */
  read(piece: In): Out | undefined;
  /** What is left once no piece will come. Throws where the answer is not complete. */
  rest(): Out | undefined;
  readonly state: StreamState;
}

/** How long a server that says nothing more is waited for, in milliseconds, by what has come: usage may come behind an end or an error. */
const graceMs: { readonly [state in Exclude<StreamState, "open">]: number } = { ended: 10_000, told: 2000, closed: 500, failed: 2000 };

/**
 * A stream as it is read. Where its answer is complete, or has failed, it ends though its server leaves the connection open or breaks it: what
 * came is whole, and whoever waited for a limit of the call would lose it and pay it again.
 */
export function untilComplete<In, Out>(
  source: ReadableStream<In>,
  reading: StreamReading<In, Out>,
  deadline: Deadline | undefined,
): ReadableStream<Out> {
  const reader = source.getReader();
  const next = async (): Promise<Piece<In>> => {
    const { state } = reading;
    if (state === "open") return reader.read();
    const late = Promise.withResolvers<Piece<In>>();
    const timer: FairTimer = fairTimer(graceMs[state], () => late.resolve(silence));
    try {
      return await Promise.race([reader.read(), late.promise]);
    } catch (thrown) {
      if (state === "closed" || deadline?.signal.aborted === true) return silence;
      throw thrown;
    } finally {
      timer.clear();
    }
  };
  return new ReadableStream<Out>({
    async pull(controller) {
      for (;;) {
        const { done, value } = await next();
        // An error that was told is the reason, whatever limit is reached while its usage is waited for.
        const out = done ? reading.rest() : reading.read(value as In);
        if (reading.state === "failed") deadline?.close();
        if (out !== undefined) controller.enqueue(out);
        if (done) {
          void reader.cancel().catch(() => {});
          return controller.close();
        }
        if (out !== undefined) return;
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

type Piece<T> = { readonly done: boolean; readonly value?: T | undefined };
const silence = { done: true } as const;
