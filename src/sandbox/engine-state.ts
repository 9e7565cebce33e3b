import { Bug } from "../util/bug.ts";

/** What the engine keeps in its memory and does not show: read and set where it lies. */
export interface EngineState {
  /**
   * Makes the engine collect garbage when it makes its next object: its own count knows blocks but not their bytes, so that it would let
   * a few large lists that refer to themselves fill the memory.
   */
  collectSoon(): void;
  /** Makes the engine tick at its next call or turn of a loop. */
  tickSoon(): void;
  /** Bytes in use: the blocks that nobody has given back, and what lies below them. */
  held(): number;
  /** Where the memory ends that was ever in use. */
  end(): number;
}

/** The count of blocks behind which the engine first collects garbage. */
const firstThreshold = 256 * 1024;
/** Ticks come after so many calls and turns. */
const untilTick = 10_000;
const loop = "for (let i = 0; i < 40; i++);";
/** Where the allocator (Doug Lea's) keeps what, in words from the beginning of its state. */
const [topSizeAt, leastAt, topAt, binsAt, bins] = [3, 4, 6, 10, 32];
/** What it writes behind its topmost block. */
const footBytes = 64;

/** Finds the places in an engine of which nothing has run yet; throws where this is another engine than the one they are known of. */
export function engineState(
  memory: { readonly buffer: ArrayBuffer },
  at: { readonly runtime: number; readonly context: number },
  evaluate: (code: string) => void,
): EngineState {
  const words = () => new Uint32Array(memory.buffer);
  const threshold =
    at.runtime / 4 +
    words()
      .subarray(at.runtime / 4, at.runtime / 4 + 64)
      .indexOf(firstThreshold);
  const counter = counterIn(words, at.context / 4, evaluate);
  const blocks = blocksIn(words());
  if (threshold < at.runtime / 4 || counter === undefined || blocks === undefined) throw new Bug("The engine's state was not found.");
  return {
    collectSoon: () => {
      words()[threshold] = 0;
    },
    tickSoon: () => {
      words()[counter] = 1;
    },
    held: () => inUse(words(), blocks) ?? memory.buffer.byteLength,
    end: () => (words()[blocks.state + topAt] ?? 0) + (words()[blocks.state + topSizeAt] ?? 0) + footBytes,
  };
}

/** The word of the context that a loop counts down, twice by as much. */
function counterIn(words: () => Uint32Array, from: number, evaluate: (code: string) => void): number | undefined {
  const seen = [0, 1, 2].map(() => {
    evaluate(loop);
    return words().slice(from, from + 128);
  });
  const at = (seen[0] as Uint32Array).findIndex((first, i) => {
    const [second = 0, third = 0] = [seen[1]?.[i], seen[2]?.[i]];
    return first <= untilTick && first - second >= 40 && first - second === second - third;
  });
  return at < 0 ? undefined : from + at;
}

interface Blocks {
  readonly state: number;
  readonly first: number;
}

/** The allocator's state has lists that, where they are empty, begin and end in themselves; it is the right one if its blocks lead to its top. */
function blocksIn(words: Uint32Array): Blocks | undefined {
  for (let i = binsAt; i < words.length - 4; i++) {
    if (words[i + 2] !== i * 4 || words[i + 3] !== i * 4) continue;
    for (let bin = 0; bin < bins; bin++) {
      const state = i - binsAt - 2 * bin;
      if (state < 0) break;
      const least = (words[state + leastAt] ?? 0) / 4;
      for (const first of [least, least + 2]) if (least > state && inUse(words, { state, first }) !== undefined) return { state, first };
    }
  }
  return undefined;
}

function inUse(words: Uint32Array, { state, first }: Blocks): number | undefined {
  const top = (words[state + topAt] ?? 0) / 4;
  let held = first;
  let at = first;
  while (at < top) {
    const head = words[at + 1] ?? 0;
    const size = (head & ~7) >>> 2;
    if (size === 0) return undefined;
    if ((head & 2) !== 0) held += size;
    at += size;
  }
  return at === top && top > first ? held * 4 : undefined;
}
