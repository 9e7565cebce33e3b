import type { Summary } from "../summary.ts";
import type { Waterfall, WaterfallStep } from "../summary/waterfall.ts";
import { count, points, signedMoney } from "./format.ts";
import type { Grid } from "./spending.ts";

type Chain = Waterfall["chains"][number];
type Row = Chain["steps"][number]["rows"][number];

/** From solo to the market and to the hub, step by step: over all tasks with intervals, then by category; none where the run has no such arms, and why where it stopped by what it saw. */
export function waterfallGrids({ waterfall, decision }: Summary): Grid[] {
  if (waterfall === undefined) return decision === undefined ? [] : [stopped];
  return waterfall.chains.flatMap((chain) => [inAll(chain, waterfall), ...byCategory(chain)]);
}

/** Without rows: a title and why there are none. */
const stopped: Grid = {
  title: "Step by step, and what lies behind the figures",
  columns: [],
  rows: [],
  legend:
    "not told of a run that stopped by what it saw, since its topologies may have been tried on different tasks, and intervals that hold at one look do not hold at the look that ended it; without --until the same experiment tells them",
};

/** What is joined in a step is read whole. */
const step = { title: "step", whole: true };
/** With fewer tasks a category tells nothing. */
const fewestTasks = 6;

const titles = { market: "Where the market's advantage comes from", hub: "What the hub's stages add" } as const;

const words: Readonly<Record<WaterfallStep, string>> = {
  retry: "judged retry",
  "another-model": "another model",
  bids: "bids",
  reputation: "reputation",
  "cost-of-bids": "cost of bids",
  handoff: "handoff",
  split: "split",
  merge: "merge",
  "red-team": "red team",
  replan: "judged retry",
};

function nameOf(parts: readonly WaterfallStep[]): string {
  const sign = parts.includes("cost-of-bids") ? "-" : "+";
  return `${sign} ${parts.map((part) => words[part]).join(" + ")}`;
}

function inAll(chain: Chain, { solo, tests }: Waterfall): Grid {
  const told = chain.steps.flatMap(({ parts, rows }) => {
    const all = rows.find(({ category }) => category === undefined);
    return all === undefined ? [] : [[nameOf(parts), written(all.passed, points), written(all.cost, signedMoney)]];
  });
  const missing = chain.missing.map(({ step, wanted }) => `no arm tells ${words[step]} alone: it takes ${wanted}`);
  const own = {
    market: chain.steps.some(({ parts }) => parts.includes("cost-of-bids"))
      ? "until the last line bids are not billed"
      : "no bid was paid for in this run: nobody was asked for one, or it is on record without a price",
    hub: "handoff: a spoke does it whole · split: parts, joined as they are",
  };
  return {
    title: titles[chain.of],
    columns: [step, ...["points", "$/task"].map((title) => ({ title, right: true }))],
    rows: [...told, ...sumOf(chain)],
    legend: [
      `each line beside the one above, from ${solo} on (${pathOf(chain, solo)}), ${tasksOf(chain)}, paired`,
      "( ) 95% interval of the line by itself",
      `* shown: p below 0.05 by Holm over all lines and categories of these tables (${count(tests, "test")}), apart from the comparisons with the baseline: either family may err in one report of twenty`,
      own[chain.of],
      ...missing,
    ].join(" · "),
  };
}

/** Steps may lack tasks that a record cannot tell of one of their arms. */
function tasksOf({ steps }: Chain): string {
  const each = steps.flatMap(({ rows: [all] }) => all?.tasks ?? []);
  const [least, most] = [Math.min(...each), Math.max(...each)];
  return each.length === 0 || least === most ? count(each[0] ?? 0, "task") : `${least} to ${count(most, "task")}`;
}

/** The arms, in the order of the steps. */
function pathOf({ steps }: Chain, solo: string): string {
  return [...new Set([solo, ...steps.map(({ arm }) => arm)])].join(", ");
}

/** What the steps come to. */
function sumOf({ steps }: Chain): string[][] {
  const rows = steps.map(({ rows: [all] }) => all);
  if (rows.length < 2 || rows.some((row) => row === undefined)) return [];
  const sum = (of: (row: Row) => number): number => rows.reduce((all, row) => all + (row === undefined ? 0 : of(row)), 0);
  return [["= in all", points(sum((row) => row.passed.difference)), signedMoney(sum((row) => row.cost.difference))]];
}

function byCategory(chain: Chain): Grid[] {
  const told = chain.steps.flatMap(({ rows }) =>
    rows.flatMap(({ category, tasks }) => (category === undefined || tasks < fewestTasks ? [] : [[category, tasks] as const])),
  );
  const names = [...new Map(told)].sort(([one], [other]) => (one < other ? -1 : 1));
  if (names.length === 0) return [];
  const grid = (unit: string, cell: (row: Row) => string): Grid => ({
    title: `${titles[chain.of]}, ${unit} by category`,
    columns: [step, ...names.map(([name, tasks]) => ({ title: `${name} (${tasks})`, right: true }))],
    rows: chain.steps.map(({ parts, rows }) => [nameOf(parts), ...names.map(([name]) => cellOf(rows, name, cell))]),
    legend:
      "as above; ( ) behind a category: its tasks, at least six · costs that are too few (under 20 tasks) or too uneven have no interval",
  });
  return [grid("points", ({ passed }) => written(passed, points)), grid("$/task", ({ cost }) => written(cost, signedMoney))];
}

function cellOf(rows: readonly Row[], name: string, cell: (row: Row) => string): string {
  const row = rows.find(({ category }) => category === name);
  return row === undefined ? "-" : cell(row);
}

function written({ difference, ci, pHolm }: Row["passed"], text: (value: number) => string): string {
  const range = ci === null ? "" : ` (${ci.map((end) => text(end).replaceAll(/[+$]/g, "")).join(" to ")})`;
  return `${text(difference)}${range}${(pHolm ?? 1) < 0.05 ? " *" : ""}`;
}
