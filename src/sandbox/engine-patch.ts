import { Bug } from "../util/bug.ts";
import { type EngineWord, engineWords } from "./engine-words.ts";

/** The engine's code with what is changed in it, and what has to stand in its memory from the beginning. */
export interface PatchedEngine {
  readonly code: Uint8Array;
  readonly words: { readonly at: number; readonly bytes: Uint8Array };
}

/** Where the memory holds nothing: the engine's own data begin at the end, and nobody reads what lies below. */
const [lowest, highest] = [64, 1024];
const [codeSection, dataSection] = [10, 11];
/** An error's trace has this name in the engine: the prelude makes it what Node has by the name of `stack`. */
export const rawStack = "raw$s";
const ofErrors = ["errors\0", "stack", "\0name\0toString\0"] as const;
/** A bound for the arguments of a call: what the engine puts on its stack for those of a bound function is checked, up to so many. */
const mostArguments = [0x42, 0xff, 0xff, 0x03, 0x59, 0x04, 0x40, 0x20, 0x05, 0x41, 0xfe, 0xff, 0x03];
const moreArguments = [0x42, 0xff, 0xff, 0x07, 0x59, 0x04, 0x40, 0x20, 0x05, 0x41, 0xfe, 0xff, 0x07];

interface Stretch {
  readonly from: number;
  readonly to: number;
}
/** A part of the data: where it stands in the file, and where in memory. */
interface Segment extends Stretch {
  readonly address: number;
}

/**
 * The engine as its package has it, with calls of up to 131,070 arguments (65,534 otherwise; Node takes about 125,000), with the
 * messages of its errors in the words that are looked for, and with the traces of errors under a name of their own. Throws where this is
 * another engine than the one it is known of.
 */
export function patchedEngine(own: Uint8Array, words: readonly EngineWord[] = engineWords): PatchedEngine {
  const code = Buffer.from(own);
  const [inCode, inData] = [sectionOf(code, codeSection), sectionOf(code, dataSection)];
  const calls = placesOf(code, Buffer.from(mostArguments), inCode);
  if (calls.length !== 1) throw new Bug("The engine's bound for arguments was not found.");
  code.set(moreArguments, calls[0]);
  const names = placesOf(code, Buffer.from(ofErrors.join(""), "latin1"), inData);
  if (names.length !== 1) throw new Bug("The engine's name of traces was not found.");
  code.write(rawStack, (names[0] as number) + ofErrors[0].length, "latin1");
  const segments = segmentsOf(code, inData);
  const bytes: number[] = [];
  for (const { own: said, wanted, places } of words) {
    const found = usesOf(code, said, inCode, segments);
    if (found.length === 0) throw new Bug(`The engine does not say "${said}".`);
    for (const [i, at] of found.entries())
      if (places?.includes(i) !== false) code.set(constant(lowest + bytes.length, lengthAt(code, at)), at);
    bytes.push(...Buffer.from(`${wanted}\0`, "latin1"));
  }
  if (lowest + bytes.length > highest) throw new Bug("The words for the engine's errors have no room.");
  return { code, words: { at: lowest, bytes: Uint8Array.from(bytes) } };
}

/** Where code takes the address of a text, on its own or as the end of another one. */
function usesOf(code: Buffer, text: string, inCode: Stretch, segments: readonly Segment[]): number[] {
  return segments
    .flatMap((segment) => placesOf(code, Buffer.from(`${text}\0`, "latin1"), segment).map((at) => segment.address + at - segment.from))
    .flatMap((address) => placesOf(code, constant(address), inCode));
}

/** An instruction that gives a number, of which the shortest form has so many bytes, or of that length. */
function constant(value: number, length = value < 8192 ? 2 : 3): Buffer {
  const [low, middle, high] = [value & 127, (value >> 7) & 127, value >> 14];
  return Buffer.from(length === 2 ? [0x41, low | 128, middle] : [0x41, low | 128, middle | 128, high]);
}

function lengthAt(code: Uint8Array, at: number): number {
  return numberAt(code, at + 1)[1] - at - 1;
}

function placesOf(code: Buffer, bytes: Buffer, { from, to }: Stretch): number[] {
  const found: number[] = [];
  for (let at = code.indexOf(bytes, from); at >= 0 && at < to; at = code.indexOf(bytes, at + 1)) found.push(at);
  return found;
}

/** A number of the format (LEB128), and what follows it. */
function numberAt(code: Uint8Array, from: number): readonly [value: number, next: number] {
  let value = 0;
  for (let at = from, shift = 0; ; at++, shift += 7) {
    const byte = code[at] ?? 0;
    value |= (byte & 127) << shift;
    if (byte < 128) return [value, at + 1];
  }
}

function sectionOf(code: Uint8Array, wanted: number): Stretch {
  for (let at = 8; at < code.length; ) {
    const [length, from] = numberAt(code, at + 1);
    if (code[at] === wanted) return { from, to: from + length };
    at = from + length;
  }
  throw new Bug("The engine has no such section.");
}

/** Each begins with a flag and its place in memory, as an instruction and its end. */
function segmentsOf(code: Uint8Array, { from }: Stretch): Segment[] {
  const [count, first] = numberAt(code, from);
  let at = first;
  return Array.from({ length: count }, () => {
    const [address, end] = numberAt(code, at + 2);
    const [length, start] = numberAt(code, end + 1);
    at = start + length;
    return { from: start, to: at, address };
  });
}
