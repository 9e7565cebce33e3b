import type { Whereabouts } from "../util/command-line.ts";
import type { OwnTable } from "./tables/own-table.ts";

/** What a report may say beside the figures; a format takes of it what it has a place for. */
export interface ReportSetting {
  /** What the experiment is about. */
  readonly note?: string;
  /** What to type next, and where commands find the run. */
  readonly next?: string;
  readonly at?: Whereabouts;
  /** The experiment's own tables. */
  readonly tables?: readonly OwnTable[];
  /** Whether tables are shown whole, however long. */
  readonly all?: boolean;
  /** Of the terminal that it is for: whether it shows colors, and its columns. */
  readonly color?: boolean;
  readonly width?: number;
}
