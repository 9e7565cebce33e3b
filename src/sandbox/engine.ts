import variant from "@jitl/quickjs-wasmfile-release-sync";
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSSyncVariant,
} from "quickjs-emscripten-core";
import { boundedMemory } from "./bounded-memory.ts";
import { compiled } from "./compiled-quickjs.ts";
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
  /** Whether the run was refused memory. */
  starved(): boolean;
}

const page = 4096;
const megabyte = 1024 * 1024;
/** For the engine itself and for what lists that grow leave behind, beside the program's own. */
const ownMb = 64;
/** The count of blocks behind which the engine first collects garbage. */
const firstThreshold = 256 * 1024;

export async function engine(stackKb: number): Promise<Engine> {
  const bounded = boundedMemory();
  const { memory } = bounded;
  // The package describes its default export as if it were a CommonJS module.
  const base = variant as unknown as QuickJSSyncVariant;
  const module = await newQuickJSWASMModuleFromVariant(newVariant(base, { wasmMemory: memory, wasmModule: compiled }));
  bounded.bound(mostOf(64));
  let current: Run = { memoryMb: 64, tick: () => false, print: () => {} };
  const runtime = module.newRuntime();
  bounded.grown = collector(memory, runtime);
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
  const kept = usedParts(new Uint8Array(memory.buffer));
  return {
    context,
    tools,
    reset: (run) => {
      current = run;
      const bytes = new Uint8Array(memory.buffer);
      for (const { at, part } of kept) bytes.set(part, at);
      bounded.bound(mostOf(run.memoryMb));
      runtime.setMemoryLimit(mostOf(run.memoryMb));
    },
    size: () => memory.buffer.byteLength,
    starved: () => bounded.refused(),
  };
}

function mostOf(memoryMb: number): number {
  return (memoryMb + ownMb) * megabyte;
}

/**
 * Makes the engine collect garbage when it makes its next object: its own count knows blocks but not their bytes, so that it would let
 * a few large lists that refer to themselves fill the memory. Where the count's place is not found, it is left to the engine.
 */
function collector(memory: { readonly buffer: ArrayBuffer }, runtime: object): () => void {
  const { rt } = runtime as { readonly rt?: { readonly value?: unknown } };
  if (typeof rt?.value !== "number") return () => {};
  const first = rt.value / 4;
  const found = new Uint32Array(memory.buffer).subarray(first, first + 64).indexOf(firstThreshold);
  if (found < 0) return () => {};
  return () => {
    new Uint32Array(memory.buffer)[first + found] = 0;
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
