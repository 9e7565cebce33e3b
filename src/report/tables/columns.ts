import type { Column } from "../table.ts";

/** Columns by their titles: the first `names` hold names and stand left, the others hold figures and stand right. */
export function columns(titles: readonly string[], names = 1): Column[] {
  return titles.map((title, index) => (index < names ? { title } : { title, right: true }));
}
