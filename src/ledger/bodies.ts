import type { Json } from "../types.ts";
import { sha256 } from "../util/hash.ts";
import type { Batch } from "./batch.ts";
import { parsed, storedText } from "./chain.ts";
import type { Statements } from "./statements.ts";

/** Bodies of a whole store, each kept once under the SHA-256 of its canonical JSON. */
export interface Bodies {
  put(body: unknown): string;
  body(address: string): Json | undefined;
  /** Takes no address for known any more: bodies were deleted. */
  forget(): void;
}

const mostKnown = 100_000;

export function bodies(waiting: Batch, sql: Statements): Bodies {
  // Waiting bodies must be found before they are on disk; known addresses only save a pointless row.
  const fresh = new Map<string, string>();
  const known = new Set<string>();
  waiting.attend(
    () => {},
    () => fresh.clear(),
  );
  return {
    put(body) {
      const text = storedText(body);
      const address = sha256(text);
      if (known.has(address)) return address;
      if (known.size >= mostKnown) known.clear();
      known.add(address);
      fresh.set(address, text);
      waiting.write(sql.insertBody, address, text);
      return address;
    },
    forget: () => known.clear(),
    body(address) {
      const text = fresh.get(address) ?? sql.body.get(address)?.["body"];
      return typeof text === "string" ? parsed(text) : undefined;
    },
  };
}
