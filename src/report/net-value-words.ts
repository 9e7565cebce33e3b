import type { ComparisonRow, Summary } from "../summary.ts";
import { comparisonOf, differenceOf, findingOf, isChoice, rangeOf } from "./findings.ts";
import { all, count, money, pValue } from "./format.ts";

/**
 * Who gives most at the worth of a right answer that the user gave, and what of it is shown; empty where none was given. Of each
 * kind `most` are named, of those that were shown the strongest, and the rest counted.
 */
export function netValueWords(summary: Summary, most = Infinity): string[] {
  const { value } = summary;
  if (value === undefined) return [];
  const ranked = summary.topologies
    .filter((row) => row.netValue !== undefined && isChoice(row))
    .sort((a, b) => (b.netValue ?? 0) - (a.netValue ?? 0));
  const [best, next] = ranked;
  if (best === undefined || next === undefined) return [];
  const rows = ranked.slice(1).map((other) => ({ name: other.name, row: comparisonOf(summary, "value", best.name, other.name) }));
  const shown = rows
    .filter(({ row }) => row !== undefined && findingOf(row) === "better")
    .sort((a, b) => (a.row?.pHolm ?? 1) - (b.row?.pHolm ?? 1) || (b.row?.difference ?? 0) - (a.row?.difference ?? 0));
  const tested = rows.filter((one) => one.row !== undefined && one.row.p !== null && !shown.includes(one));
  const untested = rows.filter((one) => !shown.includes(one) && !tested.includes(one));
  const tasks = rows.find(({ row }) => row !== undefined)?.row?.tasks ?? summary.tasks;
  const names = (some: typeof rows): string => {
    const left = some.length > most + 1 ? some.slice(most) : [];
    const told = some.slice(0, some.length - left.length).map(({ name, row }) => `${name}${beside(row)}`);
    return all(left.length === 0 ? told : [...told, `${count(left.length, "other")} (in the report)`]);
  };
  const why = untested.some(({ row }) => row?.noInterval === "uneven") ? " with costs this uneven" : "";
  const parts = [
    `At ${money(value)} per right answer ${best.name} gives most, ${dollars(best.netValue ?? 0)} per task`,
    ...(shown.length === 0 ? [] : [`that is clearly more than ${names(shown)}`]),
    ...(tested.length === 0 ? [] : [`${count(tasks, "task")} cannot tell it from ${names(tested)}`]),
    ...(untested.length === 0 ? [] : [`${count(tasks, "task is", "tasks are")} too few${why} to compare it with ${names(untested)}`]),
  ];
  return [`${parts.join("; ")}.`];
}

function dollars(amount: number): string {
  return `${amount < 0 ? "-" : ""}${money(Math.abs(amount))}`;
}

/** The difference that was seen, with its interval and p. */
function beside(row: ComparisonRow | undefined): string {
  if (row === undefined) return "";
  const range = rangeOf(row);
  return ` (${differenceOf(row)}${range === "" ? "" : `, ${range}`}${row.pHolm === null ? "" : `, ${pValue(row.pHolm)}`})`;
}
