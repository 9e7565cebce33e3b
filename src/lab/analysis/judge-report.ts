import { judgeFigures, type PanelFigures, type Share, swapConsistency } from "../../judges/index.ts";
import type { RunLedger } from "../../ledger/index.ts";
import type { Event } from "../../types.ts";
import { observeJudges, observeSeats, swapsIn } from "../trials/observe-judges.ts";
import type { Plan } from "../plan/plan.ts";
import { settledEvents } from "../trials/settled-events.ts";
import { openTruths } from "../trials/truths.ts";

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
