import { count } from "../../util/count.ts";
import { dollars, toNano } from "../../util/money.ts";
import { columns } from "./columns.ts";
import type { OwnTable } from "./own-table.ts";

/** What a topology's members wrote down in its sessions about tasks of one category. */
export interface LessonsRow {
  readonly topology: string;
  readonly category: string;
  readonly written: number;
  /** Of these, lessons of tasks that passed their verifier, or that a second member confirmed. */
  readonly verified: number;
  /** Tasks before which lessons were shown, and how many of these passed; 0 where that is not noted. */
  readonly shown: number;
  readonly passed: number;
  /** The latest, in the member's own words. */
  readonly latest: string;
}
/** How often answers of one member were taken in a category, and how many of these passed; over all topologies. */
export interface GoodAtRow {
  readonly member: string;
  readonly category: string;
  readonly taken: number;
  readonly passed: number;
  readonly ci: readonly [number, number] | null;
}
export interface HelpRow {
  readonly topology: string;
  readonly owner: string;
  readonly helper: string;
  readonly bought: number;
  readonly price: number;
  readonly changed: number | null;
  readonly passed: number;
  readonly alone: number | null;
  readonly extra: number | null;
}
/** Passes of an arm with lessons less those of one without them or with shuffled ones, paired by task, with its 95% interval. */
export interface TransferRow {
  readonly a: string;
  readonly b: string;
  /** `shuffled`: whether it is what the lessons say that helps; `off`: whether writing and reading them pays at all. */
  readonly beside: "shuffled" | "off";
  readonly difference: number;
  readonly ci: readonly [number, number] | null;
}
export interface LearntFigures {
  readonly run: string;
  readonly world: string;
  readonly lessons: readonly LessonsRow[];
  readonly goodAt: readonly GoodAtRow[];
  readonly help: readonly HelpRow[];
  readonly transfer: readonly TransferRow[];
}

/** What members learnt in a run: lessons in their words, who is good at what, who helped whom, and whether lessons carried. */
export function learntTables(figures: LearntFigures): OwnTable[] {
  const made = figures.world === "live" ? "" : `  [${figures.world.toUpperCase()}]`;
  const all = [lessons(figures.lessons), goodAt(figures.goodAt), help(figures.help), transfer(figures.transfer)];
  return all.flatMap((table) => (table === undefined ? [] : [{ ...table, title: `${table.title}${made}` }]));
}

function lessons(rows: readonly LessonsRow[]): OwnTable | undefined {
  if (rows.length === 0) return undefined;
  return {
    title: "Lessons that were written",
    columns: columns(["topology", "category", "written", "verified", "passed where shown"], 2),
    rows: rows.map(({ topology, category, written, verified, shown, passed }) => [
      topology,
      category,
      String(written),
      String(verified),
      shown === 0 ? "-" : share(passed, shown),
    ]),
    notes: [
      "Verified: the task that taught it passed its verifier, or a second member confirmed it.",
      ...rows.map(({ topology, category, latest }) => `${topology}, ${category}, the latest: "${latest}"`),
    ],
  };
}

function goodAt(rows: readonly GoodAtRow[]): OwnTable | undefined {
  if (rows.length === 0) return undefined;
  return {
    title: "Who is good at what: answers that were taken, over all topologies",
    columns: columns(["member", "category", "passed of taken (95%)"], 2),
    rows: rows.map(({ member, category, taken, passed, ci }) => {
      const interval = ci === null ? "" : ` (${ci.map((end) => Math.round(100 * end)).join(" to ")})`;
      return [member, category, `${share(passed, taken)}${interval}`];
    }),
    notes: [
      "Whose answers are taken is the topology's choice, so these are not the members alone on all tasks: run them as `solo` for that.",
    ],
  };
}

function help(rows: readonly HelpRow[]): OwnTable | undefined {
  if (rows.length === 0) return undefined;
  return {
    title: "Who helped whom",
    columns: columns(["topology", "owner", "helper", "times", "price", "changed", "passed", "alone", "spent more"], 3),
    rows: rows.map(({ topology, owner, helper, bought, price, changed, passed, alone, extra }) => [
      topology,
      owner,
      helper,
      String(bought),
      dollars(toNano(price)),
      changed === null ? "-" : String(changed),
      share(passed, bought),
      alone === null ? "-" : share(alone, bought),
      extra === null ? "-" : dollars(toNano(extra)),
    ]),
    notes: [
      "Price: what was agreed, in the mean; changed: answers that the owner changed; alone: the owner alone on the same tasks, and what help cost beyond that in all.",
    ],
  };
}

function transfer(rows: readonly TransferRow[]): OwnTable | undefined {
  if (rows.length === 0) return undefined;
  return {
    title: "Whether lessons carried",
    columns: columns(["lessons", "beside", "points (95%)", "reading"], 2),
    rows: rows.map(({ a, b, difference, ci }) => [a, b, pointsWords(difference, ci), reading(difference, ci)]),
    notes: ["Beside shuffled lessons, as many and as long: whether what they say helps. Beside none: whether they pay at all."],
  };
}

function reading(difference: number, ci: readonly [number, number] | null): string {
  if (ci !== null && ci[0] > 0) return "they carry";
  if (ci !== null && ci[1] < 0) return "they harm";
  return difference === 0 ? "no difference" : "cannot be told from none";
}

function share(passed: number, of: number): string {
  return of === 0 ? count(0, "answer") : `${passed}/${of} ${Math.round((100 * passed) / of)}%`;
}

function pointsWords(value: number, ci: readonly [number, number] | null): string {
  const points = (one: number) => `${one > 0.0005 ? "+" : ""}${(100 * one).toFixed(1)}`.replace(/^-0\.0$/, "0.0");
  return `${points(value)}${ci === null ? "" : ` (${points(ci[0])} to ${points(ci[1])})`}`;
}
