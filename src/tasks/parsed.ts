export type Path = readonly (string | number)[];
/** A value read from a file, and where in it (file, line and column where they exist) a part of the value stands. */
export interface ParsedFile {
  readonly value: unknown;
  place(path: Path): string;
  /** In YAML, the keys at the top under which an anchor stands: parts for the file's own use. */
  readonly anchored?: ReadonlySet<string>;
}
