import { type FileMetaData, parquetMetadata, parquetScan, parquetSchema, type SchemaTree } from "hyparquet";
import { UserError } from "../../util/bug.ts";
import { count as counted } from "../../util/count.ts";
import { wordsOf } from "../../util/failure.ts";
import { codecs } from "./parquet-codecs.ts";
import { exactDecimals } from "./parquet-decimals.ts";
import { parquetParsers } from "./parquet-parsers.ts";
import { parquetText } from "./parquet-text.ts";
import type { Table } from "./read-table.ts";
import { TableColumns } from "./table-columns.ts";

/** The most rows of a table. */
const mostRows = 10_000_000;

/** Reads the bytes of a Parquet file, a column after the other. Null is an empty cell, what is nested is JSON. Rejects with a `UserError` that names file, column and row. */
export async function readParquet(path: string, bytes: Uint8Array): Promise<Table> {
  const { metadata, columns } = heading(path, bytes);
  const names = columns.map(({ element }) => element.name);
  const twice = names.find((name, at) => names.indexOf(name) < at);
  if (twice !== undefined) throw new UserError(`${path}: the column ${twice} is there twice; keep one.`);
  const count = Number(metadata.num_rows);
  if (count === 0) throw new UserError(`${path}: rows were wanted; it has the columns ${names.join(", ")} and no row.`);
  if (!(count > 0 && count <= mostRows))
    throw new UserError(`${path}: at most ${counted(mostRows, "row")} were wanted; it states ${metadata.num_rows}.`);
  wantCodecs(path, metadata);
  const table = new TableColumns();
  for (let row = 1; row <= count; row++) table.row(row);
  for (const column of columns) {
    const [place, text] = [table.add(column.element.name), textReader(path, column)];
    let row = 0;
    for await (const values of valuesOf(path, { bytes, metadata, column }))
      for (const value of values) if (row < count) table.put(place, text(value, row++), row - 1);
    if (row !== count)
      throw new UserError(
        `${path}, column ${column.element.name}: ${count} values were wanted, one a row; got ${row}. Write the file again.`,
      );
  }
  const nested = new Map(columns.flatMap((column, at) => (nestedAs(column) === undefined ? [] : [[at, nestedAs(column) as string]])));
  return { path, columns: names, cells: table.filled(), lines: table.lines, unit: "row", ...(nested.size === 0 ? {} : { nested }) };
}

function heading(path: string, bytes: Uint8Array): { metadata: FileMetaData; columns: readonly SchemaTree[] } {
  try {
    const metadata = parquetMetadata(bytes, { geoparquet: false });
    const columns = parquetSchema(metadata).children;
    if (columns.length === 0) throw new UserError(`${path}: columns were wanted; its schema has none.`);
    return { metadata, columns };
  } catch (thrown) {
    if (thrown instanceof UserError) throw thrown;
    throw new UserError(
      `${path}: a Parquet file was wanted; what it says of its columns cannot be read (${wordsOf(thrown)}). Copy or write it again.`,
    );
  }
}

function wantCodecs(path: string, { row_groups }: FileMetaData): void {
  for (const { columns } of row_groups)
    for (const { file_path, meta_data } of columns) {
      const name = meta_data?.path_in_schema[0] ?? "(unnamed)";
      if (meta_data === undefined || file_path)
        throw new UserError(`${path}, column ${name}: its values stand in another file or are encrypted. Write one plain file.`);
      const codec = (meta_data.codec as string | undefined) ?? "one that Parquet does not know";
      if (codec !== "UNCOMPRESSED" && !Object.hasOwn(codecs, codec))
        throw new UserError(
          `${path}, column ${name}: compressed by ${codec}, which is not read here. Write it with one of ${Object.keys(codecs).join(", ")}, or uncompressed.`,
        );
    }
}

interface ColumnSource {
  readonly bytes: Uint8Array;
  readonly metadata: FileMetaData;
  readonly column: SchemaTree;
}

/** The values of a column, a group of rows after the other. */
async function* valuesOf(path: string, { bytes, metadata, column }: ColumnSource): AsyncGenerator<ArrayLike<unknown> & Iterable<unknown>> {
  const { buffer, byteOffset, byteLength } = bytes;
  const file = {
    byteLength,
    slice: (from: number, to = byteLength): ArrayBuffer => buffer.slice(byteOffset + from, byteOffset + to) as ArrayBuffer,
  };
  const name = column.element.name;
  const settings = { compressors: codecs, parsers: parquetParsers, geoparquet: false, utf8: false, useOffsetIndex: false };
  try {
    const scan = await parquetScan({ file, metadata: exactDecimals(metadata, column), columns: [name], ...settings });
    for (const range of scan.ranges) yield await scan.readColumn({ column: name, ...range });
  } catch (thrown) {
    throw new UserError(
      `${path}, column ${name} (${typeWords(column)}): its values cannot be read: ${wordsOf(thrown)}. Leave the column out, or write the file again.`,
    );
  }
}

function textReader(path: string, column: SchemaTree): (value: unknown, row: number) => string {
  const text = parquetText(column.element);
  return (value, row) => {
    const cell = text(value);
    if (cell === undefined)
      throw new UserError(
        `${path} row ${row + 1}, column ${column.element.name} (${typeWords(column)}): a text, a number or a truth value was wanted; got bytes that are no UTF-8. Leave the column out.`,
      );
    return cell;
  };
}

/** What a column holds that has more than one value a row. */
function nestedAs({ element, children }: SchemaTree): string | undefined {
  const kind = element.converted_type ?? element.logical_type?.type;
  if (element.repetition_type === "REPEATED" || kind === "LIST") return "a list";
  if (children.length === 0) return undefined;
  return kind?.startsWith("MAP") === true ? "a map" : "an object";
}

function typeWords(column: SchemaTree): string {
  const { converted_type, logical_type, type } = column.element;
  return nestedAs(column) ?? logical_type?.type ?? converted_type ?? type ?? "no type";
}
