import { AsyncLocalStorage } from "node:async_hooks";
import type { Json } from "../types.ts";
import { Bug } from "../util/bug.ts";

type Fetch = typeof globalThis.fetch;
interface Tap {
  request?: Json;
}
const taps = new AsyncLocalStorage<Tap>();

/** A fetch that sends nothing while `requestOf` listens, and tells it the request instead. */
export function tappedFetch(fetch: Fetch): Fetch {
  return async (input, init) => {
    const tap = taps.getStore();
    if (tap === undefined) return fetch(input, init);
    const { pathname, search } = new URL(typeof input === "string" || input instanceof URL ? input : input.url);
    // The host may be told by an environment that is not looked at here.
    tap.request ??= { path: `${pathname}${search}`, body: bodyOf(init?.body) };
    throw new Bug("A request that is only looked at was sent.");
  };
}

/** The first request that this work would have sent, in the provider's own form, secrets in its query and all; undefined where it sends none. No byte leaves. */
export async function requestOf(work: () => PromiseLike<unknown>): Promise<Json | undefined> {
  const tap: Tap = {};
  try {
    await taps.run(tap, work);
  } catch {
    // The request was taken, or the work refused the ask before it made one.
  }
  return tap.request;
}

function bodyOf(body: unknown): Json {
  const text = typeof body === "string" ? body : body instanceof Uint8Array ? Buffer.from(body).toString("utf8") : "";
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}
