import type { Nano } from "../types.ts";
import type { Summary } from "../summary.ts";
import { dollars } from "../util/money.ts";
import { count, thousands } from "./format.ts";
import { tables } from "./table.ts";
import { wrap } from "./text.ts";
import { worldLabel } from "./world.ts";

/** What a run is expected to take, before anything is spent. `most` is the sum of what its calls can cost at most. */
export interface Estimate {
  readonly experiment: string;
  readonly world: Summary["world"];
  readonly tasks: number;
  readonly repetitions: number;
  readonly rows: readonly {
    readonly topology: string;
    /** None where the row is of no topology: its calls belong to the trials of others. */
    readonly trials: number;
    readonly calls: number;
    readonly inputTokens: number;
    readonly outputTokens: number;
    readonly likely: Nano;
    readonly most: Nano;
  }[];
  /** What it would be likely to cost if no cap stopped it. */
  readonly likely: Nano;
  readonly most: Nano;
  /** Members whose calls cost what they say afterwards: no row counts them. */
  readonly unpriced?: readonly string[];
  /** Past replies that the likely lengths were taken from; the suite's own lengths where there are none. */
  readonly past?: number;
  /** Past replies of these models to other tasks that it goes by where there are none to these. */
  readonly elsewhere?: number;
  /** Calls that the ledger has answers to, which are taken off, and what those had cost. */
  readonly reused?: { readonly calls: number; readonly cost: Nano };
  /** What a pilot has spent of it. */
  readonly spent?: Nano;
  /** The run's own limit, where there is one. */
  readonly cap?: Nano;
  /** Where the asks of each live member go, and with which key. */
  readonly destinations?: readonly string[];
  /** What the plan says of itself: keys, prices, settings without effect. */
  readonly notes?: readonly string[];
}

/** The likely and the most that a run may cost, in words: what the cap is likely to cut off, and what nobody can tell before. */
export function estimateWords(estimate: Pick<Estimate, "likely" | "most" | "cap" | "unpriced">): string {
  const { likely, cap, unpriced = [] } = estimate;
  const more = unpriced.length === 0 ? "" : " and what function members charge";
  if (cap === undefined || likely <= cap) return `likely ${dollars(likely)}${more}, at most ${mostWords(estimate)}`;
  return `likely ${dollars(likely)}${more}, of which the cap lets ${dollars(cap)} be spent`;
}

/** The most that a run may cost: what nobody can tell before is bounded by the cap alone. */
export function mostWords({ most, cap, unpriced = [] }: Pick<Estimate, "most" | "cap" | "unpriced">): string {
  if (unpriced.length === 0) return dollars(most);
  return cap === undefined ? `${dollars(most)} and what function members charge` : `the cap of ${dollars(cap)} and what is in flight then`;
}

/** What the cap is likely to do, and which members are not priced. */
export function estimateRemarks(estimate: Estimate): string {
  return [capWords(estimate) ?? "", unpricedWords(estimate)].filter((words) => words !== "").join(" ");
}

/** Whose calls cost what they say afterwards; empty where nobody's do. */
export function unpricedWords({ unpriced = [] }: Pick<Estimate, "unpriced">): string {
  if (unpriced.length === 0) return "";
  return `Unknown: function members are not priced before they answer (${unpriced.join(", ")}); what they charge comes on top, and counts towards every cap.`;
}

/** What the cap is likely to do; undefined where there is none. */
function capWords({ cap, likely, unpriced = [] }: Estimate): string | undefined {
  if (cap === undefined) return undefined;
  if (likely <= cap && unpriced.length > 0)
    return `No call leaves once ${dollars(cap)} is reached; what those in flight charge then comes on top.`;
  if (likely <= cap) return `The run stops at ${dollars(cap)} whatever happens.`;
  const share = Math.max(1, Math.floor((100 * cap) / likely));
  return `The cap of ${dollars(cap)} is likely to stop it after about ${share}% of the trials; a higher --cap goes on from there.`;
}

/** Rows of no topology. */
const besides: ReadonlySet<string> = new Set(["(shared answers)", "(grading)"]);

/** The table of `--dry-run`: calls, tokens, the likely and the most possible cost per topology. */
export function dryRun(estimate: Estimate, width = 80): string {
  const size = `${count(estimate.tasks, "task")} x ${count(estimate.repetitions, "repetition")}`;
  const right = ["trials", "calls", "input tokens", "output tokens", "likely", "at most"].map((title) => ({ title, right: true }));
  const sums = (["trials", "calls", "inputTokens", "outputTokens"] as const).map((field) =>
    thousands(estimate.rows.reduce((sum, row) => sum + row[field], 0)),
  );
  const total = ["all", ...sums, dollars(estimate.likely), dollars(estimate.most)];
  const rows = estimate.rows.map((row) => [
    row.topology,
    row.trials === 0 && besides.has(row.topology) ? "-" : thousands(row.trials),
    ...[row.calls, row.inputTokens, row.outputTokens].map(thousands),
    dollars(row.likely),
    dollars(row.most),
  ]);
  const lines = tables([{ title: "topology" }, ...right], [...rows, total], width - 3).map((line) => `   ${line}`);
  const cap = wrap(estimateRemarks(estimate), width - 3).map((line) => `   ${line}`);
  const source = lengthSource(estimate);
  const shares = estimate.rows.some(({ topology }) => topology === "(shared answers)");
  const once = shares
    ? " Shared answers: what several topologies ask alike is in the row of each and is paid once; that row takes it off again."
    : "";
  const grades = estimate.rows.some(({ topology }) => topology === "(grading)")
    ? " Grading: what judges are asked about the answers of these trials, in no topology."
    : "";
  const by = wrap(`${source}${once}${grades}`, width - 3).map((line) => `   ${line}`);
  const first = `${estimate.experiment}  [${worldLabel[estimate.world]}]  ${size}; ${estimate.spent === undefined ? "nothing" : dollars(estimate.spent)} has been spent`;
  const sent = (estimate.destinations ?? []).flatMap((to) => wrap(to, width - 5).map((line, i) => `${i === 0 ? "   > " : "     "}${line}`));
  const notes = (estimate.notes ?? []).flatMap((note) => wrap(note, width - 5).map((line, i) => `${i === 0 ? "   ! " : "     "}${line}`));
  return `${[...wrap(first, width - 1).map((line) => ` ${line}`), "", ...lines, ...by, ...cap, ...(sent.length === 0 ? [] : ["", ...sent]), ...(notes.length === 0 ? [] : ["", ...notes])].join("\n")}\n`;
}

/** What the likely lengths were taken from. */
function lengthSource({ past, elsewhere }: Estimate): string {
  const others = elsewhere === undefined ? "" : `${count(elsewhere, "reply", "replies")} of these models to other tasks in this ledger`;
  if (past !== undefined)
    return `Likely: by the lengths of ${count(past, "reply", "replies")} to these tasks in this ledger${others === "" ? "" : `, and where there are none by ${others}`}.`;
  if (others !== "") return `Likely: by the lengths of ${others} and by the suite's own. --pilot <tasks> tells better.`;
  return "Likely: by the suite's own lengths. Past runs of these tasks in this ledger, or --pilot <tasks>, tell better.";
}
