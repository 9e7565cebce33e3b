import type { Summary, TopologyRow } from "../summary.ts";
import { inert } from "../util/inert.ts";
import { baselineOf } from "./findings.ts";
import { isUnfinished, unfinishedWords } from "./unfinished.ts";

const columns: readonly [string, (row: TopologyRow) => string | number | null][] = [
  ["topology", (row) => row.name],
  ["replay", (row) => row.replay?.state ?? null],
  ["replay_lost_tasks", (row) => row.replay?.lost ?? null],
  ["training_pass_rate", (row) => row.training?.passRate ?? null],
  ["training_cost_per_trial", (row) => row.training?.perTrial ?? null],
  ["configuration", (row) => row.configuration ?? null],
  ["trials", (row) => row.trials],
  ["planned", (row) => row.planned ?? row.trials],
  ["attempted", (row) => row.attempted],
  ["unfilled", (row) => row.unfilled],
  ["unasked", (row) => row.unasked ?? 0],
  ["unscored", (row) => row.unscored],
  ["rated", (row) => row.rated ?? null],
  ["rated_tasks", (row) => row.tasks ?? null],
  ["missing", (row) => Object.values(row.missing ?? {}).reduce((sum, some) => sum + some, 0)],
  [
    "missing_reasons",
    (row) =>
      Object.entries(row.missing ?? {})
        .map(([why, some]) => `${why} ${some}`)
        .join("; "),
  ],
  ["unreadable", (row) => row.unreadable ?? null],
  ["infra", (row) => row.infra],
  ["ended_by_budget", (row) => row.endedByBudget ?? null],
  ["passed", (row) => row.passed],
  ["pass_rate", (row) => row.passRate],
  ["pass_rate_low", (row) => row.passRateCi?.[0] ?? null],
  ["pass_rate_high", (row) => row.passRateCi?.[1] ?? null],
  ["pass_rate_worst", (row) => row.passRateBounds?.[0] ?? row.passRate],
  ["pass_rate_best", (row) => row.passRateBounds?.[1] ?? row.passRate],
  ["mean_score", (row) => row.meanScore],
  ["mean_score_low", (row) => row.meanScoreCi?.[0] ?? null],
  ["mean_score_high", (row) => row.meanScoreCi?.[1] ?? null],
  ["mean_score_worst", (row) => row.meanScoreBounds?.[0] ?? row.meanScore],
  ["mean_score_best", (row) => row.meanScoreBounds?.[1] ?? row.meanScore],
  ["cost_dollars", (row) => row.cost.total],
  ["cost_rated", (row) => row.cost.rated ?? null],
  ["cost_unrated", (row) => row.cost.unrated ?? null],
  ["cost_per_trial", (row) => row.cost.perTrial],
  ["cost_per_pass", (row) => row.cost.perPass],
  ["cost_p95", (row) => row.cost.p95],
  ["cost_cold", (row) => row.cost.cold],
  ["cost_idealised", (row) => row.cost.idealised ?? null],
  ["cost_warm", (row) => row.cost.warm],
  ["cost_won", (row) => row.cost.byOutcome?.won ?? null],
  ["cost_lost", (row) => row.cost.byOutcome?.lost ?? null],
  ["cost_wasted", (row) => row.cost.byOutcome?.wasted ?? null],
  ["cost_coordination", (row) => row.cost.byOutcome?.coordination ?? null],
  ["net_value", (row) => row.netValue ?? null],
  ["overhead_share", (row) => row.cost.overheadShare],
  ["spent_dollars", (row) => row.spent],
  ["grading_dollars", (row) => row.grading ?? null],
  ["calls", (row) => row.calls],
  ["tokens_uncached", (row) => row.tokens.uncached],
  ["tokens_cache_read", (row) => row.tokens.cacheRead],
  ["tokens_cache_write", (row) => row.tokens.cacheWrite],
  ["tokens_output", (row) => row.tokens.output],
  ["latency_p50_ms", (row) => row.latencyMs.p50],
  ["latency_p95_ms", (row) => row.latencyMs.p95],
];

const aboutRun = [
  "run",
  "experiment",
  "world",
  "seed",
  "state",
  "status",
  "trials_finished",
  "trials_planned",
  "trials_ended",
  "tasks_planned",
  "tasks_ended",
  "unsettled_calls",
  "unsettled_dollars",
];

/** One line per topology, preceded by the run, its world and how far it got, so that tables of several runs can be joined. */
export function csv(summary: Summary): string {
  const { progress, size } = summary;
  const status = isUnfinished(summary) ? unfinishedWords(summary) : "complete";
  const header = [...aboutRun, ...columns.map(([name]) => name), ...prices];
  const rows = summary.topologies.map((row) => [
    summary.run,
    summary.experiment,
    summary.world,
    summary.seed,
    summary.state ?? null,
    progress === undefined ? null : status,
    progress?.finished ?? null,
    progress?.planned ?? null,
    size?.endedTrials ?? null,
    size?.tasks ?? null,
    size?.endedTasks ?? null,
    summary.spending?.unsettledCalls ?? null,
    summary.spending?.unsettled ?? null,
    ...columns.map(([, of]) => of(row)),
    ...priceOf(row, summary),
  ]);
  return csvTable(header, rows);
}

/** Dollars per right answer more, of whichever passes more and costs more of a topology and the baseline. */
const prices = ["extra_pass_of", "extra_pass_beside", "extra_pass_dollars", "extra_pass_low", "extra_pass_high"];

function priceOf({ name }: TopologyRow, summary: Summary): (string | number | null)[] {
  const baseline = baselineOf(summary);
  const pair = [name, baseline];
  const found = name === baseline ? undefined : summary.exchange?.find(({ a, b }) => pair.includes(a) && pair.includes(b));
  return found === undefined ? prices.map(() => null) : [found.a, found.b, found.rate, found.ci?.[0] ?? null, found.ci?.[1] ?? null];
}

/** RFC 4180 with line feeds. A text that a spreadsheet would run as a formula gets an apostrophe in front. */
export function csvTable(header: readonly string[], rows: readonly (readonly (string | number | boolean | null)[])[]): string {
  return `${[header, ...rows].map((row) => row.map(cell).join(",")).join("\n")}\n`;
}

function cell(value: string | number | boolean | null): string {
  if (value === null) return "";
  return typeof value === "string" ? inert(value, "csv") : String(value);
}
