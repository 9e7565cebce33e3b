import type { QuickJSContext, QuickJSHandle } from "quickjs-emscripten-core";
import type { Json } from "../types.ts";
import { wordsOf } from "../util/failure.ts";
import { absentNames } from "./absent-names.ts";
import { calledNames } from "./called-names.ts";
import { checkModules } from "./check-modules.ts";
import { checkImports } from "./check-imports.ts";
import type { Engine } from "./engine.ts";
import { type Extensions, extensions } from "./extensions.ts";
import { guardedNames } from "./guarded-names.ts";
import { keptDeletes } from "./kept-deletes.ts";
import { trustedNames } from "./locks.ts";
import { ownNames } from "./own-names.ts";
import { returnedProgram } from "./returned-program.ts";
import { stripExports } from "./strip-exports.ts";
import { watchedCheck, watcher } from "./watched-check.ts";

/**
 * A program with its limits filled in. `ms` is work of the whole program, checks included: in JavaScript what the engine counts, in
 * Python processor time; never the clock on the wall, so that a busy machine gives the same verdict.
 */
export interface Job {
  readonly code: string;
  readonly checks: readonly { readonly name: string; readonly code: string }[];
  readonly globals: string;
  readonly ms: number;
  readonly memoryMb: number;
}
export interface CheckResult {
  readonly name: string;
  readonly passed: boolean;
  readonly why: string;
}
export interface JobReport {
  readonly checks: readonly CheckResult[];
  readonly output: string;
  readonly value?: Json;
}

/** The engine's count of loop turns, calls and pattern steps that stands for a millisecond: it ticks every ten thousand of them. */
const ticksPerMs = 4;
/** What the engine does not count (a sort of huge strings, say) is bounded by processor time, this many times `ms`. */
const uncounted = 10;
/** For calls; the pool gives each child's thread several times as much, which the engine's own frames need. */
export const stackKb = process.platform === "win32" ? 128 : 2048;
/** The engine's flag for a script with `await` at its top level: it gives a promise of its value. */
const asyncScript = 1 << 7;
const jobsPerTick = 200;
const mostOutput = 20_000;
const mostValue = 1_000_000;
/** Timers that go off for each tick of work. */
const firingsPerTick = 32;
/** For a program without a check to wait for: what it leaves running (an interval, say) is left, and is no fault. */
const mostFirings = 2000;
/** A check's own timers, and what it asserts without waiting, are waited for as long as this. */
const manyFirings = 10_000;
/** A timer that has gone off so often is endless, for the prelude too. */
const endless = 100;
/** Virtual milliseconds for which a program without a check to wait for may keep its timers going. */
const mostClock = 600_000;

/** Where programs run: in an engine that is made anew once what ran in it has left its mark. */
export interface Place {
  readonly engine: () => Engine;
  readonly renew: () => Promise<void>;
}

/**
 * Runs a program once for its output and value, then once more before each check, each time in the engine as the prelude left it.
 * Each of these may use half of the time that is left, so that a check that hangs leaves time for the next. Never throws.
 */
export async function runQuickjs(place: Place, job: Job): Promise<JobReport> {
  const script = stripExports(guardedNames(keptDeletes(job.code)));
  const program: Loadable = {
    code: script.aliases === "" ? script.code : `${script.code}\n;${script.aliases}`,
    called: JSON.stringify(calledNames(job.checks.map(({ code }) => code))),
  };
  let left = job.ms * ticksPerMs;
  let output = "";
  const timed: Timed = async (work, print = () => {}) => {
    const found = inEngine(place.engine(), job, Math.max(left / 2, 1), print, work);
    left -= found.ticks;
    if (found.spoilt || place.engine().grew()) await place.renew();
    return found.why;
  };
  let value: Json | undefined;
  let leaves = false;
  const broken = await timed(
    (bench) => {
      value = valueOf(bench, program);
      leaves = told(bench, "exits");
    },
    (text) => {
      if (output.length < mostOutput) output = `${output}${text}`.slice(0, mostOutput);
    },
  );
  const checks: CheckResult[] = [];
  for (const { name, code: check } of job.checks) {
    const about = { ...extensions(job.code, check), leaves };
    const why = broken ?? (await judged(timed, program, check, about));
    checks.push({ name, passed: why === undefined, why: why ?? "" });
  }
  if (job.checks.length === 0 && broken !== undefined) output = `${output}${broken}\n`;
  return { checks, output, ...(value !== undefined && { value }) };
}

/** Runs one piece of work in the engine; gives what is wrong with it. */
type Timed = (work: (bench: RunningEngine) => void, print?: (text: string) => void) => Promise<string | undefined>;

/** What is wrong with a program by one check; run once more where only a rehearsal tells which names it gives to the language's classes. */
async function judged(timed: Timed, program: Loadable, check: string, about: Extensions): Promise<string | undefined> {
  const settled = (more: object) =>
    timed((bench) => {
      load(bench, program);
      settle(bench, check, { ...about, rehearsal: false, ...more }, program.code);
    });
  const why = await settled({});
  if (why === undefined || !about.unseen) return why;
  let given: Extensions["slots"] = [];
  await timed((bench) => {
    load(bench, program);
    given = rehearse(bench, check, about, program.code);
  });
  return given.length === 0 ? why : settled({ slots: [...about.slots, ...given] });
}

/** An engine under way. What is made in it goes with its memory: no handle is disposed of. */
interface RunningEngine {
  readonly context: QuickJSContext;
  /** Counts a tick; true once the work is used up. */
  readonly late: () => boolean;
  /** Ticks that may be counted still. */
  readonly left: () => number;
  /** Calls a function of the prelude; throws `Refusal` when it throws. */
  readonly call: (name: string, ...args: QuickJSHandle[]) => QuickJSHandle;
  /** What was thrown, in words. */
  readonly words: (error: QuickJSHandle) => string;
}

/** What ends the run of one context: the words for the report. Thrown and caught in this file only. */
class Refusal {
  readonly why: string;
  constructor(why: string) {
    this.why = absentNames(why);
  }
}

function inEngine(
  engine: Engine,
  job: Job,
  fuel: number,
  print: (text: string) => void,
  work: (bench: RunningEngine) => void,
): { why: string | undefined; spoilt: boolean; ticks: number } {
  let ticks = 0;
  let deadline: number | undefined;
  let late = false;
  let why: string | undefined;
  const tick = () => {
    if (deadline === undefined) return false;
    ticks += 1;
    if (ticks % ticksPerMs === 0) engine.worked(ticks / ticksPerMs);
    return (late ||= ticks > fuel || cpuMs() > deadline);
  };
  try {
    engine.reset({ memoryMb: job.memoryMb, tick, print });
    const bench = benchIn(engine, tick, () => fuel - ticks);
    bench.call("offer", engine.context.newString(job.globals));
    // What it took to set the engine up is no work of the program.
    deadline = cpuMs() + job.ms * uncounted;
    work(bench);
  } catch (thrown) {
    // The module aborted or ran out of memory while the host was at work: nothing in it can be trusted any more.
    if (!(thrown instanceof Refusal))
      return { why: late ? tooLate(job) : engine.starved() ? tooMuch(job) : brokenBy(thrown), spoilt: true, ticks };
    why = thrown.why;
  }
  if (late) why = tooLate(job);
  else if (engine.starved() || (why ?? "").startsWith("RangeError: out of memory")) why = tooMuch(job);
  return { why, spoilt: false, ticks };
}

function benchIn({ context, tools }: Engine, late: RunningEngine["late"], left: RunningEngine["left"]): RunningEngine {
  const words: RunningEngine["words"] = (error) => {
    const found = context.callFunction(context.getProp(tools, "words"), context.undefined, error);
    return found.error === undefined ? context.getString(found.value) : "an error that could not be read, as after running out of memory";
  };
  const call: RunningEngine["call"] = (name, ...args) => {
    const found = context.callFunction(context.getProp(tools, name), context.undefined, ...args);
    if (found.error === undefined) return found.value;
    throw new Refusal(words(found.error));
  };
  return { context, late, left, call, words };
}

/** A program as a script, and the names that its checks call, as JSON. */
interface Loadable {
  readonly code: string;
  readonly called: string;
}

/** The program's top level; what it exports becomes visible by name. */
function load(bench: RunningEngine, { code, called }: Loadable): QuickJSHandle {
  const completion = /\bawait\b/.test(code) ? awaited(bench, code) : script(bench, code);
  bench.call("publish", bench.context.newString(called));
  return completion;
}

function script(bench: RunningEngine, code: string): QuickJSHandle {
  const found = bench.context.evalCode(code, "program.js", { type: "global" });
  if (found.error === undefined) return found.value;
  if (hasExited(bench, found.error)) return bench.context.undefined;
  const why = bench.words(found.error);
  if (why === returns) return script(bench, returnedProgram(code));
  throw new Refusal(why);
}

/** What the engine says of a script that returns at its top level; one that says so itself runs once more, and gains nothing. */
const returns = "SyntaxError: return not in a function";

/** Whether what was thrown is no fault: the program called `process.exit`. */
function hasExited(bench: RunningEngine, thrown: QuickJSHandle): boolean {
  return bench.context.getNumber(bench.call("exited", thrown)) === 1;
}

/** A script that may have `await` at its top level: run to its end, timers included. */
function awaited(bench: RunningEngine, code: string): QuickJSHandle {
  const { context } = bench;
  const found = context.evalCode(code, "program.js", asyncScript);
  if (found.error !== undefined) {
    const why = bench.words(found.error);
    if (why === returns) return awaited(bench, returnedProgram(code));
    throw new Refusal(why);
  }
  const promise = found.value;
  for (let firings = 1; ; firings++) {
    drain(bench);
    if (firings % firingsPerTick === 0 && bench.late()) throw new Refusal("ran too long");
    const state = context.getPromiseState(promise);
    if (state.type === "rejected") {
      if (hasExited(bench, state.error)) return context.undefined;
      throw new Refusal(bench.words(state.error));
    }
    if (state.type === "fulfilled") return context.getProp(state.value, "value");
    const clock = bench.call("fire");
    if (context.getNumber(clock) < 0) throw new Refusal("did not finish: nothing is left to wait for and the program has not ended");
  }
}

function evaluate(bench: RunningEngine, code: string, file: string): QuickJSHandle {
  const found = bench.context.evalCode(code, file, { type: "global" });
  if (found.error === undefined) return found.value;
  throw new Refusal(bench.words(found.error));
}

/** Runs the top level, lets its timers and promises come to rest, and gives `result` or the last expression as JSON. */
function valueOf(bench: RunningEngine, program: Loadable): Json | undefined {
  const completion = load(bench, program);
  for (let firings = 0; firings < mostFirings; firings++) {
    drain(bench);
    const clock = bench.call("fire");
    const now = bench.context.getNumber(clock);
    if (now < 0 || now > mostClock) break;
  }
  drain(bench);
  const named = evaluate(bench, 'typeof result === "undefined" ? undefined : result', "result.js");
  const given = bench.context.typeof(named) === "undefined" ? completion : named;
  const state = bench.context.getPromiseState(given);
  const value = state.type === "fulfilled" ? (state.notAPromise ? given : state.value) : undefined;
  if (state.type === "rejected" && !hasExited(bench, state.error)) throw new Refusal(bench.words(state.error));
  return value === undefined ? undefined : jsonOf(bench, value);
}

function jsonOf(bench: RunningEngine, value: QuickJSHandle): Json | undefined {
  try {
    const text = bench.call("json", value);
    const json = bench.context.typeof(text) === "string" ? bench.context.getString(text) : undefined;
    return json === undefined || json.length > mostValue ? undefined : (JSON.parse(json) as Json);
  } catch (thrown) {
    // A value that has no JSON (a cycle, a bigint) is no value; the program is not at fault.
    if (thrown instanceof Refusal) return undefined;
    throw thrown;
  }
}

/** Runs a check until its promise settles; throws `Refusal` unless it was fulfilled and no assertion ever failed. */
function settle(bench: RunningEngine, check: string, about: object, program: string): void {
  const { context } = bench;
  // What the program's top level left to do is its own, and not the check's.
  drain(bench);
  const modules = checkModules(check);
  const given = modules === undefined ? [] : [evaluate(bench, modules, "check.js")];
  const promise = bench.call("enter", bodyOf(bench, check, program), context.newString(JSON.stringify(about)), ...given);
  for (let firings = 1; ; firings++) {
    drain(bench);
    if (firings % firingsPerTick === 0 && bench.late()) throw new Refusal("ran too long");
    // The engine's own state of the promise: no code of the program has a say in it.
    const state = context.getPromiseState(promise);
    if (state.type === "rejected") throw new Refusal(bench.words(state.error));
    if (state.type === "fulfilled") break;
    const clock = bench.call("fire");
    if (context.getNumber(clock) < 0) throw new Refusal("did not finish: nothing is left to wait for and the check has not ended");
  }
  comeToRest(bench);
  // An assertion that failed inside a callback counts, even when the program swallowed what it threw.
  const failure = bench.call("failure");
  if (context.typeof(failure) === "string") throw new Refusal(context.getString(failure));
}

/** The names that a check makes the program give to the language's classes, as far as it gets. */
function rehearse(bench: RunningEngine, check: string, about: Extensions, program: string): Extensions["slots"] {
  try {
    settle(bench, check, { ...about, rehearsal: true }, program);
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
  }
  const added = JSON.parse(bench.context.getString(bench.call("added"))) as Extensions["slots"];
  // What the check does not only call, it may keep on lists and objects of its own.
  return added.filter(([, name]) =>
    [...check.matchAll(/[\w$]+(?=(\s*(?:\?\.)?\()?)/g)].every(([word, call]) => word !== name || call !== undefined),
  );
}

function bodyOf(bench: RunningEngine, check: string, program: string): QuickJSHandle {
  const own = ownNames(check, program);
  const declared = own.length === 0 ? "" : `let ${own.join(", ")}; `;
  const body = (text: string) => `(function (${trustedNames}, ${watcher}) { ${declared}return async () => {\n${text}\n}; })`;
  const kept = globalDates(checkImports(guardedNames(keptDeletes(check))));
  const parses = (text: string) => bench.context.evalCode(body(text), "check.js", { type: "global" }).error === undefined;
  return evaluate(bench, body(watchedCheck(kept, parses)), "check.js");
}

/** A check that replaces the class of dates means that of the program too. */
function globalDates(check: string): string {
  return check.replace(/(^|[;{}\n][ \t]*)Date(?=\s*=(?![=>]))/g, "$1globalThis.Date = Date");
}

/**
 * Timers and promises that a check began and did not wait for, with what they assert, as Node would run them. What goes on without end
 * (an interval) is taken from the program, so that the check's own and what it made the program set have their turn however late they are
 * due. Only so much of it is run as half of the work allows; what is still to come then fails the check.
 */
function comeToRest(bench: RunningEngine): void {
  const least = bench.left() / 2;
  for (let fired = mostFirings; goOn(bench, mostFirings, least / 2); fired += mostFirings) {
    const asserting = told(bench, "asserting");
    if (!asserting && !told(bench, "waiting", manyFirings)) return;
    if (bench.left() <= least / 2) {
      if (!asserting && !told(bench, "waiting", endless)) return;
      throw new Refusal("a timer of the check never had its turn: others went on without end");
    }
    // What is asserted may wait for just that.
    if (!asserting || fired >= manyFirings || bench.left() <= least) bench.call("cut");
  }
}

/** Fires so many timers, or as many as leave so much work; false where none is left. */
function goOn(bench: RunningEngine, most: number, least: number): boolean {
  for (let firings = 1; firings <= most && bench.left() > least; firings++) {
    drain(bench);
    if (firings % firingsPerTick === 0 && bench.late()) throw new Refusal("ran too long");
    if (bench.context.getNumber(bench.call("fire")) < 0) return false;
  }
  drain(bench);
  return true;
}

/** Whether a question to the prelude has the answer 1. */
function told(bench: RunningEngine, name: string, most = 0): boolean {
  return bench.context.getNumber(bench.call(name, bench.context.newNumber(most))) === 1;
}

/** Runs what `process.nextTick` and then promises have queued, these in lots, each of which is work too: a chain that never ends is stopped like a loop. */
function drain(bench: RunningEngine): void {
  for (let jobs = 0; ; ) {
    const ticked = jobs < jobsPerTick && told(bench, "ticks");
    const found = bench.context.runtime.executePendingJobs(jobsPerTick);
    if (found.error !== undefined) throw new Refusal(bench.words(found.error));
    if ((jobs = found.value) === 0 && !ticked) return;
    if ((ticked || jobs === jobsPerTick) && bench.late()) throw new Refusal("ran too long");
  }
}

function tooLate(job: Job): string {
  return `ran too long: the program and its checks may do work for ${job.ms} ms, and one of them at most half of what is left`;
}

function brokenBy(thrown: unknown): string {
  return `the program broke its sandbox: ${wordsOf(thrown).slice(0, 200)}`;
}

function tooMuch(job: Job): string {
  return `used too much memory: the program may hold ${job.memoryMb} MB, and 64 MB for the engine`;
}

/** Processor time of this thread. */
function cpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
