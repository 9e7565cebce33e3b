import v8 from "node:v8";

/** Bytes at which the space for new objects is large enough: beyond, what dies young is kept for longer and nothing gets faster. */
const enough = 32 * 1024 * 1024;
/** Calls between two looks. */
const often = 500;
let settled = false;
let calls = 0;

/**
 * Keeps V8 from growing where nothing gets faster by it, once 32 MB of new objects say that many rows are read: the space for new
 * objects ends at that (left alone, 134 MB), and the one for old objects is cleared each time it has grown by a third (left alone, up to
 * four times). V8 takes limits when it starts and never again, but reads by which factor it grows each time. Costs nothing: to be called
 * for each row.
 */
export function boundMemory(): void {
  if (settled || calls++ % often !== 0) return;
  const size = v8.getHeapSpaceStatistics().find((space) => space.space_name === "new_space")?.space_size ?? 0;
  if (size < enough) return;
  settled = true;
  v8.setFlagsFromString("--semi-space-growth-factor=1");
  v8.setFlagsFromString("--heap-growing-percent=30");
}
