/** What the types of Node leave out. */
interface Memory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}
declare const WebAssembly: { readonly Memory: new (size: { readonly initial: number; readonly maximum: number }) => Memory };

/** The memory of a module of QuickJS, whose size is what a program can hold: the engine itself counts blocks, not their bytes. */
export interface BoundedMemory {
  readonly memory: Memory;
  /** From here on it grows up to so many bytes; nothing was refused yet. */
  bound(bytes: number): void;
  /** Whether a growth that was needed was refused. */
  refused(): boolean;
  /** Called behind each growth and each refusal. */
  grown: () => void;
}

const page = 65_536;
/** What a module starts with, as its build wants it; the engine's own stack, text and data are within. */
const firstPages = 256;
const mostPages = 32_768;
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
      most = bytes;
      asked = 0;
      refused = false;
    },
    refused: () => refused,
    grown: () => {},
  };
  // The module grows its memory through this method. Only the least is given: each step is an occasion to collect garbage.
  memory.grow = (pages) => {
    asked += 1;
    const fits = memory.buffer.byteLength + pages * page <= most;
    if (asked < asks || !fits) {
      if (asked === asks) {
        asked = 0;
        refused = true;
        bounded.grown();
      }
      // More than there can be: what the engine throws then is what the module expects.
      return grow(mostPages);
    }
    asked = 0;
    const before = grow(pages);
    bounded.grown();
    return before;
  };
  return bounded;
}
