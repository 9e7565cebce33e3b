import { existsSync, readFileSync } from "node:fs";
import { endianness } from "node:os";

/*
 * The format of SQLite's write-ahead log: https://www.sqlite.org/fileformat2.html#the_write_ahead_log. A log is a header and frames of one
 * page each; the checksum of a frame goes on from that of the frame before it.
 */
const headerSize = 32;
const frameHeaderSize = 24;
const magicLittleEndian = 0x377f0682;
const magicBigEndian = 0x377f0683;
/** How often a log is read that seems damaged, and the pause between, in milliseconds: another process may be writing it. */
const readings = 3;
const pauseMs = 60;

/**
 * The number of the first damaged frame of the log beside a ledger (0: its header), or undefined where what is there is whole. `pageSize`
 * is the ledger's, in bytes.
 *
 * SQLite passes over a frame whose checksum is wrong and all that follows it, as it must after a loss of power; but a transaction begins
 * only when the one before it is on the disk. So whole frames of a later transaction behind a wrong one mean that the file was damaged,
 * and that what was committed would be gone without a word. Damage within the last transaction cannot be told from a loss of power.
 */
export function damagedFrame(log: string, pageSize: number): number | undefined {
  let found: number | undefined;
  for (let reading = 0; reading < readings; reading++) {
    if (reading > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
    const again = existsSync(log) ? damageIn(framesOf(readFileSync(log), pageSize)) : undefined;
    if (again === undefined || (reading > 0 && again !== found)) return undefined;
    found = again;
  }
  return found;
}

function damageIn(log: Frames | undefined): number | undefined {
  if (log === undefined) return undefined;
  if (!log.headerIsWhole) {
    for (let index = 2; index <= log.count; index++) if (log.isWhole(index)) return 0;
    return undefined;
  }
  let first = 1;
  while (first <= log.count && log.isWhole(first)) first += 1;
  if (first > log.count) return undefined;
  let ended = log.isOfThisLog(first) && log.ends(first);
  for (let index = first + 1; index <= log.count; index++) {
    if (!log.isWhole(index)) continue;
    if (ended) return first;
    ended = log.ends(index);
  }
  return undefined;
}

/** The frames of a log, counted from 1. */
interface Frames {
  readonly count: number;
  readonly headerIsWhole: boolean;
  isOfThisLog(index: number): boolean;
  /** Whether a frame's checksum is right, given the one that stands in the frame before it. */
  isWhole(index: number): boolean;
  /** Whether a frame is the last of its transaction. */
  ends(index: number): boolean;
}

function framesOf(bytes: Buffer, pageSize: number): Frames | undefined {
  const size = frameHeaderSize + pageSize;
  const count = Math.floor((bytes.length - headerSize) / size);
  if (count < 1) return undefined;
  const at = (index: number): number => headerSize + (index - 1) * size;
  const stored = (offset: number): Checksum => [bytes.readUInt32BE(offset), bytes.readUInt32BE(offset + 4)];
  const magic = bytes.readUInt32BE(0);
  const known = magic === magicLittleEndian || magic === magicBigEndian;
  const sum = checksums(known ? magic === magicLittleEndian : endianness() === "LE");
  const headerIsWhole = known && bytes.readUInt32BE(8) === pageSize && equal(sum(bytes.subarray(0, 24), [0, 0]), stored(24));
  const salts = headerIsWhole ? bytes.subarray(16, 24) : bytes.subarray(at(1) + 8, at(1) + 16);
  const isOfThisLog = (index: number): boolean => bytes.subarray(at(index) + 8, at(index) + 16).equals(salts);
  return {
    count,
    headerIsWhole,
    isOfThisLog,
    isWhole(index) {
      if (!isOfThisLog(index)) return false;
      const start = at(index);
      const head = sum(bytes.subarray(start, start + 8), stored(index === 1 ? 24 : at(index - 1) + 16));
      return equal(sum(bytes.subarray(start + frameHeaderSize, start + size), head), stored(start + 16));
    },
    ends: (index) => bytes.readUInt32BE(at(index) + 4) > 0,
  };
}

type Checksum = readonly [number, number];

/** The log's checksum: over pairs of words of 32 bits, going on from another. */
function checksums(littleEndian: boolean): (bytes: Buffer, from: Checksum) => Checksum {
  return (bytes, from) => {
    let [a, b] = from;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let i = 0; i < bytes.length; i += 8) {
      a = (a + view.getUint32(i, littleEndian) + b) >>> 0;
      b = (b + view.getUint32(i + 4, littleEndian) + a) >>> 0;
    }
    return [a, b];
  };
}

function equal(a: Checksum, b: Checksum): boolean {
  return a[0] === b[0] && a[1] === b[1];
}
