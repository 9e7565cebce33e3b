import type { FileMetaData, SchemaTree } from "hyparquet";

/** The metadata with a column of decimals as what it is stored as, which is exact; the reader would make doubles of it. */
export function exactDecimals(metadata: FileMetaData, { element }: SchemaTree): FileMetaData {
  if (element.converted_type !== "DECIMAL" && element.logical_type?.type !== "DECIMAL") return metadata;
  const { converted_type: _, logical_type: __, ...stored } = element;
  return { ...metadata, schema: metadata.schema.map((one) => (one === element ? stored : one)) };
}
