// Writes docs/reproduction.md: published figures beside ours, from the bundled recordings alone. node --conditions=catallaxy-source scripts/reproduce.ts
import { writeFileSync } from "node:fs";
import { allFigures } from "../bench/reproduction/all-figures.ts";
import { agrees, type Reproduced } from "../bench/reproduction/figure.ts";

const command = "node --conditions=catallaxy-source scripts/reproduce.ts";
const figures = await allFigures();
const compared = figures.map(agrees).filter((same) => same !== undefined);
const same = compared.filter(Boolean).length;
const works = [...Map.groupBy(figures, ({ work }) => work)];
const page = [
  "# Reproduction",
  "",
  "Published figures that the bundled recordings can check, theirs and ours side by side. Ours come from the rows under `recorded/` through this",
  "project's own code: the statistics, the market's scoring rule, and topologies run on the recorded world. No key, no network, no randomness but seeded.",
  "",
  "```sh",
  command,
  "```",
  "",
  `Of ${compared.length} figures on the same rows, ${same} are the same to the digits that were published, a few of them within what rounding or other resamples leave. \`test/reproduction.test.ts\` holds them there.`,
  '"Derived" works were computed from the published rows by somebody else before; "other" in the last column is a figure on other models or tasks, set beside',
  "ours for its size alone.",
  "",
  ...works.flatMap(([work, rows]) => section(work, rows)),
  "## What cannot be checked",
  "",
  "- MarketBench on all 93 tasks, its history card, its reserve auctions and bid prompts: only the first thirty tasks' rows are public and bundled; the market",
  "  arm's second attempts (11 of 32) lack the twenty tasks whose ledger was lost.",
  "- hub-vs-spoke by repetition, its bids and its all-in cost: only task means were published.",
  "- Dochkina, AgentsNet, the Byzantine game, RouteLLM, RouterBench, the scaling study: no rows are bundled. RouteLLM's pair stands above beside another pair.",
  "- Outcomes of MarketBench's first thirty come from other runs than the forecasts, and GPT-5.2-pro's from GPT-5.2 (high): as published, so here.",
  "- Dollars of coding agents on half of SWE-bench Verified may not be passed on: `node --conditions=catallaxy-source bench/swebench.ts <folder>` reads them where you have them.",
  "",
].join("\n");
writeFileSync("docs/reproduction.md", page);
process.stdout.write(`docs/reproduction.md: ${same} of ${compared.length} figures are the same.\n`);

function section(work: string, rows: readonly Reproduced[]): string[] {
  const lines = rows.map(
    (row) => `| ${row.figure} | ${row.theirs?.toFixed(row.digits) ?? "-"} | ${row.ours.toFixed(row.digits)} | ${verdict(row)} |`,
  );
  return [`## ${work}`, "", "| figure | theirs | ours | same |", "| --- | --: | --: | --- |", ...lines, ""];
}

function verdict(row: Reproduced): string {
  if (row.other !== undefined) return `other: ${row.other}`;
  const found = agrees(row);
  if (found === undefined) return "not published";
  return found ? (row.within === undefined ? "yes" : `yes, within ${row.within.by}: ${row.within.because}`) : "NO";
}
