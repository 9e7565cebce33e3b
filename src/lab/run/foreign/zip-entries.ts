import { inflateRawSync, zstdDecompressSync } from "node:zlib";
import { UserError } from "../../../util/bug.ts";
import { wordsOf } from "../../../util/failure.ts";

/** The most bytes of one file of an archive, unpacked: more make no text. */
const longestEntry = 500_000_000;
const mostEntries = 1_000_000;
const absent = 0xffffffff;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
}

/**
 * The files of a zip archive by name, by its central directory (PKWARE's APPNOTE, with its 64-bit form); each is unpacked when it is asked
 * for. Read here because logs of Inspect are packed by zstd, which the zip libraries for Node do not unpack and Node itself does. Throws a `UserError`.
 */
export function zipEntries(path: string, bytes: Buffer): ReadonlyMap<string, () => Buffer> {
  let entries: Entry[] | undefined;
  try {
    entries = directory(bytes);
  } catch (thrown) {
    // What a place outside of the bytes is asked for.
    if (!(thrown instanceof RangeError)) throw thrown;
  }
  if (entries === undefined)
    throw new UserError(`${path}: a whole zip archive was wanted; its list of files is cut off or damaged. Copy it again.`);
  return new Map(entries.map((entry) => [entry.name, () => unpacked(path, bytes, entry)]));
}

/** The list of files; undefined where it is not there, or is none. */
function directory(bytes: Buffer): Entry[] | undefined {
  const end = bytes.lastIndexOf("PK\x05\x06", undefined, "latin1");
  if (end < 0) return undefined;
  let [entries, at] = [bytes.readUInt16LE(end + 10), bytes.readUInt32LE(end + 16)];
  const locator = end - 20;
  if ((entries === 0xffff || at === absent) && locator >= 0 && bytes.toString("latin1", locator, locator + 4) === "PK\x06\x07") {
    const wide = Number(bytes.readBigUInt64LE(locator + 8));
    [entries, at] = [Number(bytes.readBigUInt64LE(wide + 32)), Number(bytes.readBigUInt64LE(wide + 48))];
  }
  if (entries > mostEntries) return undefined;
  const found: Entry[] = [];
  for (let n = 0; n < entries; n++) {
    if (bytes.readUInt32LE(at) !== 0x02014b50) return undefined;
    const [nameLength, extraLength, commentLength] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const name = bytes.toString("utf8", at + 46, at + 46 + nameLength);
    const extra = bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
    found.push({ name, method: bytes.readUInt16LE(at + 10), ...sizes(bytes, at, extra) });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return found;
}

/** Sizes and place of an entry; what is too large for 32 bits stands in its extra field 1, in this order. */
function sizes(bytes: Buffer, at: number, extra: Buffer): Pick<Entry, "packed" | "size" | "at"> {
  let wide = 0;
  for (let from = 0; from + 4 <= extra.length; from += 4 + extra.readUInt16LE(from + 2)) {
    if (extra.readUInt16LE(from) === 1) wide = from + 4;
  }
  const read = (offset: number): number => {
    const short = bytes.readUInt32LE(at + offset);
    if (short !== absent || wide === 0) return short;
    wide += 8;
    return Number(extra.readBigUInt64LE(wide - 8));
  };
  const size = read(24);
  const packed = read(20);
  return { size, packed, at: read(42) };
}

function unpacked(path: string, bytes: Buffer, entry: Entry): Buffer {
  const { name, method, size } = entry;
  if (size > longestEntry) throw new UserError(`${path}: ${name} has ${size} bytes; at most ${longestEntry} are read.`);
  let words = "it is cut off";
  try {
    const whole = byMethod(packedIn(bytes, entry), method, size);
    if (whole === undefined)
      throw new UserError(`${path}: ${name} is packed by method ${method}; stored, deflated (8) and zstd (93) files are read.`);
    if (whole.length === size) return whole;
    words = `${whole.length} of ${size} bytes`;
  } catch (thrown) {
    if (thrown instanceof UserError) throw thrown;
    words = wordsOf(thrown);
  }
  throw new UserError(`${path}: ${name} cannot be unpacked (${words}): the archive is cut off or damaged. Copy it again.`);
}

function packedIn(bytes: Buffer, { at, packed }: Entry): Buffer {
  const from = at + 30 + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  return bytes.subarray(from, from + packed);
}

function byMethod(part: Buffer, method: number, size: number): Buffer | undefined {
  // One byte more is let through, so that a size that lies is found.
  const bound = { maxOutputLength: size + 1 };
  if (method === 0) return part;
  if (method === 8) return inflateRawSync(part, bound);
  return method === 93 ? allFrames(part, size) : undefined;
}

/** All frames of a part: large files have several, and Node's own reading ends with the first. */
function allFrames(part: Buffer, size: number): Buffer {
  const frames: Buffer[] = [];
  for (let [at, got] = [0, 0]; at < part.length && got <= size; ) {
    const read = zstdDecompressSync(part.subarray(at), { maxOutputLength: size + 1, info: true }) as unknown as Frame;
    if (read.engine.bytesWritten === 0) break;
    at += read.engine.bytesWritten;
    got += read.buffer.length;
    frames.push(read.buffer);
  }
  return Buffer.concat(frames);
}

/** What Node gives with `info`, of which its types know nothing. */
interface Frame {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}
