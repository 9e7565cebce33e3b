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
    columns: columns(["left out", "", "points", "95%", "saves/task", "95%", "finding"], 2),
    rows: edges.map((row) => [row.edge, row.kind, ...measured(row), findings[row.finding]]),
    notes: [
      ...missing(figures),
      ...(edges.length === 0 ? ["The arms with results do not tell the edges apart, so nothing is found."] : []),
      `"leave out": the whole interval of points is above -${percent(margin)}, the margin, and it saves money; "needed": all of it is below 0. Each line is an average over arms with and without the other edges.`,
      mixedWords(edges),
    ],
  };
}

function measured({ passes, saved }: Pick<EdgeRow, "passes" | "saved">): string[] {
  return [
    points(passes.difference),
    range(passes.interval, points),
    signedMoney(saved.difference),
    range(saved.interval, (end) => signedMoney(end)),
  ];
}

function range(interval: readonly [number, number] | null, written: (end: number) => string): string {
  return interval === null ? "-" : `${written(interval[0])} to ${written(interval[1])}`;
}

/** Which joint effects stand in whose line. */
function mixedWords(edges: readonly EdgeRow[]): string {
  const mixed = edges.filter((row) => row.mixed.length > 0);
  if (mixed.length === 0) return "No line is mixed with what two edges do together.";
  const lines = mixed.map(({ edge, mixed: [first] }) => `${edge} with ${share(first?.share ?? 0)} of ${all(first?.pair ?? [])}`);
  return `Mixed with what two edges do together, where nobody would have been left to ask: ${lines.join("; ")} at most.`;
}

function share(of: number): string {
  return Math.abs(of).toFixed(2);
}

function missing({ tasks, untold }: EdgesFigures): string[] {
  return [
    ...(tasks.told === tasks.of ? [] : [`${tasks.of - tasks.told} of ${count(tasks.of, "task")} have no result of some arm, and are in no figure.`]),
    ...(untold.length === 0 ? [] : [`Without a result on any task, and left out: ${untold.join(", ")}.`]),
  ];
}

function heldOutTable(figures: EdgesFigures): OwnTable {
  const { topology, smaller, tasks, full, margin } = figures;
  return {
    title: heldOutWords(figures),
    columns: columns(["left out", "passes", "$/task", "points", "95%", "saves/task", "95%", "confirmed"], 1),
    rows: [
      ...(full === null ? [] : [[`(nothing: ${topology})`, percent(full.passRate), money(full.cost), "", "", "", "", ""]]),
      ...smaller.map((row) => [row.out.join(", "), percent(row.passRate), money(row.cost), ...measured(row), row.confirmed ? "yes" : "no"]),
    ],
    notes: [...missing(figures), `Confirmed: on these ${count(tasks.told, "task")} the whole interval of points is above -${percent(margin)}, the margin.`],
  };
}

function heldOutWords({ topology, smaller: [first, ...alone], tasks, full }: EdgesFigures): string {
  const on = `On ${count(tasks.told, "task")} that no choice has seen`;
  if (first === undefined || full === null) return `${on}: nothing is told yet.`;
  const passes = `${topology} without ${all(first.out)} passes ${percent(first.passRate)} at ${money(first.cost)} a task, whole ${percent(full.passRate)} at ${money(full.cost)}`;
  return `${on}: ${passes}. ${verdict(first, alone)}`;
}

function verdict(first: SmallerRow, alone: readonly SmallerRow[]): string {
  if (first.confirmed) return `It is confirmed as no worse${first.saved.difference > 0 ? `, and saves ${money(first.saved.difference)} a task` : ""}.`;
  const own = alone.filter(({ confirmed }) => confirmed);
  const less = own.length === 0 ? "keep it whole" : `${all(own.map(({ out }) => out.join(", ")))} alone ${own.length === 1 ? "is" : "are"}`;
  return `That it is no worse is not confirmed: ${less}.`;
}
