import { behindGrid, behindWords } from "./behind-grid.ts";
import { byTaskGrid } from "./by-task-grid.ts";
import { byTurnGrid } from "./by-turn-grid.ts";
import { categoryWords } from "./category-words.ts";
import { exchangeWords } from "./exchange-words.ts";
import { familyWords } from "./family-words.ts";
import { frontierWords } from "./frontier-words.ts";
import { netValueWords } from "./net-value-words.ts";
import { pooledLegend, pooledWords } from "./pooled-words.ts";
import type { Summary } from "../summary.ts";
import { sizeWords } from "./size-words.ts";
import { boundsLegend, boundsOf, isBounded } from "./bounds.ts";
import { costsToReach, scoresAtBudget } from "./budgets.ts";
import { decisionWords } from "./decision.ts";
import { againstBaseline, baselineOf, besideOf, differenceOf, rangeOf, verdictOf } from "./findings.ts";
import { duration, money, percent, percentRange, rateOf, score, thousands } from "./format.ts";
import { selectionGrid, selectionWords } from "./selection-words.ts";
import { silenceWords } from "./silence.ts";
import { attribution, caching, type Grid } from "./spending.ts";
import { sentence } from "./sentence.ts";
import { waterfallGrids } from "./waterfall-grids.ts";
import { whoWorkedGrid } from "./who-worked-grid.ts";
import { endedOf, isPartial, unfinishedWords } from "./unfinished.ts";
import { worldLabel } from "./world.ts";
import { commandLine, type Whereabouts } from "../util/command-line.ts";
import { inert } from "../util/inert.ts";
import { inertIn } from "../util/inert-in.ts";
import { own } from "../util/own.ts";

/** The report of a run as Markdown: the table, the comparisons with the baseline, the categories, the warnings. */
export function markdown(told: Summary, next?: string, at?: Whereabouts): string {
  const summary = inertIn(told, "markdown");
  const size = sizeWords(summary);
  const whole = { command: code(commandLine(["report", told.run, "--all", "--format", "md"], at)) };
  const blocks = [
    `## ${summary.experiment}`,
    `**${worldLabel[summary.world]}** · ${size} · seed \`${code(told.seed)}\``,
    unfinishedWords(summary) === "" ? "" : `**${unfinishedWords(summary)}**`,
    // Where a command may stand in it, a name is made inert after that: in a span of code nothing is escaped.
    withCommands(sentence(told, next)),
    silenceWords(told, at).map(withCommands).join("\n\n"),
    [...selectionWords(summary), ...decisionWords(summary), ...netValueWords(summary)].join(" "),
    figures(summary),
    frontierWords(summary),
    comparisons(summary),
    exchangeWords(summary)
      .map((line) => `- ${line}`)
      .join("\n"),
    categories(summary),
    categoryWords(summary)
      .map((line) => `- ${line}`)
      .join("\n"),
    ...[
      ...waterfallGrids(summary),
      selectionGrid(summary),
      byTaskGrid(summary, whole, false),
      byTurnGrid(summary),
      whoWorkedGrid(summary, whole, false),
      scoresAtBudget(summary),
      costsToReach(summary),
      attribution(summary),
      caching(summary),
      behindGrid(summary),
    ].map(plainGrid),
    behindWords(summary)
      .map((line) => `- ${line}`)
      .join("\n"),
    told.warnings.map((warning) => `- ${withCommands(warning)}`).join("\n"),
    `Run \`${code(told.run)}\`, digest (a fingerprint of its events) \`${code(told.digest)}\`.`,
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

function figures(summary: Summary): string {
  const partial = isPartial(summary);
  const bounded = isBounded(summary);
  const header = [
    "topology",
    ...(partial ? ["ended"] : []),
    "pass rate",
    "95%",
    ...(bounded ? ["bounds"] : []),
    "score",
    "$/task",
    "$/pass",
    "overhead",
    "calls",
    "p50",
    "unfilled",
  ];
  const rows = summary.topologies.map((row) => [
    row.name,
    ...(partial ? [endedOf(row)] : []),
    rateOf(row),
    percentRange(row.passRateCi),
    ...(bounded ? [boundsOf(row)] : []),
    score(row.meanScore),
    money(row.cost.perTrial),
    money(row.cost.perPass),
    percent(row.cost.overheadShare),
    thousands(row.calls),
    duration(row.latencyMs.p50),
    String(row.unfilled),
  ]);
  const words = [
    "pass rate: share of tasks answered right",
    "95%: its interval",
    ...(bounded ? [boundsLegend] : []),
    "overhead: share of the cost beside the call that wrote the accepted answer",
    "p50: median time of a trial",
    "unfilled: tasks that no member took or could be paid for",
  ];
  return `${grid(header, rows)}\n\n${words.join(" · ")}`;
}

function comparisons(summary: Summary): string {
  const rows = [...againstBaseline(summary).values()].flat();
  if (rows.length === 0) return "";
  const header = [`against ${baselineOf(summary) ?? ""}`, "metric", "difference", "95%", "finding"];
  const note = `p ${familyWords(summary)}.`;
  const table = grid(
    header,
    rows.map((row) => [
      row.a,
      row.metric === "value" ? "net value" : row.metric,
      differenceOf(row),
      rangeOf(row),
      [verdictOf(row), besideOf(row)].filter((part) => part !== "").join("; "),
    ]),
  );
  return `${table}\n\n${note}`;
}

function categories(summary: Summary): string {
  const names = [...new Set(summary.topologies.flatMap((row) => Object.keys(row.byCategory)))].sort();
  if (names.length < 2) return "";
  const rows = summary.topologies.map((row) => [
    row.name,
    ...names.map((name) => {
      const category = own(row.byCategory, name);
      return category === undefined ? "" : `${percent(category.passRate)}${pooledWords(category)} (${money(category.cost)})`;
    }),
  ]);
  const legend = summary.topologies.some(({ byCategory }) => Object.values(byCategory).some(({ pooledCi }) => pooledCi !== undefined))
    ? `\n\n${pooledLegend}`
    : "";
  return `${grid(["passes (cost)", ...names], rows)}${legend}`;
}

function plainGrid(part: Grid | undefined): string {
  if (part === undefined) return "";
  if (part.rows.length === 0) return `${part.title}: ${part.legend}.`;
  const titles = part.columns.map((column) => column.title);
  return `### ${part.title}\n\n${grid(titles, part.rows)}\n\n${part.legend}`;
}

function grid(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [line(header), line(header.map((_, i) => (i === 0 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}

/** A text in which what is typed stands as code; all else is inert. */
function withCommands(text: string): string {
  const parts = text.split(/`(catallaxy [^`\n]+)`/);
  return parts.map((part, i) => (i % 2 === 1 ? `\`${code(part)}\`` : inert(part, "markdown"))).join("");
}

/** What stands in a span of code, where no mark can be escaped. */
function code(text: string): string {
  return inert(text, "terminal").replaceAll(/[`\r\n]+/g, " ");
}
