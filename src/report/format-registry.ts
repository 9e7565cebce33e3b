import type { Summary } from "../summary.ts";
import { openRegistry } from "../util/registry.ts";

/** A format of reports that a plugin brings: `catallaxy report <run> --format <name>`. */
export interface ReportFormat {
  readonly name: string;
  /** The report as text. Texts from models and files in the summary may be hostile: what is made of them must be inert where it is read. */
  write(summary: Summary): string;
}

/** Formats of reports by name, beside those of Catallaxy's own, which have options of their own. */
export const reportRegistry = openRegistry<ReportFormat>("report format", []);
