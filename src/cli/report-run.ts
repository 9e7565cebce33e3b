import { findRun, readPlan, analyzeRun } from "../lab/index.ts";
import { csv, html, json, markdown, nextCommand, terminal } from "../lab/index.ts";
import type { Summary } from "../summary.ts";
import { ledgerWords, withStore } from "./home.ts";
import { specialText } from "./special-text.ts";
import { terminalWidth } from "./terminal-width.ts";

/** Prints a stored run; an unfinished one is shown as far as it got. */
export async function reportRun(run: string, format: "terminal" | "md" | "json" | "csv" | "html", file: string | undefined): Promise<void> {
  await withStore(file, "read", async (store) => {
    const record = findRun(store, run);
    const plan = await readPlan(record);
    const wallMs = (record.summary as { wallMs?: number } | undefined)?.wallMs ?? 0;
    const { summary, table, shadow } = await analyzeRun(plan, store.ledger(record.id), record.id, wallMs, record.state);
    const own = [table, shadow].filter((one) => one !== undefined);
    const extra = format === "terminal" ? own.map((one) => `${specialText(one)}\n`).join("") : "";
    process.stdout.write(
      `${extra}${formats[format](summary, { note: plan.description, next: nextCommand(summary, ledgerWords(file)) })}\n`,
    );
  });
}

type Format = "terminal" | "md" | "json" | "csv" | "html";
interface Words {
  readonly note: string;
  readonly next: string;
}
const formats: Readonly<Record<Format, (summary: Summary, words: Words) => string>> = {
  md: (summary, { next }) => markdown(summary, next),
  json: (summary) => json(summary),
  csv: (summary) => csv(summary),
  html: (summary, words) => html([{ title: summary.experiment, ...words, summary }]),
  terminal: (summary, { next }) =>
    terminal(summary, { next, color: process.stdout.isTTY === true && process.env["NO_COLOR"] === undefined, width: terminalWidth() }),
};
