import type { Summary, TopologyRow } from "../summary.ts";
import { money, percent } from "./format.ts";
import type { Column } from "./table.ts";
import { shorten } from "./text.ts";

/** A table as cells that are ready to print, whatever prints it. */
export interface Grid {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  readonly legend: string;
}

/** Where each topology's money went, by outcome, purpose and member; undefined where all of it bought the answers. */
export function attribution(summary: Summary): Grid | undefined {
  const told = summary.topologies.filter((row) => row.cost.total > 0 && row.cost.byOutcome !== undefined);
  if (!told.some(({ cost }) => (cost.byOutcome?.won ?? 0) < cost.total * 0.9995)) return undefined;
  const apart = told.some(({ cost }) => (cost.byOutcome?.unrated ?? 0) > 0);
  return {
    title: "Where the money went",
    columns: [
      { title: "topology" },
      ...["won", "lost", "wasted", "coord.", ...(apart ? ["no result"] : [])].map((title) => ({ title, right: true })),
      { title: "mostly for" },
      { title: "mostly by" },
    ],
    rows: told.map(({ name, cost }) => {
      const { won = 0, lost = 0, wasted = 0, coordination = 0, unrated = 0 } = cost.byOutcome ?? {};
      const shares = [won, lost, wasted, coordination, ...(apart ? [unrated] : [])].map((part) => shareOf(part, cost.total));
      return [name, ...shares, largest(cost.byPurpose, cost.total), largest(cost.byMember, cost.total)];
    }),
    legend: outcomeWords(summary).replace("coordination:", "coord.:").replace("unrated:", "no result:"),
  };
}

/** What the outcomes are that money is told by. */
export function outcomeWords({ topologies }: Summary): string {
  const apart = topologies.some(({ cost }) => (cost.byOutcome?.unrated ?? 0) > 0);
  const unrated = apart ? " · unrated: trials that are asked or graded again, in no $/task" : "";
  return `won: the calls that wrote the accepted answers · lost: attempts whose text is not the answer · wasted: failed calls and repairs of members' replies · coordination: all else, as bids, plans, verdicts, merges${unrated}`;
}

/** Cost per task without a prompt cache, as billed, with an ideal and with a warm one; no rows where all are within 1%. */
export function caching(summary: Summary): Grid {
  const differs = ({ cost }: TopologyRow): boolean =>
    Math.max(Math.abs(cost.cold - billedOf(cost)), billedOf(cost) - cost.warm, cost.cold - cost.warm) > 0.01 * billedOf(cost);
  if (!summary.topologies.some(differs)) {
    return {
      title: "Prompt cache",
      columns: [],
      rows: [],
      legend: "cold, billed and warm cost are within 1% of one another: prompts are short or shared by nobody",
    };
  }
  return {
    title: "Prompt cache, $ per task",
    columns: ["topology", "cold", "billed", "ideal", "warm", "saved", "cold-start tax", "read"].map((title, i) => ({
      title,
      right: i > 0,
    })),
    rows: summary.topologies.map((row) => {
      const { cold, warm, idealised } = row.cost;
      const billed = billedOf(row.cost);
      const each = [cold, billed, idealised ?? null, warm].map((cost) =>
        money(cost === null ? null : cost / Math.max(1, ratedTrials(row))),
      );
      return [row.name, ...each, percent(savedShare(row)), percent(coldStartTax(row)), percent(hitShare(row))];
    }),
    legend:
      "cold: no cache · billed: as charged · ideal: what is shared is written once where that pays · warm: it was there before · saved: of what the ideal saves · tax: billed over warm · read: share of input from the cache",
  };
}

/** What the bill saved, of all that an ideal cache would save; negative where writes were not read again, null where nothing could be saved. */
export function savedShare({ cost }: TopologyRow): number | null {
  const { cold, idealised = cold } = cost;
  return cold - idealised <= 1e-3 * cold ? null : (cold - billedOf(cost)) / (cold - idealised);
}

/** What was paid over a warm cache, as a share of it; null where a warm one costs nothing. */
export function coldStartTax({ cost }: TopologyRow): number | null {
  return cost.warm > 0 ? billedOf(cost) / cost.warm - 1 : null;
}

/** What the trials cost that are in a rate: what stands beside the cold and the warm cost. */
export function billedOf({ rated, total }: TopologyRow["cost"]): number {
  return rated ?? total;
}

/** The trials that `billedOf` is of; summaries that were stored before they were counted have the graded and the unfilled ones. */
export function ratedTrials({ rated, attempted, unfilled, unasked = 0 }: TopologyRow): number {
  return rated ?? attempted + unfilled - unasked;
}

/** The share of input tokens that was read from a cache; null without input. */
export function hitShare({ tokens }: TopologyRow): number | null {
  const input = tokens.uncached + tokens.cacheRead + tokens.cacheWrite;
  return input === 0 ? null : tokens.cacheRead / input;
}

function shareOf(part: number, whole: number): string {
  if (part <= 0) return "-";
  return part / whole < 0.005 ? "<1%" : percent(part / whole);
}

/** The two largest accounts with their shares. */
function largest(amounts: Readonly<Record<string, number>>, whole: number): string {
  const ranked = Object.entries(amounts).filter(([, amount]) => amount / whole >= 0.005);
  const most = ranked.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 2);
  return most.map(([name, amount]) => `${shorten(name, 16)} ${percent(amount / whole)}`).join(", ");
}
