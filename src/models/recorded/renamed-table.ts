import { UserError } from "../../util/bug.ts";
import { nearestName } from "../../util/nearest-name.ts";
import type { Table } from "./read-table.ts";

/** A table with some columns under other names, given as ours by theirs. Throws a `UserError` for a column that is not there, or would be there twice. */
export function renamedTable(table: Table, names: ReadonlyMap<string, string>): Table {
  const ours = new Map<string, string>();
  for (const [name, theirs] of names) {
    if (!table.columns.includes(theirs))
      throw new UserError(
        `${table.path}: the column ${theirs} was wanted; there is ${table.columns.join(", ")}.${nearestName(theirs, table.columns)}`,
      );
    const taken = ours.get(theirs);
    if (taken !== undefined) throw new UserError(`The column ${theirs} of ${table.path} cannot be both ${taken} and ${name}.`);
    ours.set(theirs, name);
  }
  return { ...table, columns: table.columns.map((column) => ours.get(column) ?? column) };
}
