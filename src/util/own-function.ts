import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Result } from "../types.ts";
import { fail, wordsOf } from "./failure.ts";

/** How long a function of a configuration may take. */
const mostMs = 900_000;

/**
 * Calls a function that a user wrote and reads what it gave back. Contract: never rejects and always settles. What it throws, also
 * while its value is read, is a failure of code "function" that says where; so is a promise that nothing is left to settle.
 * `what` names the function in messages: `topology "own"`.
 */
export async function callOwn<T, R>(what: string, work: () => T | Promise<T>, read: (value: T) => R): Promise<Result<{ value: R }>> {
  const limit = openLimit(what);
  try {
    const done = (async () => ({ ok: true, value: read(await work()) }) as const)();
    return await Promise.race([done, limit.over]);
  } catch (thrown) {
    return fail("function", `The ${what} threw: ${kindOf(thrown)}${wordsOf(thrown)}${placeOf(thrown)}`);
  } finally {
    limit.close();
  }
}

/** Where code outside Catallaxy threw, as " (lab.config.ts:12:5)"; empty where the error does not say. */
export function placeOf(thrown: unknown): string {
  const found = frameOf(thrown);
  if (found === undefined) return "";
  const short = relative(process.cwd(), found.file);
  return ` (${short.startsWith("..") ? found.file : short}:${found.at})`;
}

type Failed = ReturnType<typeof fail>;
const waiting = new Map<symbol, () => void>();

/** Ends a wait for a promise that takes too long, and at once where the event loop is empty: then nothing can settle it. */
function openLimit(what: string): { readonly over: Promise<Failed>; close(): void } {
  const name = Symbol(what);
  const { promise, resolve } = Promise.withResolvers<Failed>();
  const words = (why: string) => fail("function", `The ${what} did not end: ${why}. Let every path of it return or throw.`);
  const timer = setTimeout(() => resolve(words(`it took more than ${mostMs / 60_000} minutes`)), mostMs).unref();
  if (waiting.size === 0) process.on("beforeExit", endWaits);
  waiting.set(name, () => resolve(words("it waits for a promise that nothing is left to settle")));
  return {
    over: promise,
    close: () => {
      clearTimeout(timer);
      waiting.delete(name);
      if (waiting.size === 0) process.off("beforeExit", endWaits);
    },
  };
}

function endWaits(): void {
  for (const end of waiting.values()) end();
  // One more turn of the loop, so that whoever waits next is heard as well.
  setImmediate(() => {});
}

/** The name of an error's class, where it says more than that it is one. */
function kindOf(thrown: unknown): string {
  try {
    return thrown instanceof Error && thrown.name !== "Error" ? `${thrown.name}: ` : "";
  } catch {
    return "";
  }
}

const own = fileURLToPath(new URL("..", import.meta.url));

function frameOf(thrown: unknown): { file: string; at: string } | undefined {
  const stack = stackOf(thrown);
  for (const [, address = "", at = ""] of stack.matchAll(/((?:file:\/\/)?\/[^\n()]+?):(\d+:\d+)\)?$/gm)) {
    const file = address.startsWith("file:") ? fileURLToPath(address.replace(/\?.*$/, "")) : address;
    if (!file.startsWith(own) && !file.includes("/node_modules/")) return { file, at };
  }
  return undefined;
}

function stackOf(thrown: unknown): string {
  try {
    const stack = thrown instanceof Error ? thrown.stack : undefined;
    return typeof stack === "string" ? stack.slice(0, 20_000) : "";
  } catch {
    return "";
  }
}
