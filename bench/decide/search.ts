import { loadExperiment, openStore, searchExperiment, type SearchFigures, startRun } from "../../src/lab/index.ts";
import type { Figure } from "../figure.ts";

/** So many candidates, and money for the best single model's attempts at so many tasks. */
const [most, attempts] = [60, 400];

/** What `catallaxy search` finds on a bundled set, its three ways at the same spend; a set of which no experiment is bundled has none. */
export async function searchFigures(set: string): Promise<Figure[]> {
  const bundled = await loadExperiment(`recorded/${set}`).catch(() => undefined);
  if (bundled === undefined) return [];
  const prices = Object.values((bundled.world["prices"] ?? {}) as Readonly<Record<string, number>>);
  const budget = Number((attempts * Math.max(0.001, ...prices)).toFixed(4));
  const experiment = searchExperiment(
    { ...bundled, repetitions: 1, search: { ...bundled.search, seats: 3, most } },
    { budget, strategies: ["racing", "thompson", "mutation"] },
  );
  const store = openStore(":memory:");
  try {
    const surroundings = { store, environment: {}, concurrency: 8, now: () => Date.now(), signal: new AbortController().signal };
    const { table } = await startRun(experiment, surroundings);
    return rowsOf(table as SearchFigures);
  } finally {
    store.close();
  }
}

function rowsOf({ searches, single, budget }: SearchFigures): Figure[] {
  const told = (row: SearchFigures["searches"][number]["scored"]): string =>
    row === null ? "not scored" : `${(100 * (row.passRate ?? 0)).toFixed(1)}% right at $${(row.cost ?? 0).toFixed(4)}`;
  const best = single === null ? "" : `; the best single, ${single.name}, ${told(single.scored)}`;
  return searches.map(({ strategy, chosen, scored, spent }) => ({
    name: `search, ${strategy}`,
    wanted: "(to compare)",
    measured: `${chosen ?? "nothing"}: ${told(scored)}${best}; chosen for $${spent.toFixed(2)} of $${budget.toFixed(2)}`,
    met: true,
  }));
}
