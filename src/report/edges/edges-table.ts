import { all, count, money, percent, points, signedMoney } from "../format.ts";
import { columns } from "../tables/columns.ts";
import type { OwnTable } from "../tables/own-table.ts";
import type { EdgeRow, EdgesFigures, SmallerRow } from "./edges-figures.ts";

/** What a study of edges found at one of its stages, as it is printed. */
export function edgesTable(figures: EdgesFigures): OwnTable {
  return figures.stage === "design" ? designTable(figures) : heldOutTable(figures);
}

const findings: Readonly<Record<EdgeRow["finding"], string>> = {
  "leave-out": "leave out",
  "no-saving": "saves nothing",
  needed: "needed",
  open: "cannot tell",
};

function designTable(figures: EdgesFigures): OwnTable {
  const { topology, edges, tasks, arms, margin, full } = figures;
  const whole = full === null ? "" : ` The whole one passes ${percent(full.passRate)} at ${money(full.cost)} a task.`;
  return {
    title: `What ${topology} can do without, by ${count(arms, "arm")} on ${count(tasks.told, "task")} to choose on.${whole}`,
    columns: columns(["left out", "finding", "points (95%)", "saves a task (95%)"], 2),
    rows: edges.map((row) => [row.edge, findings[row.finding], ...measured(row)]),
    notes: [
      ...missing(figures),
      ...(edges.length === 0
        ? ["The arms with results do not tell the edges apart, so nothing is found."]
        : [
            `"leave out": the whole interval of points is above -${percent(margin)}, the margin, and that of dollars above 0 (or all points are, and it is not dearer without); "needed": all of it is below 0. Each line is an average over arms with and without the other edges.`,
            mixedWords(edges),
          ]),
    ],
  };
}

function measured({ passes, saved }: Pick<EdgeRow, "passes" | "saved">): string[] {
  return [ranged(passes, points), ranged(saved, signedMoney)];
}

function ranged({ difference, interval }: EdgeRow["passes"], written: (value: number) => string): string {
  const range = interval === null ? "no interval" : interval.map((end) => written(end).replaceAll(/[+$]/g, "")).join(" to ");
  return `${written(difference)} (${range})`;
}

/** How much of what two edges do together stands in some line. */
function mixedWords(edges: readonly EdgeRow[]): string {
  const mixed = edges.flatMap(({ edge, mixed: [first] }) => (first === undefined ? [] : [{ edge, ...first }]));
  const [most] = mixed.sort((a, b) => Math.abs(b.share) - Math.abs(a.share));
  if (most === undefined) return "No line is mixed with what two edges do together.";
  return `Arms in which nobody would be left to ask are missing, so lines are mixed with what two edges do together: most, ${most.edge} with ${Math.abs(most.share).toFixed(2)} of that of ${all(most.pair)}.`;
}

function missing({ tasks, untold, reasons }: EdgesFigures): string[] {
  return [
    ...(tasks.told === tasks.of
      ? []
      : [`${tasks.of - tasks.told} of ${count(tasks.of, "task")} have no result of some arm, and are in no figure.`]),
    ...(untold.length === 0 ? [] : [`Without a result, or not to be replayed on every task, and in no figure: ${untold.join(", ")}.`]),
    ...reasons.slice(0, 3).map((why) => `Why: ${why}`),
  ];
}

function heldOutTable(figures: EdgesFigures): OwnTable {
  const { smaller, tasks, full, margin } = figures;
  return {
    title: heldOutWords(figures),
    columns: columns(["left out", "confirmed", "passes", "$/task", "points (95%)", "saves a task (95%)"], 2),
    rows: [
      ...(full === null ? [] : [["(nothing)", "", percent(full.passRate), money(full.cost), "", ""]]),
      ...smaller.map((row) => [row.out.join(", "), row.confirmed ? "yes" : "no", percent(row.passRate), money(row.cost), ...measured(row)]),
    ],
    notes: [
      ...missing(figures),
      `Confirmed: on these ${count(tasks.told, "task")} the whole interval of points is above -${percent(margin)}, the margin.${corrected(smaller)}`,
    ],
  };
}

/** What several lines do to intervals of points. */
function corrected(smaller: readonly SmallerRow[]): string {
  return smaller.length < 2 ? "" : ` For ${count(smaller.length, "line")} the intervals of points are as wide as Holm's correction wants.`;
}

function heldOutWords({ topology, smaller: [first, ...alone], tasks, full }: EdgesFigures): string {
  const on = `On ${count(tasks.told, "task")} that no choice has seen`;
  if (first === undefined || full === null) return `${on}: nothing is told yet.`;
  const passes = `${topology} without ${all(first.out)} passes ${percent(first.passRate)} at ${money(first.cost)} a task, whole ${percent(full.passRate)} at ${money(full.cost)}`;
  return `${on}: ${passes}. ${verdict(first, alone)}`;
}

function verdict(first: SmallerRow, alone: readonly SmallerRow[]): string {
  if (first.confirmed && first.saved.difference > 0)
    return `It is confirmed as no worse, and saves ${money(first.saved.difference)} a task.`;
  if (first.confirmed) return "It is confirmed as no worse, but saves nothing: keep it whole.";
  const own = alone.filter(({ confirmed, saved }) => confirmed && saved.difference > 0).map(({ out }) => out.join(", "));
  if (own.length === 0) return "That it is no worse is not confirmed: keep it whole.";
  return `That it is no worse is not confirmed; alone ${all(own)} can be left out.`;
}
