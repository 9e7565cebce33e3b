import { findRun, readPlan, analyzeRun } from "../lab/index.ts";
import { csv, html, json, markdown, terminal } from "../lab/index.ts";
import type { Summary } from "../summary.ts";
import { withStore } from "./home.ts";
import { specialText } from "./special-text.ts";

/** Prints a stored run; an unfinished one is shown as far as it got. */
export async function reportRun(run: string, format: "terminal" | "md" | "json" | "csv" | "html", file: string | undefined): Promise<void> {
  await withStore(file, "read", async (store) => {
    const record = findRun(store, run);
    const plan = await readPlan(record);
    const wallMs = (record.summary as { wallMs?: number } | undefined)?.wallMs ?? 0;
    const { summary, table, shadow } = await analyzeRun(plan, store.ledger(record.id), record.id, wallMs);
    const own = [table, shadow].filter((one) => one !== undefined);
    const extra = format === "terminal" ? own.map((one) => `${specialText(one)}\n`).join("") : "";
    process.stdout.write(`${extra}${formats[format](summary, plan.description)}\n`);
  });
}

type Format = "terminal" | "md" | "json" | "csv" | "html";
const formats: Readonly<Record<Format, (summary: Summary, note: string) => string>> = {
  md: (summary) => markdown(summary),
  json: (summary) => json(summary),
  csv: (summary) => csv(summary),
  html: (summary, note) => html([{ title: summary.experiment, note, summary }]),
  terminal: (summary) => terminal(summary, { color: process.stdout.isTTY === true && process.env["NO_COLOR"] === undefined }),
};
