/** What is done with items: which share of passes keeps one, as shares, and whether one member in the band is enough. */
export interface Band {
  readonly low: number;
  readonly high: number;
  readonly match: "any" | "all";
}
