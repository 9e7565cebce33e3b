import type { Nano } from "../../types.ts";
import type { RaceEntry } from "../experiment/search-entry.ts";
import type { PlannedRace } from "../plan/race-plan.ts";
import type { Cell } from "./cell.ts";
import type { KnownTrials } from "./known-trials.ts";
import { strategies } from "./strategies.ts";
import type { Verdict } from "./strategy.ts";

/** How one way of searching went. */
export interface Course {
  readonly strategy: RaceEntry["strategies"][number];
  readonly verdict: Verdict;
  /** What its trials took, each call paid once, as if nobody else had searched. */
  readonly spent: Nano;
  readonly trials: number;
  /** Whether it came to its end. */
  readonly ended: boolean;
}
/** How it ended: after so many waves whose results are in. */
export interface CourseEnd {
  readonly waves: number;
}

/** Brings the results of a wave: undefined where it cannot be finished for want of the search's own money, or at all. */
export type Bring = (cells: readonly Cell[], spent: Nano) => Promise<KnownTrials | "money" | "stopped">;

/** Follows one way of searching from its start, wave after wave, to the `end` that is on record or to where it comes to one. */
export async function course(
  race: PlannedRace,
  strategy: Course["strategy"],
  bring: Bring,
  end?: CourseEnd,
): Promise<Course & { readonly end: CourseEnd }> {
  const search = strategies[strategy](race);
  let paid = new Map<string, Nano>();
  const spent = (): Nano => [...paid.values()].reduce((sum, cost) => sum + cost, 0);
  let [waves, trials, ended] = [0, 0, false];
  const told = () => ({ strategy, verdict: search.verdict(), spent: spent(), trials, ended, end: { waves } });
  for (;;) {
    const cells = end !== undefined && waves >= end.waves ? [] : search.wanted(spent());
    ended = cells.length === 0;
    if (ended) return told();
    const brought = await bring(cells, spent());
    if (typeof brought === "string") {
      ended = brought === "money";
      return told();
    }
    const before = new Map(paid);
    for (const cell of cells) for (const [key, cost] of brought.calls(cell)) paid.set(key, cost);
    // Answers that another search paid for cost this one as much: what it could not have paid, it has not seen.
    if (end === undefined && spent() > race.money) {
      paid = before;
      ended = true;
      return told();
    }
    search.take(cells.map((cell) => ({ ...cell, result: brought.result(cell) ?? "lost" })));
    waves += 1;
    trials += cells.length;
  }
}
