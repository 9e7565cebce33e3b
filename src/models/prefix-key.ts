import type { Ask } from "../types.ts";
import { sha256Parts } from "../util/hash.ts";

/** A routing key for calls that share a prefix: the hash of all messages up to the last breakpoint; undefined without one. */
export function prefixKey(ask: Ask): string | undefined {
  const last = ask.messages.findLastIndex((message) => message.cache !== undefined);
  if (last < 0) return undefined;
  return sha256Parts(...ask.messages.slice(0, last + 1).flatMap((message) => [message.role, message.text])).slice(0, 32);
}
