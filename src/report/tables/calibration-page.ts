import { escape } from "../html-escape.ts";
import type { CalibrationFigures } from "./calibration-figures.ts";
import { calibrationTable } from "./calibration-table.ts";
import { reliabilitySvg } from "./reliability-svg.ts";

/** One page with every diagram of stated probabilities, and the table. */
export function calibrationPage(figures: CalibrationFigures): string {
  const members = figures.rows.filter(({ category }) => category === undefined);
  const pictures = [reliabilitySvg("all members", figures.bins), ...members.map((row) => reliabilitySvg(row.member, row.bins))];
  const { title, columns, rows, notes } = calibrationTable(figures);
  const cells = (values: readonly string[], tag: string) =>
    `<tr>${values.map((value) => `<${tag}>${escape(value)}</${tag}>`).join("")}</tr>`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escape(title)}</title>
<style>body{font:15px/1.5 system-ui;margin:2rem;color:#222;background:#fff}figure{display:inline-block;margin:0 1rem 1rem 0}rect{fill:none;stroke:#999}line{stroke:#999;stroke-dasharray:4}circle{fill:#2563eb;fill-opacity:.7}svg text{font-size:11px;fill:#555}table{border-collapse:collapse}td,th{padding:.2rem .6rem;text-align:right}td:first-child,th:first-child{text-align:left}</style>
<h1>${escape(title)}</h1>
${pictures.join("\n")}
<table>${cells(
    columns.map((column) => column.title),
    "th",
  )}${rows.map((row) => cells(row, "td")).join("")}</table>
${notes.map((note) => `<p>${escape(note)}</p>`).join("\n")}
</html>
`;
}
