import type { Summary, TopologyRow } from "../summary.ts";
import { sizeWords } from "./size-words.ts";
import type { Whereabouts } from "../util/command-line.ts";
import { advice, preference, preferred } from "./advice.ts";
import { boundsLegend, boundsOf, isBounded } from "./bounds.ts";
import { commandsApart } from "./commands-apart.ts";
import { selectionBrief, selectionWords } from "./selection-words.ts";
import { decisionWords } from "./decision.ts";
import { baselineOf, isBound } from "./findings.ts";
import { count, money, percentRange, rateOf } from "./format.ts";
import { netValueWords } from "./net-value-words.ts";
import { type Palette, palette } from "./palette.ts";
import { inert } from "../util/inert.ts";
import { inertIn } from "../util/inert-in.ts";
import { silenceWords } from "./silence.ts";
import { type Standing, standingsOf } from "./standings.ts";
import { endedOf, isPartial } from "./unfinished.ts";
import { type Column, tableLayout, type TableLayout } from "./table.ts";
import { widthOf, wrap } from "./text.ts";
import { unclearCosts } from "./unclear-costs.ts";
import { worldLabel } from "./world.ts";

/** One run as the first screen shows it. */
export interface ScreenPart {
  readonly summary: Summary;
  /** What was run, in one line. */
  readonly note: string;
  /** Tasks that were run first, to choose and learn by, and are in no figure. */
  readonly learning?: number;
  /** What each topology's name means, in one line of everyday words. */
  readonly gists: ReadonlyMap<string, string>;
  /** What must be read beside the figures. */
  readonly remarks: readonly string[];
  /** Where commands find the run. */
  readonly at?: Whereabouts;
}
export interface ScreenSettings {
  readonly color: boolean;
  readonly width: number;
  /** What to type next, and where the whole report is. */
  readonly footer: readonly string[];
}

/** The titles of the columns that a table shows, and of those that its width leaves out. */
interface Titles {
  readonly shown: ReadonlySet<string>;
  readonly left: ReadonlySet<string>;
}
interface ScreenTable extends Pick<TableLayout, "shown" | "left"> {
  readonly lines: readonly string[];
}
/** Rows of one table before the rest is left to the report, where several runs share the screen. */
const mostRows = 5;
/** Topologies that one sentence names beside the one that gives most. */
const mostRivals = 3;

/** What a run prints when it ends: which topology to use when, then the figures that this rests on. At most 60 lines for three runs. */
export function firstScreen(told: readonly ScreenPart[], settings: ScreenSettings): string {
  const parts = inertIn(told, "terminal");
  const { width } = settings;
  const paint = palette(settings.color);
  const several = parts.length > 1;
  const most = several ? mostRows : Infinity;
  const drawn = parts.map((part) => figures(part, width, paint, most));
  const titles = (which: "shown" | "left"): ReadonlySet<string> => new Set(drawn.flatMap((table) => table[which]));
  const blocks = [
    ...(several ? [[` ${paint.bold("What to use")}`, ...parts.flatMap((part) => choice(part, width, paint, true))]] : []),
    ...drawn.map(({ lines }, i) => (several ? lines : [...choice(parts[i] as ScreenPart, width, paint, false), "", ...lines])),
    words(parts, most, { shown: titles("shown"), left: titles("left") }, width).map((line) => paint.dim(line)),
    settings.footer.flatMap((line) => footed(line, width)),
  ];
  return `${blocks
    .filter((block) => block.length > 0)
    .map((block) => block.join("\n"))
    .join("\n\n")}\n`;
}

/** What is typed or opened is never cut, however long: a terminal breaks it and copies it whole. */
function footed(line: string, width: number): string[] {
  if (line.includes("`")) return commandsApart(line, width - 2);
  const longest = Math.max(...line.split(" ").map(widthOf));
  return longest > width - 2 ? [` ${inert(line, "terminal")}`] : wrap(line, width - 2).map((piece) => ` ${piece}`);
}

function choice({ summary, at }: ScreenPart, width: number, paint: Palette, several: boolean): string[] {
  const brief = several && summary.selection !== undefined;
  const chosen = brief ? selectionBrief(summary) : selectionWords(summary);
  const told = brief ? firstOf(advice(summary)) : advice(summary);
  const label = `${worldLabel[summary.world]}${summary.world === "simulated" ? ": no finding about real ones" : ""}`;
  const beside = widthOf(summary.experiment) + label.length + 5 <= width;
  const head = beside
    ? [` ${paint.bold(summary.experiment)}  ${paint.note(`[${label}]`)}`]
    : [...wrap(summary.experiment, width - 2).map((line) => ` ${paint.bold(line)}`), ` ${paint.note(`[${label}]`)}`];
  return [
    ...head,
    ...silenceWords(summary, at).flatMap((line) => bullet(paint.bad("!"), line, width)),
    ...[...chosen, ...decisionWords(summary), ...netValueWords(summary, mostRivals), ...told].flatMap((line) =>
      bullet(paint.good("="), line, width),
    ),
  ];
}

/** One piece of advice beside what was chosen: for whom passes count, where there is one. */
function firstOf(lines: readonly string[]): readonly string[] {
  return [lines.find((line) => line.includes("when passes count")) ?? lines[0] ?? []].flat();
}

const columns: readonly Column[] = [
  { title: "topology" },
  { title: "pass rate (95%)" },
  { title: "passes", spare: 1 },
  { title: "$/task", right: true },
  { title: "cost", spare: 0 },
  { title: "$/pass", right: true, spare: 3 },
];

/** The columns that say how a topology stands to the baseline. */
const besides: ReadonlySet<string> = new Set(["passes", "cost"]);

function figures({ summary, note, learning = 0, remarks }: ScreenPart, width: number, paint: Palette, most: number): ScreenTable {
  const before = learning === 0 ? "" : `, after ${learning} to learn by (not scored)`;
  const size = `${sizeWords(summary)}${before}${most === Infinity ? `, seed ${summary.seed}` : ""}.`;
  const { rows, others } = shown(summary, most);
  const standings = new Map(standingsOf(summary).map((standing) => [standing.row.name, standing]));
  const marked = preferred(summary);
  const partial = isPartial(summary);
  const bounded = isBounded(summary);
  // What nothing was compared with yet gives way first.
  const own = columns.map((column) => (summary.comparisons.length === 0 && besides.has(column.title) ? { ...column, spare: 4 } : column));
  const wide = bounded ? own.toSpliced(2, 0, { title: "bounds", spare: 2 }) : own;
  const {
    head,
    rows: body,
    shown: titles,
    left,
  } = tableLayout(
    partial ? wide.toSpliced(1, 0, { title: "ended", right: true }) : wide,
    rows.map((row) => {
      const plain = cells(row, standings.get(row.name), summary);
      const line = bounded ? plain.toSpliced(2, 0, boundsOf(row)) : plain;
      return partial ? line.toSpliced(1, 0, endedOf(row)) : line;
    }),
    width - 3,
  );
  const lines = body.flatMap((own, i) =>
    own.map((line, at) => (at === 0 && marked.has(rows[i]?.name ?? "") ? ` ${paint.good("◆")} ${line}` : `   ${line}`)),
  );
  const drawn = [
    ...wrap(`${summary.experiment}: ${note === "" ? "" : `${note} `}${size}`, width - 2).map((line) => ` ${line}`),
    ...head.map((line) => paint.dim(`   ${line}`)),
    ...lines,
    ...(titles.includes("cost") ? unclear(summary, new Set(rows.map(({ name }) => name)), width) : []).map((line) => paint.dim(line)),
    ...(others === 0 ? [] : [paint.dim(`   ${count(others, "more topology", "more topologies")} in the report`)]),
    ...(most === Infinity ? remarks : []).flatMap((remark) => bullet(paint.note("!"), remark, width)),
  ];
  return { lines: drawn, shown: titles, left };
}

/** Why costs are unclear, where the table says that they are. */
function unclear(summary: Summary, named: ReadonlySet<string>, width: number): string[] {
  const line = unclearCosts(summary, named, width - 3);
  return line === undefined ? [] : wrap(line, width - 3).map((piece) => `   ${piece}`);
}

/** The rows that carry the advice, in the experiment's order, and how many others there are. */
function shown(summary: Summary, most: number): { rows: TopologyRow[]; others: number } {
  const all = summary.topologies;
  if (all.length <= most) return { rows: [...all], others: 0 };
  const standings = standingsOf(summary);
  const marked = preferred(summary);
  const told = advice(summary).join(" ");
  const rank = (row: TopologyRow): number =>
    [`Use ${row.name} `, ` or ${row.name} when`].some((words) => told.includes(words)) || row.name === baselineOf(summary)
      ? 0
      : marked.has(row.name)
        ? 1
        : standings.some((standing) => standing.row === row && standing.passes !== "unclear")
          ? 2
          : 3;
  const first = new Set(all.toSorted((a, b) => rank(a) - rank(b)).slice(0, most));
  return { rows: all.filter((row) => first.has(row)), others: all.length - most };
}

function cells(row: TopologyRow, standing: Standing | undefined, summary: Summary): string[] {
  const range = row.passRateCi === null ? "" : ` (${percentRange(row.passRateCi)})`;
  const plain = isBound(row)
    ? "a bound"
    : row.replay !== undefined
      ? "no choice"
      : row.name === baselineOf(summary) && summary.comparisons.length > 0
        ? "baseline"
        : "-";
  return [
    row.name,
    `${rateOf(row).padStart(4)}${range}`,
    standing?.passes ?? plain,
    money(row.cost.perTrial),
    standing?.cost ?? "-",
    money(row.cost.perPass),
  ];
}

/** Every word of the screen that is not everyday, and the topologies that the advice names. */
function words(parts: readonly ScreenPart[], most: number, titles: Titles, width: number): string[] {
  const named = new Map(
    parts.flatMap(({ summary, gists }) => {
      const told = [...advice(summary), ...netValueWords(summary, mostRivals), ...decisionWords(summary)].join(" ");
      const inSight = new Set(shown(summary, most).rows.map(({ name }) => name));
      return [...gists].filter(([name]) => inSight.has(name) || told.includes(name));
    }),
  );
  const compared = parts.some(({ summary }) => summary.comparisons.length > 0);
  const bound = parts.some(({ summary }) => shown(summary, most).rows.some(isBound));
  const terms = [
    ...(parts.some(({ summary }) => isPartial(summary)) ? ["ended: trials so far, of those planned"] : []),
    "topology: how the models are organized",
    "pass rate: share of tasks answered right, with its likely range (95%)",
    ...(titles.shown.has("bounds") ? [boundsLegend] : []),
    ...(compared ? ["baseline: what others are compared with", "passes, cost: beside the baseline's, where shown", `◆ ${preference}`] : []),
    ...(parts.some(({ summary }) => shown(summary, most).rows.some(({ replay }) => replay !== undefined))
      ? ["cannot be replayed, no choice: the record lacks what it asks for on all tasks, or on some"]
      : []),
    ...(bound ? ["a bound: knows the truth, so it is no choice"] : []),
    ...(titles.shown.has("$/pass") ? ["$/pass: dollars per right answer"] : []),
    ...(parts.some(({ summary }) => advice(summary).some((line) => line.includes(" points")))
      ? ["points: hundredths of the pass rate"]
      : []),
    ...explained([...named]),
    ...(titles.left.size === 0 ? [] : [`left out at this width: ${[...titles.left].join(", ")}`]),
  ];
  return wrap(terms.join(" · "), width - 2).map((line) => ` ${line}`);
}

/** Names with what they mean, those of one kind together; what `+retry` adds to a name is said once. */
function explained(named: readonly (readonly [name: string, gist: string])[]): string[] {
  const kinds = Map.groupBy(named, ([, gist]) => gist.replace(/; up to \d+ tries$/, ""));
  const again = named.filter(([name]) => name.endsWith("+retry"));
  const lines = [...kinds].map(([gist, some]) => {
    const names = [...new Set(some.map(([name]) => name.replace(/\+retry$/, "")))];
    const [word = ""] = names.map((name) => name.split("-")[0] ?? name);
    const alike = names.length > 3 && names.every((name) => name === word || name.startsWith(`${word}-`));
    const short = names.includes(word) ? `${word}, ${word}-...` : `${word}-...`;
    return `${alike ? short : names.join(", ")}: ${gist}`;
  });
  return again.length === 0 ? lines : [...lines, "+retry: more tries on a failed check"];
}

function bullet(mark: string, text: string, width: number): string[] {
  return commandsApart(text, width - 4, "   ").map((line, i) => (i === 0 ? ` ${mark} ${line.trimStart()}` : line));
}
