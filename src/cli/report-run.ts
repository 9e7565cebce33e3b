import { findRun, planOf, summarizeRun } from "../lab/index.ts";
import { csv, html, json, markdown, sentence, terminal } from "../lab/index.ts";
import type { Summary } from "../summary.ts";
import { withStore } from "./home.ts";

/** Prints a stored run; an unfinished one is shown as far as it got. */
export async function reportRun(run: string, format: "terminal" | "md" | "json" | "csv" | "html", file: string | undefined): Promise<void> {
  await withStore(file, "read", async (store) => {
    const record = findRun(store, run);
    const plan = await planOf(record, process.env);
    const wallMs = (record.summary as { wallMs?: number } | undefined)?.wallMs ?? 0;
    const summary = await summarizeRun(plan, store.ledger(record.id), record.id, wallMs);
    process.stdout.write(`${rendered(summary, format, plan.suite.description ?? "")}\n`);
  });
}

function rendered(summary: Summary, format: "terminal" | "md" | "json" | "csv" | "html", note: string): string {
  switch (format) {
    case "md":
      return markdown(summary);
    case "json":
      return json(summary);
    case "csv":
      return csv(summary);
    case "html":
      return html([{ title: summary.experiment, note, summary }]);
    case "terminal": {
      const color = process.stdout.isTTY === true && process.env["NO_COLOR"] === undefined;
      return `${terminal(summary, { color })}\n${sentence(summary)}`;
    }
  }
}
