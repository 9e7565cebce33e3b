import { count } from "../../util/count.ts";
import { bidWorthWords } from "./bid-worth-words.ts";
import type { CalibrationFigures, CalibrationRow } from "./calibration-figures.ts";
import { columns } from "./columns.ts";
import type { OwnTable } from "./own-table.ts";

const titles = ["member", "bids", "tasks", "stated", "passed", "Brier", "skill", "reliab.", "resol.", "AUC", "ECE (95%)", "corrected"];

/** How good stated probabilities were, as a table; the diagram is drawn beside it. */
export function calibrationTable({ run, world, rows, signals = [], worths = [] }: CalibrationFigures): OwnTable {
  return {
    title: `Stated probabilities in ${run}  [${world.toUpperCase()}]`,
    columns: columns([...titles, "tokens"]),
    rows: rows.map(line),
    notes: [
      "Skill: 1 - Brier / (y (1 - y)), y the pass rate of the row: above 0 is better than always saying y. Brier of the binned = reliability - resolution + y (1 - y). ECE over ten bins is biased upward at small numbers; its interval holds the errors that could well have given it, each task counted once: with a few tasks that is nearly all of them. Corrected: Brier / ECE of the probability that was cleared with, in the markets that correct what is stated. Tokens: median of stated over actual output.",
      "Outcomes are by the tasks' graders, of the bidder's own first try: in the same trial, or at the same task and repetition elsewhere in the run (shadow runs and solo topologies make losing bids count).",
      ...(signals.length === 0
        ? []
        : [`AUC over all bids of a topology, the same bids by either chance: ${signals.map(signalWords).join("; ")}.`]),
      ...bidWorthWords(worths),
    ],
  };
}

function signalWords({ topology, forecasts, stated, used }: NonNullable<CalibrationFigures["signals"]>[number]): string {
  const figure = (value: number | null) => (value === null ? "-" : value.toFixed(2).replace(/^0/, ""));
  return `${topology} (${count(forecasts, "bid")}): ${figure(stated)} by what was stated, ${figure(used)} by what it cleared with`;
}

function line(row: CalibrationRow): string[] {
  return [
    row.category === undefined ? row.member : `  ${row.member}, ${row.category}`,
    String(row.forecasts),
    String(row.tasks),
    row.stated.toFixed(3),
    row.passed.toFixed(3),
    row.brier.toFixed(3),
    row.skill === null ? "-" : `${row.skill < 0 ? "" : "+"}${row.skill.toFixed(3)}`,
    row.reliability.toFixed(3),
    row.resolution.toFixed(3),
    row.auc === null ? "-" : row.auc.toFixed(2),
    `${row.ece.toFixed(3)} (${row.eceInterval.map((end) => end.toFixed(2)).join("-")})`,
    row.corrected === null ? "-" : `${row.corrected.brier.toFixed(3)} / ${row.corrected.ece.toFixed(3)}`,
    row.tokenRatio === null ? "-" : row.tokenRatio.toFixed(2),
  ];
}
