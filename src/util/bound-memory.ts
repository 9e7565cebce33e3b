import v8 from "node:v8";

const megabytes = 1024 * 1024;
/** Flags that V8 reads each time a space grows, and the size of a space from which they hold. */
const bounds = [
  // Beyond, what dies young is kept for longer and nothing gets faster.
  { space: "new_space", from: 32 * megabytes, flags: ["--semi-space-growth-factor=1", "--heap-growing-percent=100"] },
  // Below, clearing so little again and again takes more time than the work itself.
  { space: "old_space", from: 96 * megabytes, flags: ["--heap-growing-percent=30"] },
];
/** Calls between two looks. */
const often = 500;
let reached = 0;
let calls = 0;

/**
 * Keeps V8 from growing where nothing gets faster by it, once 32 MB of new objects say that there is much to read or to run: the space for new
 * objects ends at that (left alone, 134 MB), and the one for old objects is cleared each time it has doubled, from 96 MB on each time it
 * has grown by a third (left alone, up to four times). V8 takes limits when it starts and never again, but reads by which factor it grows
 * each time. Costs nothing: to be called for each row that is read or written, and each task.
 */
export function boundMemory(): void {
  const next = bounds[reached];
  if (next === undefined || calls++ % often !== 0) return;
  const size = v8.getHeapSpaceStatistics().find(({ space_name }) => space_name === next.space)?.space_size ?? 0;
  if (size < next.from) return;
  reached += 1;
  for (const flag of next.flags) v8.setFlagsFromString(flag);
}
