import { AsyncLocalStorage } from "node:async_hooks";
import { closeSync, writeSync } from "node:fs";
import { url as debuggerUrl } from "node:inspector";
import { Worker } from "node:worker_threads";
import { frameOf, shortPlace } from "./frame-of.ts";
import { count } from "./count.ts";

/** How long code of the user's own may keep the process from everything else, in milliseconds, where a configuration does not say. */
export const longestBlockMs = 60_000;

/** Work of the user's own: what it is, as in `topology "own"`, and the trial that it is for. */
interface Work {
  readonly what?: string;
  readonly trial?: string;
}
/** Code that let nothing else run for so long, and where it was. */
export interface Blockage extends Work {
  readonly place: string;
  readonly ms: number;
  /** Whether it waited for a process that it had started, which was ended. */
  readonly command?: boolean;
}

const working = new AsyncLocalStorage<Work>();
const name = "catallaxy.blocked";
const labelBytes = 4096;
const [beat, limitMs, labelSize] = [0, 1, 2] as const;

let shared: { readonly numbers: Int32Array; readonly label: Uint8Array } | undefined;
/** What began last. */
let latest: Work = {};
let tell: (blocked: Blockage) => string = (blocked) => `catallaxy: ${blockedWords(blocked)} The process is ended.`;
let goOn: () => string = () => "";

/** Says how the process is ended: the words that stand on standard error, and how its work is gone on with. */
export function whenBlocked(words: (blocked: Blockage) => string, next: () => string): void {
  tell = words;
  goOn = next;
}

/** Work of a trial; functions that it calls are told by the trial's name. */
export function inTrial<T>(trial: string, work: () => T): T {
  return working.run({ trial }, work);
}

/**
 * Runs code of the user's own. Where it, or what it left behind, lets nothing else run for `blockedMs`, another thread stops it and
 * the process ends with exit code 1 and a message that names the function, the trial and the line: what is in the ledger stays,
 * and nothing is added to it. So it does where the code waits for a process that it started (execSync, spawnSync), which is ended
 * first. In any other call that gives the thread back to nobody (a read of a pipe, Atomics.wait) no line can be had, and the process
 * can only be killed: exit code 137, with the function that began last. A debugger that is attached is left alone.
 */
export function watched<T>(what: string, work: () => T, blockedMs = longestBlockMs): T {
  const at = { ...working.getStore(), what };
  begin(blockedMs, at);
  return working.run(at, work);
}

function begin(blockedMs: number, at: Work): void {
  shared ??= start();
  latest = at;
  Atomics.store(shared.numbers, limitMs, Math.min(blockedMs, 2 ** 31 - 1));
  const { written } = new TextEncoder().encodeInto(`${labelOf(at)}\n${goOn()}`, shared.label);
  Atomics.store(shared.numbers, labelSize, written);
}

function start(): NonNullable<typeof shared> {
  const numbers = new Int32Array(new SharedArrayBuffer(12));
  const label = new Uint8Array(new SharedArrayBuffer(labelBytes));
  if (debuggerUrl() !== undefined) return { numbers, label };
  Object.defineProperty(globalThis, Symbol.for(name), { value: endWhere, configurable: true });
  const file = new URL(import.meta.url.endsWith(".ts") ? "./watchdog-worker.ts" : "./watchdog-worker.js", import.meta.url);
  const end = `globalThis[Symbol.for(${JSON.stringify(name)})]`;
  Atomics.store(numbers, limitMs, longestBlockMs);
  setInterval(() => Atomics.add(numbers, beat, 1), 5).unref();
  new Worker(file, { workerData: { numbers, label, end }, execArgv: ["--no-warnings"], stdout: false, stderr: false }).unref();
  return { numbers, label };
}

/**
 * Called in the thread that stands still, where it stands; where a `command` was ended for that, the code that waited for it may be
 * behind it by now. False where no code of the user's is at work.
 */
function endWhere(frames: readonly string[], command: boolean): boolean {
  const own = working.getStore();
  const at = own?.what === undefined && command ? latest : own;
  const frame = frameOf(frames.join("\n"));
  if (at?.what === undefined && frame === undefined) return false;
  const ms = shared === undefined ? longestBlockMs : Atomics.load(shared.numbers, limitMs);
  const words = tell({ ...at, ms, place: frame === undefined ? "" : shortPlace(frame), command });
  writeSync(2, `\n${words}\n`);
  // Node would say there that it waits for a debugger, which is ours.
  closeSync(2);
  return process.exit(1);
}

function labelOf({ what = "", trial }: Work): string {
  return `the ${what}${trial === undefined ? "" : ` in trial ${trial}`}`;
}

/** What is said of code that blocked. */
export function blockedWords({ what = "code of the configuration", trial, place, ms, command = false }: Blockage): string {
  const where = trial === undefined ? "" : `, in trial ${trial}`;
  const seconds = Number((ms / 1000).toFixed(1));
  return `The ${what} let nothing else run for ${count(seconds, "second")}${where}${place}: ${command ? "it waited for a command that did not end, which was ended with it. Start commands without Sync in their name, and await them." : "a loop without an end, or long work without an await."}`;
}
