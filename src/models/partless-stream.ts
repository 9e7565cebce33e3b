import type { Json } from "../types.ts";
import { errorIn } from "./provider-words.ts";
import { otherWire, type Wire } from "./other-wire.ts";
import { type SeenUsage, seenUsage } from "./seen-usage.ts";
import { type Dialect, isRecord, usageIn } from "./usage.ts";

/** What is beside the parts of an answer in the events of chats. */
const beside: ReadonlySet<string> = new Set(
  "choices candidates id object created model modelVersion responseId usage usageMetadata x_groq system_fingerprint provider service_tier prompt_filter_results timings stats".split(
    " ",
  ),
);
/** A longer beginning without any part of an answer is not waited out, in UTF-16 units. */
const longest = 65_536;

/** How a stream begins: as one, as a text that is no stream, or as the stream of another interface, with what it used. */
export type Beginning =
  | { readonly stream: ReadableStream<string> }
  | { readonly text: string }
  | { readonly wire: Wire; readonly usage: Json };

/**
 * An event stream from its beginning; a text where it came to its end without any part of an answer: the event with its usage report, `{}`
 * where its events said nothing, and else what came, which was no event. A stream stays one where it may have been cut: without any event,
 * with comments alone, where an answer had been announced and nothing closed it, and where the connection broke.
 */
export async function partless(body: ReadableStream<string>, dialect: Dialect): Promise<Beginning> {
  const reader = body.getReader();
  let came = "";
  let looked = 0;
  try {
    while (came.length < longest) {
      const { done, value } = await reader.read();
      if (done) return ended(came);
      came += value;
      const line = came.lastIndexOf("\n") + 1;
      const events = eventsIn(came.slice(looked, line));
      const wire = events.map((event) => otherWire(dialect, event)).find((one) => one !== undefined);
      if (wire !== undefined) return { wire, usage: await usageOf(came, reader) };
      if (events.some(isPart)) break;
      looked = line;
    }
  } catch (thrown) {
    const stream = new ReadableStream<string>({
      start(controller) {
        controller.enqueue(came);
        controller.error(thrown);
      },
    });
    return { stream };
  }
  return { stream: resumed(came, reader) };
}

/** What the rest of another interface's stream tells of its usage; null where it tells nothing. Never rejects. */
async function usageOf(came: string, reader: ReadableStreamDefaultReader<string>): Promise<Json> {
  let text = came;
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) text += read.value;
  } catch {
    // It broke off, or a limit of the call was reached.
  }
  return eventsIn(text).reduce<SeenUsage>(seenUsage, {}).usage ?? null;
}

function resumed(came: string, reader: ReadableStreamDefaultReader<string>): ReadableStream<string> {
  return new ReadableStream<string>({
    start: (controller) => controller.enqueue(came),
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

function only(came: string): ReadableStream<string> {
  return new ReadableStream<string>({
    start(controller) {
      controller.enqueue(came);
      controller.close();
    },
  });
}

function ended(came: string): Beginning {
  const events = eventsIn(came);
  // Nothing at all, or comments: whoever stands before the model may have closed it.
  if (events.length === 0) return came.trim() === "" || /^:/m.test(came) ? { stream: only(came) } : { text: came.trim() };
  if (events.some(isPart)) return { stream: only(came) };
  const billed = events.findLast((event) => usageIn(event) !== undefined);
  if (billed !== undefined) return { text: JSON.stringify(billed) };
  const begun = events.some((event) => isRecord(event) && Object.keys(event).length > 0);
  if (begun && !events.includes("[DONE]")) return { stream: only(came) };
  return { text: events.some(isRecord) ? "{}" : "" };
}

/** The values of the events in a text; the text of those that are no JSON. */
function eventsIn(text: string): Json[] {
  return [...text.matchAll(/^\uFEFF?data:[ ]?(\S[^\r\n]*)/gm)].map(([, told = ""]) => {
    try {
      return JSON.parse(told) as Json;
    } catch {
      return told;
    }
  });
}

/** Whether an event is a part of an answer, an error, or something that whoever reads on must tell. */
function isPart(event: Json): boolean {
  if (!isRecord(event)) return event !== null && event !== "[DONE]";
  if (errorIn(event) !== undefined || Object.keys(event).some((name) => !beside.has(name))) return true;
  return [event["choices"], event["candidates"]].some((parts) => Array.isArray(parts) && parts.length > 0);
}
