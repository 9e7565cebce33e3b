import { lineEnds } from "./line-ends.ts";
import { oneAnswer } from "./one-answer.ts";
import type { Dialect } from "./usage.ts";
import { valuesIn } from "./values-in.ts";
import { asFailed, wantsStream } from "./whole-answers.ts";

/** Names the usage report of answers that cannot be told apart, as JSON; empty where they tell none. */
export const paidFor = "x-paid-for";

/**
 * A fetch whose good answers are one JSON value, or an event stream where that was asked for, whatever came: events though nobody asked for
 * them, JSON line by line, a guard before it, an envelope around it. Such an answer was written and is on the bill; asked again it would
 * be paid twice. What is none of these is handed on as it came.
 */
export function plainAnswers(dialect: Dialect, fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    const { body, status, statusText, headers } = response;
    if (!response.ok || body === null) return response;
    const streams = wantsStream(input, init);
    const told = { status, statusText, headers };
    if (streams && /event-stream/i.test(headers.get("content-type") ?? "")) return new Response(body.pipeThrough(lineEnds()), told);
    let text: string;
    try {
      text = await response.text();
    } catch (thrown) {
      return new Response(broken(thrown), told);
    }
    return plain(dialect, new Response(null, told), text);
  };
}

function plain(dialect: Dialect, response: Response, text: string): Response {
  const { status, statusText, headers } = response;
  const asCame = (): Response => new Response(text, { status, statusText, headers });
  const values = valuesIn(text);
  if (values === undefined) return asCame();
  const typed = (type: string): ResponseInit => ({ status, statusText, headers: { ...Object.fromEntries(headers), "content-type": type } });
  const found = oneAnswer(dialect, values);
  if (found === undefined) return asCame();
  if ("thrown" in found) return new Response(broken(found.thrown), { status, statusText, headers });
  if ("body" in found)
    return found.body === values[0] && isJson(text) ? asCame() : new Response(JSON.stringify(found.body), typed("application/json"));
  const usage = found.usage === undefined ? "" : encodeURIComponent(JSON.stringify(found.usage));
  return asFailed(response, text, { [paidFor]: usage, "content-type": "text/plain" });
}

function isJson(text: string): boolean {
  return /^[\s\uFEFF]*[[{]/.test(text);
}

function broken(thrown: unknown): ReadableStream<Uint8Array> {
  return new ReadableStream({ start: (controller) => controller.error(thrown) });
}
