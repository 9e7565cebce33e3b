import type { Nano } from "../../types.ts";
import { count } from "../../util/count.ts";
import { dollars } from "../../util/money.ts";
import { columns } from "./columns.ts";
import type { OwnTable } from "./own-table.ts";

/** A share of so many, with its 95% interval; null of none. */
export interface CountedShare {
  readonly of: number;
  readonly rate: number | null;
  readonly interval: readonly [number, number] | null;
}
/** What one judge, or one seat of a panel, was worth. */
export interface JudgeRow {
  readonly judge: string;
  readonly verdicts: number;
  readonly falsePositive: CountedShare;
  readonly falseNegative: CountedShare;
  readonly abstained: CountedShare;
  readonly kappa: { readonly kappa: number | null } | null;
  readonly trustOfPass: number | null;
  /** Points of score per doubling of the length. */
  readonly perDoubling: { readonly slope: number; readonly standardError: number } | null;
  readonly ownFamily: { readonly difference: number | null };
  readonly costPerVerdict: Nano | null;
}
export interface JudgesTogether {
  readonly judges: readonly JudgeRow[];
  readonly alpha: { readonly passed: number | null; readonly score: number | null };
  readonly errorCorrelations: readonly { readonly a: string; readonly b: string; readonly phi: number | null }[];
}
export interface JudgeReportFigures {
  readonly verifiers: JudgesTogether;
  readonly seats: JudgesTogether;
  /** Judges of pairs, which saw each pair in both orders. */
  readonly swaps: readonly { readonly judge: string; readonly consistent: CountedShare; readonly firstPlace: CountedShare }[];
  /** Verdicts whose truth nobody knows without a paid call. */
  readonly ungraded: number;
}

/** The judges of a run, or recorded ones, against the truth. */
export function judgeReportTable({ verifiers, seats, swaps, ungraded }: JudgeReportFigures): OwnTable {
  return {
    title: "Judges against the truth",
    columns: columns([
      "judge",
      "verdicts",
      "false pos.",
      "false neg.",
      "abstained",
      "kappa",
      "trust",
      "per doubling",
      "own family",
      "cost/verdict",
    ]),
    rows: [...verifiers.judges, ...seats.judges.map((one) => ({ ...one, judge: `  seat ${one.judge}` }))].map(line),
    notes: [
      "False pos.: share of wrong answers that were passed; false neg.: share of right ones that were rejected; kappa: agreement with the grader beyond chance; trust: share of its passes that are right; per doubling: points of score per doubling of the answer's length at equal truth; own family: how much more often it passes its own family's answers than other judges pass the same ones.",
      ...alphaNotes("verifiers", verifiers),
      ...alphaNotes("seats of panels", seats),
      ...swaps.map(
        ({ judge, consistent, firstPlace }) =>
          `${judge}: the same winner in both orders in ${share(consistent)} of ${count(consistent.of, "pair")}; where they differ, the first place won ${share(firstPlace)} (${count(firstPlace.of, "pair")}; one half is no lean).`,
      ),
      ...(ungraded === 0
        ? []
        : [
            `${count(ungraded, "verdict is on an answer", "verdicts are on answers")} that only a paid grader could check: ${ungraded === 1 ? "it counts" : "they count"} for agreement alone.`,
          ]),
    ],
  };
}

function line(one: JudgeRow): string[] {
  return [
    one.judge,
    String(one.verdicts),
    share(one.falsePositive),
    share(one.falseNegative),
    share(one.abstained),
    number(one.kappa?.kappa),
    one.trustOfPass === null ? "-" : `${(100 * one.trustOfPass).toFixed(1)}%`,
    one.perDoubling === null ? "-" : `${number(one.perDoubling.slope)} (se ${number(one.perDoubling.standardError)})`,
    one.ownFamily.difference === null ? "-" : `${signed(100 * one.ownFamily.difference)} points`,
    one.costPerVerdict === null ? "-" : dollars(Math.round(one.costPerVerdict)),
  ];
}

function alphaNotes(what: string, { judges, alpha, errorCorrelations }: JudgesTogether): string[] {
  if (judges.length < 2) return [];
  const pairs = errorCorrelations.flatMap(({ a, b, phi }) => (phi === null ? [] : [{ a, b, phi }]));
  const worst = pairs.toSorted((one, other) => other.phi - one.phi)[0];
  const strongest = worst === undefined ? "" : ` The errors that go together most: ${worst.a} and ${worst.b}, phi ${worst.phi.toFixed(2)}.`;
  return [
    `Krippendorff's alpha over the ${what}, on answers that several judged: ${number(alpha.passed)} of pass or fail, ${number(alpha.score)} of scores.${strongest}`,
  ];
}

function share({ rate, interval }: CountedShare): string {
  if (rate === null || interval === null) return "-";
  return `${(100 * rate).toFixed(1)}% [${Math.round(100 * interval[0])}, ${Math.round(100 * interval[1])}]`;
}

function number(value: number | null | undefined): string {
  return value === null || value === undefined || Number.isNaN(value) ? "-" : value.toFixed(3);
}

function signed(value: number): string {
  return `${value < 0 ? "" : "+"}${value.toFixed(1)}`;
}
