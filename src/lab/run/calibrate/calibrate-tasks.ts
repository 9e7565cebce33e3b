import { clopperPearson, counted, inBand, type Interval, missing, type TrialRow } from "../../../statistics/index.ts";
import type { Task } from "../../../types.ts";
import type { Band } from "./band.ts";

/** What one member made of one task. */
export interface MemberRate {
  readonly member: string;
  readonly passed: number;
  /** Tries with a result; those whose grader could not tell, or that infrastructure lost, are none. */
  readonly tries: number;
  readonly interval: Interval;
  /** The chance that its rate lies in the band, every rate being equally likely before. */
  readonly sure: number;
  readonly finding: Finding;
}

export type Finding = "in band" | "always passed" | "never passed" | "above the band" | "below the band" | "not scored";

/** A task, whether it is kept, and if not why: `mixed` where members leave it for different reasons. */
export interface CalibratedTask {
  readonly task: string;
  readonly category: string;
  readonly kept: boolean;
  readonly reason: Finding | "mixed";
  readonly members: readonly MemberRate[];
}

/** Fewer results than this say nothing of a rate between never and always. */
const fewest = 2;

/** Sorts tasks by how often each member passed them; `tried` are the rows of each member's trials alone. */
export function calibrateTasks(
  tasks: readonly Task[],
  tried: ReadonlyMap<string, readonly TrialRow[]>,
  band: Band,
): readonly CalibratedTask[] {
  const byMember = [...tried].map(([member, rows]) => ({ member, rows: Map.groupBy(rows, ({ task }) => task) }));
  return tasks.map(({ id, category }) => {
    const members = byMember.map(({ member, rows }) => rateOf(member, rows.get(id) ?? [], band));
    const inside = members.filter(({ finding }) => finding === "in band");
    const kept = band.match === "any" ? inside.length > 0 : inside.length === members.length;
    return { task: id, category, kept, reason: kept ? "in band" : reasonOf(members), members };
  });
}

function rateOf(member: string, rows: readonly TrialRow[], band: Band): MemberRate {
  const told = rows.filter((row) => counted(row) && missing(row) === undefined);
  const passed = told.filter((row) => row.passed).length;
  const tries = told.length;
  const interval = clopperPearson(passed, tries);
  return { member, passed, tries, interval, sure: inBand(passed, tries, [band.low, band.high]), finding: findingOf(passed, tries, band) };
}

function findingOf(passed: number, tries: number, { low, high }: Band): Finding {
  if (tries < fewest) return "not scored";
  const rate = passed / tries;
  // The band's ends belong to it: 1 of 5 is 20%.
  if (rate > low - 1e-9 && rate < high + 1e-9) return "in band";
  if (passed === tries) return "always passed";
  if (passed === 0) return "never passed";
  return rate < low ? "below the band" : "above the band";
}

function reasonOf(members: readonly MemberRate[]): Finding | "mixed" {
  const outside = new Set(members.map(({ finding }) => finding).filter((finding) => finding !== "in band"));
  const [only] = outside;
  return outside.size === 1 && only !== undefined ? only : "mixed";
}
