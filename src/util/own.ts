/** What a record itself holds under a user's word: names such as `constructor` are ordinary names, never those of every object. */
export function own<T>(record: { readonly [name: string]: T }, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
