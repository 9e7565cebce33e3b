import type { ComparisonRow, Summary, TopologyRow } from "../summary.ts";
import { missingWords } from "./bounds.ts";
import { decisionWords } from "./decision.ts";
import { findingOf, isBound, perTask } from "./findings.ts";
import { neverAsked } from "./never-asked.ts";
import { worldWords } from "./world.ts";
import { isUnfinished, nextCommand, soFar, toFinish } from "./unfinished.ts";
import { count, list, money, percent, percentRange, points } from "./format.ts";

/** One honest sentence: what came out, where it is uncertain, what to type next. */
export function sentence(summary: Summary, next = nextCommand(summary)): string {
  if (isUnfinished(summary)) return `${soFar(summary)} ${toFinish(summary, next)}`;
  const unasked = neverAsked(summary);
  if (unasked !== undefined) return `${worldWords[summary.world]} ${unasked}`;
  const [decided] = decisionWords(summary);
  const doing = `type \`${next}\` to read its trials`;
  if (decided !== undefined)
    return `${worldWords[summary.world]} ${decided.replace(/^[A-Z]/, (first) => first.toLowerCase())} T${doing.slice(1)}.`;
  const ranked = summary.topologies.filter((row) => row.passRate !== null && !isBound(row)).sort(better);
  const leader = ranked[0];
  if (leader === undefined) return `${worldWords[summary.world]} no trial has an outcome yet; ${doing}.`;
  if (ranked.every((row) => row.passed === 0)) {
    const none = ranked.length === 1 ? `${leader.name} passed none` : "no topology passed any";
    return `${worldWords[summary.world]} ${none} of ${count(summary.tasks, "task")}; ${doing}.`;
  }
  const parts = [`${worldWords[summary.world]} ${praise(leader, ranked, summary)}`, ...standing(leader, ranked.slice(1), summary)];
  const cheapest = ranked.filter((row) => row.cost.perPass !== null).sort((a, b) => (a.cost.perPass ?? 0) - (b.cost.perPass ?? 0))[0];
  if (cheapest !== undefined && cheapest !== leader)
    parts.push(`the cheapest pass is ${cheapest.name}'s at ${money(cheapest.cost.perPass)}`);
  return `${[...parts, doing].join("; ")}.`;
}

function praise(leader: TopologyRow, ranked: readonly TopologyRow[], summary: Summary): string {
  const equals = ranked.filter((row) => row !== leader && row.passRate === leader.passRate).map(({ name }) => name);
  // Whoever leads has been picked for a high rate: its interval allows for that.
  const picked = summary.leader?.name === leader.name ? summary.leader : undefined;
  const interval = picked?.passRateCi ?? leader.passRateCi;
  const best = picked === undefined ? "" : ` for the best of ${picked.among}`;
  const range = interval === null ? "" : ` (95% interval ${percentRange(interval)}${best})`;
  const most = ranked.length > equals.length + 1 ? "passed most, " : "passed ";
  const tied = equals.length === 0 ? "" : `, as many as ${list(equals)}`;
  const gaps = missingWords(leader);
  const missing = gaps === "" ? "" : ` (${gaps})`;
  return `${leader.name} ${most}${percent(leader.passRate)} of ${count(leader.tasks ?? summary.tasks, "task")}${range}, at ${money(leader.cost.perPass)} per pass${tied}${missing}`;
}

/** Whom the leader clearly beats, and whom these tasks cannot tell from it. */
function standing(leader: TopologyRow, others: readonly TopologyRow[], summary: Summary): string[] {
  const rows = others.map((other) => ({ name: other.name, row: between(leader.name, other.name, summary) }));
  const beaten = rows.filter(({ row }) => row !== undefined && row.difference > 0 && findingOf(row) !== "not distinguishable");
  const close = rows.filter(({ row }) => row !== undefined && findingOf(row) === "not distinguishable");
  const parts: string[] = [];
  if (beaten.length > 0) parts.push(`that is clearly more than ${list(beaten.map(({ name }) => name))}`);
  if (close.length > 0) {
    const missed = close.map(({ row }) => row?.minDetectable ?? 0).reduce((most, value) => Math.max(most, value), 0);
    const bound = missed > 0 ? `, where a difference under ${points(missed).replace("+", "")} points can go unseen` : "";
    parts.push(`${count(summary.tasks, "task")} cannot tell it from ${list(close.map(({ name }) => name))}${bound}`);
  }
  return parts;
}

/** The comparison of passes between two topologies, seen from the first. */
function between(a: string, b: string, summary: Summary): ComparisonRow | undefined {
  const passes = summary.comparisons.filter((row) => row.metric === "passed");
  const forward = passes.find((row) => row.a === a && row.b === b);
  const backward = passes.find((row) => row.a === b && row.b === a);
  return forward ?? (backward === undefined ? undefined : { ...backward, a, b, difference: -backward.difference });
}

/** More passes first, then fewer dollars. */
function better(a: TopologyRow, b: TopologyRow): number {
  return (b.passRate ?? 0) - (a.passRate ?? 0) || perTask(a) - perTask(b);
}
