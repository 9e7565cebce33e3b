import { Bug } from "../util/bug.ts";
import { deadlineOfCall } from "./deadline.ts";

/** An answer of more bytes than this is broken off: nothing that a model writes is so long, and memory is not endless. */
export const mostBytes = 64 * 1024 * 1024;

/**
 * A fetch whose answers end with an error once they have more than `most` bytes, stated or streamed, and that tells the
 * deadline of its call when headers and pieces come.
 */
export function boundedFetch(fetch: typeof globalThis.fetch, most = mostBytes): typeof globalThis.fetch {
  return async (input, init) => {
    const deadline = deadlineOfCall.getStore();
    // What no request can be made of has not left: an address with credentials, a header with signs that none may have.
    if (!(input instanceof Request)) void new Request(input, init?.headers === undefined ? {} : { headers: init.headers });
    deadline?.requestLeft();
    const response = await fetch(input, init);
    deadline?.headersCame();
    if (response.body === null) return response;
    let seen = 0;
    const counter = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        seen += chunk.byteLength;
        deadline?.pieceCame(chunk.byteLength);
        if (seen > most) controller.error(new Bug(`Wanted an answer of at most ${most} bytes; it goes on.`));
        else controller.enqueue(chunk);
      },
    });
    const { status, statusText, headers } = response;
    return new Response(response.body.pipeThrough(counter), { status, statusText, headers });
  };
}
