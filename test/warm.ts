import { type ChildProcess, fork } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import type { Finished } from "./catallaxy.ts";
import type { Order } from "./warm-process.ts";

/** What Node reads when it starts. */
const atStart = /^(?:NODE_(?!COMPILE_CACHE|V8_COVERAGE)|SSL_|UV_|TZ$)/;
const code = /\.[cm]?[jt]sx?$/;

/**
 * Whether a command may share a process with those before it: Node starts it like any other, and it loads no code of the user's, whose
 * functions are known to a process until it ends.
 */
export function mayShare({ words, cwd, env }: Order, ours: string): boolean {
  if (Object.keys(env).some((name) => atStart.test(name)) || !existsSync(cwd)) return false;
  if (words.some((word) => code.test(word) && !resolve(cwd, word).startsWith(ours))) return false;
  return !words.some((word) => word.startsWith("--plugin")) && !readdirSync(cwd).some((file) => /^lab\.config\.[cm]?[jt]s$/.test(file));
}

let child: ChildProcess | undefined;
let queue: Promise<unknown> = Promise.resolve();

/** Runs a command in the process that this file's commands share, one at a time. `start` is the module that starts the command line. */
export function inShared(order: Order, start: string): Promise<Finished> {
  const next = queue.then(() => asked(order, start));
  queue = next.catch(() => {});
  return next;
}

async function asked(order: Order, start: string): Promise<Finished> {
  child ??= await opened(start);
  const shared = child;
  shared.ref();
  shared.channel?.ref();
  return new Promise((resolve, reject) => {
    const ended = (exit: number | null): void => {
      child = undefined;
      reject(new Error(`The shared process of commands ended with ${exit} at: ${order.words.join(" ")}`));
    };
    shared.once("exit", ended);
    shared.once("message", (finished: Finished) => {
      shared.off("exit", ended);
      // A file's tests end without waiting for it.
      shared.unref();
      shared.channel?.unref();
      resolve(finished);
    });
    shared.send(order);
  });
}

function opened(start: string): Promise<ChildProcess> {
  const made = fork(new URL("warm-process.ts", import.meta.url), [start], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  return new Promise((resolve) => made.once("message", () => resolve(made)));
}
