import { fairTimer } from "./fair-timer.ts";

/** Marks an answer whose body was not read to its end. */
export const unfinished = "x-unfinished";

/** How long the words of an error are waited for once its status is known, in milliseconds; and how many bytes of them are read. */
const longestMs = 3000;
const mostBytes = 1_000_000;

/**
 * A fetch whose failed answers come with as much of their body as is sent in a few seconds: the status has arrived and decides, so that a
 * body that drips, hangs or breaks off makes no timeout and no unknown outcome of it.
 */
export function failedBodies(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    return response.status < 300 || response.body === null ? response : begun(response, response.body);
  };
}

async function begun(response: Response, body: ReadableStream<Uint8Array>): Promise<Response> {
  const reader = body.getReader();
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  let whole = false;
  const late = Promise.withResolvers<undefined>();
  const timer = fairTimer(longestMs, () => late.resolve(undefined));
  try {
    while (bytes < mostBytes) {
      const read = await Promise.race([reader.read(), late.promise]);
      whole = read?.done === true;
      if (read === undefined || read.done) break;
      pieces.push(read.value);
      bytes += read.value.byteLength;
    }
  } catch {
    // It broke off, or a limit of the call was reached: what had come is all there is.
  } finally {
    timer.clear();
  }
  // Nobody waits for a server to hear of it.
  if (!whole) void reader.cancel().catch(() => {});
  const headers = new Headers(response.headers);
  if (!whole) headers.set(unfinished, "yes");
  const { status, statusText } = response;
  return new Response(Buffer.concat(pieces), { status, statusText, headers });
}
