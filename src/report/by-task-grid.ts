import type { Summary } from "../summary.ts";
import type { ByTaskTable } from "../summary/by-task.ts";
import { preferred } from "./advice.ts";
import { baselineOf } from "./findings.ts";
import { count, signedMoney } from "./format.ts";
import type { ShownPart } from "./shown-part.ts";
import type { Grid } from "./spending.ts";
import { shorten, widthOf } from "./text.ts";

type Row = ByTaskTable["rows"][number];

/** Task by topology; `brief` names of tasks take little room, whole ones stand beside their category. Undefined where no try has a result. */
export function byTaskGrid(summary: Summary, part: ShownPart, brief: boolean): Grid | undefined {
  const { byTask } = summary;
  if (byTask === undefined) return undefined;
  const names = shownTopologies(summary, byTask, part.columns ?? Infinity);
  const rows = byTask.rows.slice(0, part.rows ?? Infinity);
  const called = brief ? briefNames(rows) : rows.map(wholeName);
  const at = names.map((name) => byTask.topologies.indexOf(name));
  return {
    title: "How each topology did on each task",
    columns: [
      { title: "task", whole: true },
      ...(brief ? [] : [{ title: "category", right: true }]),
      ...names.map((title) => ({ title, right: true })),
    ],
    rows: rows.map((row, i) => [called[i] ?? "", ...(brief ? [] : [row.category]), ...at.map((i) => written(row.cells[i] ?? null))]),
    legend: [
      "2/3 $0.01: passed 2 of 3 tries, at one cent a try",
      ...(byTask.topologies.length > 1 && byTask.of > 1 ? ["tasks on which topologies differ most come first"] : []),
      ...alike(byTask),
      ...leftOut(byTask, rows.length, names.length, part),
    ].join(" · "),
  };
}

/** The baseline, whoever leads and whoever is to be preferred stay; then the others, in the order of the report. */
function shownTopologies(summary: Summary, { topologies }: ByTaskTable, most: number): string[] {
  const first = [baselineOf(summary), summary.leader?.name, ...preferred(summary)];
  const ranked = [...new Set([...first.flatMap((name) => (name !== undefined && topologies.includes(name) ? [name] : [])), ...topologies])];
  const kept = new Set(ranked.slice(0, most));
  return topologies.filter((name) => kept.has(name));
}

function written(cell: Row["cells"][number]): string {
  return cell === null ? "-" : `${cell.passed}/${cell.tries} ${signedMoney(cell.cost).replace("+", "")}`;
}

function wholeName({ task, title }: Row): string {
  return title === undefined || title === task ? task : `${title} (${task})`;
}

/** Columns of a brief name. */
const room = 40;

/** The title with the id where there is room for both; else the title, and the id of those that would read alike. */
function briefNames(rows: readonly Row[]): string[] {
  const brief = (row: Row): string => {
    const whole = wholeName(row);
    return widthOf(whole) <= room ? whole : shorten(row.title ?? row.task, room);
  };
  const names = rows.map(brief);
  return names.map((name, i) => {
    const { task = "", title } = rows[i] ?? {};
    if (title === undefined || names.every((other, at) => at === i || other !== name)) return name;
    const left = room - widthOf(task) - 3;
    return left < 4 ? shorten(task, room) : `${shorten(title, left)} (${task})`;
  });
}

function alike({ of, allPassed, nonePassed, topologies }: ByTaskTable): string[] {
  if (topologies.length < 2) return [];
  const all = allPassed === 0 ? [] : [`${allPassed} of ${count(of, "task")} passed by all on every try`];
  return [...all, ...(nonePassed === 0 ? [] : [`${nonePassed} of ${count(of, "task")} passed by none on any try`])];
}

function leftOut({ of, topologies }: ByTaskTable, rows: number, columns: number, { command }: ShownPart): string[] {
  const tasks = of > rows ? [`${of - rows} of ${count(of, "task")}`] : [];
  const others =
    topologies.length > columns ? [`${topologies.length - columns} of ${count(topologies.length, "topology", "topologies")}`] : [];
  return tasks.length + others.length === 0 ? [] : [`left out here: ${[...tasks, ...others].join(" and ")}; all: \`${command}\``];
}
