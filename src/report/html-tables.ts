import { pooledLegend, pooledWords } from "./pooled-words.ts";
import type { ComparisonRow, Summary, TopologyRow } from "../summary.ts";
import { preference, preferred } from "./advice.ts";
import { boundsLegend, boundsOf, isBounded } from "./bounds.ts";
import { againstBaseline, baselineOf, besideOf, differenceOf, findingOf, rangeOf, verdictOf } from "./findings.ts";
import { duration, money, percent, percentRange, rateOf, score, thousands } from "./format.ts";
import { code } from "./html-code.ts";
import { escape } from "./html-escape.ts";
import { familyWords } from "./family-words.ts";
import { selectionGrid } from "./selection-words.ts";
import { caching, type Grid } from "./spending.ts";
import type { OwnTable } from "./tables/own-table.ts";
import { endedOf, isPartial } from "./unfinished.ts";
import { own } from "../util/own.ts";
import { count } from "../util/count.ts";

/** The first table: pass rate with interval, score, money, overhead, calls, latency, unfilled. */
export function figuresTable(summary: Summary): string {
  const marked = preferred(summary);
  const partial = isPartial(summary);
  const bounded = isBounded(summary);
  const header = [
    "topology",
    ...(partial ? ["ended"] : []),
    "pass rate",
    ...(bounded ? ["bounds"] : []),
    "score",
    "$ per task",
    "$ per pass",
    "overhead",
    "calls",
    "median time",
    "unfilled",
  ];
  const rows = summary.topologies.map((row) => figures(row, marked.has(row.name), { partial, bounded }));
  return grid(
    `◆ ${preference}. Score: the mean that the graders gave, from 0 to 1. $ per pass: dollars per right answer. Overhead: the share of cost beside the call that wrote the accepted answer. Unfilled: tasks that no member took or could be paid for.${bounded ? ` ${boundsLegend.replace("b", "B")}.` : ""}`,
    header,
    rows,
  );
}

interface Columns {
  readonly partial: boolean;
  readonly bounded: boolean;
}
function figures(row: TopologyRow, marked: boolean, { partial, bounded }: Columns): string {
  const mark = marked ? `<span class="front" title="${preference}">◆</span>` : "";
  const range = row.passRateCi === null ? "" : `<span class="range">${percentRange(row.passRateCi)}</span>`;
  const unfilled = row.unfilled === 0 ? '<span class="none">-</span>' : `${row.unfilled} of ${row.trials}`;
  const cells = [
    ...(partial ? [endedOf(row)] : []),
    `${rateOf(row)}${range}`,
    ...(bounded ? [boundsOf(row)] : []),
    score(row.meanScore),
    money(row.cost.perTrial),
    money(row.cost.perPass),
    percent(row.cost.overheadShare),
    thousands(row.calls),
    row.latencyMs.p50 === 0 ? '<span class="none">-</span>' : duration(row.latencyMs.p50),
    unfilled,
  ];
  return `<tr><th scope="row">${mark}${escape(row.name)}</th>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
}

/** Every topology against the baseline: the interval drawn about zero, and what it means in words. */
export function comparisonTable(summary: Summary): string {
  const rows = [...againstBaseline(summary).values()].flat().filter((row) => row.metric !== "score");
  if (rows.length === 0) return "";
  const reach = {
    passed: Math.max(...rows.filter((row) => row.metric === "passed").map(extent), 1e-12),
    cost: Math.max(...rows.filter((row) => row.metric === "cost").map(extent), 1e-12),
    value: Math.max(...rows.filter((row) => row.metric === "value").map(extent), 1e-12),
    score: 1,
  };
  const lines = rows.map((row, i) => comparison(row, rows[i - 1]?.a === row.a, reach[row.metric], summary.tasks));
  const note = `Means over tasks, paired by task; 95% intervals; p: how often chance alone gives such a difference (by sign flips, of costs and net values by skew-corrected means), ${familyWords(summary)}.`;
  const header = ["", "", "difference", "around zero", "finding"];
  return `<h3>Against ${escape(baselineOf(summary) ?? "")}</h3>${grid(note, header, lines)}`;
}

function comparison(row: ComparisonRow, same: boolean, reach: number, tasks: number): string {
  const finding = findingOf(row);
  const look = finding === "not distinguishable" ? "unclear" : finding;
  const metric = row.metric === "passed" ? "passes" : row.metric === "value" ? "net value" : "cost";
  const more = besideOf(row);
  return (
    `<tr><th scope="row">${same ? "" : escape(row.a)}</th><td class="soft">${metric}</td><td>${differenceOf(row)}<span class="range">${rangeOf(row)}</span></td>` +
    `<td>${strip(row, reach, look)}</td><td class="wide ${look}">${escape(verdictOf(row, tasks))}${more === "" ? "" : `<span class="range">${escape(more)}</span>`}</td></tr>`
  );
}

function extent(row: ComparisonRow): number {
  return Math.max(Math.abs(row.difference), Math.abs(row.ci?.[0] ?? 0), Math.abs(row.ci?.[1] ?? 0));
}

function strip(row: ComparisonRow, reach: number, look: string): string {
  const x = (value: number): string => (80 + (value / reach) * 74).toFixed(1);
  const color = { better: "var(--good)", cheaper: "var(--good)", worse: "var(--bad)", costlier: "var(--bad)" }[look] ?? "var(--soft)";
  const whisker =
    row.ci === null
      ? ""
      : `<line x1="${x(row.ci[0])}" x2="${x(row.ci[1])}" y1="9" y2="9" stroke="${color}" stroke-width="3" opacity=".45"/>`;
  return (
    `<svg class="strip" width="160" height="18" viewBox="0 0 160 18" aria-hidden="true"><line class="grid" x1="80" x2="80" y1="0" y2="18"/>` +
    `${whisker}<circle cx="${x(row.difference)}" cy="9" r="4.5" fill="${color}"/></svg>`
  );
}

/** Pass rate and cost by category, the cells shaded by pass rate; categories stand as rows where they outnumber the topologies. */
export function categoryTable(summary: Summary): string {
  const names = [...new Set(summary.topologies.flatMap((row) => Object.keys(row.byCategory)))].sort();
  if (names.length < 2) return "";
  const pooled = summary.topologies.some(({ byCategory }) => Object.values(byCategory).some(({ pooledCi }) => pooledCi !== undefined));
  const note = `Pass rate, and the cost of all trials.${pooled ? ` ${pooledLegend}` : ""}`;
  const line = (head: string, cells: readonly string[]): string => `<tr><th scope="row">${escape(head)}</th>${cells.join("")}</tr>`;
  if (names.length <= summary.topologies.length + 2) {
    const rows = summary.topologies.map((row) =>
      line(
        row.name,
        names.map((name) => categoryCell(row, name)),
      ),
    );
    return `<h3>By category</h3>${grid(note, ["topology", ...names], rows)}`;
  }
  const rows = names.map((name) =>
    line(
      name,
      summary.topologies.map((row) => categoryCell(row, name)),
    ),
  );
  const table = grid(note, ["category", ...summary.topologies.map(({ name }) => name)], rows);
  return `<h3>By category</h3>${names.length <= 12 ? table : `<details><summary>${count(names.length, "category", "categories")}</summary>${table}</details>`}`;
}

function categoryCell(row: TopologyRow, name: string): string {
  const category = own(row.byCategory, name);
  if (category === undefined) return '<td class="none">-</td>';
  const shade = category.passRate === null ? "" : ` style="background:rgba(var(--shade),${(category.passRate * 0.3).toFixed(3)})"`;
  return `<td${shade}>${percent(category.passRate)}${escape(pooledWords(category))}<span class="range">${money(category.cost)}</span></td>`;
}

/** Training and scored figures side by side, where tasks were held out to choose on. */
export function selectionTable(summary: Summary): string {
  const part = selectionGrid(summary);
  if (part === undefined) return "";
  const { legend, ...table } = part;
  return ownTable({ ...table, notes: [legend] });
}

/** The three costs of each topology, where a prompt cache makes them differ. */
export function cacheTable(summary: Summary): string {
  const part = caching(summary);
  if (part.rows.length === 0) return `<p class="soft">${escape(`${part.title}: ${part.legend}.`)}</p>`;
  const lines = part.rows.map(([name = "", ...cells]) => {
    const spent = summary.topologies.find((row) => row.name === name)?.spent ?? null;
    return `<tr><th scope="row">${escape(name)}</th>${[...cells, money(spent)].map((cell) => `<td>${escape(cell)}</td>`).join("")}</tr>`;
  });
  const note = `${part.legend} · spent: what the run really paid for all trials, shared answers once`;
  return `<h3>${escape(part.title)}</h3>${grid(note, [...part.columns.map(({ title }) => title), "spent in all"], lines)}`;
}

/** More rows are one click away. */
const inSight = 20;

/** A table that may be long, under its title; empty where there is none. */
export function foldedTable(part: Grid | undefined, size: string): string {
  if (part === undefined) return "";
  const { title, legend, ...rest } = part;
  const table = tableOf({ ...rest, notes: [legend] });
  return `<h3>${escape(title)}</h3>${part.rows.length <= inSight ? table : `<details><summary>${escape(size)}</summary>${table}</details>`}`;
}

/** An experiment's own table with its notes below. */
export function ownTable({ title, ...rest }: OwnTable): string {
  return `<h3>${escape(title)}</h3>${tableOf(rest)}`;
}

function tableOf({ columns, rows, notes }: Omit<OwnTable, "title">): string {
  const lines = rows.map(([name = "", ...cells]) => {
    const looks = cells.map((cell, index) => `<td${columns[index + 1]?.right === true ? "" : ' class="wide"'}>${escape(cell)}</td>`);
    return `<tr><th scope="row">${escape(name)}</th>${looks.join("")}</tr>`;
  });
  const header = columns.map((column) => column.title);
  const below = notes.map((note) => `<p class="soft">${code(note)}</p>`).join("");
  return `${grid("", header, lines)}${below}`;
}

/** A table with its caption; on a narrow page each row is a list, and each cell says what it is. */
export function grid(caption: string, header: readonly string[], rows: readonly string[]): string {
  const head = header.map((title) => `<th scope="col">${escape(title)}</th>`).join("");
  const titled = rows.map((row) => {
    let column = 0;
    return row.replaceAll("<td", () => `<td data-title="${escape(header[++column] ?? "")}"`);
  });
  return `<div class="scroll"><table>${caption === "" ? "" : `<caption>${escape(caption)}</caption>`}<thead><tr>${head}</tr></thead><tbody>${titled.join("")}</tbody></table></div>`;
}
