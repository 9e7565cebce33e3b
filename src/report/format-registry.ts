import type { Summary } from "../summary.ts";
import { formatNames } from "../util/format-names.ts";
import { openRegistry } from "../util/registry.ts";
import { formats } from "./formats.ts";
import type { ReportSetting } from "./report-setting.ts";

/** A format of reports: `catallaxy report <run> --format <name>`. */
export interface ReportFormat {
  readonly name: string;
  /** The report as text. Texts from models and files in the summary may be hostile: what is made of them must be inert where it is read. */
  write(summary: Summary, setting?: ReportSetting): string;
}

/** Formats of reports by name. */
export const reportRegistry = openRegistry<ReportFormat>(
  "report format",
  formatNames.map((name) => ({ name, write: (summary, setting = {}) => formats[name](summary, setting) })),
);
