import type { Summary } from "../summary.ts";
import type { formatNames } from "../util/format-names.ts";
import { csv } from "./csv.ts";
import type { ReportSetting } from "./report-setting.ts";
import { html } from "./html.ts";
import { json } from "./json.ts";
import { markdown } from "./markdown.ts";
import { terminal } from "./terminal.ts";

/** The writers of our own formats. */
export const formats: Readonly<Record<(typeof formatNames)[number], (summary: Summary, setting: ReportSetting) => string>> = {
  terminal: (summary, setting) => terminal(summary, setting),
  md: (summary, { next, at }) => markdown(summary, next, at),
  json: (summary) => json(summary),
  csv: (summary) => csv(summary),
  html: (summary, { note = "", ...setting }) => html([{ title: summary.experiment, note, ...setting, summary }]),
};
