import type { DecisionObject, Summary } from "../summary.ts";
import { count, list, money, percent } from "./format.ts";

/** What a run that stopped by itself decided, how sure that is, which topologies it stopped, and what that saved; empty for other runs. */
export function decisionWords({ decision, tasks }: Summary): string[] {
  if (decision === undefined) return [];
  return [found(decision, tasks), ...stopped(decision), saved(decision), size(decision)].filter((line) => line !== "");
}

function found(decision: DecisionObject, tasks: number): string {
  const after = `after ${decision.tasks} of ${count(decision.of, "task")}`;
  const sure = `wrong in at most ${percent(decision.alpha)} of such runs, however often one looks`;
  const { winner, leader, live } = decision;
  switch (decision.state) {
    case "decided":
      return `Decided ${after}: ${winner} ${decision.question === "best" ? best(decision) : answer(decision)} (${sure}).`;
    case "close":
      return `Decided ${after}: ${winner} ${best(decision)}, or so near the best that it does not matter (within ${margin(decision)}; ${sure}).`;
    case "futile":
      return decision.futile === "no-gain"
        ? `Decided ${after}: ${decision.a} is not better than ${decision.b} by ${margin(decision)} (${sure}).`
        : `Not decided: ${after} the ones left are too few, by all that is likely, to tell ${list(live)} apart.${ahead(leader)}`;
    case "money":
      return `Not decided: the money was spent ${after}; ${list(live)} are still in question.${ahead(leader)}`;
    case "undecided":
      return `Not decided by all ${count(decision.of, "task")}: ${list(live)} are still in question.${ahead(leader)}`;
    default:
      return `Not decided yet ${tasks === 0 ? "" : after}: ${list(live)} are still in question.${ahead(leader)}`;
  }
}

function best({ value }: DecisionObject): string {
  return value === null ? "passes most" : `gives the buyer most at ${money(value)} per pass`;
}

function answer({ a, b, winner }: DecisionObject): string {
  return `passes more than ${winner === a ? b : a}`;
}

function margin({ delta, value, question }: DecisionObject): string {
  const points = `${Number((delta * 100).toFixed(1))} points`;
  return question === "best" && value !== null ? `${money(delta * value)} per task, the worth of ${points}` : points;
}

function ahead(leader: string | null): string {
  return leader === null ? "" : ` ${leader} is ahead.`;
}

function stopped({ out }: DecisionObject): string[] {
  if (out.length === 0) return [];
  const groups = [...Map.groupBy(out, ({ tasks }) => tasks)].sort(([a], [b]) => a - b);
  return [
    `Stopped: ${groups.map(([tasks, some]) => `${list(some.map(({ topology }) => topology))} after ${count(tasks, "task")}`).join("; ")}.`,
  ];
}

function saved({ spent, fixedCost, state }: DecisionObject): string {
  if (state === "running" || fixedCost <= 0) return "";
  const share = spent / fixedCost;
  return `Trials for ${money(spent)}; all topologies on all tasks would have cost about ${money(fixedCost)}, so ${percent(Math.max(0, 1 - share))} is saved.`;
}

/** A run that stops when the evidence is high has, on average, seen the winner at its best. */
function size({ state, tasks, of }: DecisionObject): string {
  return state === "decided" && tasks < of
    ? "The verdict holds; the size of the lead is flattered by stopping at it. For the size, run the winner on fresh tasks."
    : "";
}
