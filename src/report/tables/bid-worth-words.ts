import { count, money } from "../format.ts";

/** A score of chances without and with what was stated, lower being better; by how much it is lower with it, over tasks, with its interval (95%). */
export interface ScoreWorth {
  readonly without: number;
  readonly given: number;
  readonly gain: number;
  readonly interval: readonly [number, number] | null;
}
/** What stated chances are worth to a topology whose learned bids ask for them. `log`, `brier`: null without awards. `bids`: dollars a task. */
export interface BidWorth {
  readonly topology: string;
  readonly awards: number;
  readonly tasks: number;
  readonly log: ScoreWorth | null;
  readonly brier: ScoreWorth | null;
  readonly bids: number;
}

/** Notes on what asking is worth; none where nobody was asked. */
export function bidWorthWords(worths: readonly BidWorth[]): string[] {
  if (worths.length === 0) return [];
  return [
    "What is stated, as one feature of learned bids: each award is foretold by what the session knew before it, without the statement and with it; how much better the latter scores (95%, over tasks; a statement that says nothing new comes to 0), by the verdicts on first attempts.",
    ...worths.map(wordsOf),
  ];
}

function wordsOf({ topology, awards, tasks, log, brier, bids }: BidWorth): string {
  const cost = `asking costs ${money(bids)} a task`;
  if (log === null || brier === null) return `${topology}: no award was judged; ${cost}.`;
  const found =
    log.interval !== null && log.interval[0] > 0
      ? "statements say something"
      : log.interval !== null && log.interval[1] < 0
        ? "statements mislead"
        : "that statements say anything is not shown";
  return `${topology}: ${found} (${count(awards, "award")}, ${count(tasks, "task")}): ${scoreWords("log score", log)}, ${scoreWords("Brier", brier)}; ${cost}.`;
}

function scoreWords(name: string, { without, given, gain, interval }: ScoreWorth): string {
  const range = interval === null ? "no interval" : interval.map(signed).join(" to ");
  return `${name} ${without.toFixed(4)} without, ${given.toFixed(4)} with, better by ${signed(gain)} (${range})`;
}

function signed(value: number): string {
  return `${value < 0 ? "-" : "+"}${Math.abs(value).toFixed(4)}`;
}
