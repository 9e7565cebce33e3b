import { judgeFigures, type JudgeFigures, type PanelFigures, type Share, swapConsistency } from "../../judges/index.ts";
import type { RunLedger } from "../../ledger/index.ts";
import type { Event } from "../../types.ts";
import { dollars } from "../../util/money.ts";
import { observeJudges, observeSeats, swapsIn } from "../trials/observe-judges.ts";
import type { Plan } from "../plan/plan.ts";
import { settledEvents } from "../trials/settled-events.ts";
import type { SpecialTable } from "./tables/index.ts";
import { openTruths } from "../trials/truths.ts";
import { count } from "../../util/count.ts";

/** What every verifier of a run was worth, and every seat of its panels. */
export interface JudgeReport {
  readonly verifiers: PanelFigures;
  readonly seats: PanelFigures;
  readonly swaps: readonly { readonly judge: string; readonly consistent: Share; readonly firstPlace: Share }[];
  /** Verdicts whose truth nobody knows without a paid call. */
  readonly ungraded: number;
}

/** Holds every verdict of a run against the truth about the text that it judged. Makes no call. */
export async function judgeReport(plan: Plan, ledger: RunLedger): Promise<JudgeReport> {
  const events: Event[] = [];
  for await (const event of settledEvents(ledger)) events.push(event);
  const truths = openTruths(plan, ledger, events);
  try {
    const seen = await observeJudges(plan, ledger, events, truths);
    const seats = await observeSeats(plan, ledger, events, truths);
    const swaps = [...Map.groupBy(swapsIn(plan, ledger, events), ({ judge }) => judge)];
    return {
      verifiers: judgeFigures(seen),
      seats: judgeFigures(seats),
      swaps: swaps.map(([judge, own]) => ({ judge, ...swapConsistency(own) })),
      ungraded: seen.filter(({ right }) => right === undefined).length,
    };
  } finally {
    await truths.close();
  }
}

/** The report as a table and notes for a terminal. */
export function judgeReportTable({ verifiers, seats, swaps, ungraded }: JudgeReport): SpecialTable {
  const right = (title: string) => ({ title, right: true });
  return {
    title: "Judges against the truth",
    columns: [
      { title: "judge" },
      right("verdicts"),
      right("false pos."),
      right("false neg."),
      right("abstained"),
      right("kappa"),
      right("trust"),
      right("per doubling"),
      right("own family"),
      right("cost/verdict"),
    ],
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

function line(one: JudgeFigures): string[] {
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

function alphaNotes(what: string, { judges, alpha, errorCorrelations }: PanelFigures): string[] {
  if (judges.length < 2) return [];
  const pairs = errorCorrelations.flatMap(({ a, b, phi }) => (phi === null ? [] : [{ a, b, phi }]));
  const worst = pairs.toSorted((one, other) => other.phi - one.phi)[0];
  const strongest = worst === undefined ? "" : ` The errors that go together most: ${worst.a} and ${worst.b}, phi ${worst.phi.toFixed(2)}.`;
  return [
    `Krippendorff's alpha over the ${what}, on answers that several judged: ${number(alpha.passed)} of pass or fail, ${number(alpha.score)} of scores.${strongest}`,
  ];
}

function share({ rate, interval }: Share): string {
  if (rate === null || interval === null) return "-";
  return `${(100 * rate).toFixed(1)}% [${Math.round(100 * interval[0])}, ${Math.round(100 * interval[1])}]`;
}

function number(value: number | null | undefined): string {
  return value === null || value === undefined || Number.isNaN(value) ? "-" : value.toFixed(3);
}

function signed(value: number): string {
  return `${value < 0 ? "" : "+"}${value.toFixed(1)}`;
}
