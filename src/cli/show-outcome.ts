import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import type { Outcome } from "../lab/index.ts";
import { html, terminal } from "../lab/index.ts";
import { reportPath } from "./home.ts";
import { specialText } from "./special-text.ts";

/** Prints each outcome and writes the HTML report. */
export async function show(outcomes: readonly Outcome[], ledger: string | undefined): Promise<void> {
  const color = process.stdout.isTTY === true && process.env["NO_COLOR"] === undefined;
  const width = Math.min(process.stdout.columns ?? 100, 120);
  for (const { summary, run, state, table, shadow, notes } of outcomes) {
    const capped = state === "budget" && summary.warnings.some((warning) => warning.startsWith("The run's cap"));
    const next = state === "interrupted" ? `catallaxy resume ${run}` : capped ? `catallaxy resume ${run} --cap <dollars>` : undefined;
    for (const own of [table, shadow]) if (own !== undefined) process.stdout.write(`${specialText(own, width)}\n`);
    process.stdout.write(`${terminal(summary, { color, width, ...(next === undefined ? {} : { next }) })}\n`);
    for (const note of notes) process.stdout.write(`   ${note}\n`);
  }
  const last = outcomes.at(-1);
  if (last === undefined) return;
  const path = reportPath(ledger, last.run);
  mkdirSync(dirname(path), { recursive: true });
  const sections = outcomes.map(({ summary, plan }) => ({ title: plan.name, note: plan.description, summary }));
  writeFileSync(path, html(sections));
  process.stdout.write(`Report: ${relative(process.cwd(), path) || path}\n`);
  // Started by npm from a clone, nobody has the command itself on the path.
  if (["start", "catallaxy"].includes(process.env["npm_lifecycle_event"] ?? ""))
    process.stdout.write("Here, type `npm run -s catallaxy -- <arguments>` for `catallaxy <arguments>`.\n");
}
