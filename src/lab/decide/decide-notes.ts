import { count } from "../../util/count.ts";
import type { Halves } from "../../valuation/index.ts";
import type { CheckerReport } from "../../report/index.ts";
import type { DecideSettings } from "./decide-settings.ts";
import type { DecideTable } from "./table-of.ts";

interface NotesSource {
  readonly table: DecideTable;
  readonly settings: DecideSettings;
  readonly halves: readonly Halves[];
  readonly checkers: readonly CheckerReport[];
}

/** Below so many scored items no difference of costs has an interval, and few of passes tell anything. */
const fewItems = 20;

/** What a reader must know of the figures beside them. */
export function decideNotes({ table, settings, halves, checkers }: NotesSource): string[] {
  const { items } = table.evidence;
  const drawn = [...new Set(halves.map(({ evidence }) => evidence.items.length))].toSorted((one, other) => one - other);
  const scored = Math.min(...halves.map(({ test }) => test.length));
  return [
    ...(drawn.some((size) => size < items.length)
      ? [`Each split draws ${drawn.join(" or ")} of ${count(items.length, "item")}, by category.`]
      : []),
    ...(scored < fewItems ? [`A split scores ${count(scored, "item")}: too few to tell more than large differences.`] : []),
    ...emptyCategories(halves),
    ...checkers.flatMap(checkerNotes),
    ...(settings.checkers.some(({ wish }) => wish.kind === "column") ? verdictNotes(table) : []),
  ];
}

/** Categories that a split leaves empty on one side: nothing is learnt of them, or nothing is scored. */
function emptyCategories(halves: readonly Halves[]): string[] {
  const [unseen, unscored] = [new Set<string>(), new Set<string>()];
  for (const { evidence, train, test } of halves) {
    const learnt = new Set(train.items.map(({ category }) => category));
    const told = new Set(test.map((place) => evidence.items[place]?.category ?? ""));
    for (const category of told) if (!learnt.has(category)) unseen.add(category);
    for (const category of learnt) if (!told.has(category)) unscored.add(category);
  }
  const some = (names: ReadonlySet<string>): string => {
    const list = [...names].toSorted();
    return `${list.slice(0, 3).join(", ")}${list.length > 3 ? ` and ${list.length - 3} more` : ""}`;
  };
  return [
    ...(unseen.size === 0
      ? []
      : [
          `Too small to be in both parts of every split, so that some splits meet them unlearnt: ${some(unseen)}. They are valued as items of no category.`,
        ]),
    ...(unscored.size === 0 ? [] : [`Learnt and not scored in some splits: ${some(unscored)}.`]),
  ];
}

function checkerNotes({ name, kind, sensitivity = 0, falseAccept = 0 }: CheckerReport): string[] {
  if (kind === "none") return [];
  const percent = (share: number): string => `${(100 * share).toFixed(1)}%`;
  const rates = `accepts ${percent(sensitivity)} of right answers and ${percent(falseAccept)} of wrong ones`;
  const worse = sensitivity <= falseAccept;
  return [
    `Checker ${name}: ${rates}, ${kind === "measured" ? "measured on the training parts; its recorded verdicts are used" : "assumed"}.`,
    ...(worse
      ? [
          `Checker ${name} accepts wrong answers no less often than right ones: it tells nothing, or the opposite. The index takes it at its rates; a cascade takes its word.`,
        ]
      : []),
  ];
}

/** Fewer verdicts than this on right answers, or on wrong ones, leave a rate that may be off by a quarter. */
const fewVerdicts = 16;

function verdictNotes({ evidence }: DecideTable): string[] {
  const all = evidence.samples.flat();
  const told = all.filter(({ verdict }) => verdict !== undefined);
  const right = told.filter(({ passed }) => passed).length;
  return [
    ...(told.length === all.length
      ? []
      : [
          `${all.length - told.length} of ${count(all.length, "attempt")} have no recorded verdict: theirs are weighed by the measured rates.`,
        ]),
    ...(Math.min(right, told.length - right) >= fewVerdicts
      ? []
      : [
          `Verdicts are recorded on ${count(right, "right answer")} and ${count(told.length - right, "wrong one")} of the whole table: what is measured of so few is little more than a guess.`,
        ]),
  ];
}
