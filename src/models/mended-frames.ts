import type { Json } from "../types.ts";
import { BrokenStream } from "./broken-stream.ts";
import { deadlineOfCall } from "./deadline.ts";
import { frameOf, FrameReader } from "./event-frame.ts";
import { mendEvent } from "./mend-event.ts";
import { lacking, mendEnvelope } from "./mend-envelope.ts";
import { mendedAnswers } from "./mended-answers.ts";
import { otherWire, otherWireName } from "./other-wire.ts";
import { errorIn, oddFault } from "./provider-words.ts";
import { isRecord, oddUsage, usageIn } from "./usage.ts";
import { type StreamReading, untilComplete } from "./until-complete.ts";
import { asFailed, missing } from "./whole-answers.ts";

type Fetch = typeof globalThis.fetch;

/**
 * A fetch whose good answers Bedrock's SDK can read, whole (`mendedAnswers`) or as the binary event stream of Converse. Streams
 * are mended message by message: see `mendEvent`. One that is damaged, or that ends before the answer does, breaks off with a
 * `BrokenStream`. What is no event stream where one was wanted is read as what it is: an answer that came whole, an error, a web
 * page, nothing.
 */
export function mendedFrames(fetch: Fetch): Fetch {
  const whole = mendedAnswers("bedrock", fetch);
  return async (input, init) => {
    const address = typeof input === "string" ? input : input instanceof URL ? input.href : input.url;
    if (!/\/converse-stream(\?|$)/.test(address)) return whole(input, init);
    const response = await fetch(input, init);
    if (!response.ok) return response;
    const came = await opened(response.body);
    const told = { status: response.status, statusText: response.statusText, headers: response.headers };
    if (typeof came !== "string") return new Response(untilComplete(came, frameByFrame(), deadlineOfCall.getStore()), told);
    const frames = framesOf(came);
    const wire = otherWire("bedrock", parsed(came));
    if (wire !== undefined) return asFailed(response, came, { [otherWireName]: wire });
    return frames === undefined ? asFailed(response, came, lacks(came)) : new Response(frames, told);
  };
}

/** What came: a text where it is one, else the stream from its beginning. */
async function opened(body: ReadableStream<Uint8Array> | null): Promise<string | ReadableStream<Uint8Array>> {
  if (body === null) return "";
  const reader = body.getReader();
  const pieces: Uint8Array[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    pieces.push(value);
    // A message begins with its length, whose first byte is zero; no text has one.
    if (value.includes(0)) return resumed(pieces, reader);
  }
  return Buffer.concat(pieces)
    .toString("utf8")
    .replace(/^\uFEFF/, "");
}

/** The stream with the pieces that were read of it in front. */
function resumed(pieces: readonly Uint8Array[], reader: ReadableStreamDefaultReader<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece);
    },
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

function frameByFrame(): StreamReading<Uint8Array, Uint8Array> {
  const reader = new FrameReader();
  let [ended, billed, failed] = [false, false, false];
  return {
    get state() {
      if (!ended) return "open";
      return billed ? "closed" : failed ? "failed" : "ended";
    },
    read(piece) {
      const out: Uint8Array[] = [];
      for (const frame of reader.read(piece)) {
        const { events, ends } = mendEvent(frame);
        ended ||= ends;
        billed ||= ended && events.some(([event]) => event === oddUsage);
        failed ||= events.some(([event]) => event === oddFault);
        for (const [event, payload] of events) out.push(frameOf(event, payload));
      }
      return out.length === 0 ? undefined : Buffer.concat(out);
    },
    rest() {
      if (reader.cut) throw new BrokenStream("its event stream stops inside a message");
      if (!ended) throw new BrokenStream("its event stream ended before the answer did");
      return undefined;
    },
  };
}

/** An answer that came whole as the messages by which it is streamed; undefined for anything else. */
function framesOf(text: string): Uint8Array<ArrayBuffer> | undefined {
  const body = parsed(text);
  if (!isRecord(body) || errorIn(body) !== undefined || lacking("bedrock", body) !== undefined) return undefined;
  const mended = mendEnvelope("bedrock", body) as { readonly [name: string]: Json };
  const { message } = mended["output"] as { message: { content: readonly Json[] } };
  const usage = usageIn(mended);
  return Buffer.concat([
    ...message.content.flatMap(blockOf),
    frameOf("messageStop", { stopReason: mended["stopReason"] ?? "unknown" }),
    ...(usage === undefined ? [] : [frameOf(oddUsage, usage)]),
  ]);
}

function blockOf(part: Json, contentBlockIndex: number): Uint8Array[] {
  const { text, toolUse } = isRecord(part) ? part : {};
  const delta = (said: Json): Uint8Array => frameOf("contentBlockDelta", { contentBlockIndex, delta: said });
  if (typeof text === "string") return [delta({ text })];
  if (!isRecord(toolUse)) return [];
  const { input, ...named } = toolUse;
  const start = frameOf("contentBlockStart", { contentBlockIndex, start: { toolUse: named } });
  return [start, delta({ toolUse: { input: JSON.stringify(input ?? {}) } }), frameOf("contentBlockStop", { contentBlockIndex })];
}

/** Which part of an answer is missing, where a text is neither an answer nor an error. */
function lacks(text: string): Record<string, string> {
  const body = parsed(text);
  const without = body === undefined || errorIn(body) !== undefined ? undefined : lacking("bedrock", body);
  return without === undefined ? {} : { [missing]: without };
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
