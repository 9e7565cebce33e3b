import { percent } from "../../../../report/format.ts";
import {
  type ByTask,
  byTopology,
  figures,
  independence,
  mean,
  type TaskFigure,
  taskMean,
  type TrialRow,
} from "../../../../statistics/index.ts";
import type { TableSource } from "../table-source.ts";

/** One level of ability: its member without a persona, and its members with one. */
interface Level {
  readonly plain: ByTask;
  readonly personas: readonly ByTask[];
}

/** How alike personas of one model end, beside two tries of it without one, from the weakest model to the strongest: a line each. */
export function likeness({ plan, rows }: TableSource): string[] {
  const arms = byTopology(
    rows,
    plan.topologies.map(({ name }) => name),
  );
  const levels = [...arms].flatMap(([name, plain]): [string, Level][] => {
    const personas = [...arms].flatMap(([other, arm]) => (other.startsWith(`${name}-p`) ? [arm] : []));
    return personas.length < 2 ? [] : [[name, { plain, personas }]];
  });
  const lines = levels.map(([name, level]) => lineOf(name, level));
  return lines.length === 0 ? [] : ["How alike four personas of one model are, from the weakest model to the strongest:", ...lines];
}

function lineOf(name: string, { plain, personas }: Level): string {
  const shared = [...plain.keys()].filter((task) => [plain, ...personas].every((arm) => passes(arm.get(task) ?? []).length > 1));
  // Columns of what each passed, by task: every persona's first try, and the plain member's first and second.
  const first = personas.map((arm) => shared.map((task) => passes(arm.get(task) ?? [])[0] ?? 0));
  const twice = [0, 1].map((at) => shared.map((task) => passes(plain.get(task) ?? [])[at] ?? 0));
  const rate = mean(first.map((column) => mean(column)));
  return `${name}: they pass ${percent(rate)}, and two of them end alike on ${percent(alike(first))} of tasks, two tries without a persona on ${percent(alike(twice))}; failures correlate by ${worded(independence(first).correlation)}, of two tries by ${worded(independence(twice).correlation)}; one of the four passes ${percent(anyPasses(first))}.`;
}

function passes(trials: readonly TrialRow[]): number[] {
  return trials.flatMap((trial) => taskMean([trial], figures.passed) ?? []);
}

/** The share of tasks on which two columns both pass or both fail, in the mean of all pairs. */
function alike(columns: readonly (readonly number[])[]): number {
  const pairs = columns.flatMap((one, i) => columns.slice(i + 1).map((other) => mean(one.map((passed, t) => Number(passed === other[t])))));
  return mean(pairs);
}

function anyPasses(columns: readonly (readonly number[])[]): number {
  return mean((columns[0] ?? []).map((_, t) => Math.max(...columns.map((column) => column[t] ?? 0))));
}

function worded(figure: TaskFigure | undefined): string {
  return figure === undefined
    ? "what these tasks cannot tell"
    : `${figure.value.toFixed(2)} (${figure.ci.map((end) => end.toFixed(2)).join(" to ")})`;
}
