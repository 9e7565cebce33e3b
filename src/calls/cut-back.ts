import type { Memory } from "./session.ts";

/** Forgets the events from `length` on, and what was folded of them: folds in place cannot be taken back. Those that the ledger alone has stay. */
export function cutBack(memory: Memory, length: number): void {
  if (memory.events.length === length) return;
  memory.events.length = length;
  delete memory.folded;
}
