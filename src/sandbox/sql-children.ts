import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { hold } from "./hold.ts";
import { withoutInherited } from "./inherited-files.ts";
import type { SqlAnswer, SqlRun } from "./sql-worker.ts";
import { wallMs, watchWork } from "./watch-work.ts";

/** What came of a run. `lost`: the child ended, could not be stopped by its own count, got no processor, never stood, or may not begin. */
export type SqlChildAnswer = SqlAnswer | { readonly kind: "lost"; readonly of: "gone" | "late" | "starved" | "unready" | "closed" };

export interface SqlChild {
  /** Never rejects; a child that broke a bound or was lost is ended and replaced at the next run. */
  ask(run: SqlRun, ms: number): Promise<{ readonly answer: SqlChildAnswer; readonly usedMs: number }>;
  /** Ends the child: no other program gets it. */
  release(): void;
}
/** Child processes that run SQL, one program each; one that waits for its program does not keep this process alive. */
export interface SqlChildren {
  take(): SqlChild;
  close(): void;
}

export function sqlChildren(): SqlChildren {
  const all = new Set<ChildProcess>();
  const spare: ChildProcess[] = [];
  let closed = false;
  const begin = () => {
    const child = spawnWorker();
    all.add(child);
    child.once("exit", () => all.delete(child)).on("error", () => {});
    child.once("message", () => ready.add(child));
    hold(child, false);
    return child;
  };
  return {
    take: () => {
      let child = spare.pop();
      return {
        ask: async (run, ms) => {
          if (closed) return { answer: { kind: "lost", of: "closed" }, usedMs: 0 };
          if (child === undefined || child.exitCode !== null || child.signalCode !== null) child = begin();
          hold(child, true);
          const found = await answerOf(child, run, ms);
          if (found.answer.kind === "breach" || found.answer.kind === "lost") {
            child.kill("SIGKILL");
            child = undefined;
          }
          return found;
        },
        release: () => {
          // Where one program came another may: its child starts while nobody waits for it.
          if (!closed) spare.push(begin());
          if (child === undefined) return;
          hold(child, false);
          child.kill("SIGKILL");
        },
      };
    },
    close: () => {
      closed = true;
      for (const child of all) child.kill("SIGKILL");
    },
  };
}

const lookMs = 200;
/** One that does not stand by then is ended, and was never ready. */
const startMs = 300_000;
const ready = new WeakSet<ChildProcess>();

function answerOf(child: ChildProcess, run: SqlRun, ms: number): Promise<{ answer: SqlChildAnswer; usedMs: number }> {
  return new Promise((resolve) => {
    let unwatch = () => {};
    const slow = setTimeout(() => child.kill("SIGKILL"), startMs);
    const settle = (answer: SqlChildAnswer, usedMs = 0) => {
      unwatch();
      clearTimeout(slow);
      child.off("exit", lost).off("error", lost).off("message", hear);
      resolve({ answer, usedMs });
    };
    const lost = () => settle({ kind: "lost", of: ready.has(child) ? "gone" : "unready" });
    const begin = () => {
      ready.add(child);
      clearTimeout(slow);
      // Far above what the child counts itself, for what may stop it from counting.
      unwatch = watchWork(child.pid, { workMs: ms * 20 + 1000, wallMs: wallMs(ms), everyMs: lookMs }, (of) => settle({ kind: "lost", of }));
      child.send(run, (error) => {
        if (error !== null) lost();
      });
    };
    const hear = (said: unknown) => {
      if (said === "ready") begin();
      else {
        const { answer, usedMs } = said as { answer: SqlAnswer; usedMs: number };
        settle(answer, usedMs);
      }
    };
    child.on("exit", lost).on("error", lost).on("message", hear);
    if (ready.has(child)) begin();
  });
}

function spawnWorker(): ChildProcess {
  // In a clone this file is TypeScript, in a package JavaScript; the worker beside it is the same.
  const worker = fileURLToPath(new URL(import.meta.url.endsWith(".ts") ? "./sql-worker.ts" : "./sql-worker.js", import.meta.url));
  // A pattern that would go back without end is searched for in linear time.
  const linear = "--enable-experimental-regexp-engine-on-excessive-backtracks";
  const flags = ["--permission", "--allow-fs-read=*", "--allow-worker", "--max-old-space-size=128", "--no-warnings", linear];
  const options: SpawnOptions = { env: {}, stdio: withoutInherited(["ignore", "ignore", "ignore", "ipc"]), serialization: "advanced" };
  if (process.platform === "win32") return spawn(process.execPath, [...flags, worker], options);
  // Should anything get past SQLite's authorizer, no byte can be written to a file.
  return spawn("/bin/sh", ["-c", 'ulimit -f 0; exec "$0" "$@"', process.execPath, ...flags, worker], options);
}
