import type { Result } from "../types.ts";
import { fail, wordsOf } from "./failure.ts";
import { frameOf, shortPlace } from "./frame-of.ts";
import { watched } from "./watchdog.ts";
import { withoutVariables } from "./without-variables.ts";

/** How long a function of a configuration may take, in milliseconds, where the configuration does not say. */
const longestMs = 900_000;

/** How long a function may take, and how long it may keep everything else from running, in milliseconds. */
export interface OwnLimits {
  readonly timeoutMs?: number;
  readonly blockedMs?: number;
}

/**
 * Calls a function that a user wrote and reads what it gave back. Contract: never rejects and always settles. What it throws, also
 * while its value is read, is a failure of code "function" that says where; so is a promise that nothing is left to settle.
 * `what` names the function in messages: `topology "own"`. One that lets nothing else run ends the process: see `watched`.
 */
export async function callOwn<T, R>(
  what: string,
  { timeoutMs = longestMs, blockedMs }: OwnLimits,
  work: () => T | Promise<T>,
  read: (value: T) => R,
): Promise<Result<{ value: R }>> {
  const limit = openLimit(what, timeoutMs);
  try {
    const done = watched(what, async () => ({ ok: true, value: read(await work()) }) as const, blockedMs);
    return await Promise.race([done, limit.over]);
  } catch (thrown) {
    return fail("function", `The ${what} threw: ${kindOf(thrown)}${withoutVariables(wordsOf(thrown))}${placeOf(thrown)}`);
  } finally {
    limit.close();
  }
}

/** Where code outside Catallaxy threw, as " (lab.config.ts:12:5)"; empty where the error does not say. */
export function placeOf(thrown: unknown): string {
  const found = frameOf(stackOf(thrown));
  return found === undefined ? "" : shortPlace(found);
}

type FailureResult = ReturnType<typeof fail>;
const waiting = new Map<symbol, () => void>();

/** Ends a wait for a promise that takes too long, and at once where the event loop is empty: then nothing can settle it. */
function openLimit(what: string, mostMs: number): { readonly over: Promise<FailureResult>; close(): void } {
  const name = Symbol(what);
  const { promise, resolve } = Promise.withResolvers<FailureResult>();
  const words = (why: string) => fail("function", `The ${what} did not end: ${why}. Let every path of it return or throw.`);
  const more = `it took more than ${spanOf(mostMs)} (functions.timeoutMs in the configuration)`;
  // A timer that is set for longer goes off at once.
  const timer = setTimeout(() => resolve(words(more)), Math.min(mostMs, 2 ** 31 - 1)).unref();
  if (waiting.size === 0) process.on("beforeExit", endWaits);
  waiting.set(name, () => resolve(words("it waits for a promise that nothing is left to settle")));
  return {
    over: promise,
    close: () => {
      clearTimeout(timer);
      waiting.delete(name);
      if (waiting.size === 0) process.off("beforeExit", endWaits);
    },
  };
}

function spanOf(ms: number): string {
  return ms >= 120_000 ? `${Number((ms / 60_000).toFixed(1))} minutes` : `${ms / 1000} s`;
}

function endWaits(): void {
  for (const end of waiting.values()) end();
  // One more turn of the loop, so that whoever waits next is heard as well.
  setImmediate(() => {});
}

/** The name of an error's class, where it says more than that it is one. */
function kindOf(thrown: unknown): string {
  try {
    return thrown instanceof Error && thrown.name !== "Error" ? `${thrown.name}: ` : "";
  } catch {
    return "";
  }
}

function stackOf(thrown: unknown): string {
  try {
    const stack = thrown instanceof Error ? thrown.stack : undefined;
    return typeof stack === "string" ? stack.slice(0, 20_000) : "";
  } catch {
    return "";
  }
}
