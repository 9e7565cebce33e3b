/** How much of a long table a report shows, and what to type for the whole. */
export interface ShownPart {
  /** Rows and columns at the most; all that there are unless told. */
  readonly rows?: number;
  readonly columns?: number;
  /** As it can be typed, inert where the report is read. */
  readonly command: string;
}
