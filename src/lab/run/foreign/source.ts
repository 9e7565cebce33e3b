import type { Fields } from "./fields.ts";

/** A record of a file, and where it stands. */
export interface SourceRow {
  readonly value: Fields;
  readonly place: string;
}

/** Another's file as it was read, before anybody knows what it means. */
export interface Source {
  readonly path: string;
  /** What it is made of, in words. */
  readonly form: string;
  /** A document as a whole: JSON or YAML. */
  readonly whole?: unknown;
  /** Its text, of YAML: tags that no value shows stand there. */
  readonly text?: string;
  /** Its records: of a table, of lines, of a list. */
  readonly rows: readonly SourceRow[];
  /** The names of a table's columns. */
  readonly columns?: readonly string[];
  /** The files of a zip archive, unpacked one by one. */
  readonly entries?: ReadonlyMap<string, () => Buffer>;
}
