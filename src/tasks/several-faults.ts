import { count } from "../util/count.ts";

/** As many faults of a suite as are told at once. */
const mostFaults = 8;

/** Faults as one message, a line each; past a number that can be read only how many more there are. */
export function severalFaults(faults: readonly string[]): string {
  const more = faults.length - mostFaults;
  return [...faults.slice(0, mostFaults), ...(more > 0 ? [`and ${count(more, "more fault")}`] : [])].join("\n");
}
