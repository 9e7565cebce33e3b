import { crc32 } from "node:zlib";
import { EventStreamCodec } from "@smithy/core/event-streams";
import type { Json } from "../types.ts";
import { BrokenStream } from "./broken-stream.ts";

/** One message of an AWS event stream: what its headers say, and its payload as it came. */
export interface Frame {
  readonly headers: ReadonlyMap<string, string>;
  readonly payload: string;
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();
const codec = new EventStreamCodec(
  (bytes) => (typeof bytes === "string" ? bytes : decoder.decode(bytes)),
  (text) => encoder.encode(text),
);
/** The length of a message, the length of its headers, and the checksum of both. */
const preludeBytes = 12;
/** A message with no headers and no payload: prelude and checksum. */
const leastBytes = 16;

/** An event with a JSON payload as one message. */
export function frameOf(event: string, payload: Json): Uint8Array {
  const told = { ":event-type": event, ":content-type": "application/json", ":message-type": "event" };
  const headers = Object.fromEntries(Object.entries(told).map(([name, value]) => [name, { type: "string" as const, value }]));
  return codec.encode({ headers, body: encoder.encode(JSON.stringify(payload)) });
}

/** Gathers the pieces of a stream into its messages. Throws a `BrokenStream` where a checksum or a length does not hold. */
export class FrameReader {
  #pieces: Uint8Array[] = [];
  #bytes = 0;
  #wanted = preludeBytes;

  /** The messages that this piece completes. */
  *read(piece: Uint8Array): Generator<Frame> {
    this.#pieces.push(piece);
    this.#bytes += piece.byteLength;
    while (this.#bytes >= this.#wanted) {
      const all = Buffer.concat(this.#pieces);
      const length = lengthOf(all);
      this.#pieces = [all];
      this.#wanted = length;
      if (all.length < length) return;
      this.#pieces = [all.subarray(length)];
      this.#bytes = all.length - length;
      this.#wanted = preludeBytes;
      yield decoded(all.subarray(0, length));
    }
  }

  /** Whether bytes are left over that are no whole message. */
  get cut(): boolean {
    return this.#bytes > 0;
  }
}

/** The whole length of the message that begins here, once its prelude is known to be sound. */
function lengthOf(bytes: Buffer): number {
  const length = bytes.readUInt32BE(0);
  const sound = crc32(bytes.subarray(0, 8)) === bytes.readUInt32BE(8);
  if (!sound || length < leastBytes + bytes.readUInt32BE(4)) throw new BrokenStream("a message of its event stream is damaged");
  return length;
}

function decoded(message: Uint8Array): Frame {
  try {
    const { headers, body } = codec.decode(message);
    const texts = Object.entries(headers).flatMap(([name, { value }]): [string, string][] =>
      typeof value === "string" ? [[name.toLowerCase(), value]] : [],
    );
    return { headers: new Map(texts), payload: decoder.decode(body) };
  } catch {
    throw new BrokenStream("a message of its event stream is damaged");
  }
}
