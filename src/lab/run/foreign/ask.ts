/** What the command line says of another's file. */
export interface Ask {
  readonly format?: string;
  /** Our columns of outcomes by theirs, or by a path in their record. */
  readonly columns: ReadonlyMap<string, string>;
  /** Names of their fields. `prompt` of a promptfoo table may be a template. */
  readonly prompt?: string;
  readonly answer?: string;
  readonly category?: string;
  readonly id?: string;
  readonly choices?: string;
  /** The rows that a configuration is about. */
  readonly data?: string;
  readonly split?: string;
  /** Which of several scores grades. */
  readonly score?: string;
  /** A table of grades by the identifiers of a log. */
  readonly grades?: string;
}
