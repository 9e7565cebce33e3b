import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, relative } from "node:path";
import type { Outcome } from "../lab/index.ts";
import { html, sentence, terminal } from "../lab/index.ts";
import { reportPath } from "./home.ts";

/** Prints each outcome's tables, one sentence for all, and writes the HTML report. */
export async function show(outcomes: readonly Outcome[], ledger: string | undefined): Promise<void> {
  const color = process.stdout.isTTY === true && process.env["NO_COLOR"] === undefined;
  const width = Math.min(process.stdout.columns ?? 100, 120);
  for (const { summary } of outcomes) process.stdout.write(`${terminal(summary, { color, width })}\n`);
  const last = outcomes.at(-1);
  if (last === undefined) return;
  const next = { interrupted: `catallaxy resume ${last.run}`, budget: `catallaxy resume ${last.run} --cap <dollars>` }[
    last.state as string
  ];
  process.stdout.write(`${next === undefined ? sentence(last.summary) : sentence(last.summary, next)}\n\n`);
  const path = reportPath(ledger, last.run);
  mkdirSync(dirname(path), { recursive: true });
  const sections = outcomes.map(({ summary, plan }) => ({ title: plan.name, note: plan.suite.description ?? "", summary }));
  writeFileSync(path, html(sections));
  process.stdout.write(`Report: ${relative(process.cwd(), path) || path}\n`);
  const unknown = last.summary.warnings.length;
  if (unknown > 0) for (const warning of last.summary.warnings.slice(0, 8)) process.stdout.write(`Note: ${warning}\n`);
}
