import type { NamedClaim } from "../../../report/index.ts";
import type { TableSource } from "./table-source.ts";

/** In a claim: one model that tries as often as the same spending allows. */
export const equalVotes = "votes at equal spending";

/** What an experiment of many arms holds against its publication: what each arm is held against, and one model at equal spending beside all. */
export interface PairedStudy {
  readonly title: string;
  /** The arm that an arm is held against; undefined where it is held against none. */
  readonly baseOf: (arm: string) => string | undefined;
  /** What is equal, and the arms of one model that tries more and more often, which an arm is held against; none for some. */
  readonly equal: {
    readonly measure: "tokens" | "dollars";
    readonly triesOf: (arm: string) => readonly string[];
    /** Whom that is beside, in a note and in a claim; tries of one model and a vote unless told. */
    readonly by?: { readonly long: string; readonly short: string };
  };
  /** `b` is another arm, or `equalVotes`. */
  readonly claims: readonly Pick<NamedClaim, "published" | "sign" | "a" | "b">[];
  readonly construction: string;
  readonly notes?: readonly string[] | ((source: TableSource) => readonly string[]);
}
