const written = new WeakMap<object, object>();

/** Remembers what a kind was made from, so that a change of it shows: closures do not tell their source. Gives the kind back. */
export function madeFrom<T extends object>(kind: T, definition: object): T {
  written.set(kind, definition);
  return kind;
}

/** What an object was made from; itself where nobody said. */
export function definitionOf(kind: object): object {
  return written.get(kind) ?? kind;
}
