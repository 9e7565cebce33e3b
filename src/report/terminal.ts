import type { ComparisonRow, Summary, TopologyRow } from "../summary.ts";
import { behindGrid, behindWords } from "./behind-grid.ts";
import { byTaskGrid } from "./by-task-grid.ts";
import { byTurnGrid } from "./by-turn-grid.ts";
import { categoryWords } from "./category-words.ts";
import { exchangeWords } from "./exchange-words.ts";
import { familyWords } from "./family-words.ts";
import { frontierWords } from "./frontier-words.ts";
import { netValueWords } from "./net-value-words.ts";
import { sizeWords } from "./size-words.ts";
import { preference, preferred } from "./advice.ts";
import { costsToReach, scoresAtBudget } from "./budgets.ts";
import { boundsLegend, boundsOf, isBounded } from "./bounds.ts";
import { commandsApart } from "./commands-apart.ts";
import { decisionWords } from "./decision.ts";
import { againstBaseline, baselineOf, besideOf, differenceOf, findingOf, rangeOf, verdictOf } from "./findings.ts";
import { count, duration, money, percent, percentRange, rateOf, score, thousands } from "./format.ts";
import { type Palette, palette } from "./palette.ts";
import { commandLine, type Whereabouts } from "../util/command-line.ts";
import { inertIn } from "../util/inert-in.ts";
import { sentence } from "./sentence.ts";
import { selectionGrid, selectionWords } from "./selection-words.ts";
import { silenceWords } from "./silence.ts";
import { attribution, caching, type Grid } from "./spending.ts";
import { type Column, tableLayout, tables } from "./table.ts";
import { shorten, widthOf, wrap } from "./text.ts";
import { waterfallGrids } from "./waterfall-grids.ts";
import { whoWorkedGrid } from "./who-worked-grid.ts";
import { endedOf, isPartial, nextCommand, unfinishedWords } from "./unfinished.ts";
import { worldLabel } from "./world.ts";

export interface TerminalSettings {
  /** Escape codes only where the caller wants them: it looks at the terminal and at NO_COLOR. */
  readonly color?: boolean;
  /** Columns; 100 unless told. */
  readonly width?: number;
  /** A heading above the figures, such as the part of a longer report. */
  readonly title?: string;
  /** Whether tables are shown whole, however long. */
  readonly all?: boolean;
  /** What to type next. */
  readonly next?: string;
  /** Where commands find the run. */
  readonly at?: Whereabouts;
}
/** The report of a run for a terminal: the table, the comparisons with the baseline in words, the warnings, one sentence. */
export function terminal(told: Summary, settings: TerminalSettings = {}): string {
  const summary = inertIn(told, "terminal");
  const width = settings.width ?? 100;
  const paint = palette(settings.color ?? false);
  const command = commandLine(["report", told.run, "--all"], settings.at);
  const blocks = [
    heading(summary, settings.title, width, paint),
    figures(summary, width, paint),
    comparisons(summary, width, paint),
    ...[
      ...waterfallGrids(summary),
      selectionGrid(summary),
      byTaskGrid(summary, { ...(settings.all === true ? {} : { rows: 12, columns: 6 }), command }, true),
      byTurnGrid(summary),
      whoWorkedGrid(summary, { ...(settings.all === true ? {} : { rows: 24 }), command }, true),
      scoresAtBudget(summary),
      costsToReach(summary),
      attribution(summary),
      caching(summary),
      behindGrid(summary),
    ].map((part) => gridLines(part, width, paint)),
    behindWords(summary).flatMap((line) => bullet(paint.dim("·"), line, width)),
    silenceWords(summary, settings.at).flatMap((line) => bullet(paint.bad("!"), line, width)),
    [...selectionWords(summary), ...decisionWords(summary), ...netValueWords(summary)].flatMap((line) =>
      bullet(paint.good("="), line, width),
    ),
    summary.warnings.flatMap((warning) => bullet(paint.note("!"), warning, width)),
    commandsApart(sentence(summary, settings.next ?? nextCommand(summary, settings.at)), width - 2),
    wrap(
      `run ${summary.run} · digest ${summary.digest.slice(0, 16)} (a fingerprint of its events) · ${duration(summary.wallMs)} on the wall`,
      width - 2,
    ).map((line) => paint.dim(` ${line}`)),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join("\n"))
    .join("\n\n")}\n`;
}

function heading(summary: Summary, title: string | undefined, width: number, paint: Palette): string[] {
  const size = sizeWords(summary);
  const label = `[${worldLabel[summary.world]}]`;
  const lines = wrap(title ?? summary.experiment, width - 2).map((line) => ` ${paint.bold(line)}`);
  const last = lines.at(-1) ?? "";
  const first =
    widthOf(last) + label.length + 2 <= width
      ? [...lines.slice(0, -1), `${last}  ${paint.note(label)}`]
      : [...lines, ` ${paint.note(label)}`];
  const short = unfinishedWords(summary);
  const warning = short === "" ? [] : wrap(short, width - 2).map((line) => ` ${paint.bad(line)}`);
  const scope = wrap(`${title === undefined ? "" : `${summary.experiment} · `}${size} · seed ${summary.seed}`, width - 2);
  return [...first, ...warning, ...scope.map((line) => paint.dim(` ${line}`))];
}

const columns: readonly Column[] = [
  { title: "topology" },
  { title: "pass rate" },
  { title: "score", right: true, spare: 3 },
  { title: "$/task", right: true },
  { title: "$/pass", right: true, spare: -1 },
  { title: "overhead", right: true, spare: 0 },
  { title: "calls", right: true, spare: 2 },
  { title: "p50", right: true, spare: 1 },
  { title: "unfilled", right: true, spare: 4 },
];

function figures(summary: Summary, width: number, paint: Palette): string[] {
  if (summary.topologies.length === 0) return [];
  const marked = preferred(summary);
  const partial = isPartial(summary);
  const bounded = isBounded(summary);
  const wide = bounded ? columns.toSpliced(2, 0, { title: "bounds", spare: -2 }) : columns;
  const titles = partial ? wide.toSpliced(1, 0, { title: "ended", right: true }) : wide;
  const told = summary.topologies.map((row) => {
    const own = bounded ? cells(row).toSpliced(2, 0, boundsOf(row)) : cells(row);
    return partial ? own.toSpliced(1, 0, endedOf(row)) : own;
  });
  const { head, rows, shown, left } = tableLayout(titles, told, width - 3);
  const lines = rows.flatMap((own, i) =>
    own.map((line, at) => (at === 0 && marked.has(summary.topologies[i]?.name ?? "") ? ` ${paint.good("◆")} ${line}` : `   ${line}`)),
  );
  const words = [
    `◆ ${preference}`,
    ...(partial ? ["ended: trials so far, of those planned"] : []),
    "( ) 95% interval",
    ...(shown.includes("bounds") ? [boundsLegend] : []),
    ...(shown.includes("overhead") ? ["overhead: cost beside the accepted answer"] : []),
    ...(shown.includes("p50") ? ["p50: median time of a trial"] : []),
    ...(shown.includes("unfilled") ? ["unfilled: tasks that no member took or could be paid for"] : []),
    ...(left.length === 0 ? [] : [`left out at this width: ${left.join(", ")}`]),
  ].join(" · ");
  const legend = wrap(words, width - 3).map((line) => paint.dim(`   ${line}`));
  const frontier = wrap(frontierWords(summary), width - 3).map((line) => `   ${line}`);
  return [...head.map((line) => paint.dim(`   ${line}`)), ...lines, ...legend, ...frontier];
}

function cells(row: TopologyRow): string[] {
  const rate = row.passRateCi === null ? rateOf(row) : `${percent(row.passRate).padStart(4)} (${percentRange(row.passRateCi)})`;
  return [
    row.name,
    rate,
    score(row.meanScore),
    money(row.cost.perTrial),
    money(row.cost.perPass),
    percent(row.cost.overheadShare),
    thousands(row.calls),
    row.latencyMs.p50 === 0 ? "-" : duration(row.latencyMs.p50),
    row.unfilled === 0 ? "-" : `${row.unfilled} of ${row.trials}`,
  ];
}

function comparisons(summary: Summary, width: number, paint: Palette): string[] {
  const groups = [...againstBaseline(summary)];
  if (groups.length === 0) return [];
  const shown = groups.flatMap(([, rows]) => rows.filter((row) => row.metric !== "score" || tellsMore(row, rows)));
  const lines = shown.map((row) => [names[row.metric], change(row), verdictOf(row, summary.tasks)]);
  const widths = [0, 1, 2].map((c) => Math.max(...lines.map((line) => line[c]?.length ?? 0)));
  const beside = widths.reduce((sum, wide) => sum + wide, 9) <= width;
  const name = `Against ${shorten(baselineOf(summary) ?? "", 24)}`;
  const note = `(${count(summary.tasks, "task")}, paired; ${testOf(summary)}, ${familyWords(summary)})`;
  const head =
    name.length + note.length + 3 <= width
      ? [` ${paint.bold(name)} ${paint.dim(note)}`]
      : [` ${paint.bold(name)}`, ...wrap(note, width - 2).map((line) => paint.dim(` ${line}`))];
  const body = shown.flatMap((row, i) => {
    const [metric = "", difference = "", verdict = ""] = lines[i] ?? [];
    const figure = `     ${metric.padEnd(widths[0] ?? 0)}  ${beside ? difference.padEnd(widths[1] ?? 0) : difference}`;
    const told = wrap(verdict, beside ? width : width - 7).map((piece) => tint(piece, row, paint));
    const more = besideOf(row);
    const below = more === "" ? [] : wrap(more, width - 7).map((line) => paint.dim(`       ${line}`));
    const own = [...(beside ? [`${figure}  ${told.join(" ")}`] : [figure, ...told.map((piece) => `       ${piece}`)]), ...below];
    return shown[i - 1]?.a === row.a ? own : [`   ${shorten(row.a, width - 3)}`, ...own];
  });
  const prices = [...exchangeWords(summary), ...categoryWords(summary)].flatMap((line) =>
    wrap(line, width - 5).map((piece, i) => (i === 0 ? `   ${piece}` : `     ${piece}`)),
  );
  return [...head, ...body, ...prices];
}

/** A run that stopped by what it saw needs tests that hold at any time of looking. */
function testOf({ decision }: Summary): string {
  return decision === undefined
    ? "95% intervals; p: how often chance alone gives such a difference, by sign flips, of costs and net values by skew-corrected means"
    : "95% intervals and p that hold at any look";
}

function gridLines(grid: Grid | undefined, width: number, paint: Palette): string[] {
  if (grid === undefined) return [];
  if (grid.rows.length === 0) return wrap(`${grid.title}: ${grid.legend}.`, width - 2).map((line) => paint.dim(` ${line}`));
  const [head = "", ...body] = tables(grid.columns, grid.rows, width - 3);
  const legend = commandsApart(grid.legend, width - 3, "   ").map((line) => paint.dim(line));
  return [` ${paint.bold(grid.title)}`, paint.dim(`   ${head}`), ...body.map((line) => `   ${line}`), ...legend];
}

const names: Readonly<Record<ComparisonRow["metric"], string>> = { passed: "passes", score: "score", cost: "cost", value: "net value" };

function change(row: ComparisonRow): string {
  const range = rangeOf(row);
  return range === "" ? differenceOf(row) : `${differenceOf(row)} (${range})`;
}

/** The score is worth a line only where it says something else than the passes. */
function tellsMore(row: ComparisonRow, rows: readonly ComparisonRow[]): boolean {
  return rows.every((other) => other.metric !== "passed" || findingOf(other) !== findingOf(row));
}

function tint(verdict: string, row: ComparisonRow, paint: Palette): string {
  const finding = findingOf(row);
  if (finding === "not distinguishable") return paint.dim(verdict);
  return finding === "better" || finding === "cheaper" ? paint.good(verdict) : paint.bad(verdict);
}

function bullet(mark: string, text: string, width: number): string[] {
  return commandsApart(text, width - 4, "   ").map((line, i) => (i === 0 ? ` ${mark} ${line.trimStart()}` : line));
}
