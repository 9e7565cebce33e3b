import { dollars, toNano } from "../../util/money.ts";
import { columns } from "./columns.ts";
import type { OwnTable } from "./own-table.ts";

/** One way of asking the same model; shares in [0, 1], null where there is none. */
export interface FairnessRow {
  readonly topology: string;
  readonly passRate: number | null;
  /** Its pass rate less that of the model alone, with its 95% interval; null of that one itself. */
  readonly difference: number | null;
  readonly ci: readonly [number, number] | null;
  /** Dollars. */
  readonly perTask: number | null;
  /** Whether a closing call reads the model's own answer again, so that more than the asking differs. */
  readonly rereads: boolean;
}
export interface FairnessFigures {
  readonly kind: "fairness";
  readonly simulated: boolean;
  readonly baseline: string;
  readonly rows: readonly FairnessRow[];
}

/** The same model by every way of asking it, with what each costs in points. */
export function fairnessTable({ simulated, baseline, rows }: FairnessFigures): OwnTable {
  return {
    title: `What being asked costs: one model in every seat${simulated ? "  [SIMULATED]" : ""}`,
    columns: columns(["topology", "passed", `points v. ${baseline} (95%)`, "cost/task"]),
    rows: rows.map(line),
    notes: [costliest(baseline, rows), reread(rows)].filter((note) => note !== ""),
  };
}

function line({ topology, passRate, difference, ci, perTask }: FairnessRow): string[] {
  const range = ci === null ? "" : ` (${points(ci[0])} to ${points(ci[1])})`;
  return [
    topology,
    passRate === null ? "-" : `${(100 * passRate).toFixed(1)}%`,
    difference === null ? "-" : `${points(difference)}${range}`,
    perTask === null ? "-" : dollars(toNano(perTask)),
  ];
}

function points(share: number): string {
  const text = (100 * share).toFixed(1);
  return share > 0.0005 ? `+${text}` : text.replace(/^-0\.0$/, "0.0");
}

/** The dearest way of asking among those that differ in nothing else. */
function costliest(baseline: string, rows: readonly FairnessRow[]): string {
  const alike = rows.filter(({ difference, rereads }) => difference !== null && !rereads);
  const [worst] = alike.toSorted((a, b) => (a.difference ?? 0) - (b.difference ?? 0));
  if (worst?.difference === undefined || worst.difference === null) return "";
  if (worst.difference > -0.0005) return `No way of asking passes less than ${baseline} where nothing but the asking differs.`;
  return `Where nothing but the asking differs, ${worst.topology} costs the most: ${points(worst.difference)} points.`;
}

function reread(rows: readonly FairnessRow[]): string {
  const names = rows.filter(({ rereads }) => rereads).map(({ topology }) => topology);
  return names.length === 0
    ? ""
    : `A closing call reads the model's own answer once more, which is more than another way of asking: ${names.join(", ")}.`;
}
