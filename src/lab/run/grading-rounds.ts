import type { RunRecord, Store } from "../../ledger/index.ts";
import type { JudgeSpec, Json } from "../../types.ts";
import { addressOf } from "../../util/hash.ts";
import { plainJson } from "../../util/plain-json.ts";
import { defined } from "../../util/defined.ts";

/** A trial that a round of grading left with the grade that it had, and why. */
export interface UngradedTrial {
  readonly trial: string;
  readonly why: string;
}
/** One grading of a stored run's answers. Round 0 is the run's own, which is not in this list. */
export interface GradingRound {
  readonly round: number;
  /** What graded; the tasks' own graders when left out. */
  readonly grader?: JudgeSpec;
  /** The address of the tasks' own graders as they were; absent where another graded. */
  readonly own?: string;
  /** ISO 8601. */
  readonly began: string;
  /** `open` until every answer has its grade: asked for again with the same grader, it goes on. */
  readonly state: "open" | "done";
  readonly ungraded: readonly UngradedTrial[];
}

/** The rounds of a run, oldest first. */
export function roundsOf(record: RunRecord | undefined): readonly GradingRound[] {
  return (record?.config as { gradings?: readonly GradingRound[] } | null | undefined)?.gradings ?? [];
}

/** The round that this grader is in the middle of, or a new one. */
export function roundFor(record: RunRecord, { grader, own }: Pick<GradingRound, "grader" | "own">, now: number): GradingRound {
  const rounds = roundsOf(record);
  const last = rounds.at(-1);
  if (last?.state === "open" && addressOf(last.grader ?? null) === addressOf(grader ?? null) && last.own === own) return last;
  const began = new Date(now).toISOString();
  return {
    round: (last?.round ?? 0) + 1,
    ...defined({ grader, own }),
    began,
    state: "open",
    ungraded: [],
  };
}

/** Keeps a round with its run, in the place of what was known of it. */
export function keepRound(store: Store, run: string, round: GradingRound): void {
  const record = store.run(run);
  if (record === undefined) return;
  const others = roundsOf(record).filter((known) => known.round !== round.round);
  const gradings = plainJson([...others, round]);
  store.update(run, { config: { ...(record.config as Record<string, Json>), gradings } });
}
