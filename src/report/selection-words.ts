import { count } from "./format.ts";
import type { Summary, TopologyRow } from "../summary.ts";
import { money, percent } from "./format.ts";
import type { Grid } from "./spending.ts";

/** What was chosen on one part of the tasks and how it does on the other, beside the best single model; nothing where nothing was held out. */
export function selectionWords(summary: Summary): string[] {
  const { selection, tasks } = summary;
  if (selection === undefined) return [];
  const find = (name: string | null) => summary.topologies.find((row) => row.name === name);
  const [chosen, single] = [find(selection.chosen), find(selection.single)];
  if (chosen?.training === undefined) return [`On ${count(selection.tasks, "task")} nothing could be chosen for ${selection.goal}.`];
  const beside = single === undefined || single === chosen ? "" : `; the best single model there, ${single.name}, ${figuresOf(single)}`;
  const alone = single === chosen ? ", the best single model itself" : "";
  return [
    `Chosen on ${count(selection.tasks, "task")} for ${selection.goal}: ${chosen.name}${configured(chosen)}${alone}. On the other ${tasks}: ${figuresOf(chosen)}${beside}.`,
  ];
}

/** The same in a line, for a screen that several runs share. */
export function selectionBrief(summary: Summary): string[] {
  const find = (name: string | null | undefined) => summary.topologies.find((row) => row.name === name);
  const [chosen, single] = [find(summary.selection?.chosen), find(summary.selection?.single)];
  if (chosen === undefined) return [];
  const figures = ({ passRate, cost }: TopologyRow): string => `${percent(passRate)} at ${money(cost.perTrial)}`;
  if (single === undefined || single === chosen)
    return [
      `Chosen on one half: ${chosen.name}${single === undefined ? "" : ", the best single model"}. On the other: ${figures(chosen)}.`,
    ];
  return [`Chosen on one half: ${chosen.name}. On the other: ${figures(chosen)}; the best single model ${figures(single)}.`];
}

function figuresOf({ passRate, cost, training }: TopologyRow): string {
  const there = training === undefined ? "" : ` (where it was chosen: ${percent(training.passRate)} at ${money(training.perTrial)})`;
  return `${percent(passRate)} at ${money(cost.perTrial)} a task${there}`;
}

function configured({ configuration }: TopologyRow): string {
  return configuration === undefined ? "" : ` with ${configuration}`;
}

/** Training and scored figures side by side; undefined where nothing was held out. */
export function selectionGrid(summary: Summary): Grid | undefined {
  const { selection } = summary;
  const rows = summary.topologies.filter(({ training }) => training !== undefined);
  if (selection === undefined || rows.length === 0) return undefined;
  return {
    title: "Chosen on one part, scored on the other",
    columns: ["topology", "training", "$/task", "scored", "$/task "].map((title, i) => ({ title, right: i > 0 })),
    rows: rows.map((row) => [
      `${row.name}${row.name === selection.chosen ? " (chosen)" : ""}`,
      percent(row.training?.passRate ?? null),
      money(row.training?.perTrial ?? null),
      percent(row.passRate),
      money(row.cost.perTrial),
    ]),
    legend: [
      `training: the ${count(selection.tasks, "task")} to choose on, for ${selection.goal}`,
      "scored: the others, which no choice has seen",
      ...rows.flatMap((row) => (row.configuration === undefined ? [] : [`${row.name}: ${row.configuration}`])),
    ].join(" · "),
  };
}
