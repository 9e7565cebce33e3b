import type { Summary } from "../summary.ts";
import type { Behind } from "../summary/behind.ts";
import { all, count, percent, signedMoney } from "./format.ts";
import { riskWords } from "./risk-words.ts";
import type { Grid } from "./spending.ts";

type Row = Behind["rows"][number];

/** The figures of each topology; the legend says what each figure means, and of those that are missing why. Undefined where a run has none. */
export function behindGrid({ behind }: Summary): Grid | undefined {
  if (behind === undefined) return undefined;
  const { beside, rows } = behind;
  const shown = columnsOf(behind).filter(({ cell }) => rows.some((row) => cell(row) !== "-"));
  return {
    title: "What lies behind the figures",
    columns: [{ title: "topology" }, ...shown.map(({ title }) => ({ title, right: true }))],
    rows: rows.map((row) => [row.topology, ...shown.map(({ cell }) => cell(row))]),
    legend: [
      `beside ${beside}${behind.alone ? ", one model alone" : ""}, on the same tasks and tries`,
      ...shown.map(({ title, means }) => `${title}: ${means}`),
      ...missingWords(behind),
    ].join(" · "),
  };
}

/** How far members err together, and what tokens explain; each sentence says what it rests on, or what it would take. */
export function behindWords({ behind }: Summary): string[] {
  return behind === undefined ? [] : [membersWords(behind), tokensWords(behind), ...riskWords(behind.risk)];
}

interface BehindColumn {
  readonly title: string;
  readonly means: string;
  readonly cell: (row: Row) => string;
}

function columnsOf({ beside }: Behind): BehindColumn[] {
  return [
    {
      title: "repairs",
      means: `3/10: of 10 tries that ${beside} fails it passes 3`,
      cell: ({ overlap }) => (overlap === undefined ? "-" : ofWords(overlap.onlyIt, overlap.onlyIt + overlap.neither)),
    },
    {
      title: "breaks",
      means: `of the tries that ${beside} passes it fails so many`,
      cell: ({ overlap }) => (overlap === undefined ? "-" : ofWords(overlap.onlyOther, overlap.onlyOther + overlap.both)),
    },
    {
      title: "+/-/=",
      means: "tasks on which it passes more, fewer and as many of its tries; a size, and no proof",
      cell: ({ tasks }) => (tasks === undefined ? "-" : `${tasks.more}/${tasks.fewer}/${tasks.same}`),
    },
    {
      title: "cost",
      means: "how many times the other's, at a typical task (geometric mean)",
      cell: ({ costRatio }) => (costRatio === undefined ? "-" : times(costRatio.value)),
    },
    {
      title: "dearest 10%",
      means:
        "what the dearest tenth of its tries cost, each in the mean (CVaR), and their share of its bill; rarer expenses than were tried are not in it",
      cell: ({ dearest }) => (dearest === undefined ? "-" : `${signedMoney(dearest.mean).replace("+", "")} ${percent(dearest.share)}`),
    },
    {
      title: "tokens",
      means: "how many are billed for each that is read in tasks (their length estimated) and accepted answers",
      cell: ({ tokens }) => (tokens === undefined ? "-" : times(tokens)),
    },
  ];
}

function ofWords(some: number, of: number): string {
  return of === 0 ? "-" : `${some}/${of}`;
}

function times(ratio: number): string {
  return `${ratio >= 100 ? Math.round(ratio) : Number(ratio.toPrecision(2))}x`;
}

function missingWords({ rows, assumedTokens }: Behind): string[] {
  const few = rows.some(({ dearest, tries }) => dearest === undefined && tries < 20);
  return [
    ...(few ? ["no dearest 10% of fewer than 20 tries"] : []),
    ...(assumedTokens === true ? ["no figure of tokens: those of recorded tries are assumed"] : []),
  ];
}

function range([low, high]: readonly [number, number], text: (value: number) => string): string {
  return `95% ${text(low)} to ${text(high)}`;
}

function membersWords({ members: { names, tasks, correlation, effective }, same }: Behind): string {
  if (names.length < 2)
    return "How far members err together is not known: it takes two or more that each answer alone (solo, one attempt), on 30 tasks or more.";
  const who = `${all(names)}, each alone on ${count(tasks, "task")}`;
  if (correlation === undefined)
    return `How far ${who}, err together cannot be told: it takes 30 tasks, five that each passes, five that it fails, and some on which they differ.`;
  const two = (value: number): string => value.toFixed(2);
  const told = `Errors of ${who}, correlate at ${two(correlation.value)} in the mean of pairs (${range(correlation.ci, two)}; 0: independent, 1: the same tasks)`;
  if (effective === undefined) return `${told}; on too few tasks all of them fail to say how many independent tries they are worth.`;
  const worth = `one try of each is worth ${two(effective.value)} independent ones of ${names.length} (${range(effective.ci, two)})`;
  const one =
    same === undefined ? "" : `, ${count(names.length, "try", "tries")} of ${same.member} ${two(same.value)} (${range(same.ci, two)})`;
  return `${told}; ${worth}${one}${addedWords(effective, same)}.`;
}

/** What other members add to as many tries of one; by its record alone it may be the difficulty of the tasks. */
function addedWords(effective: NonNullable<Behind["members"]["effective"]>, same: Behind["same"]): string {
  if (same === undefined) return "; tasks that are hard for all lower both";
  return same.ci[1] < effective.ci[0]
    ? ": what lies between is what other members add"
    : "; the intervals meet: that other members add to it is not shown";
}

function tokensWords({ tokens, assumedTokens }: Behind): string {
  if (assumedTokens === true) return "What tokens explain of the scores cannot be told: those of recorded tries are assumed.";
  if (tokens === undefined)
    return "What tokens explain of the scores cannot be told: it takes 30 tasks at which some tries score more than others, and counted tokens.";
  const { share, ci, rising, beyond, byChance, tasks, tries } = tokens;
  const fine = (value: number): string => `${(value * 100).toFixed(value < 0.0995 ? 1 : 0)}%`;
  const way = rising ? "more tokens, higher scores" : "more tokens, lower scores";
  return `Tokens explain ${fine(share)} of the differences in score between tries at one task (${range(ci, fine)}; ${way}; ${count(tasks, "task")} with differences, ${count(tries, "try", "tries")}); which topology it was explains ${fine(beyond)} of the rest, where chance alone gives about ${fine(byChance)}. Tokens follow from topology and difficulty: this is no cause.`;
}
