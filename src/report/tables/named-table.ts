import { defined } from "../../util/defined.ts";
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
  /** The p of that difference, raised for all that `family` of the figures names. */
  readonly p?: number;
  /** The arm that it is held against, where arms have several baselines. */
  readonly base?: string;
  /** Its pass rate less that of one model that tries as often as the same spending allows; `short` where its dearest arm still spends less. */
  readonly equal?: {
    readonly difference: number;
    readonly ci: readonly [number, number] | null;
    readonly short: boolean;
    readonly p?: number;
  };
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
  /** Its p, where claims are many: by Holm over all of them. Above .05 nothing is shown, whatever its own interval says. */
  readonly p?: number;
}
export interface NamedFigures {
  readonly kind: "named";
  readonly title: string;
  readonly simulated: boolean;
  readonly baseline: string;
  readonly rows: readonly NamedRow[];
  readonly claims: readonly NamedClaim[];
  /** Over which differences the p of rows are raised together, in words; where left out, rows have none. */
  readonly family?: string;
  /** Further lines of the experiment's own, in words. */
  readonly notes: readonly string[];
  /** What is the same in a column of its own, beside one model that tries more often. */
  readonly equal?: "tokens" | "dollars";
  /** Whom that column is beside; tries of one model and a vote where it is not said. */
  readonly equalBy?: string;
  /** Which stated settings of the simulated world the effect comes from. */
  readonly construction: string;
}

/** The arms beside the baseline, and below them each published figure beside ours, with whether the signs agree. */
export function namedTable(figures: NamedFigures): OwnTable {
  const { title, simulated, baseline, rows, claims, notes, construction, equal } = figures;
  const several = rows.some(({ base }) => base !== undefined);
  const points = several ? "points (95%)" : `points v. ${baseline} (95%)`;
  return {
    title: `${title}${simulated ? "  [SIMULATED]" : ""}`,
    columns: columns([
      "arm",
      "passed (95%)",
      "cost/task",
      "tokens/task",
      "calls/task",
      points,
      ...(equal === undefined ? [] : [`at equal ${equal}`]),
    ]),
    rows: rows.map((row) => [...line(row), ...(equal === undefined ? [] : [equalWords(row.equal)])]),
    notes: [
      ...starNotes(figures),
      ...equalNotes(figures),
      ...claims.map((claim) => claimWords(claim, simulated)),
      ...notes,
      ...(simulated ? [`By construction: ${construction}`] : []),
    ],
  };
}

function equalWords(equal: NamedRow["equal"]): string {
  return equal === undefined ? "-" : `${pointsWords(equal.difference, equal.ci)}${star(equal)}${equal.short ? " †" : ""}`;
}

/** Marks a difference that is shown: by its raised p and by its own interval. */
function star({ ci, p = 1 }: Pick<NamedRow, "ci" | "p">): string {
  return p < 0.05 && ci !== null && (ci[0] > 0 || ci[1] < 0) ? " *" : "";
}

function starNotes({ family, claims }: NamedFigures): string[] {
  if (family === undefined) return [];
  const own =
    claims.length > 0 && claims.every(({ p }) => p === undefined) ? " Signs beside published figures: by each one's own interval." : "";
  return [
    `* shown: p below .05, by Holm over ${family}. The advice of the run raises p for costs too and may leave open what is shown here.${own}`,
  ];
}

function equalNotes({ equal, equalBy, rows, claims }: NamedFigures): string[] {
  if (equal === undefined) return [];
  const short = rows.filter((row) => row.equal?.short === true).map(({ arm }) => arm);
  return [
    `"At equal ${equal}": beside ${equalBy ?? `one model that tries as often as the same ${equal} allow and hands in what most of its tries say`}; between two numbers of ${equalBy === undefined ? "tries" : "seats"} a lot decides, so that both spend the same in the mean.`,
    ...(short.length === 0 ? [] : [`† It spends more than the most that were made, beside which it stands: ${short.join(", ")}.`]),
    ...(claims.some(({ p }) => p !== undefined) ? ["Signs by Holm over all published figures below."] : []),
  ];
}

function line({ arm, passRate, passRateCi, perTask, tokens, calls, difference, ci, p, base }: NamedRow): string[] {
  const interval = passRateCi === null ? "" : ` (${passRateCi.map((end) => Math.round(100 * end)).join(" to ")})`;
  return [
    arm,
    passRate === null ? "-" : `${(100 * passRate).toFixed(1)}%${interval}`,
    perTask === null ? "-" : dollars(toNano(perTask)),
    tokens === null ? "-" : Math.round(tokens).toLocaleString("en-US"),
    calls === null ? "-" : calls.toFixed(1),
    difference === null
      ? "-"
      : `${pointsWords(difference, ci)}${star({ ci, ...defined({ p }) })}${base === undefined ? "" : ` v. ${base}`}`,
  ];
}

function claimWords({ published, sign, a, b, difference, ci, p }: NamedClaim, simulated: boolean): string {
  const ours =
    difference === null
      ? "not run"
      : `${a} ${pointsWords(difference, ci)} points beside ${b}: ${agreement({ sign, difference, ci, ...defined({ p }) })}`;
  return `Published: ${published} Ours${simulated ? ", simulated" : ""}: ${ours}.`;
}

/** Whether a difference has the published sign; what its interval cannot tell from none is said so. */
export function agreement({
  sign,
  difference,
  ci,
  p = 0,
}: Pick<NamedClaim, "sign" | "ci" | "p"> & { readonly difference: number }): string {
  const [low, high] = ci ?? [-Infinity, Infinity];
  const shown = p > 0.05 ? 0 : low > 0 ? 1 : high < 0 ? -1 : 0;
  if (sign === null) return "no published figure to agree with";
  if (sign === 0)
    return shown !== 0
      ? "a difference is shown where none was published"
      : low === 0 && high === 0
        ? "no difference, as published"
        : "none was published; these tasks cannot tell whether there is one";
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
