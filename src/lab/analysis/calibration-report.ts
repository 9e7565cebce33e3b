import { inert } from "../../util/inert.ts";
import type { RunLedger } from "../../ledger/index.ts";
import { reliability } from "../../statistics/index.ts";
import type { Event } from "../../types.ts";
import { UserError } from "../../util/bug.ts";
import { type CalibrationRow, calibrationOf } from "./calibration-of.ts";
import { forecastsIn } from "./forecasts-in.ts";
import type { Plan } from "../plan/plan.ts";
import { reliabilityDiagram, reliabilitySvg } from "./reliability-diagram.ts";
import type { SpecialTable } from "./tables/index.ts";
import { openTruths } from "../trials/truths.ts";

export interface CalibrationReport {
  readonly run: string;
  readonly world: string;
  readonly rows: readonly CalibrationRow[];
  /** All members together. */
  readonly bins: ReturnType<typeof reliability>;
}

/** How good stated probabilities were in a run, losing bids included. Makes no call. Throws `UserError` when nobody stated any. */
export async function calibrationReport(plan: Plan, ledger: RunLedger, run: string): Promise<CalibrationReport> {
  const events: Event[] = [];
  for await (const event of ledger.read()) events.push(event);
  const truths = openTruths(plan, ledger, events);
  try {
    const stated = await forecastsIn(plan, ledger, events, truths);
    if (stated.length === 0)
      throw new UserError(
        `Wanted probabilities that members of ${run} stated before a try whose outcome is known; there is none. Run a market whose bidding is stated or calibrated, for example \`catallaxy run bidding\`.`,
      );
    const bins = reliability(stated.map((one) => ({ p: one.stated, passed: one.passed })));
    return { run, world: plan.world, rows: calibrationOf(stated, plan.seed), bins };
  } finally {
    await truths.close();
  }
}

/** The figures as a table; the diagram is drawn beside it. */
export function calibrationTable({ run, world, rows }: CalibrationReport): SpecialTable {
  const right = (title: string) => ({ title, right: true });
  return {
    title: `Stated probabilities in ${run}  [${world.toUpperCase()}]`,
    columns: [
      { title: "member" },
      right("bids"),
      right("tasks"),
      right("stated"),
      right("passed"),
      right("Brier"),
      right("skill"),
      right("reliab."),
      right("resol."),
      right("AUC"),
      right("ECE (95%)"),
      right("corrected"),
      right("tokens"),
    ],
    rows: rows.map((row) => [
      row.category === undefined ? row.member : `  ${row.member}, ${row.category}`,
      String(row.forecasts),
      String(row.tasks),
      row.stated.toFixed(3),
      row.passed.toFixed(3),
      row.brier.toFixed(3),
      signed(row.skill),
      row.reliability.toFixed(3),
      row.resolution.toFixed(3),
      row.auc === null ? "-" : row.auc.toFixed(2),
      `${row.ece.toFixed(3)} (${row.eceInterval.map((end) => end.toFixed(2)).join("-")})`,
      row.corrected === null ? "-" : `${row.corrected.brier.toFixed(3)} / ${row.corrected.ece.toFixed(3)}`,
      row.tokenRatio === null ? "-" : row.tokenRatio.toFixed(2),
    ]),
    notes: [
      "Skill: 1 - Brier / (y (1 - y)), y the pass rate of the row: above 0 is better than always saying y. Brier of the binned = reliability - resolution + y (1 - y). ECE over ten bins is biased upward at small numbers; its interval resamples tasks. Corrected: Brier / ECE of the probability that was cleared with, in the markets that correct what is stated. Tokens: median of stated over actual output.",
      "Outcomes are by the tasks' graders, of the bidder's own first try: in the same trial, or at the same task and repetition elsewhere in the run (shadow runs and solo topologies make losing bids count).",
    ],
  };
}

/** Each member's correction over all categories, as a market's `house.maps` takes it. */
export function calibrationMaps({ rows }: CalibrationReport): { [member: string]: { a: number; b: number } } {
  const whole = rows.filter(({ category }) => category === undefined);
  return Object.fromEntries(whole.map(({ member, map }) => [member, { a: rounded(map.a), b: rounded(map.b) }]));
}

function rounded(value: number): number {
  return Number(value.toFixed(4));
}

/** Reliability diagrams in text: all members, then each. */
export function calibrationDiagrams({ rows, bins }: CalibrationReport): string[] {
  const members = rows.filter(({ category }) => category === undefined);
  const each = members.length > 1 ? members.flatMap((row) => ["", ...reliabilityDiagram(row.member, row.bins)]) : [];
  return [...reliabilityDiagram("All members: share passed (up) by stated probability (right)", bins), ...each];
}

/** One page with every diagram. */
export function calibrationHtml(report: CalibrationReport): string {
  const members = report.rows.filter(({ category }) => category === undefined);
  const figures = [reliabilitySvg("all members", report.bins), ...members.map((row) => reliabilitySvg(row.member, row.bins))];
  const table = calibrationTable(report);
  const cells = (values: readonly string[], tag: string) =>
    `<tr>${values.map((value) => `<${tag}>${escaped(value)}</${tag}>`).join("")}</tr>`;
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(table.title)}</title>
<style>body{font:15px/1.5 system-ui;margin:2rem;color:#222;background:#fff}figure{display:inline-block;margin:0 1rem 1rem 0}rect{fill:none;stroke:#999}line{stroke:#999;stroke-dasharray:4}circle{fill:#2563eb;fill-opacity:.7}svg text{font-size:11px;fill:#555}table{border-collapse:collapse}td,th{padding:.2rem .6rem;text-align:right}td:first-child,th:first-child{text-align:left}</style>
<h1>${escaped(table.title)}</h1>
${figures.join("\n")}
<table>${cells(
    table.columns.map(({ title }) => title),
    "th",
  )}${table.rows.map((row) => cells(row, "td")).join("")}</table>
${table.notes.map((note) => `<p>${escaped(note)}</p>`).join("\n")}
</html>
`;
}

function escaped(text: string): string {
  return inert(text, "html");
}

function signed(value: number | null): string {
  return value === null ? "-" : `${value < 0 ? "" : "+"}${value.toFixed(3)}`;
}
