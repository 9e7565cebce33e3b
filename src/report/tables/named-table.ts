import { dollars, toNano } from "../../util/money.ts";
import { columns } from "./columns.ts";
import type { OwnTable } from "./own-table.ts";

/** One arm of an experiment that was published elsewhere; shares in [0, 1], dollars, counts per task; null where there is none. */
export interface NamedRow {
  readonly arm: string;
  readonly passRate: number | null;
  readonly passRateCi: readonly [number, number] | null;
  readonly perTask: number | null;
  readonly tokens: number | null;
  readonly calls: number | null;
  /** Its pass rate less the baseline's, with its 95% interval; null of the baseline. */
  readonly difference: number | null;
  readonly ci: readonly [number, number] | null;
}
/** What was published of a difference between two arms, and the same difference here. */
export interface NamedClaim {
  /** What was published, in words that end with its source. */
  readonly published: string;
  /** The sign that was published: 0 where there was no difference to speak of, null where no such figure was found. */
  readonly sign: -1 | 0 | 1 | null;
  /** The arms that it is held against: passes of `a` less those of `b`. */
  readonly a: string;
  readonly b: string;
  readonly difference: number | null;
  readonly ci: readonly [number, number] | null;
}
export interface NamedFigures {
  readonly kind: "named";
  readonly title: string;
  readonly simulated: boolean;
  readonly baseline: string;
  readonly rows: readonly NamedRow[];
  readonly claims: readonly NamedClaim[];
  /** Further lines of the experiment's own, in words. */
  readonly notes: readonly string[];
  /** Which stated settings of the simulated world the effect comes from. */
  readonly construction: string;
}

/** The arms beside the baseline, and below them each published figure beside ours, with whether the signs agree. */
export function namedTable({ title, simulated, baseline, rows, claims, notes, construction }: NamedFigures): OwnTable {
  return {
    title: `${title}${simulated ? "  [SIMULATED]" : ""}`,
    columns: columns(["arm", "passed (95%)", "cost/task", "tokens/task", "calls/task", `points v. ${baseline} (95%)`]),
    rows: rows.map(line),
    notes: [...claims.map((claim) => claimWords(claim, simulated)), ...notes, ...(simulated ? [`By construction: ${construction}`] : [])],
  };
}

function line({ arm, passRate, passRateCi, perTask, tokens, calls, difference, ci }: NamedRow): string[] {
  const interval = passRateCi === null ? "" : ` (${passRateCi.map((end) => Math.round(100 * end)).join(" to ")})`;
  return [
    arm,
    passRate === null ? "-" : `${(100 * passRate).toFixed(1)}%${interval}`,
    perTask === null ? "-" : dollars(toNano(perTask)),
    tokens === null ? "-" : Math.round(tokens).toLocaleString("en-US"),
    calls === null ? "-" : calls.toFixed(1),
    difference === null ? "-" : pointsWords(difference, ci),
  ];
}

function claimWords({ published, sign, a, b, difference, ci }: NamedClaim, simulated: boolean): string {
  const ours =
    difference === null ? "not run" : `${a} ${pointsWords(difference, ci)} points beside ${b}: ${agreement({ sign, difference, ci })}`;
  return `Published: ${published} Ours${simulated ? ", simulated" : ""}: ${ours}.`;
}

/** Whether a difference has the published sign; what its interval cannot tell from none is said so. */
export function agreement({ sign, difference, ci }: Pick<NamedClaim, "sign" | "ci"> & { readonly difference: number }): string {
  const [low, high] = ci ?? [-Infinity, Infinity];
  const shown = low > 0 ? 1 : high < 0 ? -1 : 0;
  if (sign === null) return "no published figure to agree with";
  if (sign === 0) return shown === 0 ? "no difference is shown, as published" : "a difference is shown where none was published";
  if (shown === 0) return difference === 0 ? "no difference" : "these tasks cannot tell it from none";
  return shown === sign ? "the same sign" : "the opposite sign";
}

function pointsWords(share: number, ci: readonly [number, number] | null): string {
  return `${points(share)}${ci === null ? "" : ` (${points(ci[0])} to ${points(ci[1])})`}`;
}

function points(share: number): string {
  const text = (100 * share).toFixed(1);
  return share > 0.0005 ? `+${text}` : text.replace(/^-0\.0$/, "0.0");
}
