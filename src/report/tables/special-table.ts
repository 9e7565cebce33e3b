import { type AblationFigures, ablationTable } from "./ablation-table.ts";
import { type BiddingFigures, biddingTable } from "./bidding-table.ts";
import { type CachingFigures, cachingTable } from "./caching-table.ts";
import { type FairnessFigures, fairnessTable } from "./fairness-table.ts";
import { type JudgesFigures, judgesTable } from "./judges-table.ts";
import { type NamedFigures, namedTable } from "./named-table.ts";
import type { EdgesFigures } from "../edges/edges-figures.ts";
import { edgesTable } from "../edges/edges-table.ts";
import type { OwnTable } from "./own-table.ts";
import { type ScarcityFigures, scarcityTable } from "./scarcity-table.ts";
import type { SearchFigures } from "../search/search-figures.ts";
import { searchTable } from "../search/search-table.ts";
import { type ShadowFigures, shadowTable } from "./shadow-table.ts";

/** The figures that a run may have beside the usual ones, told apart by their kind. */
export type SpecialFigures =
  | AblationFigures
  | BiddingFigures
  | CachingFigures
  | EdgesFigures
  | FairnessFigures
  | JudgesFigures
  | NamedFigures
  | ScarcityFigures
  | SearchFigures
  | ShadowFigures;

/** The same as a table that is ready to print. */
export function specialTable(figures: SpecialFigures): OwnTable {
  switch (figures.kind) {
    case "ablation":
      return ablationTable(figures);
    case "bidding":
      return biddingTable(figures);
    case "caching":
      return cachingTable(figures);
    case "edges":
      return edgesTable(figures);
    case "fairness":
      return fairnessTable(figures);
    case "judges":
      return judgesTable(figures);
    case "named":
      return namedTable(figures);
    case "scarcity":
      return scarcityTable(figures);
    case "search":
      return searchTable(figures);
    default:
      return shadowTable(figures);
  }
}
