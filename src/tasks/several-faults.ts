/** As many faults of a suite as are told at once. */
const mostFaults = 8;

/** Faults as one message, a line each; past a number that can be read only how many more there are. */
export function severalFaults(faults: readonly string[]): string {
  const more = faults.length - mostFaults;
  return [...faults.slice(0, mostFaults), ...(more > 0 ? [`and ${more} more ${more === 1 ? "fault" : "faults"}`] : [])].join("\n");
}
