import type { DecisionObject, Summary } from "../summary.ts";
import { count, list, money, percent } from "./format.ts";
import { isUnfinished } from "./unfinished.ts";

/** What a run that stopped by itself decided, what that is worth and may lose, which topologies it stopped, what it saved and what more would buy; empty for other runs. */
export function decisionWords(summary: Summary): string[] {
  const { decision } = summary;
  if (decision === undefined) return [];
  return [found(decision, summary), ...stopped(decision), cuts(decision), saved(decision), more(decision), size(decision)].filter(
    (line) => line !== "",
  );
}

function found(decision: DecisionObject, summary: Summary): string {
  const after = `after ${decision.tasks} of ${count(decision.of, "task")}`;
  const { winner, live } = decision;
  switch (decision.state) {
    case "decided":
      return `Decided ${after}: ${winner} ${decision.question === "best" ? best(decision) : answer(decision)}${lead(decision)}${risk(decision)}.`;
    case "close":
      return `Decided ${after}: ${winner} ${best(decision)}${lead(decision)}, or so near the best that it does not matter (${margin(decision)})${risk(decision)}.`;
    case "futile":
      return decision.futile === "no-gain"
        ? `Decided ${after}: ${decision.a} is not better than ${decision.b} by ${margin(decision)}.`
        : `Not decided: ${after} the ones left are too few, by all that is likely, to tell ${list(live)} apart.${ahead(decision)}`;
    case "money":
      return `Not decided: the money was spent ${after}; ${list(live)} ${live.length === 1 ? "is" : "are"} still in question.${ahead(decision)}`;
    case "undecided":
      return `Not decided by all ${count(decision.of, "task")}: ${list(live)} are still in question.${ahead(decision)}`;
    default:
      return running(decision, summary);
  }
}

function running(decision: DecisionObject, summary: Summary): string {
  const after = summary.tasks === 0 ? "" : ` after ${decision.tasks} of ${count(decision.of, "task")}`;
  const lost = (summary.progress?.lost ?? 0) + (summary.progress?.broken ?? 0) + (summary.progress?.ungraded ?? 0);
  if (isUnfinished(summary) && lost > 0)
    return `Not decided yet${after}: ${count(lost, "trial")} ${lost === 1 ? "is" : "are"} asked or graded again first.${ahead(decision)}`;
  return `Not decided yet${after}: ${list(decision.live)} ${decision.live.length === 1 ? "is" : "are"} still in question.${ahead(decision)}`;
}

function best({ value }: DecisionObject): string {
  return value === null ? "passes most" : `gives the buyer most at ${money(value)} per pass`;
}

function answer({ a, b, winner }: DecisionObject): string {
  return `passes more than ${winner === a ? b : a}`;
}

function margin(decision: DecisionObject): string {
  const { delta, value, question } = decision;
  const points = pointsOf(delta);
  return question === "best" && value !== null ? `within ${money(delta * value)} per task, the worth of ${points}` : points;
}

/** What the leader gives, and by how much it is ahead of the next one on the tasks of both. */
function lead(decision: DecisionObject): string {
  const { values = [], winner, leader, next } = decision;
  const own = values.find(({ topology }) => topology === (winner ?? leader));
  if (own === undefined) return "";
  const on = next === undefined || next.tasks === own.tasks ? "" : ` on the ${count(next.tasks, "task")} of both`;
  const beside =
    next === undefined ? "" : `, ${amount(Math.abs(next.lead), decision)} ${next.lead < 0 ? "less" : "more"} than ${next.topology}${on}`;
  return ` (${amount(own.value, decision)}${beside})`;
}

/** What naming it is expected to lose. */
function risk(decision: DecisionObject): string {
  const { regret } = decision;
  return regret === undefined ? "" : `; naming it is expected to lose ${amount(regret, decision)}`;
}

function ahead(decision: DecisionObject): string {
  return decision.leader === null ? "" : ` ${decision.leader} is ahead${lead(decision)}${risk(decision)}.`;
}

/** Dollars per task where a pass has a worth, else points of the pass rate. */
function amount(value: number, { question, value: worth }: DecisionObject): string {
  if (question === "better" || worth === null) return pointsOf(value);
  return `${value < 0 ? "-" : ""}${money(Math.abs(value))} per task`;
}

function pointsOf(share: number): string {
  const points = Number((share * 100).toFixed(1));
  return count(points, "point");
}

function stopped({ out }: DecisionObject): string[] {
  if (out.length === 0) return [];
  const groups = [...Map.groupBy(out, ({ tasks }) => tasks)].sort(([a], [b]) => a - b);
  return [
    `Stopped: ${groups.map(([tasks, some]) => `${list(some.map(({ topology }) => topology))} after ${count(tasks, "task")}`).join("; ")}.`,
  ];
}

/** A ceiling changes what is decided, so it is said, and how often it counted. */
function cuts({ ceiling, values = [], value }: DecisionObject): string {
  if (ceiling === undefined || value === null) return "";
  const hit = values.filter(({ cut = 0 }) => cut > 0).map(({ topology, cut = 0 }) => `${topology} ${count(cut, "task")}`);
  const often = hit.length === 0 ? "none cost more" : `that was so for ${list(hit)}`;
  return `A trial's cost counts up to the ceiling of ${money(ceiling)} that was set: ${often}.`;
}

function saved({ spent, fixedCost, state }: DecisionObject): string {
  if (state === "running" || fixedCost <= 0) return "";
  const share = spent / fixedCost;
  if (share > 0.995) return "";
  return `Trials for ${money(spent)}; all topologies on all tasks would have cost about ${money(fixedCost)}, so ${percent(Math.max(0, 1 - share))} is saved.`;
}

/** What further tasks would buy: by how much they lower what naming the leader is expected to lose, in all and per dollar. */
function more(decision: DecisionObject): string {
  const { further, of, tasks, state, live } = decision;
  if (further === undefined || state === "decided" || live.length < 2) return "";
  const which = tasks < of ? `The ${count(further.tasks, "task")} left` : `As many tasks again (${further.tasks})`;
  const cost = further.dollars > 0 ? `, for about ${money(further.dollars)},` : "";
  if (further.saved < (decision.regret ?? 0) / 100) return `${which} of ${list(live)}${cost} would hardly lower that loss.`;
  const each = further.dollars > 0 ? `: ${amount(further.saved / further.dollars, decision)} for each dollar` : "";
  return `${which} of ${list(live)}${cost} would lower that loss by ${amount(further.saved, decision)}${each}.`;
}

/** A run that stops when the evidence is high has, on average, seen the winner at its best. */
function size({ state, tasks, of }: DecisionObject): string {
  return state === "decided" && tasks < of
    ? "The verdict holds; the size of the lead is flattered by stopping at it. For the size, run the winner on fresh tasks."
    : "";
}
