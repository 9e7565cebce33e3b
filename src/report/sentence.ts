import type { Summary, TopologyRow } from "../summary.ts";
import { missingWords } from "./bounds.ts";
import { decisionWords } from "./decision.ts";
import { comparisonOf, findingOf, isBound, isChoice, perTask } from "./findings.ts";
import { neverAsked } from "./never-asked.ts";
import { worldWords } from "./world.ts";
import { isUnfinished, nextCommand, soFar, toFinish } from "./unfinished.ts";
import { all, count, money, percent, percentRange, points } from "./format.ts";

/** One honest sentence: what came out, where it is uncertain, what to type next. */
export function sentence(summary: Summary, next = nextCommand(summary)): string {
  if (isUnfinished(summary)) return `${soFar(summary)} ${toFinish(summary, next)}`;
  const unasked = neverAsked(summary);
  if (unasked !== undefined) return `${worldWords[summary.world]} ${unasked}`;
  const [decided] = decisionWords(summary);
  const doing = `type \`${next}\` to read its trials`;
  if (decided !== undefined)
    return `${worldWords[summary.world]} ${decided.replace(/^[A-Z]/, (first) => first.toLowerCase())} T${doing.slice(1)}.`;
  const ranked = summary.topologies.filter(isChoice).sort(better);
  const leader = ranked[0];
  if (leader === undefined && summary.topologies.some(({ replay }) => replay !== undefined))
    return `${worldWords[summary.world]} no topology can be chosen: the record lacks what they ask for; ${doing}.`;
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
  const tied = equals.length === 0 ? "" : `, as many as ${all(equals)}`;
  const gaps = missingWords(leader);
  const missing = gaps === "" ? "" : ` (${gaps})`;
  return `${leader.name} ${most}${percent(leader.passRate)} of ${count(leader.tasks ?? summary.tasks, "task")}${range}, at ${money(leader.cost.perPass)} per pass${tied}${missing}`;
}

/** Whom the leader clearly beats, whom these tasks cannot tell from it, and what became of everybody else: nobody is passed over. */
function standing(leader: TopologyRow, others: readonly TopologyRow[], summary: Summary): string[] {
  const rows = others.map((other) => ({ name: other.name, row: comparisonOf(summary, "passed", leader.name, other.name) }));
  const names = (some: typeof rows): string => all(some.map(({ name }) => name));
  const close = rows.filter(({ row }) => row !== undefined && findingOf(row) === "not distinguishable");
  const apart = rows.filter((one) => one.row !== undefined && !close.includes(one));
  const beaten = apart.filter(({ row }) => (row?.difference ?? 0) > 0);
  const reversed = apart.filter((one) => !beaten.includes(one));
  const alone = rows.filter(({ row }) => row === undefined);
  const missed = close.flatMap(({ row }) => row?.minDetectable ?? []).filter((size) => size <= 1);
  const bound =
    missed.length === 0 ? "" : `, where a difference under ${points(Math.max(...missed)).replace("+", "")} points can go unseen`;
  const bounds = summary.topologies.filter(isBound).map(({ name }) => name);
  const unrated = summary.topologies
    .filter((row) => row.passRate === null && !isBound(row) && row.replay === undefined)
    .map(({ name }) => name);
  return [
    ...(beaten.length === 0 ? [] : [`that is clearly more than ${names(beaten)}`]),
    ...(close.length === 0 ? [] : [`${count(close[0]?.row?.tasks ?? summary.tasks, "task")} cannot tell it from ${names(close)}${bound}`]),
    ...(reversed.length === 0
      ? []
      : [`on the tasks of both, ${names(reversed)} clearly ${reversed.length === 1 ? "passes" : "pass"} more`]),
    ...(alone.length === 0 ? [] : [`no task has a result of it and of ${names(alone)}`]),
    ...(bounds.length === 0
      ? []
      : [`${all(bounds)} ${bounds.length === 1 ? "knows the truth and is no choice" : "know the truth and are no choices"}`]),
    ...(unrated.length === 0 ? [] : [`${all(unrated)} ${unrated.length === 1 ? "has" : "have"} no result`]),
  ];
}

/** More passes first, then fewer dollars. */
function better(a: TopologyRow, b: TopologyRow): number {
  return (b.passRate ?? 0) - (a.passRate ?? 0) || perTask(a) - perTask(b);
}
