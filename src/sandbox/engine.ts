import type { QuickJSContext, QuickJSHandle, QuickJSWASMModule } from "quickjs-emscripten-core";
import { prelude } from "./prelude.ts";
import { webHost } from "./web-host.ts";

/** What a run in an engine may use, and where its output goes. */
export interface Run {
  readonly memoryMb: number;
  /** Counts a tick; true once the work is used up. */
  readonly tick: () => boolean;
  readonly print: (text: string) => void;
}

/** A module of QuickJS with one context, in which the prelude has run and nothing else. */
export interface Engine {
  readonly context: QuickJSContext;
  /** What the prelude gives the host. */
  readonly tools: QuickJSHandle;
  /**
   * Puts the whole memory back as it was behind the prelude: whatever ran before is gone, in its objects, its timers and its chance.
   * Handles that were made since must not be used or disposed of any more. That is what a fresh context costs, a hundredth of making one.
   */
  reset(run: Run): void;
  /** Bytes that the module holds; a program's growth stays with it. */
  size(): number;
}

const page = 4096;

export function engine(module: QuickJSWASMModule, stackKb: number): Engine {
  let current: Run = { memoryMb: 64, tick: () => false, print: () => {} };
  const runtime = module.newRuntime();
  runtime.setMaxStackSize(stackKb * 1024);
  runtime.setInterruptHandler(() => current.tick());
  const context = runtime.newContext();
  const make = context.unwrapResult(context.evalCode(prelude, "prelude.js"));
  const printer = context.newFunction("print", (text) => current.print(context.getString(text)));
  const host = context.newFunction("host", (kind, text) => {
    // A look-up of the host is work like loops are.
    current.tick();
    return context.newString(webHost(context.getString(kind), context.getString(text)));
  });
  const tools = context.unwrapResult(context.callFunction(make, context.undefined, printer, host));
  const memory = module.getWasmMemory();
  const kept = usedParts(new Uint8Array(memory.buffer));
  return {
    context,
    tools,
    reset: (run) => {
      current = run;
      const bytes = new Uint8Array(memory.buffer);
      for (const { at, part } of kept) bytes.set(part, at);
      runtime.setMemoryLimit(run.memoryMb * 1024 * 1024);
    },
    size: () => memory.buffer.byteLength,
  };
}

/** The parts of memory that hold something; what lies between, as the unused stack, has no meaning. Small gaps belong to the parts. */
function usedParts(bytes: Uint8Array): readonly { readonly at: number; readonly part: Uint8Array }[] {
  const used: { from: number; to: number }[] = [];
  for (let at = 0; at < bytes.length; at += page) {
    if (!bytes.subarray(at, at + page).some((byte) => byte !== 0)) continue;
    const last = used.at(-1);
    if (last !== undefined && at - last.to <= 64 * page) last.to = at + page;
    else used.push({ from: at, to: at + page });
  }
  return used.map(({ from, to }) => ({ at: from, part: bytes.slice(from, to) }));
}
