import { z } from "zod";
import type { Answer, Result, Topology } from "../types.ts";
import { pastBlocks, askInParallel } from "./asks.ts";
import type { Attempt } from "./attempt.ts";
import { closed, contribute, type Contribution, notesOf } from "./contributions.ts";
import { inRounds } from "./in-rounds.ts";
import { defineKind } from "./kind.ts";
import { ordered } from "./team.ts";
import { labelFor } from "./labels.ts";

export const morphogeneticOptions = z.strictObject({
  /** Rounds of differentiation, the first one without neighbors' work. */
  rounds: z.int().min(1).max(8).default(2),
  /** How far a member sees to either side on the ring. */
  reach: z.int().min(1).max(8).default(1),
});
type Settings = z.output<typeof morphogeneticOptions>;

/** Members on a ring that grow apart by what their neighbors do. Contract: never rejects. */
export function morphogenetic(options: z.input<typeof morphogeneticOptions> = {}): Topology {
  const settings = morphogeneticOptions.parse(options);
  return { name: "morphogenetic", solve: (task, desk) => inRounds(task, desk, (attempt) => grow(attempt, settings)) };
}

export const morphogeneticKind = defineKind({
  name: "morphogenetic",
  gist: "models on a ring adjust their role to their neighbors",
  description:
    "Our own reading of a protocol that the self-organization study (arXiv 2603.28990) names but does not define: form by local signals, as cells differentiate in a tissue. Members stand on a ring in an order drawn by chance; in each round all at once take a role and contribute, and from the second round on each sees only its own and its nearest neighbors' last role and work, and is to differ where they do the same. n calls per round and one that composes the last contributions: n*rounds+1. A prompt does not grow with n. When nobody contributes, one plain attempt is made.",
  options: morphogeneticOptions,
  formula: "n*rounds+1 per attempt",
  sees: "The task, one's own and the nearest neighbors' last contribution; the closing member all last contributions.",
  ignores: [],
  talk: ["attempt", "retry"],
  calls(n, terms, { rounds }) {
    return { least: n * rounds + 1, most: terms.attempts * (n * rounds + 3) };
  },
  make: morphogenetic,
});

async function grow(attempt: Attempt, { rounds, reach }: Settings): Promise<Result<Answer>> {
  const ring = ordered(attempt.desk);
  let cells: Contribution[] = [];
  for (let round = 1; round <= rounds; round++) {
    const before = cells;
    const said = await askInParallel(attempt, ring, ({ name }, attempt, i) =>
      contribute(attempt, name, {
        shared: [...pastBlocks(attempt, name), ...notesOf(attempt.desk, around(before, i, reach))],
        setting: settingOf(labelFor(attempt.desk, name), round, ring.length),
      }),
    );
    // A call that failed leaves the cell as it was.
    cells = said.map((next, i) => (next.role === "" && !next.abstained ? (before[i] ?? next) : next));
    if (said.some(({ over }) => over)) break;
  }
  return closed(attempt, cells, { from: "morphogenetic", closing: "merge" });
}

/** The cell at a place and its neighbors within reach, in ring order, none twice. */
export function around<T>(cells: readonly T[], place: number, reach: number): T[] {
  if (cells.length === 0) return [];
  const places = Array.from({ length: 2 * reach + 1 }, (_, k) => (place - reach + k + cells.length * reach) % cells.length);
  return [...new Set(places)].toSorted((a, b) => a - b).map((at) => cells[at] as T);
}

function settingOf(label: string, round: number, size: number): string {
  const who = `You are "${label}", one of ${size} members who stand in a ring and know only their neighbors.`;
  if (round === 1) return `${who} All begin at the same time: take the role that comes to you first.`;
  return `${who} Above stand your own last contribution and your neighbors'. Where a neighbor does the same as you, turn to something that none of you does; where yours carries, work it out further. Your new contribution replaces your last one.`;
}
