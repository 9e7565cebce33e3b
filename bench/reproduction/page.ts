import { nearness, type ReproducedFigure } from "./figure.ts";

/** What writes the page. */
export const command = "node --conditions=catallaxy-source scripts/reproduce.ts";

/** How many figures come out, those that the authors printed and those that were derived from their rows counted apart. */
export function tallyOf(figures: readonly ReproducedFigure[]): string[] {
  const compared = figures.filter((figure) => nearness(figure) !== undefined);
  const line = (words: string, some: readonly ReproducedFigure[]): string => {
    const of = (kind: ReturnType<typeof nearness>): number => some.filter((figure) => nearness(figure) === kind).length;
    const off = of("off") === 0 ? "" : `, ${of("off")} are not`;
    return `- **${words}**: ${some.length} figures. ${of("same")} are the same to the digits that are printed, ${of("within")} within a wider bound that stands beside them${off}.`;
  };
  return [
    line(
      "Published by the authors of the data",
      compared.filter(({ published }) => published === true),
    ),
    line(
      "Derived from their rows, not by them",
      compared.filter(({ published }) => published !== true),
    ),
  ];
}

/** The page of the figures that the bundled recordings can check. */
export function reproductionPage(figures: readonly ReproducedFigure[]): string {
  const works = [...Map.groupBy(figures, ({ work }) => work)];
  return [
    "# Reproduction",
    "",
    "Figures that the bundled recordings can check, theirs and ours side by side. Ours come from the rows under `recorded/` through this",
    "project's own code: the statistics, the market's scoring rule, and topologies run on the recorded world. No key, no network, no randomness but seeded.",
    "",
    "```sh",
    command,
    "```",
    "",
    ...tallyOf(figures),
    "",
    '`test/reproduction.test.ts` holds them, and this page, there. "Derived" figures were computed from the published rows by somebody else before, with other code: they check our arithmetic, not the',
    'authors\' claims. "Other" in the last column is a figure on other models or tasks, set beside ours for its size alone.',
    "",
    ...works.flatMap(([work, rows]) => section(work, rows)),
    "## What cannot be checked",
    "",
    "- MarketBench on all 93 tasks, its history card, its reserve auctions and bid prompts: only the first thirty tasks' rows are public and bundled; the market",
    "  arm's second attempts (11 of 32) lack the twenty tasks whose ledger was lost.",
    "- hub-vs-spoke by repetition, its bids and its all-in cost: only task means were published.",
    "- Dochkina, AgentsNet, the Byzantine game, RouteLLM, RouterBench, the scaling study: no rows are bundled. RouteLLM's pair stands above beside another pair.",
    "- Outcomes of MarketBench's first thirty come from other runs than the forecasts, and GPT-5.2-pro's from GPT-5.2 (high): as published, so here.",
    "- Dollars of coding agents on half of SWE-bench Verified may not be passed on: `node --conditions=catallaxy-source bench/swebench.ts <folder>` reads them where you have them.",
    "",
  ].join("\n");
}

function section(work: string, rows: readonly ReproducedFigure[]): string[] {
  const lines = rows.map(
    (row) =>
      `| ${row.figure} | ${row.theirs?.toFixed(row.digits) ?? "-"} | ${sourceOf(row)} | ${row.ours.toFixed(row.digits)} | ${verdict(row)} |`,
  );
  return [`## ${work}`, "", "| figure | theirs | by | ours | same |", "| --- | --: | --- | --: | --- |", ...lines, ""];
}

function sourceOf({ theirs, published, other }: ReproducedFigure): string {
  if (theirs === undefined) return "-";
  return other !== undefined ? "others" : published === true ? "authors" : "derived";
}

function verdict(row: ReproducedFigure): string {
  if (row.other !== undefined) return `other: ${row.other}`;
  const found = nearness(row);
  if (found === undefined) return "not published";
  if (found === "within") return `within ${row.within?.by}: ${row.within?.because}`;
  return found === "same" ? "yes" : "NO";
}
