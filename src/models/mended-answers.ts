import type { Json } from "../types.ts";
import { faultEvent } from "./fault-event.ts";
import { errorIn, saysFault } from "./provider-words.ts";
import { lacking, mendEnvelope } from "./mend-envelope.ts";
import { otherWire, otherWireName } from "./other-wire.ts";
import { type Beginning, partless } from "./partless-stream.ts";
import { paidFor, plainAnswers } from "./plain-answers.ts";
import { streamEnd } from "./stream-end.ts";
import { deadlineOfCall } from "./deadline.ts";
import { type StreamReading, untilComplete } from "./until-complete.ts";
import { type Dialect, isRecord } from "./usage.ts";
import { unwrapped } from "./unwrapped.ts";
import { valuesIn } from "./values-in.ts";
import { asFailed, emptyAnswer, missing, trueStatus, wantsStream, wholeAnswers } from "./whole-answers.ts";

/**
 * A fetch whose good answers an SDK can read, however odd their envelopes are: see `mendEnvelope`. An answer with nothing
 * in it is handed on as a failed one. Streams are mended event by event: those without a part of the answer (a ping, a usage
 * report alone) are no fault, and neither is a last event without its blank line.
 */
export function mendedAnswers(dialect: Dialect, fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  const whole = wholeAnswers(dialect, plainAnswers(dialect, fetch));
  return async (input, init) => {
    const response = await whole(input, init);
    const failed = !response.ok && response.headers.get(trueStatus) !== null;
    if (response.headers.has(paidFor)) return response;
    if (response.body === null || !(response.ok || failed)) return response;
    const { status, statusText, headers } = response;
    const type = headers.get("content-type") ?? "";
    if (/event-stream/i.test(type)) {
      if (headers.get("content-length") === "0") return asFailed(response, "");
      const came = linesAsEvents(await partless(response.body.pipeThrough(new TextDecoderStream()), dialect));
      if ("wire" in came) return asFailed(response, JSON.stringify({ usage: came.usage }), { [otherWireName]: came.wire });
      if ("text" in came) return withoutAnswer(dialect, response, came.text, wantsStream(input, init));
      const events = untilComplete(came.stream, lineByLine(dialect), deadlineOfCall.getStore()).pipeThrough(new TextEncoderStream());
      return new Response(events, { status, statusText, headers });
    }
    if (!/json|text\/plain|^$/i.test(type)) return response;
    const text = await textOf(response);
    if (typeof text !== "string") return text;
    const body = parsed(text);
    if (body === undefined || (failed && lacking(dialect, body) === undefined)) return new Response(text, { status, statusText, headers });
    const wire = otherWire(dialect, body);
    if (wire !== undefined) return asFailed(response, text, { [otherWireName]: wire });
    if (isMisread(dialect, body)) return asFailed(response, text);
    const without = typeof body === "string" || errorIn(body) !== undefined ? undefined : lacking(dialect, body);
    if (without !== undefined) return asFailed(response, text, { [missing]: without });
    if (failed) return new Response(text, { status, statusText, headers });
    return new Response(JSON.stringify(mendEnvelope(dialect, emptyAnswer(dialect, body) ?? body)), { status, statusText, headers });
  };
}

/** JSON line by line, under the name of an event stream, as events. */
function linesAsEvents(came: Beginning): Beginning {
  const values = "text" in came ? (valuesIn(came.text) ?? []) : [];
  if (values.length < 2) return came;
  const lines = new Blob([values.map((value) => `data: ${JSON.stringify(value)}\n\n`).join("")]);
  return { stream: lines.stream().pipeThrough(new TextDecoderStream()) };
}

/** Errors with a good status that SDKs misread: Google's as an answer of no text, OpenAI's as an answer with status 400. */
function isMisread(dialect: Dialect, body: Json): boolean {
  if (dialect === "openai") return isRecord(body) && saysFault(body["error"]);
  return dialect === "google" && errorIn(body) !== undefined && lacking(dialect, body) !== undefined;
}

/** A stream that held no part of an answer: an empty answer where it is billed, else a failed one. */
function withoutAnswer(dialect: Dialect, response: Response, text: string, streams: boolean): Response {
  const body = parsed(text);
  const without = body === undefined || errorIn(body) !== undefined ? undefined : lacking(dialect, body);
  const empty = emptyAnswer(dialect, body);
  if (empty !== undefined) {
    const json = JSON.stringify(mendEnvelope(dialect, empty));
    if (streams) return new Response(`data: ${json}\n\ndata: [DONE]\n\n`, { headers: response.headers });
    return new Response(json, { headers: { "content-type": "application/json" } });
  }
  return asFailed(response, text, without === undefined ? {} : { [missing]: without });
}

/** The text of an answer; where it breaks off, an answer that breaks off in the same way while the SDK reads it. */
async function textOf(response: Response): Promise<string | Response> {
  const { status, statusText, headers } = response;
  try {
    return (await response.text()).replace(/^\uFEFF/, "");
  } catch (thrown) {
    const broken = new ReadableStream({ start: (controller) => controller.error(thrown) });
    return new Response(broken, { status, statusText, headers });
  }
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** A stream's lines, each event mended; one that ends before its answer does breaks off with a `BrokenStream`. */
function lineByLine(dialect: Dialect): StreamReading<string, string> {
  let rest = "";
  const end = streamEnd(dialect);
  const mended = (lines: string): string =>
    lines.replace(events, (line, told: string, ending: string) => {
      const came = /^[[{]/.test(told) ? parsed(told) : undefined;
      const body = came === undefined ? undefined : unwrapped(dialect, came);
      end.heard(body ?? told);
      // Some leave out the blank line behind an event.
      return isRecord(body) ? `${eventIn(dialect, body === came ? told : JSON.stringify(body), body, ending)}\n` : line;
    });
  return {
    get state() {
      return end.state;
    },
    read(chunk) {
      const last = chunk.lastIndexOf("\n");
      const lines = last < 0 ? undefined : mended(rest + chunk.slice(0, last + 1));
      rest = last < 0 ? rest + chunk : chunk.slice(last + 1);
      return lines;
    },
    rest() {
      const lines = rest === "" ? "" : mended(rest);
      end.check();
      return `${lines}\n\n`;
    },
  };
}

const events = /^data:[ ]?(\S[^\r\n]*?)[ \t]*(\r?)(?=\n|(?![^]))/gm;

/** One event mended; one of a chat that is neither a part of the answer nor an error gets an empty list of choices. */
function eventIn(dialect: Dialect, json: string, body: Json, end: string): string {
  const fault = faultEvent(dialect, body);
  if (fault !== undefined) return `data: ${JSON.stringify(fault)}${end}`;
  const mended = mendEnvelope(dialect, body);
  const chats = dialect === "compatible" || dialect === "openrouter";
  const bare = chats && !/"(choices|error)"/.test(json) && !/^\{\s*"(message|detail|code)"/.test(json);
  return `data: ${JSON.stringify(bare ? { ...(mended as object), ...(mendEnvelope(dialect, { ...(mended as object), choices: [] }) as object) } : mended)}${end}`;
}
