import { count } from "../util/count.ts";

/** As many faults of a suite as are told at once. */
const mostFaults = 8;
/** As many are put into words: to find and show the place of each of hundreds of thousands takes hours. */
const mostWorded = 100;

/** Adds a fault to those of a suite, in words only while there are few. */
export function addFault(faults: string[], words: () => string): void {
  faults.push(faults.length < mostWorded ? words() : `fault ${faults.length + 1}`);
}

/** Faults as one message, a line each; past a number that can be read only how many more there are. */
export function severalFaults(faults: readonly string[]): string {
  const more = faults.length - mostFaults;
  return [...faults.slice(0, mostFaults), ...(more > 0 ? [`and ${count(more, "more fault")}`] : [])].join("\n");
}
