import variant from "@jitl/quickjs-wasmfile-release-sync";
import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSRuntime,
  type QuickJSSyncVariant,
} from "quickjs-emscripten-core";
import { Bug } from "../util/bug.ts";
import { type BoundedMemory, boundedMemory } from "./bounded-memory.ts";
import { compiled } from "./compiled-quickjs.ts";
import { engineMeter } from "./engine-meter.ts";
import { engineState } from "./engine-state.ts";
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
  /** Tells what runs in it how many milliseconds of work it has done: its clock reads them. */
  worked(ms: number): void;
  /** Whether a program made the module's memory grow, which stays with it: the next run in it would not be like the first. */
  grew(): boolean;
  /**
   * Whether the run held more than it may, or was refused memory. What it holds is weighed, garbage left out, at the first tick behind
   * each growth past the bound, and here; until then it may have twice as much.
   */
  starved(): boolean;
}

const page = 4096;
const megabyte = 1024 * 1024;
/** For the engine itself and for what lists that grow leave behind, beside the program's own. */
const ownMb = 64;
export async function engine(stackKb: number): Promise<Engine> {
  const bounded = boundedMemory();
  const { memory } = bounded;
  // The package describes its default export as if it were a CommonJS module.
  const base = variant as unknown as QuickJSSyncVariant;
  const { module: wasmModule, words } = await compiled();
  const module = await newQuickJSWASMModuleFromVariant(newVariant(base, { wasmMemory: memory, wasmModule }));
  new Uint8Array(memory.buffer).set(words.bytes, words.at);
  bounded.bound(memory.buffer.byteLength);
  let current: Run = { memoryMb: 64, tick: () => false, print: () => {} };
  const runtime = module.newRuntime();
  runtime.setMaxStackSize(stackKb * 1024);
  const context = runtime.newContext();
  const scale = scaleOf(bounded, runtime, context);
  runtime.setInterruptHandler(() => (scale.asked() ? scale.over() : current.tick()));
  const make = context.unwrapResult(context.evalCode(prelude, "prelude.js"));
  const printer = context.newFunction("print", (text) => current.print(context.getString(text)));
  const host = context.newFunction("host", (kind, text) => {
    // A look-up of the host is work like loops are.
    current.tick();
    return context.newString(webHost(context.getString(kind), context.getString(text)));
  });
  const meter = engineMeter(memory, context);
  const tools = context.unwrapResult(context.callFunction(make, context.undefined, printer, host, meter.list));
  const kept = usedParts(new Uint8Array(memory.buffer, 0, scale.end()));
  return {
    context,
    tools,
    reset: (run) => {
      current = run;
      const bytes = new Uint8Array(memory.buffer);
      for (const { at, part } of kept) bytes.set(part, at);
      scale.reset((run.memoryMb + ownMb) * megabyte);
    },
    worked: (ms) => meter.write(ms),
    grew: () => bounded.grew(),
    starved: () => bounded.refused() || scale.over(),
  };
}

/** Weighs what a run holds against its bound. */
interface Scale {
  /** Where the memory ends that was ever in use. */
  end(): number;
  reset(most: number): void;
  /** Whether a growth asked for a weighing that did not take place yet. */
  asked(): boolean;
  /** Whether the run has ever held more than it may. */
  over(): boolean;
}

/** Twice the bound is what memory can grow to: what is garbage is known only when it is collected, which takes a new object and a tick. */
function scaleOf(bounded: BoundedMemory, runtime: QuickJSRuntime, context: QuickJSContext): Scale {
  const at = { runtime: addressOf(runtime, "rt"), context: addressOf(context, "ctx") };
  const state = engineState(bounded.memory, at, (code) => context.unwrapResult(context.evalCode(code)).dispose());
  let most = bounded.memory.buffer.byteLength;
  let asked = false;
  let over = false;
  bounded.grown = () => {
    state.collectSoon();
    if (bounded.memory.buffer.byteLength <= most) return;
    asked = true;
    state.tickSoon();
  };
  return {
    end: () => state.end(),
    reset: (bound) => {
      most = bound;
      asked = false;
      over = false;
      bounded.bound(2 * most);
    },
    asked: () => asked,
    over: () => {
      asked = false;
      if (over || bounded.memory.buffer.byteLength <= most) return over;
      state.collectSoon();
      try {
        context.newObject().dispose();
      } catch {
        // A module that has aborted makes nothing any more.
      }
      over = state.held() > most;
      return over;
    },
  };
}

/** Where the engine's own structure of it lies. */
function addressOf(owner: object, name: string): number {
  const held: unknown = Reflect.get(owner, name);
  const value: unknown = typeof held === "object" && held !== null ? Reflect.get(held, "value") : undefined;
  if (typeof value !== "number") throw new Bug("The engine does not show where it lies.");
  return value;
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
