import { UserError } from "./bug.ts";

/** What can be had by name of one kind of thing: what Catallaxy brings itself, and what plugins add. */
export interface Registry<T extends { readonly name: string }> {
  /** Catallaxy's own first, in their order. One list for the life of the process: it grows as plugins are loaded. */
  readonly all: readonly T[];
  /**
   * Adds an item of a plugin; another item of that name by the same plugin takes its place, and an item of the plugin "" is a
   * stand-in whose place any plugin takes. Throws `UserError` where the name is Catallaxy's or another plugin's.
   */
  add(item: T, plugin: string): void;
}

/** A registry of `what`, as it is called in messages: "topology"; `taken` are further names that are Catallaxy's. */
export function openRegistry<T extends { readonly name: string }>(
  what: string,
  own: readonly T[],
  taken: readonly string[] = [],
): Registry<T> {
  const all: T[] = [...own];
  const owners = new Map<string, string>();
  return {
    all,
    add: (item, plugin) => {
      const index = all.findIndex(({ name }) => name === item.name);
      const owner = owners.get(item.name);
      if (taken.includes(item.name) || (index !== -1 && owner !== plugin && owner !== "")) {
        const whose = owner === undefined ? "Catallaxy has one of that name itself" : `the plugin "${owner}" brings one of that name too`;
        throw new UserError(`The plugin "${plugin}" brings a ${what} named "${item.name}"; ${whose}. Give it another name.`);
      }
      owners.set(item.name, plugin);
      if (index === -1) all.push(item);
      else all[index] = item;
    },
  };
}
