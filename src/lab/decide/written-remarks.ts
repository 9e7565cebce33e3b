import type { ArmResult, Evidence } from "../../valuation/index.ts";
import { dollars, toNano } from "../../util/money.ts";
import type { DecideSettings } from "./decide-settings.ts";

interface WrittenSource {
  readonly evidence: Evidence;
  /** The arms that became topologies, by the topologies' names. */
  readonly kept: ReadonlyMap<string, ArmResult>;
  readonly settings: DecideSettings;
}

/** What decide itself counts for the written experiment, and what a run of it does otherwise. */
export function writtenRemarks({ evidence, kept, settings: { checkers } }: WrittenSource): string[] {
  const priced = checkers.flatMap(({ name, wish }) => (wish.kind !== "none" && wish.price > 0 ? [`${name} $${wish.price}`] : []));
  const columns = checkers.flatMap(({ wish }) => (wish.kind === "column" ? [wish.column] : []));
  const tries = [...evidence.tries];
  const [fewest, most] = [Math.min(...tries), Math.max(...tries)];
  const blank = evidence.samples.some((cell) => cell.some(({ answer }) => answer === ""));
  const checked = [...kept.values()].some(({ checker }) => checker !== undefined);
  return [
    `On the half \`score\` decide counts: ${[...kept].map(([name, { results }]) => `${name} ${figures(results)}`).join("; ")}.`,
    "Every policy here goes by what was learnt on the half `choose`, and decides as decide counted it. Its other figures are means over other halves.",
    ...(evidence.items.some(({ bids }) => bids !== undefined)
      ? [
          "But for what models stated before they tried, which decide goes by: in a run nobody is asked for it, and chances go by the category alone.",
        ]
      : []),
    ...(checked ? ["A checker errs by chance in a run, where decide takes the mean over its verdicts."] : []),
    ...(most > 1 ? ["A run draws one of several recorded attempts, where decide takes the mean over them."] : []),
    ...(blank && kept.has("vote-of-three")
      ? ["Where the best of the three gave no answer, a run breaks a tie of the others by chance; decide takes the better one's."]
      : []),
    ...(fewest < most
      ? [
          `Models have ${fewest} to ${most} attempts an item: here nobody is asked more often than ${fewest === 1 ? "once" : `${fewest} times`}.`,
        ]
      : []),
    ...(priced.length === 0
      ? []
      : [
          `No verdict is charged in this run: index weighs its price (${priced.join(", ")}) and pays none, a cascade neither, so their costs are lower than decide's by that price for each verdict.`,
        ]),
    ...(columns.length === 0
      ? []
      : [
          `Checker ${columns[0]} is here a checker with the rates that were measured on the half \`choose\`, drawn by chance: its recorded verdicts are not used.`,
        ]),
  ];
}

function figures(results: ArmResult["results"]): string {
  const mean = (of: "passed" | "cost"): number => results.reduce((sum, result) => sum + result[of], 0) / results.length;
  return `${(100 * mean("passed")).toFixed(1)}% at ${dollars(toNano(mean("cost")))}`;
}
