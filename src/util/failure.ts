import type { Failure, FailureCode, Result } from "../types.ts";

/** A failed result. `message` says what was wanted, what was got, what to do. */
export function fail(code: FailureCode, message: string, retryAfterMs?: number): { ok: false; failure: Failure } {
  return { ok: false, failure: retryAfterMs === undefined ? { code, message } : { code, message, retryAfterMs } };
}

/** The words of anything thrown by foreign code; never a stack. */
export function wordsOf(thrown: unknown): string {
  try {
    const words = thrown instanceof Error ? thrown.message : thrown;
    if (typeof words === "string") return words.slice(0, 10_000);
    return (JSON.stringify(words) ?? typeof words).slice(0, 1000);
  } catch {
    return "something that has no words";
  }
}

/** Runs foreign code that may reject and turns what it throws into a failure. */
export async function caught<T>(code: FailureCode, work: () => Promise<T>): Promise<Result<{ value: T }>> {
  try {
    return { ok: true, value: await work() };
  } catch (thrown) {
    return fail(code, wordsOf(thrown));
  }
}
