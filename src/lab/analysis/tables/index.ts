import type { Maker, SpecialTable, TableSource } from "./table.ts";
import { own } from "../../../util/own.ts";

export type { SpecialTable, TableSource } from "./table.ts";

/** The tables that an experiment may ask for by name (`table: ...`). */
const makers: Readonly<Record<string, () => Promise<Maker>>> = {
  ablation: async () => (await import("./ablation.ts")).ablationTable,
  caching: async () => (await import("./caching.ts")).cachingTable,
  bidding: async () => (await import("./bidding.ts")).biddingTable,
  judges: async () => (await import("./judges.ts")).judgesTable,
};

export function tableNames(): string[] {
  return Object.keys(makers);
}

/** The experiment's own table; undefined when it asks for none. */
export async function specialTable(source: TableSource): Promise<SpecialTable | undefined> {
  const maker = source.plan.table === undefined ? undefined : own(makers, source.plan.table);
  return maker === undefined ? undefined : (await maker())(source);
}
