import type { Column } from "../table.ts";

/** A table of an experiment's own, beside the usual ones; cells are ready to print, whatever prints them. */
export interface OwnTable {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  readonly notes: readonly string[];
}
