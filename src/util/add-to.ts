/** Adds an item to the list of a key in place: groups that are read as they come take linear time, which copying lists does not. */
export function addTo<K, T>(groups: Map<K, T[]>, key: K, item: T): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [item]);
  else group.push(item);
}
