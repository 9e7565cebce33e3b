import type { Nano } from "../../types.ts";
import { dollars, toNano } from "../../util/money.ts";
import { columns } from "./columns.ts";
import type { OwnTable } from "./own-table.ts";

/** One topology under one verifier; shares in [0, 1], null where there is none. */
export interface JudgesRow {
  readonly verifier: string;
  readonly topology: string;
  readonly passRate: number | null;
  readonly passRateCi: readonly [number, number] | null;
  /** Its pass rate less that of one try without a verifier; null of that one itself. */
  readonly gain: number | null;
  /** Dollars. */
  readonly perTask: number | null;
  /** Trials that count, those whose answer the verifier passed, and of these the wrong ones. */
  readonly counted: number;
  readonly accepted: number;
  readonly falseAccepts: number;
}
/** What one retry adds to solo where wrong answers are passed at this rate: surplus per task, with the half-width of its 95% interval. */
export interface RetryGain {
  readonly falsePositive: number;
  readonly gain: Nano;
  readonly half: Nano;
}
/** The rate at which retry stops paying, as measured and by two closed forms; null where there is none in [0, 1]. */
export interface RetryBreakEven {
  readonly sensitivity: number;
  readonly gains: readonly RetryGain[];
  readonly measured: number | null;
  /** With the shadow runs' rescue rates, and for independent tries. */
  readonly byRescues: number | null;
  readonly independent: number | null;
  /** One try: how often it passes, what a right answer is worth, what it costs. */
  readonly passRate: number;
  readonly worth: Nano;
  readonly cost: Nano;
}
export interface JudgesFigures {
  readonly kind: "judges";
  readonly simulated: boolean;
  readonly rows: readonly JudgesRow[];
  readonly breakEven?: RetryBreakEven;
}

/** Verifier x topology, one line each, and the error rate at which retry stops paying. */
export function judgesTable({ simulated, rows, breakEven }: JudgesFigures): OwnTable {
  return {
    title: `Verifier x topology${simulated ? "  [SIMULATED]" : ""}`,
    columns: columns(["verifier", "topology", "passed (95%)", "v. solo", "cost/task", "accepted", "false accepts"], 2),
    rows: rows.map(line),
    notes: [
      "Accepted: share of tasks whose answer the verifier passed; false accepts: share of those that are wrong. V. solo: points against one try with no verifier. `noisy-30` passes 30% of wrong answers and fails 10% of right ones.",
      ...(breakEven === undefined ? [] : breakEvenNotes(breakEven)),
    ],
  };
}

function line({ verifier, topology, passRate, passRateCi, gain, perTask, counted, accepted, falseAccepts }: JudgesRow): string[] {
  const interval = passRateCi === null ? "" : ` (${passRateCi.map((end) => Math.round(100 * end)).join("-")})`;
  return [
    verifier,
    topology,
    passRate === null ? "-" : `${(100 * passRate).toFixed(1)}%${interval}`,
    gain === null ? "-" : `${gain < 0 ? "" : "+"}${(100 * gain).toFixed(1)}`,
    perTask === null ? "-" : dollars(toNano(perTask)),
    accepted === 0 ? "-" : `${((100 * accepted) / counted).toFixed(0)}%`,
    accepted === 0 ? "-" : `${((100 * falseAccepts) / accepted).toFixed(1)}% of ${accepted}`,
  ];
}

function breakEvenNotes({ sensitivity, gains, measured, byRescues, independent, passRate, worth, cost }: RetryBreakEven): string[] {
  const each = gains.map((one) => `${Math.round(100 * one.falsePositive)}%: ${dollars(one.gain)} +-${dollars(one.half)}`).join("; ");
  return [
    `What one retry adds to solo, in surplus per task, where wrong answers are passed at this rate and ${Math.round(100 * (1 - sensitivity))}% of right ones rejected: ${each}.`,
    `Retry stops paying at a false-positive rate of ${share(measured)} as measured (line through these points), ${share(byRescues)} by the closed form with the shadow runs' rescue rates, ${share(independent)} by the closed form for independent tries (p ${passRate.toFixed(2)}, a right answer worth ${dollars(worth)}, a try ${dollars(Math.round(cost))}).`,
  ];
}

function share(rate: number | null): string {
  return rate === null ? "none in [0, 1]" : rate.toFixed(2);
}
