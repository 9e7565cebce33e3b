import { count } from "../../../util/count.ts";
import { asFields } from "./as-fields.ts";
import type { Fields } from "./fields.ts";
import type { Source, SourceRow } from "./source.ts";
import type { Tally } from "./tally.ts";
import { textOf } from "./text-of.ts";

/** Whether a document is rows as the data set viewer of Hugging Face gives them. */
export function isHuggingFace({ whole }: Source): boolean {
  const rows = asFields(whole)?.["rows"];
  return Array.isArray(rows) && rows.length > 0 && asFields(asFields(rows[0])?.["row"]) !== undefined;
}

/** The rows themselves, numbers of classes as their names; how many are missing is told. */
export function huggingFaceRows({ path, whole }: Source, tally: Tally): SourceRow[] {
  const page = asFields(whole) ?? {};
  const classes = classesIn(page["features"]);
  const rows = (page["rows"] as unknown[]).flatMap((one, at): SourceRow[] => {
    const row = asFields(asFields(one)?.["row"]);
    const place = `${path} row ${at + 1}`;
    if (row === undefined) tally.leave("row", "that is no record", place);
    const cut = asFields(one)?.["truncated_cells"];
    if (Array.isArray(cut) && cut.length > 0) {
      tally.leave("row", `with cells that the viewer cut off (${cut.map(String).join(", ")})`, place);
      return [];
    }
    return row === undefined ? [] : [{ value: named(row, classes), place }];
  });
  const all = Number(page["num_rows_total"]);
  if (all > rows.length) tally.say(`The data set has ${count(all, "row")}; the file holds ${rows.length} of them.`);
  return rows;
}

function classesIn(features: unknown): ReadonlyMap<string, readonly string[]> {
  const list = Array.isArray(features) ? features.map(asFields) : [];
  return new Map(
    list.flatMap((feature) => {
      const names = asFields(feature?.["type"])?.["names"];
      const name = textOf(feature?.["name"]);
      return name !== undefined && Array.isArray(names) ? [[name, names.map(String)] as const] : [];
    }),
  );
}

function named(row: Fields, classes: ReadonlyMap<string, readonly string[]>): Fields {
  if (classes.size === 0) return row;
  // Beside choices a number counts them.
  if (Object.hasOwn(row, "choices")) return row;
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, typeof value === "number" ? (classes.get(name)?.[value] ?? value) : value]),
  );
}
