/** Entries in the order of their names, by code units: the same on every machine. */
export function byName<V>(entries: Iterable<readonly [name: string, value: V]>): (readonly [name: string, value: V])[] {
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1));
}
