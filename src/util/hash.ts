import { createHash, hash } from "node:crypto";
import canonicalize from "canonicalize";
import { Bug } from "./bug.ts";

/** RFC 8785 canonical JSON: the same value gives the same bytes on any machine. Throws on NaN and Infinity. */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Bug("Only JSON values have a canonical form; got undefined.");
  return text;
}

/** SHA-256 of a text, in lower-case hex. */
export function sha256(text: string): string {
  return hash("sha256", text, "hex");
}

/** SHA-256 over length-prefixed parts, so that no two lists of parts collide by concatenation. */
export function sha256Parts(...parts: readonly string[]): string {
  // In one call: an object for each hash would keep memory until it is collected, and ledgers have millions of hashes.
  return sha256(parts.map((part) => `${part.length}:${part};`).join(""));
}

/** The same hash of any number of parts: a million do not fit the arguments of one call. */
export function sha256Of(parts: Iterable<string>): string {
  const whole = createHash("sha256");
  for (const part of parts) whole.update(`${part.length}:${part};`);
  return whole.digest("hex");
}

/** The content address of a JSON value. */
export function addressOf(value: unknown): string {
  return sha256(canonical(value));
}
