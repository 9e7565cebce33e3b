/** What the types of Node leave out. */
interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}
declare const WebAssembly: { readonly Memory: new (size: { readonly initial: number; readonly maximum: number }) => Memory };

/** The memory of a module of QuickJS: the engine itself counts blocks, not their bytes. */
export interface BoundedMemory {
  readonly memory: Memory;
  /** From here on it grows up to so many bytes; nothing was refused yet. */
  bound(bytes: number): void;
  /** Whether a growth that was needed was refused. */
  refused(): boolean;
  /** Whether it has grown since it was made, which cannot be undone. */
  grew(): boolean;
  /** Called behind each growth. */
  grown: () => void;
}

const page = 65_536;
/** What a module starts with, 48 MB: most programs never need more, and what nobody writes to costs nothing. */
const firstPages = 768;
const mostPages = 32_768;
/** Each growth is an occasion to collect garbage: with every page there would be too many of them. */
const stepPages = 64;
/** Before it says that there is no memory, the module asks for a fifth more, then a tenth, then for the least that does. */
const asks = 3;

export function boundedMemory(): BoundedMemory {
  const memory = new WebAssembly.Memory({ initial: firstPages, maximum: mostPages });
  const grow = memory.grow.bind(memory);
  let most = memory.buffer.byteLength;
  let asked = 0;
  let refused = false;
  const bounded: BoundedMemory = {
    memory,
    bound: (bytes) => {
      most = Math.min(bytes, mostPages * page);
      asked = 0;
      refused = false;
    },
    refused: () => refused,
    grew: () => memory.buffer.byteLength > firstPages * page,
    grown: () => {},
  };
  // The module grows its memory through this method.
  memory.grow = (least) => {
    asked += 1;
    const fits = (pages: number) => memory.buffer.byteLength + pages * page <= most;
    if (asked < asks || !fits(least)) {
      if (asked === asks) {
        asked = 0;
        refused = true;
      }
      // More than there can be: what the engine throws then is what the module expects.
      return grow(mostPages);
    }
    asked = 0;
    const before = grow(least < stepPages && fits(stepPages) ? stepPages : least);
    bounded.grown();
    return before;
  };
  return bounded;
}
