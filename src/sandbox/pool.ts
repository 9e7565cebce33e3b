import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Result, RunReport } from "../types.ts";
import { fail } from "../util/failure.ts";
import { hold } from "./hold.ts";
import { withoutInherited } from "./inherited-files.ts";
import type { Job } from "./run-quickjs.ts";
import { starved, wallMs, watchWork } from "./watch-work.ts";

/** Child processes that run JavaScript programs, one program at a time each. */
export interface Pool {
  /**
   * Waits for a free child. One that works past any count of the engine is killed and its program fails its checks; one that gets no
   * processor to work with is killed as well, and that is a failure of the machine (code `timeout`). Never rejects.
   */
  run(job: Job): Promise<RunReport>;
  close(): Promise<void>;
}

interface Child {
  readonly process: ChildProcess;
  /** True from the first message on, when its module stands; `up` tells when that is known. */
  ready: boolean;
  readonly up: Promise<void>;
  busy: ((report: Answer | ChildLoss) => void) | undefined;
}
type ChildLoss = "gone" | "late" | "starved";
type Answer = Omit<Extract<RunReport, { ok: true }>, "ok">;

/** Processor time after which a child is killed: far above what the engine counts, for what it cannot interrupt. */
const workMs = (job: Job) => job.ms * 20 + 1000;
const startMs = 300_000;
const watchMs = 200;

export function pool(size: number): Pool {
  const children = new Set<Child>();
  const queue: (() => void)[] = [];
  let closed = false;
  const startChild = (): Child => {
    const up = Promise.withResolvers<void>();
    const child: Child = { process: spawnWorker(), ready: false, up: up.promise, busy: undefined };
    children.add(child);
    const gone = () => {
      up.resolve();
      children.delete(child);
      child.busy?.("gone");
      // Replaced at once, so that the next program need not wait for a start; one that never stood would only die again.
      if (child.ready && !closed && children.size < size) startChild();
      queue.shift()?.();
    };
    child.process.once("exit", gone).once("error", gone);
    child.process.on("message", (message) => {
      if (message !== "ready") return child.busy?.(message as Answer);
      child.ready = true;
      up.resolve();
    });
    hold(child.process, false);
    return child;
  };
  const take = async (): Promise<Child | undefined> => {
    for (;;) {
      if (closed) return undefined;
      const child = [...children].find(({ busy }) => busy === undefined) ?? (children.size < size ? startChild() : undefined);
      // Taken at once: another run may look before this one goes on.
      if (child !== undefined) return Object.assign(child, { busy: () => {} });
      await new Promise<void>((resolve) => queue.push(resolve));
    }
  };
  return {
    run: async (job) => {
      const child = await take();
      if (child === undefined) return fail("aborted", "The sandbox was closed before the program ran.");
      const answer = await ask(child, job);
      queue.shift()?.();
      if (closed && typeof answer === "string") return fail("aborted", "The sandbox was closed before the program came to its end.");
      return reportOf(answer, job, child.ready);
    },
    close: async () => {
      closed = true;
      for (const wake of queue) wake();
      const ends = [...children].map((child) => end(child));
      await Promise.all(ends);
    },
  };
}

function spawnWorker(): ChildProcess {
  // In a clone this file is TypeScript, in a package JavaScript; the worker beside it is the same.
  const worker = fileURLToPath(new URL(import.meta.url.endsWith(".ts") ? "./quickjs-worker.ts" : "./quickjs-worker.js", import.meta.url));
  // The permission model is a second layer: no writing, no processes, no workers, should anything get out of the engine.
  const flags = ["--permission", "--allow-fs-read=*", "--max-old-space-size=128", "--expose-gc", "--no-warnings"];
  const options: SpawnOptions = { env: {}, stdio: withoutInherited(["ignore", "ignore", "ignore", "ipc"]), serialization: "json" };
  if (process.platform === "win32") return spawn(process.execPath, [...flags, worker], options);
  // Deep recursion of a program needs a deep stack of the thread: what the shell may set, or what systems commonly give.
  const deep = 'if ulimit -s 65536 2>/dev/null; then exec "$0" --stack-size=60000 "$@"; else exec "$0" --stack-size=7000 "$@"; fi';
  return spawn("/bin/sh", ["-c", deep, process.execPath, ...flags, worker], options);
}

/** A child's start takes its own time, which is not the program's. */
async function ask(child: Child, job: Job): Promise<Answer | ChildLoss> {
  hold(child.process, true);
  const slow = setTimeout(() => child.process.kill("SIGKILL"), startMs);
  await child.up;
  clearTimeout(slow);
  if (!child.ready || !child.process.connected) return "gone";
  return new Promise((resolve) => {
    const settle = (answer: Answer | ChildLoss) => {
      unwatch();
      const dying = answer === "late" || answer === "starved";
      // One that is about to die is not free.
      child.busy = dying ? () => {} : undefined;
      if (!dying) hold(child.process, false);
      resolve(answer);
    };
    const unwatch = watchWork(child.process.pid, { workMs: workMs(job), wallMs: wallMs(job.ms), everyMs: watchMs }, (cause) => {
      settle(cause);
      child.process.kill("SIGKILL");
    });
    child.busy = settle;
    child.process.send(job, (error) => {
      if (error !== null) settle("gone");
    });
  });
}

function end(child: Child): Promise<void> {
  if (child.process.exitCode !== null || child.process.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    // An idle child does not keep this process alive, and its end must be seen.
    child.process.ref();
    child.process.once("exit", () => resolve());
    child.process.kill("SIGKILL");
  });
}

/** What killed its process fails its checks; a process that never came up is no verdict on the program. */
function reportOf(answer: Answer | ChildLoss, job: Job, wasReady: boolean): RunReport {
  if (typeof answer === "object") return { ok: true, ...answer };
  if (answer === "starved") return starved(job.ms);
  if (!wasReady) return noSandbox();
  const why =
    answer === "late"
      ? `ran too long and was killed: the program and its checks may do work for ${job.ms} ms`
      : "the program ended its sandbox, as by using too much memory";
  return { ok: true, checks: job.checks.map(({ name }) => ({ name, passed: false, why })), output: "" };
}

function noSandbox(): Result<never> {
  return fail("setup", "The JavaScript sandbox did not start. Run `catallaxy doctor`; Node 24 must be able to start child processes.");
}
